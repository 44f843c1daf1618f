import type { NormalText } from '../normalise.ts';
import type { Span } from '../sentences.ts';

const OPENING = /^(?:[($¥€£₩+-]|us\$|a\$|c\$|rmb|\(\$|\$\()$/;
const CLOSING = /^(?:\)|%|\) ?%|% ?\))$/;
const DASH = /^--?$/;
const BOTH_SIGNS = /^(?:\+ ?\/ ?-|\+-|±)$/;

/**
 * Cells, with signs, brackets and currencies that have one of their own put to the figure beside them: `$`, `(`,
 * `1,204`, `)` are one.
 *
 * @param isDashSign whether a lone dash is the sign of the figure behind it, and not a cell that says nothing
 */
export function withSignsJoined<S extends Span>(
  { low, text }: NormalText,
  cells: readonly S[],
  isDashSign: boolean,
): S[] {
  const out: S[] = [];
  const printed = (cell: S | undefined): string => (cell ? low.slice(cell.start, cell.end) : '');
  const startsFigure = (cell: S | undefined): boolean =>
    cell !== undefined && /[\d($¥€£+-]/.test(text[cell.start] ?? '');
  const isOpening = (word: string): boolean => OPENING.test(word) && (isDashSign || !DASH.test(word));
  let i = 0;
  while (i < cells.length) {
    let { end } = cells[i]!;
    let k = i + 1;
    let isOpen = isOpening(printed(cells[i])) && startsFigure(cells[k]);
    while (isOpen && k < cells.length && k - i < 4) {
      isOpen = OPENING.test(printed(cells[k]));
      end = cells[k++]!.end;
    }
    while (CLOSING.test(printed(cells[k]))) end = cells[k++]!.end;
    out.push({ ...cells[i]!, end });
    i = k;
  }
  return out;
}

/**
 * The cells of the lines of a table. Where signs have cells of their own, they are put to their figures, and blank
 * cells, which only make room for them, are left out.
 */
export function cellsWithSigns(
  normal: NormalText,
  lines: readonly (readonly Span[])[],
): readonly (readonly Span[])[] {
  const filled = lines.map((cells) => cells.filter(({ start, end }) => end > start));
  const isLonePlus = (cell: Span): boolean => cell.end - cell.start === 1 && normal.text[cell.start] === '+';
  const isDashSign = filled.some((cells) => cells.some(isLonePlus));
  const joined = filled.map((cells) => withSignsJoined(normal, cells, isDashSign));
  if (joined.every((cells, index) => cells.length === filled[index]!.length)) return lines;
  // a head of the signs themselves has nothing left to stand over
  return joined.map((cells) =>
    cells.filter(({ start, end }) => !(isDashSign && BOTH_SIGNS.test(normal.low.slice(start, end)))),
  );
}
