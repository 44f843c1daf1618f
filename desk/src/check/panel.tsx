import { useEffect, useRef } from 'preact/hooks';
import { GRAVITY, tally } from '../../../src/brief/checked-document.ts';
import { safeLink } from '../../../src/brief/html.ts';
import { datesInWords, periodWords } from '../../../src/brief/numbers.ts';
import type { Checked } from '../../../src/server/shapes/checked.ts';
import { chooseFragment } from '../address.ts';
import { Icon } from '../components/icon.tsx';
import { Known, type NumberClass, VerdictMark } from '../components/marks.tsx';
import { aboutWords, Num, valueWords } from '../components/origin-card.tsx';
import { Copy } from '../components/sheet.tsx';
import { Ruler } from './ruler.tsx';
import { cut, plain, reasonOf } from './text.ts';

type Statement = Checked['statements'][number];
type Evidence = Statement['evidence'][number];

interface PanelProps {
  readonly checked: Checked;
  /** Statements in reading order. */
  readonly order: readonly number[];
  readonly chosen: number | undefined;
  readonly step: (by: number) => void;
}

/** The evidence of the chosen statement, or what wants a look. */
export function Panel({ checked, order, chosen, step }: PanelProps) {
  const statement = chosen === undefined ? undefined : checked.statements[chosen];
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollTo(0, 0);
  }, [chosen]);
  return (
    <aside
      ref={panel}
      class={`sheet panel ${statement ? `v-${statement.verdict}` : 'v-home'}`}
      aria-label="Evidence"
      aria-live="polite"
    >
      {statement && chosen !== undefined ? (
        <Chosen checked={checked} statement={statement} index={chosen} order={order} step={step} />
      ) : (
        <ToLookAt checked={checked} />
      )}
    </aside>
  );
}

function ToLookAt({ checked: { statements, reading } }: { checked: Checked }) {
  const counts = tally(statements);
  const troubled = statements.length - counts.holds;
  return (
    <div class="in">
      <h2 class="finding">{troubled === 0 ? 'Nothing needs a look' : `${troubled} to look at`}</h2>
      <p class="small muted">
        {statements.length === 0
          ? `${reading.observations.length} figures were read; no sentence states something that could be held against the record.`
          : troubled === 0
            ? `All ${statements.length} statements hold.`
            : 'Gravest first. Choose one here, in the text or in the strip above.'}
      </p>
      {GRAVITY.filter((verdict) => counts[verdict] > 0).map((verdict) => {
        const items = statements
          .map((statement, index) => ({ statement, index }))
          .filter(({ statement }) => statement.verdict === verdict);
        const list = (
          <ul class="todo">
            {items.map(({ statement, index }) => (
              <li key={index} class={`v-${verdict}`}>
                <a href={`#s${index + 1}`}>
                  <b>{plain(cut(statement.quote.replace(/\s+/g, ' '), 40))}</b>
                  <span>{plain(cut(verdict === 'holds' ? statement.kind : reasonOf(statement), 80))}</span>
                </a>
              </li>
            ))}
          </ul>
        );
        return (
          <div key={verdict}>
            <h3 class={`v-${verdict}`}>
              <VerdictMark verdict={verdict} /> <span class="muted">{counts[verdict]}</span>
            </h3>
            {verdict === 'holds' ? (
              <details>
                <summary class="sub">Show what holds</summary>
                {list}
              </details>
            ) : (
              list
            )}
          </div>
        );
      })}
    </div>
  );
}

const AROUND = 70;

function Chosen({
  checked,
  statement,
  index,
  order,
  step,
}: {
  checked: Checked;
  statement: Statement;
  index: number;
  order: readonly number[];
  step: (by: number) => void;
}) {
  const { verdict, start, end, kind, expected, found, how, evidence } = statement;
  const { text } = checked.document;
  const read = readAs(checked, start, end);
  const siblings = checked.statements
    .map((other, i) => ({ other, i }))
    .filter(({ other, i }) => i !== index && other.start < end && other.end > start);
  return (
    <>
      <div class="in">
        <div class="where">
          <VerdictMark verdict={verdict} pill />
          <span>
            {order.indexOf(index) + 1} of {order.length}
            <span class="at">
              {' '}
              · {kind} · characters {start}–{end}
            </span>
          </span>
          <span class="keys">
            <button type="button" data-do="prev" onClick={() => step(-1)} aria-label="Previous statement">
              <kbd>k</kbd>
            </button>
            <button type="button" onClick={() => step(1)} aria-label="Next statement">
              <kbd>j</kbd>
            </button>
            <button type="button" onClick={() => chooseFragment('')} aria-label="Back to the list">
              <Icon name="close" />
            </button>
          </span>
        </div>
        <p class="quote">
          {before(text, start)}
          <b class="hit">{plain(text.slice(start, end))}</b>
          {after(text, end)}
        </p>
        {read && (
          <p class="sub">
            <span class="muted">Read as</span> {read}
          </p>
        )}
        <dl class="ef">
          <div>
            <dt>Expected</dt>
            <Said text={datesInWords(expected)} />
          </div>
          <div>
            <dt>Found</dt>
            <Said text={datesInWords(found)} />
          </div>
        </dl>
        {statement.comparison && <Ruler comparison={statement.comparison} />}
        <h3>How</h3>
        <p class="formula">{datesInWords(plain(how))}</p>
        {evidence.length > 0 && (
          <>
            <h3>Evidence</h3>
            <ul class="evid">
              {evidence.map((item, i) => (
                <EvidenceItem key={i} item={item} checked={checked} />
              ))}
            </ul>
          </>
        )}
        {siblings.length > 0 && (
          <>
            <h3>The same words also state</h3>
            <ul class="todo">
              {siblings.map(({ other, i }) => (
                <li key={i} class={`v-${other.verdict}`}>
                  <a href={`#s${i + 1}`}>
                    <VerdictMark verdict={other.verdict} />
                    <span>{plain(cut(other.expected, 80))}</span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div class="acts-row">
        {checked.filed && (
          <a class="btn quiet" href={`/sources/${checked.id}`}>
            <Icon name="sources" />
            Open in ledger
          </a>
        )}
        <Copy
          class="btn quiet"
          icon="copy"
          label="Cite"
          text={() =>
            `“${statement.quote}” (${checked.document.title ?? checked.document.origin ?? 'a document'}, characters ${start}–${end}): ${verdict}. Expected ${expected}; found ${found}. ${how} As of ${checked.asOf}. ${location.href}`
          }
        />
        <Copy
          class="btn quiet"
          icon="copy"
          label="Read wrongly?"
          text={() =>
            JSON.stringify(
              {
                quote: statement.quote,
                around: text.slice(Math.max(0, start - 200), end + 200),
                start,
                end,
                kind,
                verdict,
                expected,
                found,
                how,
                should_be: '',
              },
              null,
              2,
            )
          }
        />
      </div>
    </>
  );
}

/** What reading made of the words: the observation that a statement is of, in the desk's words. */
function readAs({ reading }: Checked, start: number, end: number): string | undefined {
  const number = reading.numbers.find(
    (n) => n.observation !== undefined && n.start >= start && n.start < end,
  );
  const found = number?.observation === undefined ? undefined : reading.observations[number.observation];
  if (!found) return undefined;
  const { value, unit } = valueWords(found);
  return plain(`${aboutWords(found)}: ${value}${unit === '%' ? '' : ' '}${unit}`);
}

/** The figure large, what stands behind it small. */
function Said({ text }: { text: string }) {
  const split = /^(.{1,48}?)(?:,\s|\s\(|;\s)(.+)$/s.exec(text);
  const isShort = text.length <= 48;
  if (isShort || !split) return <dd class={isShort ? '' : 'long'}>{plain(text)}</dd>;
  const rest = text.slice(split[1]!.length).replace(/^[,;]?\s+/, '');
  return (
    <dd>
      {plain(split[1]!)}
      <small>{plain(rest)}</small>
    </dd>
  );
}

const KNOWN: Record<string, NumberClass> = {
  observed: 'observed',
  derived: 'derived',
  modelled: 'modelled',
  disputed: 'disputed',
};

function EvidenceItem({ item, checked }: { item: Evidence; checked: Checked }) {
  const { type, text, source, ref, date, start } = item;
  const link = safeLink(item.url);
  const words = plain(text);
  const there =
    start === undefined ? -1 : checked.statements.findIndex((s) => s.start <= start && s.end > start);
  const known = KNOWN[item.class ?? ''] ?? (type === 'record' || type === 'act' ? 'observed' : 'derived');
  return (
    <li>
      {item.class === 'missing' ? <span class="muted">?</span> : <Known as={known} />}
      <span>
        {type === 'record' && ref ? (
          <Num row={ref}>{words}</Num>
        ) : type === 'act' && ref ? (
          <a class="v" href={`/law?act=${encodeURIComponent(ref)}`}>
            {words}
          </a>
        ) : type === 'document' && there >= 0 ? (
          <a class="v" href={`#s${there + 1}`}>
            {words}
          </a>
        ) : (
          words
        )}
        <span class="src">
          {[type, source && plain(source), date && periodWords(date)].filter(Boolean).join(' · ')}
          {link && (
            <>
              {' · '}
              <a href={link} target="_blank" rel="noreferrer noopener">
                {new URL(link).hostname}
              </a>
            </>
          )}
        </span>
      </span>
    </li>
  );
}

function before(text: string, start: number): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const from = Math.max(line, start - AROUND);
  const words = text.slice(from, start);
  return plain(from > line ? words.replace(/^\S*\s/, '… ') : words);
}

function after(text: string, end: number): string {
  const newline = text.indexOf('\n', end);
  const line = newline < 0 ? text.length : newline;
  const to = Math.min(line, end + AROUND);
  const words = text.slice(end, to);
  return plain(to < line ? words.replace(/\s\S*$/, ' …') : words);
}
