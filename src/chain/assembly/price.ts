/**
 * Prices of the base year at every node, and the costs that make every base flow break even.
 *
 * China's oxides have quotations. Everything else follows: downstream by cost, outside by what it costs to
 * bring the good from China (with the tax that is not refunded), at places that only sell by what the best
 * buyer pays less freight.
 */

import type { BaseFlows } from './reconcile.ts';
import type { Skeleton, SkeletonNode, SkeletonProcess } from './skeleton.ts';
import { nodeId } from './skeleton.ts';
import type { ChainTables, Parameters } from './tables.ts';

export function basePrices(
  skeleton: Skeleton,
  tables: ChainTables,
  parameters: Parameters,
  flows: BaseFlows,
): ReadonlyMap<string, number> {
  const price = new Map<string, number>();
  const nodes = new Map(skeleton.nodes.map((n) => [n.id, n]));
  for (const row of tables.chainCarriers) {
    if (row.china_price_usd_per_kg === undefined) continue;
    if (row.kind === 'substitute') {
      for (const n of skeleton.nodes)
        if (n.carrier === row.carrier) price.set(n.id, row.china_price_usd_per_kg);
    } else {
      price.set(nodeId(row.carrier, 'CN'), row.china_price_usd_per_kg);
    }
  }

  const worth = (parts: readonly { readonly node: string; readonly perTonne: number }[]): number | null => {
    let sum = 0;
    for (const part of parts) {
      const p = price.get(part.node);
      if (p === undefined) return null;
      sum += p * part.perTonne;
    }
    return sum;
  };
  /** What a tonne of feed is worth to its separator or recycler: oxides less the cost of making them. */
  const feedValue = (p: SkeletonProcess): number | null => {
    const out = worth(p.outputs);
    const byProduct = p.stage === 'separation' ? parameters.get('by_product_credit') : 0;
    // Scrap and ore are never given away: a tenth of what they yield at the least.
    return out === null ? null : Math.max(out + byProduct - p.fee, out / 10);
  };
  /** What a tonne of the main output costs: inputs and fee, less what is earned on the side. */
  const unitCost = (p: SkeletonProcess): number | null => {
    const main = p.outputs[0];
    const ins = worth(p.inputs);
    if (!main || ins === null) return null;
    const side = worth(p.outputs.slice(1));
    return side === null ? null : (ins + p.fee - side) / main.perTonne;
  };
  const settle = (id: string, value: number | null) => {
    if (value !== null && value > 0 && !price.has(id)) price.set(id, value);
  };

  const weighted = (candidates: readonly { readonly value: number | null; readonly weight: number }[]) => {
    const known = candidates.filter((c) => c.value !== null);
    const total = known.reduce((sum, c) => sum + c.weight, 0);
    if (known.length === 0 || known.length < candidates.length) return null;
    if (total === 0) return Math.min(...known.map((c) => c.value!));
    return known.reduce((sum, c) => sum + (c.value! * c.weight) / total, 0);
  };
  const madeBy = (n: SkeletonNode) =>
    skeleton.processes.filter((p) => p.outputs[0]?.node === n.id && p.inputs.length > 0);
  const usedBy = (n: SkeletonNode, stages: readonly string[]) =>
    skeleton.processes.filter((p) => stages.includes(p.stage) && p.inputs.some((i) => i.node === n.id));
  const premium = parameters.get('outside_magnet_premium');

  // Each pass settles what the nodes settled before allow; the chain is short, so a few passes do.
  for (let pass = 0; pass < 12; pass++) {
    for (const n of skeleton.nodes) {
      if (price.has(n.id)) continue;
      const arcsIn = skeleton.arcs.filter((r) => r.to === n.id);
      const arcsOut = skeleton.arcs.filter((r) => r.from === n.id && r.destination !== n.place);
      const fromChina = arcsIn.find((r) => r.origin === 'CN' && r.said > 0);
      if (n.kind === 'scrap') {
        const users = usedBy(n, ['recycling']);
        settle(n.id, users[0] ? feedValue(users[0]) : null);
      } else if (n.kind === 'concentrate') {
        const users = usedBy(n, ['separation']);
        const own = weighted(
          users.map((p) => ({ value: feedValue(p), weight: flows.process.get(p.id) ?? 0 })),
        );
        if (own !== null) settle(n.id, own);
        else if (users.length === 0) settle(n.id, netback(arcsOut, price, pass > 3));
      } else if (n.isBuyer && n.place !== 'CN') {
        const china = price.get(nodeId(n.carrier, 'CN'));
        const freight = arcsIn.find((r) => r.origin === 'CN')?.freight ?? parameters.get('freight_far');
        settle(n.id, china === undefined ? null : china + freight);
      } else if (n.isBuyer) {
        const from = arcsIn[0] && price.get(arcsIn[0].from);
        settle(n.id, from === undefined ? null : from + arcsIn[0]!.freight);
      } else if (n.kind === 'magnet' && n.place !== 'CN') {
        // Magnets made outside China sell to buyers who pay a premium for them.
        const homes = skeleton.arcs.filter((r) => r.from === n.id);
        const values = homes.map((r) => price.get(r.to));
        if (values.length > 0 && values.every((v) => v !== undefined)) {
          settle(n.id, Math.max(...(values as number[])) * (1 + premium) - parameters.get('freight_near'));
        }
      } else if (fromChina && n.place !== 'CN') {
        const china = price.get(fromChina.from);
        settle(n.id, china === undefined ? null : china * (1 + fromChina.adValorem) + fromChina.freight);
      } else if (n.place === 'CN') {
        const makers = madeBy(n);
        settle(
          n.id,
          weighted(makers.map((p) => ({ value: unitCost(p), weight: flows.process.get(p.id) ?? 0 }))),
        );
      } else {
        settle(n.id, netback(arcsOut, price, pass > 3));
        if (!price.has(n.id))
          settle(
            n.id,
            importCost(
              arcsIn.filter((r) => r.said > 0 || pass > 5),
              price,
            ),
          );
        const china = price.get(nodeId(n.carrier, 'CN'));
        // No trade in it at all: as if brought from China.
        if (!price.has(n.id) && pass > 6 && china !== undefined) {
          settle(
            n.id,
            china * (1 + (n.kind === 'oxide' || n.kind === 'metal' ? parameters.get('export_vat') : 0)),
          );
        }
      }
    }
  }
  const without = skeleton.nodes.filter((n) => !price.has(n.id)).map((n) => n.id);
  if (without.length > 0) {
    throw new Error(
      `no base price follows for ${without.slice(0, 8).join(', ')}: they are not linked to a quotation`,
    );
  }
  for (const id of price.keys()) if (!nodes.has(id)) price.delete(id);
  return price;
}

type Arcs = readonly {
  readonly from: string;
  readonly to: string;
  readonly freight: number;
  readonly adValorem: number;
  readonly said: number;
}[];

/**
 * What the least paying buyer over arcs that carry something (all, if none does) leaves the seller: better
 * paying buyers are not short of the good in the base year, so the difference is theirs.
 */
function netback(arcs: Arcs, price: ReadonlyMap<string, number>, knownIsEnough: boolean): number | null {
  const used = arcs.some((r) => r.said > 0) ? arcs.filter((r) => r.said > 0) : arcs;
  const values = used.map((r) => (price.has(r.to) ? price.get(r.to)! - r.freight : null));
  const known = values.filter((v) => v !== null);
  if (known.length === 0 || (known.length < values.length && !knownIsEnough)) return null;
  return Math.min(...known);
}

/** What it costs to buy it in. */
function importCost(arcs: Arcs, price: ReadonlyMap<string, number>): number | null {
  const values = arcs.flatMap((r) =>
    price.has(r.from) ? [price.get(r.from)! * (1 + r.adValorem) + r.freight] : [],
  );
  return values.length === 0 ? null : Math.min(...values);
}
