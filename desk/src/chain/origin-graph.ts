// Shares by path as a Sankey graph: one column a stage, the place of use last. Pure.

import type { FlowStage, StageAt } from '../../../src/chain/stage-flows.ts';
import type { FlowGraph, FlowLink, FlowNode } from './flow-layout.ts';
import type { OriginView } from './messages.ts';

export const ORIGIN_COLUMNS: readonly { readonly head: string; readonly short: string }[] = [
  { head: 'Mined in', short: 'Mined' },
  { head: 'Separated in', short: 'Oxide' },
  { head: 'Made into metal in', short: 'Metal' },
  { head: 'Made into magnets in', short: 'Magnets' },
  { head: 'Used in', short: 'Used' },
];
const STAGES: readonly FlowStage[] = ['mining', 'separation', 'metal', 'magnet'];
/** Places with less than this share of a stage stand together. */
const LEAST = 0.004;
const UNKNOWN = ['before', 'residual', 'products', 'others'];

/** Joins the stages of every path that are known; a stage that was not passed or not followed is skipped. */
export function originGraph(view: OriginView, place: string): FlowGraph {
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, { -readonly [K in keyof FlowLink]: FlowLink[K] }>();
  const put = (column: number, code: string): string => {
    const at: StageAt = { stage: column < STAGES.length ? STAGES[column]! : 'use', place: code };
    const id = `${column}:${code}`;
    nodes.set(id, { id, column, at, last: UNKNOWN.includes(code) });
    return id;
  };
  const shareAt = STAGES.map(() => new Map<string, number>());
  for (const { path, share } of view.paths) {
    for (const [i, code] of path.entries()) shareAt[i]?.set(code, (shareAt[i].get(code) ?? 0) + share);
  }
  const told = (code: string, column: number) =>
    UNKNOWN.includes(code) || (shareAt[column]?.get(code) ?? 0) >= LEAST ? code : 'others';
  for (const { path, share } of view.paths) {
    const known = path.flatMap((code, column) =>
      code === '?' ? [] : [{ code: told(code, column), column }],
    );
    const whole = [...known, { code: place, column: STAGES.length }];
    for (const [i, to] of whole.entries()) {
      const from = whole[i - 1];
      if (!from) continue;
      const source = put(from.column, from.code);
      const target = put(to.column, to.code);
      const key = `${source}>${target}`;
      const before = links.get(key);
      if (before) before.value += share;
      else
        links.set(key, {
          source,
          target,
          value: share,
          kind: 'other',
          bound: 0,
          from: nodes.get(source)!.at,
          to: nodes.get(target)!.at,
        });
    }
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}
