/** Which addresses are fetched: public ones, over http or https, unless the caller allows more. */
import { BlockList, isIP, isIPv4 } from 'node:net';
import { IntakeError } from './intake-error.ts';

const notPublic = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by providers
  ['127.0.0.0', 8], // this machine
  ['169.254.0.0', 16], // this link, and cloud metadata
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // old relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // groups
  ['240.0.0.0', 4], // reserved and broadcast
] as const) {
  notPublic.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96], // unspecified, this machine, old IPv4-compatible
  ['64:ff9b:1::', 48], // local translation
  ['100::', 64], // discard
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32], // documentation
  ['3fff::', 20], // documentation
  ['5f00::', 16], // segment routing
  ['fc00::', 7], // private
  ['fe80::', 10], // this link
  ['fec0::', 10], // old site-local
  ['ff00::', 8], // groups
] as const) {
  notPublic.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is one of the public internet. IPv6 that carries an IPv4 address is judged by that. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4');
  if (isIP(address) !== 6) return false;
  const carried = carriedIPv4(address);
  if (carried) return isPublicAddress(carried);
  return !notPublic.check(address, 'ipv6');
}

/** `::ffff:a.b.c.d`, `64:ff9b::a.b.c.d` and `2002:aabb:ccdd::`, in any way of writing. */
function carriedIPv4(address: string): string | undefined {
  const groups = groupsOf(address);
  if (!groups) return undefined;
  const dotted = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const head = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(':');
  if (head === '0:0:0:0:0:ffff' || head === '64:ff9b:0:0:0:0') return dotted(groups[6]!, groups[7]!);
  if (groups[0] === 0x2002) return dotted(groups[1]!, groups[2]!);
  return undefined;
}

function groupsOf(address: string): number[] | undefined {
  // The URL parser writes every IPv6 address in one way, without dots.
  const canonical = URL.parse(`http://[${address.split('%', 1)[0]}]/`)?.hostname.slice(1, -1);
  if (!canonical) return undefined;
  const [head = '', tail] = canonical.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros: string[] = Array(8 - left.length - right.length).fill('0');
  return [...left, ...(tail === undefined ? [] : zeros), ...right].map((group) => Number.parseInt(group, 16));
}

/**
 * Reads an address that a person gave. Hosts in decimal, octal or hexadecimal form come out as what they are.
 *
 * @throws IntakeError `address` for what is no web address, `refused` for a host that is a private IP address
 */
export function checkedUrl(address: string, allowPrivate: boolean): URL {
  const url = URL.parse(address);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new IntakeError('address', 'This is no address of a web page', {
      where: address.slice(0, 200),
      remedy: 'Give one that begins with http:// or https://.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new IntakeError('address', 'The address holds a name or password', {
      where: url.host,
      remedy: 'Leave out what stands before the @: pages behind a login are not fetched.',
    });
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw refusedHost(url.hostname, host);
  return url;
}

export function refusedHost(host: string, address: string): IntakeError {
  const leads = host === address ? '' : `, which leads to ${address}`;
  return new IntakeError('refused', 'The address belongs to a private network or to this machine', {
    where: `${host}${leads}`,
    remedy: 'Save the page and give the file, or allow private addresses.',
  });
}
