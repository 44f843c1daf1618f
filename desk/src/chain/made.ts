// What the model made, counted as the record counts it. Pure.
import type { ScenarioRun } from '../../../src/chain/run.ts';
import type { MadeItem } from './messages.ts';

/** Codes of the record's products as the model makes them: stage by place, tonnes as the record counts them. */
const MADE: Readonly<Record<string, { readonly stage: string; readonly carrier?: string }>> = {
  'RE-all': { stage: 'mining' },
  'PrNd-oxide': { stage: 'oxide', carrier: 'PrNd-oxide' },
  'Dy-oxide': { stage: 'oxide', carrier: 'Dy-oxide' },
  'Tb-oxide': { stage: 'oxide', carrier: 'Tb-oxide' },
  'PrNd-metal': { stage: 'metal', carrier: 'PrNd-metal' },
  'NdFeB-magnet': { stage: 'magnet_sintered' },
};

/** What the model made of a product at a place in a month or a year, tonnes; null where it has no such thing. */
export function madeIn(run: ScenarioRun, { subject, place, period }: MadeItem): number | null {
  const made = MADE[subject];
  const months = run.months.filter(({ month }) => month.startsWith(period));
  // A year that the run has only in part is no year.
  if (!made || months.length !== (/^\d{4}$/.test(period) ? 12 : 1)) return null;
  const { network } = run.built;
  let tonnes = 0;
  let any = false;
  network.processes.forEach((process, a) => {
    if (place !== 'WORLD' && process.place !== place) return;
    const oxide = made.stage === 'oxide' && ['separation', 'recycling', 'residual'].includes(process.stage);
    if (!oxide && process.stage !== made.stage) return;
    const perTonne = made.carrier
      ? process.outputs
          .filter(({ node }) => network.nodes[run.index.node.get(node)!]!.carrier === made.carrier)
          .reduce((sum, output) => sum + output.perTonne, 0)
      : // Magnets are counted as blanks, as plants are.
        (process.sharedWeight ?? 1);
    if (perTonne === 0) return;
    any = true;
    for (const m of months) tonnes += m.activity[a]! * perTonne;
  });
  return any ? tonnes : null;
}
