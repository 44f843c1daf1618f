// Why a price is what it is, in steps and in a sentence. Pure.
import type { NodeView, TraceRow } from './messages.ts';
import { percent } from './words.ts';

/** Lines by the step that they belong to, in the order from the goods back to where they begin. */
export function stepsOf(
  trace: readonly TraceRow[],
): readonly { readonly step: string | undefined; readonly lines: readonly TraceRow[] }[] {
  const steps: { step: string | undefined; lines: TraceRow[] }[] = [];
  for (const line of trace) {
    const last = steps.at(-1);
    if (last && (line.step === undefined || line.step === last.step)) last.lines.push(line);
    else steps.push({ step: line.step, lines: [line] });
  }
  return steps;
}

/** A part of a price from which it is worth naming before all others. */
const MUCH = 0.1;

/** What makes up most of a price beside plain cost, in a sentence. */
export function priceFinding(view: Pick<NodeView, 'ask' | 'base' | 'trace' | 'bounds'>): string {
  if (view.ask < 0.01 * view.base) return 'Worth next to nothing here: there is more than anyone takes';
  const lines = stepsOf(view.trace).flatMap(({ step, lines: own }) => own.map((line) => ({ ...line, step })));
  const part = (kind: string) =>
    lines.reduce((sum, one) => sum + (one.kind === kind ? one.usdPerKg : 0), 0) / view.ask;
  const most = (kind: string) =>
    lines.filter((one) => one.kind === kind).sort((a, b) => b.usdPerKg - a.usdPerKg)[0];
  const rent = most('rent');
  const told = rent && `${rent.words.replace(/^rent of /, '')}${rent.step ? `, ${rent.step}` : ''}`;
  if (told && part('rent') >= MUCH) return `${percent(part('rent'))} of the price is rent: ${told}`;
  if (part('premium') >= MUCH) {
    const now = `${percent(part('premium'))} of the price is for having it now`;
    // What is shut off leaves no rent on the way that goods do take: it shows as scarcity here.
    const [shut] = view.bounds.filter(
      ({ kind, tonnes, normal }) => (kind === 'licence' || kind === 'closure') && tonnes < 0.5 * normal,
    );
    return shut
      ? `${now}; of ${shut.what.charAt(0).toLowerCase()}${shut.what.slice(1)}, ${percent(shut.tonnes / shut.normal)} of a normal month comes through`
      : `${now}: what comes later is worth less`;
  }
  const input = most('input');
  if (input && view.ask > 1.15 * view.base && input.usdPerKg >= MUCH * view.ask)
    return `${percent(input.usdPerKg / view.ask)} of the price is one material: ${input.words}`;
  const stock = most('stock');
  if (stock && part('stock') >= 0.5)
    return `No limit binds: ${percent(part('stock'))} of the price is the worth of what lies in stock${stock.step ? ` (${stock.step})` : ''}`;
  return told && part('rent') >= 0.01
    ? `The price is cost; ${percent(part('rent'))} of it is rent: ${told}`
    : 'Nothing binds on the way here: the price is cost';
}
