import { useEffect, useRef } from 'preact/hooks';
import { go } from '../address.ts';
import { Icon } from '../components/icon.tsx';
import { ROOMS } from '../rooms.ts';

const SECOND_KEY_MS = 1200;

/** Whether a key is meant for a field, not for the desk. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.metaKey ||
  event.ctrlKey ||
  event.altKey ||
  (event.target instanceof HTMLElement &&
    event.target.closest('input, textarea, select, [contenteditable]') !== null);

/** Keys that work everywhere, and the list of all of them. */
export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let going = 0;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === '/') {
        event.preventDefault();
        document.getElementById('find')?.focus();
      } else if (event.key === '?') dialog.current?.showModal();
      else if (event.key === 'g') going = Date.now();
      else if (going && Date.now() - going < SECOND_KEY_MS) {
        going = 0;
        const room = ROOMS.find(({ key }) => key === event.key);
        if (room) {
          event.preventDefault();
          go(`/${room.path}`);
        }
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <dialog ref={dialog} class="sheet keys-help" aria-labelledby="keys-title">
      <header>
        <h2 id="keys-title">Keys</h2>
        <form method="dialog">
          <button type="submit" class="btn quiet" aria-label="Close">
            <Icon name="close" />
          </button>
        </form>
      </header>
      <dl>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>find</dd>
        <dt>
          <kbd>g</kbd> and a letter
        </dt>
        <dd>{ROOMS.map(({ key, name }) => `${key} ${name}`).join(', ')}</dd>
        <dt>
          <kbd>j</kbd> <kbd>k</kbd>
        </dt>
        <dd>in Check: the next statement, the one before</dd>
        <dt>arrow keys</dt>
        <dd>in Chain: from place to place; on the months, a month, with Shift a year</dd>
        <dt>
          <kbd>Esc</kbd>
        </dt>
        <dd>back one step</dd>
        <dt>
          <kbd>?</kbd>
        </dt>
        <dd>this list</dd>
      </dl>
      <p class="small muted">
        What the marks mean is on <a href="/system">the sheet of marks</a>.
      </p>
    </dialog>
  );
}
