/** The families of variables: what each stands for, its symbol, and the names of its columns. */

import type { Layout } from './layout.ts';

export interface VariableFamily {
  readonly symbol: string;
  readonly over: string;
  readonly words: string;
  readonly unit: string;
  readonly bounds: string;
}

export const VARIABLES = {
  activity: {
    symbol: 'x_{a,m}',
    over: 'process a, cost step m',
    words: 'activity of a process, in tonnes of its reference carrier',
    unit: 't/month',
    bounds:
      '0 \\le x_{a,m} \\le \\text{share}_m X_{a,t}, \\; \\sum_m x_{a,m} \\le K_{a,t} \\text{ (capacity)}',
  },
  flow: {
    symbol: 'q_{r,m}',
    over: 'arc r, cost step m',
    words: 'tonnes sent on an arc',
    unit: 't/month',
    bounds:
      '0 \\le q_{r,m} \\le \\text{share}_m Q_{r,t}, \\; \\sum_m q_{r,m} \\le \\text{capacity or licence bound}',
  },
  served: {
    symbol: 'd_{s,k}',
    over: 'demand segment s, step k of willingness to pay',
    words: 'demand that is served',
    unit: 't/month',
    bounds: '0 \\le d_{s,k} \\le \\text{share}_k D_{s,t}',
  },
  stock: {
    symbol: 'h_n',
    over: 'node n that keeps stock',
    words: 'closing stock',
    unit: 't',
    bounds: 'h_n \\ge 0',
  },
  rung: {
    symbol: 'z_{n,k}',
    over: 'node n that keeps stock, step k of its price ladder',
    words: 'position (stock and goods under way) held at the value of step k',
    unit: 't',
    bounds:
      '0 \\le z_{n,k} \\le S_n(g_{k+1}) - S_n(g_k), \\; S_n(g) = T_n H_n (g / E_n)^{-\\eta} \\text{; the last step is free disposal}',
  },
} as const satisfies Record<string, VariableFamily>;

/** Column names, in column order. They seed the tie-breaking, so they must not depend on positions. */
export function columnNames(layout: Layout): string[] {
  const { network } = layout;
  const names: string[] = [];
  network.processes.forEach((p, a) => {
    layout.processSteps[a]!.forEach((_, m) => {
      names.push(`x:${p.id}:${m}`);
    });
  });
  network.arcs.forEach((r, i) => {
    layout.arcSteps[i]!.forEach((_, m) => {
      names.push(`q:${r.id}:${m}`);
    });
  });
  for (const s of network.segments)
    s.steps.forEach((_, k) => {
      names.push(`d:${s.id}:${k}`);
    });
  network.nodes.forEach((n, i) => {
    layout.stock[i]! >= 0 && names.push(`h:${n.id}`);
  });
  network.nodes.forEach((n, i) => {
    layout.ladders[i]?.value.forEach((_, k) => {
      names.push(`z:${n.id}:${k}`);
    });
  });
  return names;
}
