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

/** What makes up most of a price, in a sentence. */
export function priceFinding(view: Pick<NodeView, 'ask' | 'trace' | 'bounds'>): string {
  const ofKind = (kind: string) =>
    view.trace.reduce((sum, one) => sum + (one.kind === kind ? one.usdPerKg : 0), 0);
  const part = (kind: string) => (view.ask > 0 ? ofKind(kind) / view.ask : 0);
  const share = part('rent');
  if (share >= 0.02) {
    const [most] = stepsOf(view.trace)
      .flatMap(({ step, lines }) => lines.map((line) => ({ ...line, step })))
      .filter(({ kind }) => kind === 'rent')
      .sort((a, b) => b.usdPerKg - a.usdPerKg);
    const told = most!.words.replace(/^rent of /, '');
    return `${percent(share)} of the price is rent: ${told}${most!.step ? `, ${most!.step}` : ''}`;
  }
  if (part('premium') >= 0.05) {
    const now = `${percent(part('premium'))} of the price is for having it now`;
    // What is shut off leaves no rent on the way that goods do take: it shows as scarcity here.
    const [shut] = view.bounds.filter(
      ({ kind, tonnes, normal }) => (kind === 'licence' || kind === 'closure') && tonnes < 0.5 * normal,
    );
    return shut
      ? `${now}; of ${shut.what.charAt(0).toLowerCase()}${shut.what.slice(1)}, ${percent(shut.tonnes / shut.normal)} of a base month comes through`
      : `${now}: what comes later is worth less`;
  }
  const stock = stepsOf(view.trace).find(({ lines }) => lines.some(({ kind }) => kind === 'stock'));
  if (stock && part('stock') >= 0.5)
    return `No limit binds: ${percent(part('stock'))} of the price is what ${stock.step ?? 'it'} is worth in stock`;
  return 'Nothing binds on the way here: the price is cost';
}
