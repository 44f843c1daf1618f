// The state of the desk is its address: the path names the room, the query what is chosen in it, the fragment the
// figure that is looked at. So every view can be sent, kept and gone back to.
import { useEffect, useState } from 'preact/hooks';

export interface Address {
  /** First part of the path: `check`; empty for Today. */
  readonly room: string;
  /** What follows the room: an id. */
  readonly id: string | undefined;
  readonly query: URLSearchParams;
  /** Without its `#`. */
  readonly fragment: string;
}

const listeners = new Set<() => void>();

export function readAddress(): Address {
  const [room = '', id] = location.pathname.split('/').slice(1);
  return {
    room,
    id: id ? decodeURIComponent(id) : undefined,
    query: new URLSearchParams(location.search),
    fragment: decodeURIComponent(location.hash.slice(1)),
  };
}

const tell = () => {
  for (const listener of listeners) listener();
};

/** Goes to an address of the desk, as a step that the back button undoes. */
export function go(to: string): void {
  const roomBefore = location.pathname;
  history.pushState(null, '', to);
  tell();
  if (location.pathname !== roomBefore) scrollTo(0, 0);
}

/** Changes parts of the query; `undefined` and the empty text take a part away. */
export function choose(changes: Record<string, string | undefined>, step = false): void {
  history[step ? 'pushState' : 'replaceState'](null, '', addressWith(changes) + location.hash);
  tell();
}

/** The present address with parts of its query changed. */
export function addressWith(changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return `${location.pathname}${text ? `?${text}` : ''}`;
}

/** Names the figure that is looked at, without a step in the history. */
export function chooseFragment(fragment: string): void {
  history.replaceState(
    null,
    '',
    `${location.pathname}${location.search}${fragment ? `#${encodeURIComponent(fragment)}` : ''}`,
  );
  tell();
}

addEventListener('popstate', tell);
addEventListener('hashchange', tell);

// Links within the desk do not load the page anew.
addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return;
  if (/^\/(api|brief|documents)\b/.test(link.pathname)) return;
  event.preventDefault();
  const staysHere = link.pathname === location.pathname && link.search === location.search && link.hash;
  const place = staysHere && document.getElementById(link.hash.slice(1));
  if (place) place.focus();
  else if (staysHere) chooseFragment(decodeURIComponent(link.hash.slice(1)));
  else go(link.pathname + link.search + link.hash);
});

/** The address, read again whenever it changes. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const read = () => setAddress(readAddress());
    listeners.add(read);
    read();
    return () => void listeners.delete(read);
  }, []);
  return address;
}
