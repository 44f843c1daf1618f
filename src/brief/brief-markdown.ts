import type { RecordedObservation } from '../ledger/index.ts';
import type { Brief } from './brief.ts';
import { briefFinding, changeText, daysAway, statementLine } from './brief-words.ts';
import { GRAVITY } from './checked-document.ts';
import { safeLink } from './html.ts';
import { figure, periodWords, rangeOf, signed } from './numbers.ts';

/** Text inside Markdown: what would be markup there stands for itself. */
const plain = (text: string) => text.replace(/[\\`*_[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');

const cited = (text: string, row: RecordedObservation) => {
  const link = safeLink(row.url);
  return link
    ? `[${text}](<${link.replace(/[<>\s]/g, encodeURIComponent)}>)`
    : `${text} (${plain(row.source)})`;
};

/** The brief as Markdown, every figure linked to its source. */
export function renderBriefMarkdown(brief: Brief, tool: string): string {
  const { board, trade, acts, documents, gaps, asOf } = brief;
  const lines = [
    `# ${plain(briefFinding(brief))}`,
    '',
    `Brief of ${periodWords(asOf)}.`,
    '',
    '## Price board',
    '',
  ];
  lines.push(
    '| material | China, CNY/t | since last | on the month | China ex VAT, USD/kg | outside, USD/kg | outside ÷ China |',
  );
  lines.push('|---|---:|---:|---:|---:|---:|---:|');
  for (const row of board) {
    const { china, outside, chinaUsdPerKg } = row;
    const cells = [
      plain(row.name),
      china ? `${cited(rangeOf(china.low, china.high), china.row)} ${periodWords(china.day)}` : 'n/a',
      changeText(row.sinceLast),
      changeText(row.onMonth),
      chinaUsdPerKg ? `≈ ${figure(chinaUsdPerKg.value, 1)}` : 'n/a',
      outside
        ? `${cited(rangeOf(outside.low, outside.high), outside.row)} ${outside.place}, ${periodWords(outside.day)}`
        : 'none',
      outside?.multiple ? `≈ ${figure(outside.multiple.value, 1)}×` : 'n/a',
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  lines.push(
    '',
    '"≈" marks figures worked out from others. China as quoted, with VAT.',
    '',
    '## China’s magnet exports',
    '',
  );
  const { newest } = trade;
  if (newest) {
    const on = [
      trade.onMonth === undefined ? '' : `, ${signed(trade.onMonth)}% on the month before`,
      trade.onYear === undefined ? '' : `, ${signed(trade.onYear)}% on the year before`,
    ].join('');
    lines.push(
      `${periodWords(newest.month)}: ${cited(`${figure(newest.tonnes, 0)} t`, newest.row)}${on}.`,
      '',
    );
    lines.push('| month | t | |', '|---|---:|---|');
    for (const { month, tonnes, derived, row } of trade.months.slice(-12)) {
      lines.push(
        `| ${periodWords(month)} | ${cited(figure(tonnes, 0), row)} | ${derived ? 'derived' : ''} |`,
      );
    }
    if (trade.missing.length) lines.push('', `No figure: ${trade.missing.map(periodWords).join(', ')}.`);
    lines.push('', '| destination | month | t | on the year |', '|---|---|---:|---:|');
    for (const { partner, at, onYear } of trade.partners) {
      lines.push(
        `| ${partner} | ${periodWords(at.month)} | ${cited(figure(at.tonnes, 0), at.row)} | ${onYear === undefined ? 'n/a' : `${signed(onYear)}%`} |`,
      );
    }
  } else {
    lines.push('No month is on record.');
  }
  lines.push('', '## Acts that start or lapse within 90 days', '');
  if (acts.length === 0) lines.push('None on record.');
  for (const act of acts) {
    const title = act.url && safeLink(act.url) ? `[${plain(act.title)}](<${act.url}>)` : plain(act.title);
    const unsure = act.certain ? '' : ' (unsure)';
    lines.push(
      `- **${periodWords(act.date)}**, ${daysAway(asOf, act.date)}: ${title}: ${plain(act.what)}${unsure}${act.note ? `. ${plain(act.note)}` : ''}`,
    );
  }
  lines.push('', '## Statements judged', '');
  if (documents.length === 0) lines.push('None since the last brief.');
  for (const { title, published, sample, statements } of documents) {
    lines.push(
      `### ${plain(title)}${published ? `, ${periodWords(published)}` : ''}${sample ? ' (sample)' : ''}`,
      '',
    );
    const quiet = statements.filter(({ verdict }) => verdict === 'holds').length;
    lines.push(`${quiet} of ${statements.length} hold.`, '');
    for (const verdict of GRAVITY.filter((verdict) => verdict !== 'holds')) {
      for (const statement of statements.filter((s) => s.verdict === verdict)) {
        lines.push(`- **${verdict}**: “${plain(statement.quote)}”. ${plain(statementLine(statement))}`);
      }
    }
    lines.push('');
  }
  lines.push(
    '## Stale or unknown',
    '',
    ...(gaps.length ? gaps.map(({ text }) => `- ${plain(text)}`) : ['Nothing.']),
    '',
  );
  lines.push(`Made by ${tool} as of ${periodWords(asOf)}.`, '');
  return lines.join('\n');
}
