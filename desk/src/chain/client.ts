// The room's side of the worker: one worker for the desk, kept while other rooms are open, asked by questions.
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api.ts';
import type { Answers, ChainModel, Order, Question, Report } from './messages.ts';

export interface RunState {
  readonly scenario: string;
  readonly done: number;
  readonly of: number;
  readonly month: string;
  readonly stopped?: true;
}

interface Waiting {
  readonly key: string;
  readonly question: Question;
}
type Settled = { readonly answer: unknown } | { readonly problem: Problem };

/** Answers kept at a time; a month's is some ten kilobytes. */
const KEPT = 200;

let worker: Worker | undefined;
let modelSent: ChainModel | undefined;
let running: RunState | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();
const settled = new Map<string, Settled>();
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};
const settle = (key: string, value: Settled) => {
  settled.delete(key);
  settled.set(key, value);
  if (settled.size > KEPT) settled.delete(settled.keys().next().value as string);
};

function start(model: ChainModel): Worker {
  const made = new Worker(new URL('./chain.worker.ts', import.meta.url), { type: 'module', name: 'chain' });
  made.onmessage = ({ data }: MessageEvent<Report>) => {
    if (data.kind === 'progress') running = data.done < data.of ? data : undefined;
    else {
      const asked = waiting.get(data.id);
      if (!asked) return;
      // A month is answered once when the run reaches it, and again when the run is whole: the same.
      if (data.kind === 'answer') settle(asked.key, { answer: data.answer });
      else {
        running = undefined;
        settle(asked.key, {
          problem: { title: 'The model does not answer this', detail: data.message, status: 0 },
        });
      }
      if (!running) waiting.delete(data.id);
    }
    tell();
  };
  made.onerror = (event) => {
    const detail = event.message || 'The model could not be loaded.';
    for (const { key } of waiting.values())
      settle(key, { problem: { title: 'The model did not start', detail, status: 0 } });
    waiting.clear();
    running = undefined;
    made.terminate();
    if (worker === made) worker = undefined;
    tell();
  };
  const order: Order = { kind: 'model', tables: model.tables, scenarios: model.scenarios };
  made.postMessage(order);
  modelSent = model;
  return made;
}

function send(model: ChainModel, question: Question): void {
  const key = JSON.stringify(question);
  if (settled.has(key) || [...waiting.values()].some((one) => one.key === key)) return;
  if (running?.stopped) return;
  if (!worker || modelSent !== model) {
    worker?.terminate();
    worker = start(model);
    waiting.clear();
  }
  const id = ++lastId;
  waiting.set(id, { key, question });
  const order: Order = { kind: 'ask', id, question };
  worker.postMessage(order);
}

/** Stops a run; what it has shown stays. */
export function stopRun(): void {
  if (!running) return;
  worker?.terminate();
  worker = undefined;
  waiting.clear();
  running = { ...running, stopped: true };
  tell();
}

/** Takes up what was stopped or failed. */
export function runAgain(): void {
  running = undefined;
  for (const [key, value] of settled) if ('problem' in value) settled.delete(key);
  tell();
}

/** How far the run is that is under way or was stopped; undefined where nothing runs. */
export function useRunState(): RunState | undefined {
  const [state, setState] = useState(running);
  useEffect(() => {
    const read = () => setState(running);
    listeners.add(read);
    read();
    return () => void listeners.delete(read);
  }, []);
  return state;
}

/** The answer to a question; while another is on its way, the one before. */
export function useModel<K extends Question['kind']>(
  model: ChainModel | undefined,
  question: Extract<Question, { kind: K }> | undefined,
): { readonly data?: Answers[K]; readonly error?: Problem; readonly loading: boolean } {
  const [shown, setShown] = useState<{ key?: string; data?: Answers[K]; error?: Problem }>({});
  const key = question && JSON.stringify(question);
  useEffect(() => {
    if (!model || !question || !key) return;
    const read = () => {
      const known = settled.get(key);
      if (!known) {
        send(model, question);
        return;
      }
      setShown((before) => {
        if ('problem' in known) return { key, error: known.problem };
        const data = known.answer as Answers[K];
        return before.key === key && before.data === data ? before : { key, data };
      });
    };
    listeners.add(read);
    read();
    return () => void listeners.delete(read);
  }, [model, key]);
  return {
    ...(shown.data !== undefined && { data: shown.data }),
    ...(shown.error && shown.key === key && { error: shown.error }),
    loading: key !== undefined && shown.key !== key,
  };
}
