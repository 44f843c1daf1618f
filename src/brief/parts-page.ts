import type { PartsReport, ReportPart } from '../parts/index.ts';
import { html, type Markup, Markup as Raw, safeLink } from './html.ts';
import { icon, logo, sprite } from './icons.ts';
import { periodWords } from './numbers.ts';
import { baseStyle } from './style.ts';

const partsStyle = `
main{max-width:1180px}.totals{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:18px 0 0}
.totals>div{border-top:2px solid var(--ink);padding-top:6px}.totals dt{font-size:.75rem;color:var(--ink-3)}.totals dd{font:600 1.375rem/1.2 var(--sans)}.totals small{display:block;font:400 .75rem/1.35 var(--sans);color:var(--ink-3)}
.sheet{margin-top:16px;break-inside:avoid}.sheet>header{padding:12px 16px 2px;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline}.sheet h2{font-size:1rem;font-weight:600}.sheet>.body{padding:6px 16px 14px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.8125rem}
th{font:500 .75rem/1.3 var(--cond);color:var(--ink-3);text-align:right;vertical-align:bottom;padding:6px 7px;border-bottom:1px solid var(--line-2)}
td{padding:6px 7px;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}td.w,th.w{text-align:left;overflow-wrap:break-word;min-width:4.6em}td:first-child{min-width:10em}td.w small{overflow-wrap:break-word}td:first-child,th:first-child{padding-left:0}
td b{font-weight:600}td small{display:block;color:var(--ink-3);font-size:.75rem}td.n{white-space:nowrap}td.n small{white-space:normal}
.derived::before{content:"";display:inline-block;width:6px;height:6px;border:1.3px solid var(--ink-2);border-radius:50%;margin-right:5px;vertical-align:.06em}
.do{counter-reset:n}.do li{counter-increment:n;display:grid;grid-template-columns:22px 1fr;padding:5px 0;border-top:1px solid var(--line)}.do li::before{content:counter(n)".";font-weight:600}.do li:first-child{border-top:0}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:16px}.two>.sheet{margin-top:16px}
.model{color:var(--forecast);font-style:italic}.plain li{padding:3px 0;overflow-wrap:anywhere;font-size:.8125rem}.plain .key{font-weight:600}
.bar{display:grid;grid-template-columns:150px 1fr 44px;gap:8px;align-items:center;padding:3px 0;font-size:.8125rem}.bar svg{width:100%;height:10px}
@media (max-width:640px){.hide-n{display:none}}
@media print{@page{size:A4;margin:10mm}:root{font-size:12px}.verdict,td.n{white-space:normal}.verdict .ic{flex:none}td.n small{min-width:5.5em}.totals{grid-template-columns:repeat(4,1fr);margin-top:8px}.lede{max-width:none;margin-top:2px}.sheet{break-inside:auto}tr,li{break-inside:avoid}main{padding:0;max-width:none}.do li{padding:1px 0}.plain li,.bar{padding:0}.two{grid-template-columns:1fr 1fr;gap:8px}.sheet{margin-top:7px}.sheet>header{padding:5px 10px 0}.sheet>.body{padding:1px 10px 4px}td,th{padding:1.5px 3px}.brand{margin-bottom:8px}}`;

const sheet = (title: string, note: string, body: Markup): Markup =>
  html`<section class="sheet"><header><h2>${title}</h2><span class="muted small">${note}</span></header><div class="body">${body}</div></section>`;

const MARK = { needed: 'fails', free: 'holds', unsure: 'undecided' } as const;

const partRow =
  (withShortage: boolean) =>
  (part: ReportPart): Markup => {
    const mark = MARK[part.licenceMark];
    return html`<tr><td class="w"><b>${part.part}</b><small>${part.description}</small></td><td class="w">${part.magnet}<small>${part.massAndCount}</small></td>
<td class="n"><span class="derived">${part.perUnit}</span><small>${part.range}</small></td><td class="n">${part.perYear}</td><td class="n">${part.swing}</td><td class="n hide-n">${part.since}</td>
<td class="w"><span class="v-${mark} verdict">${icon(mark)}${part.licence}</span></td><td class="n">${part.duty}</td><td class="hide-n">${part.recycled}</td><td class="n hide-n">${part.china}</td><td class="n">${part.cover}</td>${withShortage ? html`<td class="w hide-n">${part.shortage}<small>${part.shortageNote}</small></td>` : ''}<td class="w hide-n">${part.substitute}</td></tr>`;
  };

const PART_HEADS = (withShortage: boolean): Markup =>
  html`<tr><th class="w">Part</th><th class="w">Magnet</th><th>magnets<br>of a unit</th><th>a year</th><th>+10%<br>a unit</th><th class="hide-n">rare earths<br>since order</th><th class="w">export<br>licence</th><th>duty</th><th class="hide-n">recycled<br>share, EU</th><th class="hide-n">China,<br>metal</th><th>stock</th>${withShortage ? html`<th class="w hide-n">not met,<br>worst scenario</th>` : ''}<th class="w hide-n">substitute at<br>the same mass</th></tr>`;

const shareBar = (stage: string, share: string): Markup => {
  const width = Number.parseFloat(share) || 0;
  return html`<li class="bar"><span>${stage}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${share}"><rect width="100" height="10" fill="var(--sunk)"/><rect width="${width}" height="10" fill="var(--ink-2)"/></svg><span>${share}</span></li>`;
};

function shortageBody({ shortage, scenarios, currency }: PartsReport): Markup {
  const text = html`<p class="small">${shortage}</p>`;
  if (scenarios.length === 0) return text;
  return html`${text}<table><thead><tr><th class="w">Scenario</th><th>parts short</th><th>not met, worst quarter</th><th>price adds, ${currency} a year</th></tr></thead><tbody>${scenarios.map(({ title, short, unmet, extra }) => html`<tr><td class="w">${title}</td><td>${short}</td><td class="model">${unmet}</td><td class="model">${extra}</td></tr>`)}</tbody></table>`;
}

/** The report on a bill of materials as one HTML file that needs nothing else; two pages when printed. */
export function renderPartsPage(report: PartsReport, tool: string): string {
  const { currency } = report;
  const actions = report.actions.map(
    ({ parts, text }) => html`<li><span><b>${parts.join(', ')}</b>: ${text}</span></li>`,
  );
  const law = report.law.map(
    ({ question, word, parts, says, acts }) =>
      html`<li><span class="key">${question}: ${word}</span> <span class="muted">(${parts.join(', ')})</span> ${says}${acts.length > 0 ? html` <span class="muted">${acts.join(', ')}</span>` : ''}</li>`,
  );
  const problems = report.problems.map(
    ({ row, column, kind, found, expected }) =>
      html`<li><span class="key">row ${row}${column ? `, ${column}` : ''}</span>: ${found} <span class="muted">(${kind})</span>${expected ? `; right would be ${expected}` : ''}</li>`,
  );
  const sources = report.sources.map(({ text, url }) => {
    const link = safeLink(url);
    return html`<li>${text}${link ? html` · <a href="${link}" rel="noreferrer noopener">${link}</a>` : ''}</li>`;
  });
  const plain = (items: readonly string[]) =>
    html`<ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer"><title>${report.title} · Coercivity</title><style>${new Raw(baseStyle + partsStyle)}</style></head>
<body>${sprite}<main><div class="brand">${logo}<span>Coercivity</span></div>
<h1>${report.title}</h1><p class="lede">${report.lede}</p>
<dl class="totals">${report.heads.map(({ label, value, note }) => html`<div><dt>${label}</dt><dd class="derived">${value}<small>${note}</small></dd></div>`)}</dl>
${sheet('What to do first', 'by the money of a year that it is about', actions.length > 0 ? html`<ol class="do">${actions}</ol>` : html`<p>Nothing stands out.</p>`)}
${sheet(
  'Parts',
  `costliest first; ${currency}, delivered where a destination is told; hollow dots are worked out${report.more > 0 ? `; ${report.more} more in the table` : ''}`,
  html`<div class="wide"><table><thead>${PART_HEADS(report.shortageKnown)}</thead><tbody>${report.parts.map(partRow(report.shortageKnown))}</tbody></table></div>`,
)}
<div class="two">${sheet(
    'What moves the cost',
    `a year, ${currency}`,
    html`<table><thead><tr><th class="w">Element</th><th>kg</th><th>cost</th><th>if it rises 10%</th></tr></thead><tbody>${report.elements.map(({ element, kg, cost, swing }) => html`<tr><td class="w">${element}</td><td>${kg}</td><td>${cost}</td><td>${swing}</td></tr>`)}</tbody></table>`,
  )}${sheet('China’s share by stage', 'by magnet mass; best estimate where the bill does not tell', html`<ul>${report.origin.map(({ stage, share }) => shareBar(stage, share))}</ul>`)}</div>
${sheet('Law', 'as on record; no legal advice', law.length > 0 ? html`<ul class="plain">${law}</ul>` : html`<p>Nothing applies.</p>`)}
${sheet('Shortage by scenario', 'chain model; modelled, not observed', shortageBody(report))}
<div class="two">${sheet('Rows and cells that could not be used', '', problems.length > 0 ? html`<ul class="plain">${problems}${report.moreProblems > 0 ? html`<li>and ${report.moreProblems} more, in the workbook</li>` : ''}</ul>` : html`<p>None.</p>`)}${sheet('Assumed', 'with the parts that it is about', plain(report.assumptions))}</div>
${sheet('Sources', 'quotations that the cost rests on', html`<ul class="plain">${sources}</ul>`)}
<footer class="cite">${report.caveats.join(' ')} Made by ${tool} on prices of ${periodWords(report.date)}.</footer></main></body></html>`}\n`;
}
