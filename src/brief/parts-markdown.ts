import type { PartsReport } from '../parts/index.ts';

/** Text that no Markdown reader takes for markup: parts and suppliers come from files that others wrote. */
const plain = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]<>#|~]/g, (mark) => `\\${mark}`)
    .replace(/&/g, '&amp;');

const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(row)].join('\n');
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** The report on a bill of materials as Markdown. */
export function renderPartsMarkdown(report: PartsReport, tool: string): string {
  const { currency } = report;
  const more = report.more > 0 ? `\n\n${report.more} more in the table.` : '';
  const sections: readonly (readonly [string, string])[] = [
    [
      '',
      table(
        ['', '', ''],
        report.heads.map(({ label, value, note }) => [label, value, note]),
      ),
    ],
    [
      'What to do first',
      report.actions.length > 0
        ? report.actions
            .map(({ parts, text }, i) => `${i + 1}. ${plain(`${parts.join(', ')}: ${text}`)}`)
            .join('\n')
        : 'Nothing stands out.',
    ],
    [
      `Parts, costliest first (${currency})`,
      table(
        [
          'Part',
          'Magnet',
          'A unit',
          'A year',
          '+10%',
          'Rare earths since order',
          'Licence',
          'Duty',
          'EU recycled share',
          'China, metal',
          'Stock',
          ...(report.shortageKnown ? ['Not met in the worst scenario'] : []),
          'Substitute',
        ],
        report.parts.map((part) => [
          `${part.part}${part.description ? `, ${part.description}` : ''}`,
          `${part.magnet}${part.massAndCount ? `, ${part.massAndCount}` : ''}`,
          part.range ? `${part.perUnit} (${part.range})` : part.perUnit,
          part.perYear,
          part.swing,
          part.since,
          part.licence,
          part.duty,
          part.recycled,
          part.china,
          part.cover,
          ...(report.shortageKnown ? [[part.shortage, part.shortageNote].filter(Boolean).join(', ')] : []),
          part.substitute,
        ]),
      ) + more,
    ],
    [
      'What moves the cost',
      table(
        ['Element', 'kg a year', `Cost a year, ${currency}`, 'If it rises 10%'],
        report.elements.map(({ element, kg, cost, swing }) => [element, kg, cost, swing]),
      ),
    ],
    ['China’s share by stage', list(report.origin.map(({ stage, share }) => `${stage}: ${share}`))],
    [
      'Shortage by scenario',
      [
        plain(report.shortage),
        ...(report.scenarios.length > 0
          ? [
              table(
                ['Scenario', 'Parts short', 'Not met, worst quarter', `Price adds, ${currency} a year`],
                report.scenarios.map(({ title, short, unmet, extra }) => [title, short, unmet, extra]),
              ),
            ]
          : []),
      ].join('\n\n'),
    ],
    [
      'Law',
      list(
        report.law.map(
          ({ question, word, parts, says, acts }) =>
            `**${question}: ${word}** (${plain(parts.join(', '))}). ${plain(says)} Acts: ${plain(acts.join(', ') || 'none')}.`,
        ),
      ),
    ],
    [
      'Rows and cells that could not be used',
      report.problems.length > 0
        ? list(
            report.problems.map(({ row: line, column, kind, found, expected }) =>
              plain(
                `row ${line}${column ? `, ${column}` : ''}: ${found} (${kind})${expected ? `; right would be ${expected}` : ''}`,
              ),
            ),
          )
        : 'None.',
    ],
    ['Assumed', list(report.assumptions.map(plain))],
    [
      'Sources',
      list(
        report.sources.map(
          ({ text, url }) => `${plain(text)}${url && /^https?:\/\/[^\s<>]+$/.test(url) ? ` <${url}>` : ''}`,
        ),
      ),
    ],
  ];
  const body = sections
    .filter(([, text]) => text !== '')
    .map(([title, text]) => (title ? `## ${title}\n\n${text}` : text))
    .join('\n\n');
  return `# ${plain(report.title)}\n\n${plain(report.lede)}\n\n${body}\n\n${report.caveats.map(plain).join(' ')} Made by ${tool} on prices of ${report.date}.\n`;
}
