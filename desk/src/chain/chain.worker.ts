// The model of the chain, off the page's own thread: runs a scenario once, keeps it, and answers what the room asks.
import wasm from 'highs/runtime?url';
import { loadSolver } from '../../../src/chain/highs-solver.ts';
import { type ChainNames, chainNames } from '../../../src/chain/names.ts';
import type { ChainElement } from '../../../src/chain/network.ts';
import { followOrigins, type OriginFollower } from '../../../src/chain/origin.ts';
import { runScenario, type ScenarioRun } from '../../../src/chain/run.ts';
import { resolveScenario } from '../../../src/chain/scenario.ts';
import type { Solver } from '../../../src/chain/solver.ts';
import { madeIn } from './made.ts';
import type { ChainModel, Order, Question, Report } from './messages.ts';
import { monthView, offsetOf, timeline } from './month-view.ts';
import { nodeView } from './node-view.ts';
import { ORIGIN_STAGES, originView } from './origin-view.ts';

interface Kept {
  readonly run: ScenarioRun;
  readonly names: ChainNames;
  readonly followers: Map<ChainElement, OriginFollower>;
}

/** Runs kept at a time; each holds some ten megabytes. */
const KEPT = 4;
const kept = new Map<string, Kept>();
let model: Pick<ChainModel, 'tables' | 'scenarios'> | undefined;
let solver: Promise<Solver> | undefined;

const say = (report: Report) => postMessage(report);

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  if (data.kind === 'model') {
    model = data;
    kept.clear();
    return;
  }
  const { id, question } = data;
  try {
    solver ??= loadSolver({ locateFile: () => wasm });
    const known = runOf(question, await solver, (early) =>
      say({ kind: 'answer', id, answer: answer(early, question) }),
    );
    say({ kind: 'answer', id, answer: answer(known, question) });
  } catch (error) {
    say({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});

/** The run that a question is about; a question for a month is answered as soon as the run has reached it. */
function runOf({ scenario, ...question }: Question, by: Solver, early: (kept: Kept) => void): Kept {
  const known = kept.get(scenario);
  if (known) return known;
  if (!model) throw new Error('The worker has no model yet.');
  const { tables, scenarios } = model;
  const resolved = resolveScenario(scenario, scenarios);
  const wanted = question.kind === 'month' ? question.month : undefined;
  const run = runScenario({
    tables,
    solver: by,
    scenario: resolved,
    onMonth: ({ month }, t, soFar) => {
      say({ kind: 'progress', scenario, done: t + 1, of: soFar.levers.months, month });
      if (month === wanted)
        early({ run: soFar, names: chainNames(tables, soFar.built.network, resolved), followers: new Map() });
    },
  });
  const made = { run, names: chainNames(tables, run.built.network, resolved), followers: new Map() };
  kept.set(scenario, made);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return made;
}

function answer({ run, names, followers }: Kept, question: Question): unknown {
  switch (question.kind) {
    case 'timeline':
      return timeline(run);
    case 'month':
      return monthView(run, names, offsetOf(run, question.month), question.element);
    case 'node': {
      const basisOf = (carrier: string) =>
        model?.tables.chainCarriers.find((row) => row.carrier === carrier)?.basis ?? 't';
      return nodeView(run, names, basisOf, question.node, offsetOf(run, question.month), question.element);
    }
    case 'origin': {
      const { element, place, months, mix } = question;
      const follower = followers.get(element) ?? followOrigins(run, element, ORIGIN_STAGES, 'base year');
      followers.set(element, follower);
      return originView(run, follower, element, place, offsetOf(run, question.month), months, mix);
    }
    case 'made':
      return question.items.map((item) => madeIn(run, item));
  }
}
