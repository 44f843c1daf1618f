// Workers that run the model, as many as the machine has to spare; kept while other rooms are open.
import type { Answers, Call, Model, Order, Report } from './messages.ts';

const MOST_WORKERS = 4;
/** Outcomes kept; one is some two hundred kilobytes. */
const KEPT = 500;

interface Task {
  readonly key: string;
  readonly call: Call;
  readonly progress: ((share: number) => void) | undefined;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

export class Cancelled extends Error {}

interface Hand {
  readonly worker: Worker;
  task?: Task | undefined;
  id: number;
}

/**
 * Asks for runs and gets them from the worker that is free. Best estimates go to the first worker, which keeps their
 * runs for questions about them; draws go to any. The same call is done once and remembered.
 */
export class ModelPool {
  readonly #model: Model;
  readonly #hands: (Hand | undefined)[];
  readonly #known = new Map<string, Promise<unknown>>();
  #queue: Task[] = [];
  #lastId = 0;

  constructor(model: Model) {
    this.#model = model;
    const spare = Math.max(1, (navigator.hardwareConcurrency || 2) - 1);
    this.#hands = new Array(Math.min(MOST_WORKERS, spare)).fill(undefined);
  }

  get size(): number {
    return this.#hands.length;
  }

  /** The answer to a call; rejected with `Cancelled` when it is cancelled. */
  ask<C extends Call>(call: C, progress?: (share: number) => void): Promise<Answers[C['kind']]> {
    const key = JSON.stringify(call);
    const known = this.#known.get(key);
    if (known) return known as Promise<Answers[C['kind']]>;
    const asked = new Promise<Answers[C['kind']]>((resolve, reject) => {
      this.#queue.push({ key, call, progress, resolve: resolve as (answer: never) => void, reject });
    });
    this.#known.set(key, asked);
    asked.catch(() => this.#known.delete(key));
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value as string);
    this.#give();
    return asked;
  }

  /** Drops what waits and stops what runs; what is done stays. */
  cancel(): void {
    const dropped = this.#queue;
    this.#queue = [];
    this.#hands.forEach((hand, i) => {
      if (!hand?.task) return;
      hand.worker.terminate();
      dropped.push(hand.task);
      this.#hands[i] = undefined;
    });
    for (const { reject } of dropped) reject(new Cancelled('cancelled'));
  }

  #give(): void {
    for (let i = 0; i < this.#hands.length; i++) {
      if (this.#hands[i]?.task) continue;
      // Questions about a run go where the run is kept; elsewhere only draws are done.
      const next = this.#queue.findIndex(
        ({ call }) => i === 0 || (call.kind === 'outcome' && call.draw !== undefined),
      );
      if (next < 0) continue;
      const [task] = this.#queue.splice(next, 1);
      const hand = this.#hands[i] ?? this.#start(i);
      hand.task = task;
      hand.id = ++this.#lastId;
      hand.worker.postMessage({ kind: 'ask', id: hand.id, call: task!.call } satisfies Order);
    }
  }

  #start(i: number): Hand {
    const worker = new Worker(new URL('./model.worker.ts', import.meta.url), {
      type: 'module',
      name: 'model',
    });
    const hand: Hand = { worker, id: 0 };
    worker.postMessage({ kind: 'model', model: this.#model } satisfies Order);
    worker.onmessage = ({ data }: MessageEvent<Report>) => {
      const { task } = hand;
      if (!task || data.id !== hand.id) return;
      if (data.kind === 'progress') {
        task.progress?.(data.share);
        return;
      }
      hand.task = undefined;
      if (data.kind === 'answer') task.resolve(data.answer as never);
      else task.reject(new Error(data.message));
      this.#give();
    };
    worker.onerror = (event) => {
      hand.task?.reject(new Error(event.message || 'The model could not be loaded.'));
      hand.task = undefined;
      worker.terminate();
      this.#hands[i] = undefined;
      this.#give();
    };
    this.#hands[i] = hand;
    return hand;
  }
}

let pool: { readonly model: Model; readonly workers: ModelPool } | undefined;

/** The desk's workers for a model. */
export function poolOf(model: Model): ModelPool {
  if (pool?.model !== model) {
    pool?.workers.cancel();
    pool = { model, workers: new ModelPool(model) };
  }
  return pool.workers;
}
