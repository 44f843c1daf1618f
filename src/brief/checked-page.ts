import type { Evidence, JudgedStatement } from '../judging/verdict.ts';
import type { NumberAccount } from '../reading/observation.ts';
import { type CheckedDocument, finding, GRAVITY, type Mark, marks, tally } from './checked-document.ts';
import { html, type Markup, Markup as Raw, safeLink } from './html.ts';
import { icon, logo, sprite } from './icons.ts';
import { count, periodWords } from './numbers.ts';
import { checkedPageStyle } from './style.ts';

/**
 * The annotated page: the document in its own words with every statement underlined by its verdict, the
 * evidence beside it, and the account of every number. One file that needs nothing else and works without
 * script; the script only steps from statement to statement with j and k.
 */
export function renderCheckedPage(checked: CheckedDocument, tool: string): string {
  const { document, statements, asOf } = checked;
  const counts = tally(statements);
  const all = marks(checked);
  const title = document.title || document.origin?.replace(/^.*[\\/]/, '') || 'A document';
  const dated = document.published ? `dated ${periodWords(document.published)}` : 'without a date of its own';
  const quiet = counts.holds;
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'">
<meta name="referrer" content="no-referrer"><title>${title} · checked by Coercivity</title><style>${new Raw(checkedPageStyle)}</style></head>
<body>${sprite}<main>
<div class="brand">${logo}<span>Coercivity</span></div>
<h1>${finding(checked)}</h1>
<p class="lede">${title}, ${dated}, held against the record, the law and itself as of ${periodWords(asOf)}.
${(document.notes ?? []).map((note) => ` ${note}.`)}</p>
<div class="strip"><nav class="ribbon" aria-label="Every number, in reading order">${all.map((mark) => block(mark, checked))}</nav>
<div class="tally">${GRAVITY.toReversed().map((verdict) =>
    counts[verdict]
      ? html`<span class="verdict v-${verdict}">${icon(verdict)}${verdict} <b>${counts[verdict]}</b></span>`
      : null,
  )}<span class="total">${quiet} quiet, ${statements.length - quiet} to look at</span></div></div>
<div class="check"><div><article class="sheet page" aria-label="The document's text">${paragraphs(checked)}</article>
${account(checked, all)}</div>
<aside class="sheet panel" aria-label="Evidence"><h2>${statements.length - quiet ? `${statements.length - quiet} to look at, gravest first` : 'Nothing needs a look'}</h2>
${GRAVITY.map((verdict) => statements.map((s, i) => (s.verdict === verdict ? card(s, i, document.text) : null)))}</aside></div>
<footer class="cite">${document.origin ?? ''} ${document.hash ? html`· text sha-256 ${document.hash}` : ''} · read by ${tool}
· record and law as of ${periodWords(asOf)} · ${count(document.text.length, 'character')}</footer>
</main><script>${new Raw(SCRIPT)}</script></body></html>`}\n`;
}

const SCRIPT = `(()=>{const figs=[...document.querySelectorAll('.fig')],ids=[...new Set(figs.map(f=>f.hash))];
const mark=()=>{document.querySelectorAll('[aria-current]').forEach(e=>e.removeAttribute('aria-current'));document.querySelectorAll('.page p.on').forEach(e=>e.classList.remove('on'));
if(!/^#s[0-9]+$/.test(location.hash))return;document.querySelectorAll('a[href="'+location.hash+'"],'+location.hash).forEach(e=>e.setAttribute('aria-current','true'));
const f=figs.find(f=>f.hash===location.hash);if(f){f.closest('p').classList.add('on');f.scrollIntoView({block:'center'})}
const c=document.querySelector(location.hash);if(c&&c.parentElement.scrollHeight>c.parentElement.clientHeight)c.parentElement.scrollTop=c.offsetTop-8};
addEventListener('hashchange',mark);mark();
addEventListener('keydown',e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;const i=ids.indexOf(location.hash);
if(e.key==='j')location.hash=ids[Math.min(ids.length-1,i+1)];else if(e.key==='k')location.hash=ids[Math.max(0,i-1)];else if(e.key==='Escape')history.replaceState(null,'',location.pathname),mark()})})()`;
/** Hash of the script above for the content security policy; a test recomputes it. */
export const SCRIPT_HASH = 'sha256-HLLiR7s/kJyBdi+p0se/lbqRwZLcnuft9dUlBLb0BhE=';
export const script = SCRIPT;

const words = (mark: Mark, text: string) => text.slice(mark.start, mark.end);

function numberClass({ status }: NumberAccount): string {
  return status === 'set-aside' ? 'set' : status === 'unread' ? 'un' : 'rd';
}

function numberTitle({ text, status, reason }: NumberAccount): string {
  if (status === 'read') return `${text}: read, nothing to hold it against`;
  return status === 'unread'
    ? `${text}: unread`
    : `${text}: set aside, ${reason ?? 'no figure about the world'}`;
}

function block(mark: Mark, { document, statements }: CheckedDocument): Markup {
  if (mark.type === 'number') {
    return html`<a class="${numberClass(mark.number)}" title="${numberTitle(mark.number)}"></a>`;
  }
  const { verdict } = statements[mark.statement] as JudgedStatement;
  const label = `${words(mark, document.text)}: ${verdict}`;
  return html`<a class="v-${verdict}" href="#s${mark.statement + 1}" title="${label}" aria-label="${label}"></a>`;
}

/** The text, line by line, as text; cut where marks begin and end so that overlapping ones stay visible. */
function paragraphs(checked: CheckedDocument): Markup[] {
  const { text } = checked.document;
  const out: Markup[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    if (line.trim() === '') continue;
    const row = /\t|\s\|\s/.test(line) ? 'row' : '';
    out.push(
      html`<div class="line"><p class="${row}"><span class="off" aria-hidden="true">${start}</span>${pieces(checked, start, start + line.length)}</p>${notes(checked, start, start + line.length)}</div>`,
    );
  }
  return out;
}

/** What wants a look in a line, said beside it. */
function notes({ statements }: CheckedDocument, from: number, to: number): Markup | null {
  const here = statements
    .map((statement, index) => ({ ...statement, index }))
    .filter(({ verdict, start }) => verdict !== 'holds' && start >= from && start < to);
  if (here.length === 0) return null;
  return html`<aside class="notes">${here.map(
    ({ verdict, index, found }) =>
      html`<a class="v-${verdict}" href="#s${index + 1}">${icon(verdict)}<span>${cut(found, 90)}</span></a>`,
  )}</aside>`;
}

const cut = (text: string, length: number) =>
  text.length <= length ? text : `${text.slice(0, length).replace(/\s\S*$/, '')} …`;

function pieces(checked: CheckedDocument, from: number, to: number): Markup[] {
  const { document, statements, reading } = checked;
  const inside = <T extends { start: number; end: number }>(items: readonly T[]) =>
    items.map((item, index) => ({ item, index })).filter(({ item }) => item.start < to && item.end > from);
  const judged = inside(statements);
  const numbers = inside(reading.numbers);
  const cuts = new Set([from, to]);
  for (const { item } of [...judged, ...numbers]) {
    cuts.add(Math.max(from, item.start));
    cuts.add(Math.min(to, item.end));
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const covering = (start: number, end: number) => {
    const covers = ({ item }: { item: { start: number; end: number } }) =>
      item.start <= start && item.end >= end;
    // The narrowest statement owns the words; of equally narrow ones the gravest.
    const owner = judged
      .filter(covers)
      .sort(
        (a, b) =>
          a.item.end - a.item.start - (b.item.end - b.item.start) ||
          GRAVITY.indexOf(a.item.verdict) - GRAVITY.indexOf(b.item.verdict),
      )[0];
    return { owner, number: owner ? undefined : numbers.find(covers)?.item };
  };
  const runs: { start: number; end: number; of: ReturnType<typeof covering> }[] = [];
  for (const [i, end] of bounds.slice(1).entries()) {
    const of = covering(bounds[i] as number, end);
    const last = runs.at(-1);
    if (last?.of.owner && last.of.owner === of.owner) last.end = end;
    else runs.push({ start: bounds[i] as number, end, of });
  }
  return runs.map(({ start, end, of: { owner, number } }) => {
    const words = document.text.slice(start, end);
    // Statements on the same words share one mark; each still has a place that its card leads back to.
    const anchors = judged
      .filter(({ item }) => Math.max(from, item.start) >= start && Math.max(from, item.start) < end)
      .map(({ index }) => html`<span id="f${index + 1}"></span>`);
    if (owner) {
      const { verdict } = owner.item;
      const last = end === Math.min(to, owner.item.end) && verdict !== 'holds';
      return html`${anchors}<a class="fig v-${verdict}" href="#s${owner.index + 1}" aria-label="${words}: ${verdict}">${words}${last ? html`<sup>${icon(verdict)}</sup>` : null}</a>`;
    }
    if (!number || number.status === 'read') return html`${anchors}${words}`;
    return html`${anchors}<span class="${number.status === 'unread' ? 'unread' : 'aside'}" title="${numberTitle(number)}">${words}</span>`;
  });
}

/** The words around a quotation, cut at word ends, the quotation itself marked. */
function quotation(statement: JudgedStatement, text: string): Markup {
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const lineEnd = text.indexOf('\n', statement.end);
  const from = Math.max(lineStart, statement.start - 70);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, statement.end + 70);
  const before = text.slice(from, statement.start);
  const after = text.slice(statement.end, to);
  return html`${from > lineStart ? before.replace(/^\S*\s/, '… ') : before}<b>${text.slice(statement.start, statement.end)}</b>${to < (lineEnd < 0 ? text.length : lineEnd) ? after.replace(/\s\S*$/, ' …') : after}`;
}

const HOLLOW = new Set<Evidence['type']>(['document', 'model', 'calendar']);

function card(statement: JudgedStatement, index: number, text: string): Markup {
  const { verdict, kind, start, end, expected, found, how, evidence } = statement;
  return html`<section class="card v-${verdict}" id="s${index + 1}" aria-label="${verdict}: ${statement.quote}">
<div class="where"><span class="verdict pill v-${verdict}">${icon(verdict)}${verdict}</span><span>${kind} · <a href="#f${index + 1}">characters ${start}–${end}</a></span></div>
<p class="quote">${quotation(statement, text)}</p>
<dl class="ef"><div><dt>Expected</dt><dd>${expected}</dd></div><div><dt>Found</dt><dd>${found}</dd></div></dl>
<p class="formula">${how}</p>
${evidence.length ? html`<ul class="evid">${evidence.map(evidenceItem)}</ul>` : null}</section>`;
}

function evidenceItem(evidence: Evidence): Markup {
  const link = safeLink(evidence.url);
  const source = [evidence.source, evidence.date && periodWords(evidence.date), evidence.ref]
    .filter(Boolean)
    .join(' · ');
  return html`<li><span class="k ${HOLLOW.has(evidence.type) ? 'hollow' : ''}" role="img" aria-label="${evidence.type}"></span><span>${evidence.text}
<span class="src">${evidence.type}${source ? `: ${source}` : ''}${link ? html` · <a href="${link}" rel="noreferrer noopener">${link}</a>` : null}</span></span></li>`;
}

function account(checked: CheckedDocument, all: readonly Mark[]): Markup {
  const { reading, statements, document } = checked;
  const of = (status: NumberAccount['status']) =>
    reading.numbers.filter((number) => number.status === status);
  const aside = of('set-aside');
  const unread = of('unread');
  return html`<section class="sheet account"><header><h2>Every number, in reading order</h2>
<span class="muted small">${of('read').length} read, ${aside.length} set aside, ${unread.length} unread · coverage ${(100 * reading.coverage).toFixed(1)}%</span></header>
<div class="body"><div class="cells">${all.map((mark) =>
    mark.type === 'statement'
      ? html`<a class="cell jd v-${(statements[mark.statement] as JudgedStatement).verdict}" href="#s${mark.statement + 1}">${words(mark, document.text)}</a>`
      : html`<span class="cell ${numberClass(mark.number)}" title="${numberTitle(mark.number)}">${mark.number.text}</span>`,
  )}</div>
<div class="reasons"><div><h3>Set aside, with the reason</h3><ul>${aside.map((n) => html`<li><b>${n.text}</b> ${n.reason ?? ''}</li>`)}</ul></div>
<div><h3>Not read</h3><ul>${unread.length ? unread.map((n) => html`<li><b>${n.text}</b> ${n.reason ?? ''}</li>`) : html`<li>None.</li>`}</ul></div></div></div></section>`;
}
