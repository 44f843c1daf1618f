import { useEffect, useRef, useState } from 'preact/hooks';
import { periodWords } from '../../../src/brief/numbers.ts';
import type { FoundThing } from '../../../src/server/shapes/find.ts';
import type { Status } from '../../../src/server/shapes/status.ts';
import { choose, go, useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { Icon, Logo } from '../components/icon.tsx';

/** Rooms whose answers depend on a day, and what the day means there. */
const DAY_WORDS: Record<string, string> = {
  '': 'As of',
  check: 'Record to',
  prices: 'As of',
  trade: 'As of',
  law: 'Law on',
  parts: 'Priced on',
};

/** What the day of a room means; where answers do not depend on one, it is the day of the record. */
export const dayWords = (room: string): string => DAY_WORDS[room] ?? 'Record to';

export function Bar({ room }: { room: string }) {
  return (
    <div class="bar">
      <a class="brand" href="/" aria-label="Coercivity, today">
        <Logo />
        <span>Coercivity</span>
      </a>
      <Find />
      {room in DAY_WORDS && <AsOf words={DAY_WORDS[room] ?? ''} />}
      <a class="btn main" href="/check">
        <Icon name="check" />
        Check a page
      </a>
    </div>
  );
}

/** The day that a room is as of: of the address, else today. */
export function useDay(): { day: string | undefined; chosen: boolean } {
  const { query } = useAddress();
  const { data } = useAnswer<Status>(api('status'));
  const chosen = query.get('day') ?? undefined;
  return { day: chosen ?? data?.today, chosen: chosen !== undefined };
}

function AsOf({ words }: { words: string }) {
  const { day, chosen } = useDay();
  const { data } = useAnswer<Status>(api('status'));
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const press = (event: PointerEvent) => !box.current?.contains(event.target as Node) && setOpen(false);
    const key = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    addEventListener('pointerdown', press);
    addEventListener('keydown', key);
    box.current?.querySelector('input')?.focus();
    return () => {
      removeEventListener('pointerdown', press);
      removeEventListener('keydown', key);
    };
  }, [open]);
  const take = (wanted: string | undefined) => {
    setOpen(false);
    choose({ day: wanted }, true);
  };
  return (
    <div class="asof-box" ref={box}>
      <button type="button" class="asof" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="clock" />
        <span>
          <span class="then">{words} </span>
          <b>{day ? periodWords(day) : '…'}</b>
        </span>
        <Icon name="chev" />
      </button>
      {open && (
        <div class="asof-menu sheet">
          <label>
            Day
            <input
              type="date"
              value={day}
              onChange={(event) => event.currentTarget.value && take(event.currentTarget.value)}
            />
          </label>
          {chosen && (
            <button type="button" class="linkish" onClick={() => take(undefined)}>
              Now, {data && periodWords(data.today)}
            </button>
          )}
          {data?.days.map(({ day: other, what }) => (
            <button type="button" class="linkish" key={other + what} onClick={() => take(other)}>
              <b>{periodWords(other)}</b> {what}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const FIND_WAIT_MS = 150;

function Find() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), FIND_WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useAnswer<{ items: FoundThing[] }>(asked ? api('find', { q: asked }) : undefined);
  const found = asked ? (data?.items ?? []) : [];
  const take = (thing: FoundThing | undefined) => {
    if (!thing) return;
    setOpen(false);
    setText('');
    input.current?.blur();
    go(thing.address);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setAt((at + by + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') take(found[Math.max(0, at)]);
    else if (event.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
    }
  };
  const shown = open && asked !== '';
  return (
    <div class="find">
      <Icon name="search" />
      <input
        ref={input}
        id="find"
        type="search"
        // biome-ignore lint/a11y/noRedundantRoles: only an input with a datalist has this role by itself
        role="combobox"
        list={undefined}
        aria-label="Find a material, an act, a document"
        aria-expanded={shown}
        aria-controls="found"
        aria-activedescendant={shown && at >= 0 ? `found-${at}` : undefined}
        autocomplete="off"
        placeholder="Find a material, an act, a document"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onKeyDown={key}
      />
      <kbd aria-hidden="true">/</kbd>
      {shown && (
        <div class="found sheet" id="found" role="listbox" aria-label="Found">
          {found.map((thing, i) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input
            <div
              key={thing.address + thing.title}
              id={`found-${i}`}
              role="option"
              aria-selected={i === at}
              onClick={() => take(thing)}
            >
              <b>{thing.title}</b> <span class="muted small">{thing.what}</span>
            </div>
          ))}
          {data && found.length === 0 && <p class="muted small">Nothing is found for “{asked}”.</p>}
        </div>
      )}
    </div>
  );
}
