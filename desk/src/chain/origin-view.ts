// Where an element in used magnets came from, in the shape in which the room shows it. Pure.
import { type ChainElement, ELEMENTS } from '../../../src/chain/network.ts';
import { type OriginFollower, sharesOf } from '../../../src/chain/origin.ts';
import type { ScenarioRun } from '../../../src/chain/run.ts';
import type { FlowStage } from '../../../src/chain/stage-flows.ts';
import type { OriginView } from './messages.ts';

/** Stages that are asked of origins, and how the room calls them. */
export const ORIGIN_STAGES = ['mining', 'separation', 'metal', 'magnet_sintered'] as const;
const ORIGIN_AS: readonly FlowStage[] = ['mining', 'separation', 'metal', 'magnet'];

/** Where an element in magnets used at a place came from, over the months up to one, in a mix of magnets. */
export function originView(
  run: ScenarioRun,
  follower: OriginFollower,
  element: ChainElement,
  place: string,
  t: number,
  months: number,
  mix?: Readonly<Record<string, number>>,
): OriginView {
  const { segments } = run.built.network;
  const e = ELEMENTS.indexOf(element);
  const byCarrier = new Map<string, { served: number; element: number; paths: Map<string, number> }>();
  for (let k = Math.max(0, t - months + 1); k <= t; k++) {
    const m = run.months[k]!;
    for (const { segment, paths } of follower.used(k)) {
      const s = segments[segment]!;
      if (s.place !== place || (mix && !mix[s.carrier])) continue;
      const known = byCarrier.get(s.carrier) ?? { served: 0, element: 0, paths: new Map() };
      known.served += m.served[segment]!;
      known.element += m.elements.servedElement[segment]![e]!;
      for (const { path, tonnes } of paths) {
        const key = path.join('>');
        known.paths.set(key, (known.paths.get(key) ?? 0) + tonnes);
      }
      byCarrier.set(s.carrier, known);
    }
  }
  const served = [...byCarrier.values()].reduce((sum, one) => sum + one.served, 0);
  const paths = new Map<string, number>();
  let content = 0;
  let tonnes = 0;
  for (const [carrier, one] of byCarrier) {
    if (one.served <= 0) continue;
    // Shares of magnets in the mix asked for, else in that of what the place used.
    const share = mix ? (mix[carrier] ?? 0) : one.served / served;
    content += share * (one.element / one.served);
    tonnes += one.element;
    for (const [path, own] of one.paths) paths.set(path, (paths.get(path) ?? 0) + (share * own) / one.served);
  }
  const shares = sharesOf(paths);
  return {
    gramsPerKg: 1000 * content,
    tonnes,
    paths: shares,
    stages: ORIGIN_AS.map((stage, i) => {
      const byPlace = new Map<string, number>();
      for (const { path, share } of shares) {
        const at = originAt(path, i);
        byPlace.set(at, (byPlace.get(at) ?? 0) + share);
      }
      return {
        stage,
        places: [...byPlace].map(([at, share]) => ({ place: at, share })).sort((a, b) => b.share - a.share),
      };
    }),
  };
}

/** Where a path stands at a stage; what is not known at a stage is known by what it began as. */
const originAt = (path: readonly string[], i: number): string =>
  path[i] === '?' ? 'before' : (path[i] ?? 'before');
