import { useRef } from 'preact/hooks';
import { signed } from '../../../src/brief/numbers.ts';
import type { PartRow, PartsAnswer } from '../../../src/server/shapes/parts.ts';
import { choose } from '../address.ts';
import { plain } from '../check/text.ts';
import { Icon } from '../components/icon.tsx';
import { amount, shareWords } from './amounts.ts';

interface Column {
  readonly key: string;
  readonly head: string;
  /** By which rows are put in order; rows without one come last. */
  readonly by: (row: PartRow, scenario: string) => number | string | undefined;
  readonly class?: string;
}

const swingOf = (row: PartRow, names: readonly string[]): number =>
  row.elements.reduce((sum, { element, swing10 }) => (names.includes(element) ? sum + swing10 : sum), 0);
const shortageOf = (row: PartRow, scenario: string) => row.shortages.find((one) => one.scenario === scenario);

const PRND = ['PrNd', 'Nd', 'Pr'];

const columnsOf = (currency: string): readonly Column[] => [
  { key: 'part', head: 'Part', by: (row) => row.part },
  { key: 'mass', head: 'Mass', by: (row) => row.massG, class: 'num hide-n' },
  { key: 'cost', head: `${currency} a unit`, by: (row) => row.perUnit?.value, class: 'num' },
  { key: 'elements', head: 'cost by element', by: (row) => row.material?.value, class: 'hide-n' },
  { key: 'prnd', head: 'PrNd +10%', by: (row) => swingOf(row, PRND), class: 'num hide-n' },
  { key: 'dy', head: 'Dy +10%', by: (row) => swingOf(row, ['Dy']), class: 'num hide-n' },
  { key: 'tb', head: 'Tb +10%', by: (row) => swingOf(row, ['Tb']), class: 'num hide-n' },
  { key: 'licence', head: 'Licence', by: (row) => row.licence?.word },
  { key: 'recycled', head: 'Recycled share', by: (row) => row.recycledShare?.word, class: 'hide-n' },
  {
    key: 'short',
    head: 'Not met, worst quarter',
    by: (row, scenario) => shortageOf(row, scenario)?.unmet.value,
    class: 'hide-n',
  },
  { key: 'substitute', head: 'Substitute', by: (row) => row.substitutes[0]?.to, class: 'hide-n' },
];

/** Rows in the order of a column, `cost` or `-cost`; as in the file where none is named. */
export function sorted(rows: readonly PartRow[], order: string, scenario: string): readonly PartRow[] {
  const column = columnsOf('').find(({ key }) => key === order.replace(/^-/, ''));
  if (!column) return rows;
  const sign = order.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.by(a, scenario), column.by(b, scenario)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return (
      sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
    );
  });
}

/** The parts, sorted by any head; up and down choose. */
export function BillTable({
  data,
  chosen,
  order,
  scenario,
}: {
  data: PartsAnswer;
  chosen: PartRow | undefined;
  order: string;
  scenario: string;
}) {
  const rows = sorted(data.parts, order, scenario);
  const table = useRef<HTMLTableElement>(null);
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = by && chosen ? rows[rows.indexOf(chosen) + by] : undefined;
    if (!next) return;
    event.preventDefault();
    choose({ part: next.part });
    table.current?.querySelector<HTMLButtonElement>(`button[data-row="${next.row}"]`)?.focus();
  };
  return (
    <table class="parts" ref={table} onKeyDown={step}>
      <thead>
        <tr>
          {columnsOf(data.currency).map(({ key, head, class: extra }) => {
            const sense = order === key ? 'ascending' : order === `-${key}` ? 'descending' : undefined;
            return (
              <th key={key} class={extra} aria-sort={sense}>
                <button
                  type="button"
                  class="sort"
                  onClick={() =>
                    choose({ sort: order === `-${key}` ? key : order === key ? undefined : `-${key}` })
                  }
                >
                  {head}
                  {sense && <span aria-hidden="true">{sense === 'ascending' ? ' ↑' : ' ↓'}</span>}
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <Line key={one.row} one={one} chosen={one === chosen} scenario={scenario} />
        ))}
      </tbody>
    </table>
  );
}

const FILLS: Record<string, string> = {
  PrNd: 'el-prnd',
  Nd: 'el-prnd',
  Pr: 'el-prnd',
  Dy: 'el-dy',
  Tb: 'el-tb',
};

/** How elements are told apart, for the head of the sheet. */
export const ElementLegend = () => (
  <span class="legend">
    {(['PrNd', 'Dy', 'Tb'] as const).map((element) => (
      <span key={element}>
        <i class={`el ${FILLS[element]}`} /> {element}
      </span>
    ))}
    <span>
      <i class="el el-oth" /> others
    </span>
  </span>
);

/** Icon and words of a licence: needed, free, unsure. */
const Licence = ({ of }: { of: PartRow['licence'] }) => {
  if (!of) return <span class="muted">n/a</span>;
  const free = /^(no|free|not)/i.test(of.word);
  return (
    <span class={`lic ${of.unsure ? 'maybe' : free ? 'free' : 'need'}`} title={of.says}>
      <Icon name={of.unsure ? 'basis' : free ? 'open' : 'lock'} />
      {of.word}
    </span>
  );
};

/** A share of the need with its range, as a bar and in words: modelled, so never without the range. */
function Unmet({ of, refused }: { of: ReturnType<typeof shortageOf>; refused: string | undefined }) {
  if (!of) {
    return (
      <span class="muted" title={refused}>
        n/a
      </span>
    );
  }
  const { low, value, high } = of.unmet;
  return (
    <span title={of.from && `short by a tenth or more from ${of.from}`}>
      <span class="riskbar" aria-hidden="true">
        <i style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
        <u style={{ left: `${100 * value}%` }} />
      </span>
      <span class="model-n small">{shareWords(of.unmet)}</span>
    </span>
  );
}

function Line({ one, chosen, scenario }: { one: PartRow; chosen: boolean; scenario: string }) {
  const { part, description, grade, elements, perUnit, massG, recycledShare, substitutes } = one;
  const swing = (...names: string[]) => {
    const found = swingOf(one, names);
    return found ? `+${amount(found)}` : '0';
  };
  const [best] = substitutes;
  return (
    <tr class={chosen ? 'sel' : ''} aria-current={chosen ? 'true' : undefined}>
      <td class="nm">
        <button type="button" class="linkish" data-row={one.row} onClick={() => choose({ part })}>
          <b>{plain(part)}</b>
        </button>
        <small>{[description && plain(description), grade].filter(Boolean).join(' · ')}</small>
      </td>
      <td class="num hide-n">
        {massG === undefined ? <span class="muted">n/a</span> : `${amount(massG)} g`}
      </td>
      <td class="num">
        {perUnit ? (
          <>
            <span class="k derived" role="img" aria-label="derived" />
            <b>{amount(perUnit.value)}</b>
            <br />
            <span class="age">
              {amount(perUnit.low)}–{amount(perUnit.high)}
            </span>
          </>
        ) : (
          <span class="age old" title={one.refused}>
            not priced
          </span>
        )}
      </td>
      <td class="hide-n">
        <span class="mix">
          {elements.map(({ element, perKg }) => (
            <i
              key={element}
              class={FILLS[element] ?? 'el-oth'}
              style={{ flex: String(Math.max(0, perKg)) }}
              title={`${element}: ${amount(perKg)} a kilogram`}
            />
          ))}
        </span>
      </td>
      <td class="num hide-n">{swing(...PRND)}</td>
      <td class="num hide-n">{swing('Dy')}</td>
      <td class="num hide-n">{swing('Tb')}</td>
      <td>
        <Licence of={one.licence} />
      </td>
      <td class="sub hide-n">
        {recycledShare ? <span title={recycledShare.says}>{recycledShare.word}</span> : 'no duty'}
      </td>
      <td class="hide-n">
        <Unmet of={shortageOf(one, scenario)} refused={one.shortageRefused} />
      </td>
      <td class="sub hide-n">
        {best ? (
          <>
            {best.to}
            {best.costPct && (
              <>
                <br />
                <span class="age">cost {signed(best.costPct.value, 0)}%</span>
              </>
            )}
          </>
        ) : (
          'none on record'
        )}
      </td>
    </tr>
  );
}
