// What goes from place to place on the map. Pure.
import type { CarrierKind } from '../../../src/chain/network.ts';
import type { FlowStage } from '../../../src/chain/stage-flows.ts';
import type { MonthView } from './messages.ts';

/** Goods whose ways are drawn, with the stage that makes them and the one that takes them. */
export const MAP_GOODS: readonly {
  readonly kind: CarrierKind;
  readonly label: string;
  /** What is done where they are made. */
  readonly made: string;
  readonly makers: readonly FlowStage[];
}[] = [
  { kind: 'concentrate', label: 'Concentrate', made: 'mined', makers: ['mining'] },
  { kind: 'oxide', label: 'Oxide', made: 'separated', makers: ['separation', 'recycling', 'residual'] },
  { kind: 'metal', label: 'Metal', made: 'made into metal', makers: ['metal'] },
  { kind: 'magnet', label: 'Magnets', made: 'made into magnets', makers: ['magnet'] },
];

export interface MapWay {
  readonly from: string;
  readonly to: string;
  readonly tonnes: number;
  readonly bound: number;
}

/** What goes from place to place of goods of a kind, and what is made at each place. */
export function mapFlows(view: Pick<MonthView, 'links' | 'totals'>, kind: CarrierKind) {
  const goods = MAP_GOODS.find((one) => one.kind === kind) ?? MAP_GOODS[0]!;
  const ways = new Map<string, { from: string; to: string; tonnes: number; full: number }>();
  for (const link of view.links) {
    if (link.kind !== kind || link.from.place === link.to.place) continue;
    const key = `${link.from.place}>${link.to.place}`;
    const known = ways.get(key) ?? { from: link.from.place, to: link.to.place, tonnes: 0, full: 0 };
    known.tonnes += link.tonnes;
    known.full += link.bound * link.tonnes;
    ways.set(key, known);
  }
  const made = new Map<string, number>();
  for (const total of view.totals)
    if (goods.makers.includes(total.stage)) made.set(total.place, (made.get(total.place) ?? 0) + total.made);
  return {
    ways: [...ways.values()]
      .map(({ from, to, tonnes, full }): MapWay => ({ from, to, tonnes, bound: full / tonnes }))
      .sort((a, b) => b.tonnes - a.tonnes),
    made: [...made].filter(([, tonnes]) => tonnes > 0).sort(([, a], [, b]) => b - a),
  };
}
