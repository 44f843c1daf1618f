import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedUrl, isPublicAddress } from '../../src/intake/host-check.ts';
import { robotsAllow, robotsRules } from '../../src/intake/robots.ts';

describe('which addresses are public', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '64:ff9b::10.0.0.1',
    '2002:7f00:1::',
    '2002:c0a8:101::1',
    '::127.0.0.1',
    '2001:db8::1',
    'no address',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '192.169.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('judges an IPv4 address the same in every disguise', () => {
    const byte = fc.nat({ max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const plain = `${a}.${b}.${c}.${d}`;
        const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
        expect(isPublicAddress(`::ffff:${plain}`)).toBe(isPublicAddress(plain));
        expect(isPublicAddress(`::ffff:${hex(a, b)}:${hex(c, d)}`)).toBe(isPublicAddress(plain));
        expect(isPublicAddress(`2002:${hex(a, b)}:${hex(c, d)}::1`)).toBe(isPublicAddress(plain));
        expect(isPublicAddress(`64:ff9b::${hex(a, b)}:${hex(c, d)}`)).toBe(isPublicAddress(plain));
      }),
    );
  });

  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://127.0.0.1:8080/',
    'http://127。0。0。1/',
  ])('%s is refused', (address) => {
    expect(() => checkedUrl(address, false)).toThrow(expect.objectContaining({ code: 'refused' }));
    expect(checkedUrl(address, true)).toBeInstanceOf(URL);
  });

  it.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:1',
    'example.org',
    'http://user:word@example.org/',
    'http://',
  ])('%s is no address to fetch', (address) => {
    expect(() => checkedUrl(address, true)).toThrow(expect.objectContaining({ code: 'address' }));
  });
});

describe('robots.txt', () => {
  const allows = (text: string, path: string) =>
    robotsAllow(robotsRules(text, 'coercivity'), new URL(path, 'https://example.org'));

  it('keeps to the rules under its own name, else to those for everyone', () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Coercivity/1.0\nDisallow: /shop # none\n';
    expect(allows(text, '/news')).toBe(true);
    expect(allows(text, '/shop/1')).toBe(false);
    expect(allows('User-agent: other\nDisallow: /', '/news')).toBe(true);
    expect(allows('User-agent: *\nDisallow:', '/news')).toBe(true);
  });

  it('lets the longest rule decide, and understands * and $', () => {
    const text =
      'User-agent: *\nDisallow: /a\nAllow: /a/open\nDisallow: /*.pdf$\nDisallow: /q?x=*&y\nDisallow: /%E4%BB%B7';
    expect(allows(text, '/a/1')).toBe(false);
    expect(allows(text, '/a/open/1')).toBe(true);
    expect(allows(text, '/b/c.pdf')).toBe(false);
    expect(allows(text, '/b/c.pdf?x')).toBe(true);
    expect(allows(text, '/q?x=1&y=2')).toBe(false);
    expect(allows(text, '/价格')).toBe(false);
  });

  it('takes no time over patterns made to take long', () => {
    const pattern = `${'/*a'.repeat(600)}$`;
    expect(allows(`User-agent: *\nDisallow: ${pattern}`, `/${'a/'.repeat(50_000)}b`)).toBe(true);
  });
});
