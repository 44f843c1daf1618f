import type { JudgedStatement } from '../judging/verdict.ts';
import type { RecordedObservation } from '../ledger/index.ts';
import { type ActDate, type Brief, type JudgedDocument, verdictsOf } from './brief.ts';
import { briefFinding, daysAway, statementLine } from './brief-words.ts';
import { priceChart, tradeChart } from './charts.ts';
import { GRAVITY } from './checked-document.ts';
import { html, type Markup, Markup as Raw, safeLink } from './html.ts';
import { icon, logo, sprite } from './icons.ts';
import { count, figure, periodWords, rangeOf, signed } from './numbers.ts';
import type { BoardChange, BoardRow } from './price-board.ts';
import { baseStyle } from './style.ts';

/**
 * The brief as one HTML file that needs nothing else: charts are drawn into it, every figure names its source
 * and its row in the ledger, and nothing is fetched.
 *
 * @param documentLink where the annotated page of a document is, if anywhere
 */
export function renderBriefPage(
  brief: Brief,
  tool: string,
  documentLink: (document: JudgedDocument) => string | undefined = () => undefined,
): string {
  const sources = new Sources();
  const body = html`${boardSheet(brief, sources)}${tradeSheet(brief, sources)}${actsSheet(brief)}${statementsSheet(brief, documentLink)}${gapsSheet(brief)}`;
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer"><title>Brief of ${periodWords(brief.asOf)} · Coercivity</title><style>${new Raw(baseStyle + briefStyle)}</style></head>
<body>${sprite}<main><div class="brand">${logo}<span>Coercivity</span></div>
<h1>${briefFinding(brief)}</h1>
<p class="lede">Brief of ${periodWords(brief.asOf)}${brief.since ? html`, since the one of ${periodWords(brief.since)}` : ''}. Small figures in brackets lead to the source.</p>
${body}${sources.sheet()}
<footer class="cite">Made by ${tool} as of ${periodWords(brief.asOf)} from the ledger on this machine.</footer></main></body></html>`}\n`;
}

const briefStyle = `
.sheet{margin-top:20px}.sheet>header{padding:14px 18px 4px;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline}
.sheet h2{font-size:1rem;font-weight:600}.sheet>.body{padding:6px 18px 16px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.8125rem}
th{font:500 .75rem/1.3 var(--cond);color:var(--ink-3);text-align:right;vertical-align:bottom;padding:6px 8px;border-bottom:1px solid var(--line-2)}
th:first-child,td:first-child{text-align:left;padding-left:0}td{padding:7px 8px;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;white-space:nowrap}
td small{display:block;color:var(--ink-3);font-size:.75rem;font-weight:400}td b{font-weight:600}
.derived::before{content:"";display:inline-block;width:6px;height:6px;border:1.3px solid var(--ink-2);border-radius:50%;margin-right:5px;vertical-align:.06em}
.ref{font-size:.6875rem;vertical-align:super;line-height:0;text-decoration:none;color:var(--accent);margin-left:2px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:16px;margin-top:16px}figure figcaption{font:600 .875rem/1.3 var(--serif);margin-bottom:4px}svg{max-width:100%;height:auto}
.acts li,.said li{display:grid;grid-template-columns:130px 1fr;gap:12px;padding:8px 0;border-top:1px solid var(--line)}.acts li:first-child,.said li:first-child{border-top:0}
.acts time{font-weight:600}.said li{grid-template-columns:110px 1fr}.said q{font-family:var(--serif);quotes:none}.said p.why{color:var(--ink-2);font-size:.8125rem}
h3{font-size:.875rem;margin:14px 0 2px}.sources li{font-size:.75rem;color:var(--ink-2);padding:2px 0;overflow-wrap:anywhere;scroll-margin-top:30vh}.sources li:target{background:var(--sunk)}
@media (max-width:640px){.acts li,.said li{grid-template-columns:1fr}}`;

/** Numbers the rows that figures rest on, and lists them at the end. */
class Sources {
  readonly #rows = new Map<string, RecordedObservation>();
  /** A bracketed number that leads to the source of a row. */
  ref(row: RecordedObservation): Markup {
    if (!this.#rows.has(row.id)) this.#rows.set(row.id, row);
    const n = [...this.#rows.keys()].indexOf(row.id) + 1;
    return html`<a class="ref" href="#r${n}" aria-label="source ${n}">[${n}]</a>`;
  }
  sheet(): Markup {
    const items = [...this.#rows.values()].map((row, i) => {
      const link = safeLink(row.url);
      return html`<li id="r${i + 1}">[${i + 1}] ${row.source}${row.observation.period ? html`, ${periodWords(row.observation.period)}` : null}${row.status === 'derived' ? ', derived' : null}: “${row.observation.quote}”, ledger row ${row.id}${link ? html` · <a href="${link}" rel="noreferrer noopener">${link}</a>` : null}</li>`;
    });
    return sheet('Sources', `${items.length} rows of the ledger`, html`<ol class="sources">${items}</ol>`);
  }
}

const sheet = (title: string, note: string, body: Markup): Markup =>
  html`<section class="sheet"><header><h2>${title}</h2><span class="muted small">${note}</span></header><div class="body">${body}</div></section>`;

function changeCell(change: BoardChange, sources: Sources): Markup {
  if ('none' in change) return html`<td><span class="muted">n/a</span><small>${change.none}</small></td>`;
  return html`<td>${signed(change.pct)}%${sources.ref(change.row)}<small>since ${periodWords(change.since)}</small></td>`;
}

function boardRow(row: BoardRow, sources: Sources): Markup {
  const { china, outside, chinaUsdPerKg } = row;
  return html`<tr><td><b>${row.name}</b><small>${china ? `${china.row.source}, ${count(row.age ?? 0, 'day')} old` : 'no quotation inside China'}</small></td>
<td>${china ? html`<b>${rangeOf(china.low, china.high)}</b>${sources.ref(china.row)}<small>${periodWords(china.day)}</small>` : html`<span class="muted">n/a</span>`}</td>
${changeCell(row.sinceLast, sources)}${changeCell(row.onMonth, sources)}
<td>${chinaUsdPerKg ? html`<span class="derived" title="${chinaUsdPerKg.how}">${figure(chinaUsdPerKg.value, chinaUsdPerKg.value < 100 ? 1 : 0)}</span>` : html`<span class="muted">n/a</span>`}</td>
<td>${outside ? html`${rangeOf(outside.low, outside.high)}${sources.ref(outside.row)}<small>${outside.place}, ${periodWords(outside.day)}</small>` : html`<span class="muted">none</span>`}</td>
<td>${outside?.multiple ? html`<span class="derived" title="${outside.multiple.how}">${figure(outside.multiple.value, 1)}×</span>` : html`<span class="muted">n/a</span>`}</td></tr>`;
}

function boardSheet(brief: Brief, sources: Sources): Markup {
  const rows = brief.board.map((row) => boardRow(row, sources));
  const charts = brief.board
    .filter(({ code, year }) => brief.boardCharts.includes(code) && year.length > 2)
    .map(
      (row) =>
        html`<figure><figcaption>${row.name}, ${row.china?.row.source ?? ''}, to ${periodWords(row.china?.day ?? '')}</figcaption>${priceChart(row.name, row.year, 'CNY/t')}</figure>`,
    );
  return sheet(
    'Price board',
    'China in CNY/t as quoted (with VAT); hollow dots mark figures worked out from others',
    html`<div class="wide"><table><thead><tr><th>Material</th><th>China<br>CNY/t</th><th>since last<br>quotation</th><th>on the<br>month</th><th>China ex VAT<br>USD/kg</th><th>outside China<br>USD/kg</th><th>outside ÷ China<br>same days</th></tr></thead>
<tbody>${rows}</tbody></table></div><div class="charts">${charts}</div>`,
  );
}

function tradeSheet({ trade, asOf }: Brief, sources: Sources): Markup {
  const { newest } = trade;
  if (!newest)
    return sheet(
      'Trade',
      '',
      html`<p>No month of China's magnet exports is on record by ${periodWords(asOf)}.</p>`,
    );
  const changes = [
    trade.onMonth === undefined ? null : `${signed(trade.onMonth)}% on the month before`,
    trade.onYear === undefined ? null : `${signed(trade.onYear)}% on the year before`,
  ].filter(Boolean);
  const label = `China's exports of rare earth magnets by month, tonnes; newest ${periodWords(newest.month)}`;
  return sheet(
    'China’s magnet exports',
    'tonnes a month; hollow bars are worked back from stated changes, "?" is a month without a figure',
    html`<p>${periodWords(newest.month)}: <b>${figure(newest.tonnes, 0)} t</b>${sources.ref(newest.row)}${changes.length ? `, ${changes.join(', ')}` : ''}.</p>
<figure>${tradeChart(trade, label)}</figure>
<div class="wide"><table><thead><tr><th>Destination</th><th>month</th><th>t</th><th>on the year</th></tr></thead><tbody>${trade.partners.map(
      ({ partner, at, onYear }) =>
        html`<tr><td>${partner}</td><td>${periodWords(at.month)}</td><td>${figure(at.tonnes, 0)}${sources.ref(at.row)}</td><td>${onYear === undefined ? html`<span class="muted">n/a</span>` : `${signed(onYear)}%`}</td></tr>`,
    )}</tbody></table></div>`,
  );
}

function actItem(act: ActDate, asOf: string): Markup {
  const link = safeLink(act.url);
  return html`<li><span><time>${periodWords(act.date)}</time><br><span class="muted small">${daysAway(asOf, act.date)}</span></span>
<span><b>${act.title}</b>: ${act.what}${act.certain ? null : html` <span class="verdict v-undecided">${icon('undecided')}unsure</span>`}${act.note ? html`<br><span class="muted small">${act.note}</span>` : null}${link ? html`<br><a class="small" href="${link}" rel="noreferrer noopener">${link}</a>` : null}</span></li>`;
}

function actsSheet({ acts, asOf }: Brief): Markup {
  const items = acts.map((act) => actItem(act, asOf));
  return sheet(
    'Acts that start or lapse',
    'within 90 days, and in the last 30',
    items.length ? html`<ul class="acts">${items}</ul>` : html`<p>None on record.</p>`,
  );
}

function statementsSheet(
  brief: Brief,
  documentLink: (document: JudgedDocument) => string | undefined,
): Markup {
  const counts = verdictsOf(brief);
  const note = GRAVITY.filter((verdict) => counts.has(verdict)).map(
    (verdict) => `${counts.get(verdict)} ${verdict}`,
  );
  const documents = brief.documents.map((document) => {
    const link = documentLink(document);
    const title = `${document.title}${document.published ? `, ${periodWords(document.published)}` : ''}${document.sample ? ' (sample)' : ''}`;
    const loud = GRAVITY.flatMap((verdict) =>
      document.statements.filter((s) => s.verdict === verdict && verdict !== 'holds'),
    );
    const quiet = document.statements.length - loud.length;
    return html`<h3>${link ? html`<a href="${link}">${title}</a>` : title}</h3><p class="muted small">${count(quiet, 'statement')} of ${document.statements.length} ${quiet === 1 ? 'holds' : 'hold'}.</p>
<ul class="said">${loud.map(statementItem)}</ul>`;
  });
  return sheet(
    'Statements judged',
    note.join(', '),
    documents.length ? html`${documents}` : html`<p>None since the last brief.</p>`,
  );
}

function statementItem(statement: JudgedStatement): Markup {
  const { verdict, quote } = statement;
  return html`<li><span class="verdict v-${verdict}">${icon(verdict)}${verdict}</span><span><q>“${quote}”</q><p class="why">${statementLine(statement)}</p></span></li>`;
}

function gapsSheet({ gaps }: Brief): Markup {
  return sheet(
    'Stale or unknown',
    'never compared with newer figures',
    gaps.length ? html`<ul>${gaps.map((gap) => html`<li>${gap.text}</li>`)}</ul>` : html`<p>Nothing.</p>`,
  );
}
