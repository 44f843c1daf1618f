import { Fragment } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { textRuns } from '../../../src/brief/text-runs.ts';
import type { NumberAccount } from '../../../src/reading/observation.ts';
import type { Checked } from '../../../src/server/shapes/checked.ts';
import { Icon } from '../components/icon.tsx';
import { type Line, linesOf } from './lines.ts';
import { cut, plain, reasonOf } from './text.ts';

/** Lines drawn at once; a long document shows the others on demand. */
const AT_ONCE = 600;
const NOTE_LENGTH = 60;
/** A figure stays on one line; what is longer than one may break. */
const WHOLE_LENGTH = 26;

/** The document in its own words, every figure underlined by its verdict. */
export function PageText({ checked, chosen }: { checked: Checked; chosen: number | undefined }) {
  const lines = useMemo(() => linesOf(checked.document), [checked]);
  const [shown, setShown] = useState(AT_ONCE);
  const at = chosen === undefined ? undefined : checked.statements[chosen]?.start;
  const wanted = at === undefined ? 0 : lines.findIndex(({ end }) => end >= at) + 1;
  const count = Math.max(shown, wanted);
  useEffect(() => {
    if (chosen === undefined) return;
    const el = document.querySelector('.page .fig[aria-current="true"]');
    const narrow = matchMedia('(max-width: 960px)').matches;
    el?.scrollIntoView({ block: narrow ? 'start' : 'center' });
  }, [chosen]);
  return (
    <article class="sheet page" aria-label="The document's text">
      {lines.slice(0, count).map((line) => (
        <TextLine key={line.start} line={line} checked={checked} chosen={chosen} />
      ))}
      {count < lines.length && (
        <button type="button" class="btn" onClick={() => setShown(count + AT_ONCE)}>
          Show {Math.min(AT_ONCE, lines.length - count)} more of {lines.length} lines
        </button>
      )}
    </article>
  );
}

const CLASSES: Record<Line['kind'], string> = { heading: 'h', paragraph: '', row: 'row', teaser: 'teaser' };

function TextLine({ line, checked, chosen }: { line: Line; checked: Checked; chosen: number | undefined }) {
  const { start, end, kind } = line;
  const { statements } = checked;
  const on = chosen !== undefined ? statements[chosen] : undefined;
  const isOn = on && on.start >= start && on.start < end;
  const notes = statements
    .map((statement, index) => ({ ...statement, index }))
    .filter((s) => s.verdict !== 'holds' && s.end > start && s.end <= end);
  return (
    <>
      {line.teasers && (
        <div class="fence">
          Below: {line.teasers === 1 ? 'a teaser of another page' : `${line.teasers} teasers of other pages`}.
          <br />
          Read and checked, but not dated by this page.
        </div>
      )}
      <p class={`${CLASSES[kind]}${isOn ? ` on v-${on.verdict}` : ''}`}>
        <span class="off" aria-hidden="true">
          {start}
        </span>
        {textRuns(checked, start, end).map((run) => (
          <Fragment key={run.start}>
            <Run run={run} checked={checked} chosen={chosen} />
            {notes
              .filter((note) => note.end > run.start && note.end <= run.end)
              .map((note) => (
                <Note key={note.index} {...note} />
              ))}
          </Fragment>
        ))}
        {line.cut && <span class="cut">cut by the page</span>}
      </p>
    </>
  );
}

/** Words that are one thing: a figure of a statement, a number by itself, or what stands between. */
function Run({
  run,
  checked: { document, statements },
  checked,
  chosen,
}: {
  run: ReturnType<typeof textRuns>[number];
  checked: Checked;
  chosen: number | undefined;
}) {
  const words = plain(document.text.slice(run.start, run.end));
  if (run.statement !== undefined) {
    const { verdict, start, end } = statements[run.statement]!;
    const current = chosen !== undefined && sharesMark(checked, chosen, run.statement);
    return (
      <a
        class={`fig v-${verdict}${end - start > WHOLE_LENGTH ? ' long' : ''}`}
        href={`#s${run.statement + 1}`}
        aria-label={`${words}: ${verdict}`}
        aria-current={current ? 'true' : undefined}
      >
        {words}
        {run.closes && verdict !== 'holds' && (
          <sup>
            <Icon name={verdict} />
          </sup>
        )}
      </a>
    );
  }
  if (!run.number || run.number.status === 'read') return <>{words}</>;
  return (
    <span class={run.number.status === 'unread' ? 'unread' : 'aside'} title={numberTitle(run.number)}>
      {words}
    </span>
  );
}

/** Why a figure wants a look, in the margin beside its line; in print behind it, in brackets. */
const Note = ({ index, ...statement }: Checked['statements'][number] & { readonly index: number }) => (
  <a class={`sidenote v-${statement.verdict}`} href={`#s${index + 1}`}>
    <Icon name={statement.verdict} />
    <span>{plain(cut(reasonOf(statement), NOTE_LENGTH))}</span>
  </a>
);

/** Statements on the same words have one mark between them. */
function sharesMark({ statements }: Checked, chosen: number, owner: number): boolean {
  if (chosen === owner) return true;
  const [a, b] = [statements[chosen], statements[owner]];
  return a !== undefined && b !== undefined && a.start === b.start && a.end === b.end;
}

export function numberTitle({ text, status, reason }: NumberAccount): string {
  if (status === 'read') return `${text}: read, nothing to hold it against`;
  if (status === 'unread') return `${text}: unread${reason ? `, ${reason}` : ''}`;
  return `${text}: set aside, ${reason ?? 'no figure about the world'}`;
}
