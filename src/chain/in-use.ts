/** Magnets in use: cohorts by place and class that went into products, and what is collected of them. */

import type { BuiltNetwork } from './assembly/assemble.ts';
import {
  collectionProgress,
  HISTORY_MONTHS,
  historicUse,
  meanContent,
  type ReleaseCurve,
  releaseCurves,
} from './assembly/end-of-life.ts';
import { nodeId } from './assembly/skeleton.ts';
import type { ChainTables, MagnetClass } from './assembly/tables.ts';
import { yearFraction } from './calendar.ts';
import type { Levers } from './levers.ts';
import { ELEMENTS } from './network.ts';

export interface ProductsInUse {
  /** Scrap collected this month by node, tonnes. */
  readonly collected: (t: number) => Float64Array;
  /** Books what went into use. */
  readonly use: (t: number, servedElement: readonly Float64Array[]) => void;
}

/** Cohorts of magnets in use, by place and class, and what comes back of them. */
export function followProducts(built: BuiltNetwork, tables: ChainTables, levers: Levers): ProductsInUse {
  const { network } = built;
  const places = [...new Set(network.nodes.filter((n) => n.kind === 'scrap').map((n) => n.place))];
  const curves = releaseCurves(tables, places, HISTORY_MONTHS + levers.months);
  const scrapNode = (place: string, e: number) =>
    network.nodes.findIndex((n) => n.id === nodeId(`scrap-${ELEMENTS[e]}`, place));
  const cohorts = curves.map((curve) => {
    const segments = network.segments.flatMap((s, i) =>
      s.place === curve.place && s.carrier === curve.carrier ? [i] : [],
    );
    const baseUse = segments.reduce((sum, i) => sum + network.segments[i]!.base, 0);
    return {
      curve,
      segments,
      baseUse,
      content: meanContent(tables, curve.place, curve.carrier.replace('magnet-', '') as MagnetClass),
      /** Tonnes of element that went into use in each month of the run. */
      went: [] as Float64Array[],
      nodes: ELEMENTS.map((_, e) => scrapNode(curve.place, e)),
    };
  });
  const mix = (curve: ReleaseCurve, age: number, progress: number) =>
    curve.early[age]! * (1 - progress) + curve.late[age]! * progress;
  return {
    collected: (t) => {
      const scrap = new Float64Array(network.nodes.length);
      const progress = collectionProgress(yearFraction(levers.first + t));
      for (const cohort of cohorts) {
        if (cohort.segments.length === 0) continue;
        const factor = levers.collection(cohort.curve.place, t);
        let history = 0;
        for (let before = 1; before < HISTORY_MONTHS; before++) {
          history += historicUse(before) * mix(cohort.curve, before + t, progress);
        }
        for (let e = 0; e < ELEMENTS.length; e++) {
          let tonnes = history * cohort.baseUse * cohort.content[e]!;
          for (let came = 0; came < t; came++)
            tonnes += cohort.went[came]![e]! * mix(cohort.curve, t - came, progress);
          const n = cohort.nodes[e]!;
          if (n >= 0) scrap[n]! += tonnes * factor;
        }
      }
      return scrap;
    },
    use: (_t, servedElement) => {
      for (const cohort of cohorts) {
        const sum = new Float64Array(ELEMENTS.length);
        for (const s of cohort.segments)
          for (let e = 0; e < sum.length; e++) sum[e]! += servedElement[s]![e]!;
        cohort.went.push(sum);
      }
    },
  };
}
