import { GRAVITY, type Mark, tally } from '../../../src/brief/checked-document.ts';
import type { Verdict } from '../../../src/judging/verdict.ts';
import type { Checked } from '../../../src/server/shapes/checked.ts';
import { chooseFragment } from '../address.ts';
import { VerdictMark } from '../components/marks.tsx';
import { numberTitle } from './page-text.tsx';
import { plain } from './text.ts';

/** Every number of the page in reading order, one block each, and how many statements got each verdict. */
export function Strip({
  checked,
  marks,
  chosen,
  fence,
}: {
  checked: Checked;
  marks: readonly Mark[];
  chosen: number | undefined;
  /** Where teasers of other pages begin. */
  fence: number | undefined;
}) {
  const { statements, document } = checked;
  const counts = tally(statements);
  const quiet = counts.holds;
  const jump = (verdict: Verdict) => {
    const first = marks.find((m) => m.type === 'statement' && statements[m.statement]?.verdict === verdict);
    if (first?.type === 'statement') chooseFragment(`s${first.statement + 1}`);
  };
  return (
    <div class="strip">
      <nav class="ribbon" aria-label="Every number, in reading order">
        {marks.map((mark, i) => {
          const gap = fence !== undefined && mark.start >= fence && (marks[i - 1]?.start ?? fence) < fence;
          const words = plain(document.text.slice(mark.start, mark.end));
          return (
            <>
              {gap && <span class="gap" />}
              {mark.type === 'statement' ? (
                <a
                  class={`v-${statements[mark.statement]!.verdict}`}
                  href={`#s${mark.statement + 1}`}
                  title={`${words}: ${statements[mark.statement]!.verdict}`}
                  aria-current={mark.statement === chosen ? 'true' : undefined}
                >
                  <span class="sr">
                    {words}: {statements[mark.statement]!.verdict}
                  </span>
                </a>
              ) : (
                <i class={NUMBER_CLASS[mark.number.status]} title={numberTitle(mark.number)} />
              )}
            </>
          );
        })}
      </nav>
      <div class="tally">
        {IN_TALLY.filter((verdict) => counts[verdict] > 0).map((verdict) => (
          <button
            key={verdict}
            type="button"
            class={`v-${verdict}`}
            onClick={() => jump(verdict)}
            title="To the first of them"
          >
            <VerdictMark verdict={verdict} /> <b>{counts[verdict]}</b>
          </button>
        ))}
        <span class="total">
          {quiet} quiet, {statements.length - quiet} to look at · <kbd>j</kbd> <kbd>k</kbd> to step
        </span>
      </div>
    </div>
  );
}

/** What holds, then what wants a look, gravest first. */
const IN_TALLY: readonly Verdict[] = ['holds', ...GRAVITY.filter((verdict) => verdict !== 'holds')];

export const NUMBER_CLASS = { read: 'rd', 'set-aside': 'set', unread: 'un' } as const;
