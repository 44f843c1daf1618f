// Runs what a view asks for, best estimates first, then draws of what is uncertain; keeps what was there before in
// sight until there is something new.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Model, RunOf } from './messages.ts';
import type { Outcome } from './outcome.ts';
import { Cancelled, type ModelPool, poolOf } from './pool.ts';
import type { Side } from './summary.ts';

/** After the last move of a lever, so that a slider under way does not start a run for each of its steps. */
const PAUSE_MS = 300;
/** Draws are shown in batches: each batch works out all ranges anew. */
const BATCH_MS = 400;

export interface Asked {
  readonly run: RunOf;
  readonly base: RunOf;
  readonly draws: number;
  readonly seed: number;
}

export interface Results {
  readonly of: Asked;
  readonly run: Side;
  /** Absent while it is not there, and where the run is held against itself. */
  readonly base?: Side;
  readonly refused: number;
}

export interface Runs {
  /** The newest results; of another view while nothing of the present one is there. */
  readonly results?: Results;
  /** The results are of what was asked before. */
  readonly old: boolean;
  readonly running: boolean;
  /** Stopped by the reader, with fewer draws than asked for. */
  readonly stopped: boolean;
  /** Share of the best estimates that is done, and draws done on the side that has fewer. */
  readonly central: number;
  readonly done: number;
  readonly secondsLeft?: number;
  readonly workers: number;
  readonly failed?: string;
  readonly stop: () => void;
  readonly again: () => void;
}

interface State {
  readonly key: string;
  readonly asked: Asked;
  readonly central: { readonly run?: Outcome; readonly base?: Outcome };
  readonly draws: { readonly run: readonly Outcome[]; readonly base: readonly Outcome[] };
  readonly refused: number;
  readonly share: number;
  readonly running: boolean;
  readonly stopped: boolean;
  readonly secondsLeft?: number;
  readonly failed?: string;
}

const start = (key: string, asked: Asked): State => ({
  key,
  asked,
  central: {},
  draws: { run: [], base: [] },
  refused: 0,
  share: 0,
  running: true,
  stopped: false,
});

export function useRuns(model: Model | undefined, asked: Asked | undefined): Runs {
  const [state, setState] = useState<State>();
  const [round, setRound] = useState(0);
  const shown = useRef<Results | undefined>(undefined);
  const key = asked && JSON.stringify(asked);
  useEffect(() => {
    if (!model || !asked || !key) return;
    const workers = poolOf(model);
    let wanted = true;
    const change = (to: (before: State) => State) =>
      wanted && setState((before) => (before?.key === key ? to(before) : before));
    const timer = setTimeout(() => {
      setState(start(key, asked));
      runAll(workers, asked, change).catch((error: Error) => {
        if (error instanceof Cancelled) change((before) => ({ ...before, running: false, stopped: true }));
        else change((before) => ({ ...before, running: false, failed: error.message }));
      });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
      workers.cancel();
    };
  }, [model, key, round]);

  const current = state && state.key === key ? state : undefined;
  const alone = current && JSON.stringify(current.asked.run) === JSON.stringify(current.asked.base);
  // The same object as long as nothing new is in, so that charts are not worked out anew for each step of progress.
  const fresh = useMemo<Results | undefined>(() => {
    if (!current?.central.run || !(alone || current.central.base)) return undefined;
    const { asked: of, central, draws, refused } = current;
    return {
      of,
      run: { central: central.run!, draws: draws.run },
      ...(central.base && { base: { central: central.base, draws: draws.base } }),
      refused,
    };
  }, [current?.key, current?.central, current?.draws, alone]);
  if (fresh) shown.current = fresh;
  const results = shown.current;
  return {
    ...(results && { results }),
    old: results !== undefined && JSON.stringify(results.of) !== key,
    running: !current || current.running,
    stopped: current?.stopped ?? false,
    central: current?.share ?? 0,
    done: current
      ? Math.min(current.draws.run.length, alone ? Number.POSITIVE_INFINITY : current.draws.base.length)
      : 0,
    ...(current?.secondsLeft !== undefined && { secondsLeft: current.secondsLeft }),
    workers: model ? poolOf(model).size : 1,
    ...(current?.failed && { failed: current.failed }),
    stop: () => model && poolOf(model).cancel(),
    again: () => setRound((n) => n + 1),
  };
}

async function runAll(
  workers: ModelPool,
  { run, base, draws, seed }: Asked,
  change: (to: (before: State) => State) => void,
): Promise<void> {
  const alone = JSON.stringify(run) === JSON.stringify(base);
  const sides = [{ side: 'run' as const, of: run }, ...(alone ? [] : [{ side: 'base' as const, of: base }])];
  for (const [i, { side, of }] of sides.entries()) {
    const outcome = await workers.ask({ kind: 'outcome', of }, (share) =>
      change((before) => ({ ...before, share: (i + share) / sides.length })),
    );
    if ('refused' in outcome) throw new Error(outcome.refused);
    change((before) => ({
      ...before,
      share: (i + 1) / sides.length,
      central: { ...before.central, [side]: outcome },
    }));
  }
  const started = Date.now();
  const all = draws * sides.length;
  let answered = 0;
  let batch: { readonly side: 'run' | 'base'; readonly outcome: Outcome | { readonly refused: string } }[] =
    [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    const shown = batch;
    batch = [];
    const of = (side: 'run' | 'base') =>
      shown.flatMap((one) => (one.side === side && !('refused' in one.outcome) ? [one.outcome] : []));
    const secondsLeft = (((Date.now() - started) / 1000) * (all - answered)) / Math.max(1, answered);
    change((before) => ({
      ...before,
      secondsLeft,
      refused: before.refused + shown.filter(({ outcome }) => 'refused' in outcome).length,
      draws: { run: [...before.draws.run, ...of('run')], base: [...before.draws.base, ...of('base')] },
    }));
  };
  const asked: Promise<void>[] = [];
  for (let number = 0; number < draws; number++) {
    for (const { side, of } of sides) {
      asked.push(
        workers.ask({ kind: 'outcome', of, draw: { seed, number } }).then((outcome) => {
          answered++;
          batch.push({ side, outcome });
          timer ??= setTimeout(show, BATCH_MS);
        }),
      );
    }
  }
  await Promise.all(asked);
  if (draws > 0) show();
  change((before) => ({ ...before, running: false }));
}
