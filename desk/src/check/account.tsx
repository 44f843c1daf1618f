import type { Mark } from '../../../src/brief/checked-document.ts';
import { figure } from '../../../src/brief/numbers.ts';
import type { Checked } from '../../../src/server/shapes/checked.ts';
import { SheetFoot } from '../components/sheet.tsx';
import { numberTitle } from './page-text.tsx';
import { NUMBER_CLASS } from './strip.tsx';
import { cut, plain } from './text.ts';

/** What became of every number of the document. */
export function Account({
  checked,
  marks,
  chosen,
}: {
  checked: Checked;
  marks: readonly Mark[];
  chosen: number | undefined;
}) {
  const { reading, statements, document } = checked;
  const of = (status: string) => reading.numbers.filter((number) => number.status === status);
  const aside = of('set-aside');
  const unread = of('unread');
  return (
    <section class="sheet account">
      <header>
        <h2>Every number, in reading order</h2>
        <span class="note">
          {of('read').length} read, {aside.length} set aside, {unread.length} unread · coverage{' '}
          {(100 * reading.coverage).toFixed(1)}%
        </span>
      </header>
      <div class="body">
        <div class="cells">
          {marks.map((mark) =>
            mark.type === 'statement' ? (
              <a
                key={`s${mark.statement}`}
                class={`cell v-${statements[mark.statement]!.verdict}`}
                href={`#s${mark.statement + 1}`}
                aria-current={mark.statement === chosen ? 'true' : undefined}
              >
                {plain(cut(document.text.slice(mark.start, mark.end), 40))}
              </a>
            ) : (
              <span
                key={`n${mark.start}`}
                class={`cell ${NUMBER_CLASS[mark.number.status]}`}
                title={numberTitle(mark.number)}
              >
                {plain(mark.number.text)}
              </span>
            ),
          )}
        </div>
        <div class="cols3">
          <div>
            <h3>Set aside, with the reason</h3>
            <ul>
              {aside.map((n) => (
                <li key={n.start}>
                  <b>{plain(n.text)}</b> {n.reason}
                </li>
              ))}
              {aside.length === 0 && <li>None.</li>}
            </ul>
          </div>
          <div>
            <h3>Not read</h3>
            <ul>
              {unread.map((n) => (
                <li key={n.start}>
                  <b>{plain(n.text)}</b> {n.reason}
                </li>
              ))}
              {unread.length === 0 && <li>None.</li>}
            </ul>
          </div>
        </div>
      </div>
      <SheetFoot
        csv={`/api/checked/${checked.id}/report?format=csv`}
        cite={{
          title: document.title ?? document.origin ?? 'Checked document',
          source: `Document ${checked.id.slice(0, 12)} · ${figure(document.text.length)} characters`,
          asOf: checked.asOf,
        }}
      />
    </section>
  );
}
