/** The rows of the month's programme, each written once as terms that both build it and print it. */

import { splitDelay } from '../network.ts';
import type { Layout } from './layout.ts';
import type { Equation, Put } from './terms.ts';

function eachActivityColumn(layout: Layout, process: number, visit: (column: number) => void): void {
  const first = layout.activity[process]!;
  for (let m = 0; m < layout.processSteps[process]!.length; m++) visit(first + m);
}

function eachFlowColumn(layout: Layout, arc: number, visit: (column: number) => void): void {
  const first = layout.flow[arc]!;
  for (let m = 0; m < layout.arcSteps[arc]!.length; m++) visit(first + m);
}

function eachOutputPart(
  layout: Layout,
  put: Put,
  when: 'now' | 'later',
  row: Int32Array,
  sign: number,
): void {
  layout.network.processes.forEach((process, a) => {
    for (const output of process.outputs) {
      const node = layout.index.node.get(output.node)!;
      if (row[node]! < 0) continue;
      for (const part of splitDelay(output.delayMonths)) {
        if ((part.months === 0) !== (when === 'now')) continue;
        eachActivityColumn(layout, a, (j) => put(row[node]!, j, sign * output.perTonne * part.share));
      }
    }
  });
}

export const BALANCE: Equation = {
  id: 'balance',
  title: 'Balance of a node in the month',
  over: 'every node n',
  sense: '=',
  right: {
    latex: 'O_n + U_{n,0}',
    words: 'opening stock, and goods that arrive this month from earlier months',
  },
  dual: { symbol: 'p_n', words: 'asked price: what one more tonne here now is worth' },
  terms: [
    {
      sign: '+',
      latex: '\\sum_{a,m} i_{an} x_{a,m}',
      words: 'used by processes',
      emit: (layout, put) =>
        layout.network.processes.forEach((process, a) => {
          for (const input of process.inputs) {
            const row = layout.balance[layout.index.node.get(input.node)!]!;
            eachActivityColumn(layout, a, (j) => put(row, j, input.perTonne));
          }
        }),
    },
    {
      sign: '+',
      latex: '\\sum_{r: n \\to \\cdot} q_{r,m}',
      words: 'sent away',
      emit: (layout, put) =>
        layout.network.arcs.forEach((arc, r) => {
          const row = layout.balance[layout.index.node.get(arc.from)!]!;
          eachFlowColumn(layout, r, (j) => put(row, j, 1));
        }),
    },
    {
      sign: '+',
      latex: '\\sum_{s \\in n, k} d_{s,k}',
      words: 'demand served here',
      emit: (layout, put) =>
        layout.network.segments.forEach((segment, s) => {
          const row = layout.balance[layout.index.node.get(segment.node)!]!;
          segment.steps.forEach((_, k) => {
            put(row, layout.served[s]! + k, 1);
          });
        }),
    },
    {
      sign: '+',
      latex: 'h_n',
      words: 'closing stock',
      emit: (layout, put) =>
        layout.stock.forEach((column, n) => {
          if (column >= 0) put(layout.balance[n]!, column, 1);
        }),
    },
    {
      sign: '-',
      latex: '\\sum_{a,m} o^{0}_{an} x_{a,m}',
      words: 'made and delivered within the month',
      emit: (layout, put) => eachOutputPart(layout, put, 'now', layout.balance, -1),
    },
    {
      sign: '-',
      latex: '\\sum_{r: \\cdot \\to n} \\phi_r q_{r,m}',
      words: 'the part of what is sent here that arrives within the month',
      emit: (layout, put) =>
        layout.network.arcs.forEach((arc, r) => {
          const now = layout.arcNow[r]!;
          if (now === 0) return;
          const row = layout.balance[layout.index.node.get(arc.to)!]!;
          eachFlowColumn(layout, r, (j) => put(row, j, -now));
        }),
    },
  ],
};

export const POSITION: Equation = {
  id: 'position',
  title: 'Position of a node: stock and goods under way',
  over: 'every node n that keeps stock',
  sense: '=',
  right: { latex: 'V_n', words: 'goods already under way that arrive in later months' },
  dual: { symbol: 'v_n', words: 'carrying value: what one more tonne here later is worth' },
  terms: [
    {
      sign: '+',
      latex: '\\sum_k z_{n,k}',
      words: 'position held on the ladder',
      emit: (layout, put) =>
        layout.ladders.forEach((ladder, n) => {
          ladder?.value.forEach((_, k) => {
            put(layout.position[n]!, layout.rung[n]! + k, 1);
          });
        }),
    },
    {
      sign: '-',
      latex: 'h_n',
      words: 'closing stock',
      emit: (layout, put) =>
        layout.stock.forEach((column, n) => {
          if (column >= 0) put(layout.position[n]!, column, -1);
        }),
    },
    {
      sign: '-',
      latex: '\\sum_{a,m} o^{>0}_{an} x_{a,m}',
      words: 'started now, delivered later',
      emit: (layout, put) => eachOutputPart(layout, put, 'later', layout.position, -1),
    },
    {
      sign: '-',
      latex: '\\sum_{r: \\cdot \\to n} (1 - \\phi_r) q_{r,m}',
      words: 'sent now, arriving later',
      emit: (layout, put) =>
        layout.network.arcs.forEach((arc, r) => {
          const later = 1 - layout.arcNow[r]!;
          const row = layout.position[layout.index.node.get(arc.to)!]!;
          if (later === 0 || row < 0) return;
          eachFlowColumn(layout, r, (j) => put(row, j, -later));
        }),
    },
  ],
};

export const LIMIT: Equation = {
  id: 'limit',
  title: 'Limit over several flows or activities',
  over: 'every shared plant, quota or ceiling l',
  sense: '\\le',
  right: { latex: 'L_{l,t}', words: 'tonnes allowed or possible this month' },
  dual: { symbol: '\\lambda_l', words: 'rent of the limit, USD/kg' },
  terms: [
    {
      sign: '+',
      latex: '\\sum_{a \\in l} w_{la} \\sum_m x_{a,m}',
      words: 'activities counted against the limit',
      emit: (layout, put) => eachLimitTerm(layout, put, 'process'),
    },
    {
      sign: '+',
      latex: '\\sum_{r \\in l} w_{lr} \\sum_m q_{r,m}',
      words: 'flows counted against the limit',
      emit: (layout, put) => eachLimitTerm(layout, put, 'arc'),
    },
  ],
};

function eachLimitTerm(layout: Layout, put: Put, kind: 'arc' | 'process'): void {
  layout.network.limits.forEach((limit, l) => {
    for (const term of limit.terms) {
      if (term.kind !== kind) continue;
      const visit = (j: number) => put(layout.limit[l]!, j, term.weight);
      if (kind === 'arc') eachFlowColumn(layout, layout.index.arc.get(term.id)!, visit);
      else eachActivityColumn(layout, layout.index.process.get(term.id)!, visit);
    }
  });
}

export const CONSTRAINTS: readonly Equation[] = [BALANCE, POSITION, LIMIT];
