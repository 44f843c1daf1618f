// What the desk asks of its server.
import { useEffect, useState } from 'preact/hooks';
import { plain } from './check/text.ts';

/** What the server says when something is wrong (RFC 9457). */
export interface Problem {
  readonly title: string;
  readonly detail?: string;
  readonly status: number;
}

export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** `/api/prices?material=Dy-oxide` from its parts; what is undefined is left out. */
export function api(path: string, query: Record<string, string | number | undefined> = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parts.set(name, String(value));
  }
  const text = parts.toString();
  return `/api/${path}${text ? `?${text}` : ''}`;
}

export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...init.headers } });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError({
      title: 'The desk does not answer',
      detail: 'The program that serves this page has ended. Start it again with "npm start" and reload.',
      status: 0,
    });
  }
  // What would turn the direction of words is made visible at the door, so that no room has to think of it.
  if (response.ok) return JSON.parse(plain(await response.text())) as T;
  const problem = await response.json().catch(() => ({ title: response.statusText }));
  throw new ApiError({ ...problem, status: response.status });
}

/** Sends something that may change what is kept. */
export const send = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

export interface Asked<T> {
  /** The newest answer; while another is on its way, the one before. */
  readonly data?: T;
  readonly error?: Problem;
  readonly loading: boolean;
  readonly again: () => void;
}

const CACHE_SIZE = 60;
const cache = new Map<string, Promise<unknown>>();

/** Keeps an answer that came by another way. */
export const remember = (path: string, data: unknown) => void cache.set(path, Promise.resolve(data));

/** Forgets what was asked before: after something was filed, retracted or put back. */
export const forget = () => cache.clear();

function askOnce<T>(path: string): Promise<T> {
  const known = cache.get(path) as Promise<T> | undefined;
  if (known) return known;
  const answer = ask<T>(path);
  cache.set(path, answer);
  answer.catch(() => cache.delete(path));
  if (cache.size > CACHE_SIZE) cache.delete(cache.keys().next().value as string);
  return answer;
}

/** The answer to a question, asked again when the question changes; nothing is asked where it is undefined. */
export function useAnswer<T>(path: string | undefined): Asked<T> {
  const [state, setState] = useState<{ path?: string; data?: T; error?: Problem }>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!path) return;
    let wanted = true;
    askOnce<T>(path).then(
      (data) => wanted && setState({ path, data }),
      (error) =>
        wanted &&
        setState({
          path,
          error:
            error instanceof ApiError
              ? error.problem
              : { title: 'Something went wrong', status: 0, detail: String(error) },
        }),
    );
    return () => {
      wanted = false;
    };
  }, [path, round]);
  const again = () => {
    if (path) cache.delete(path);
    setRound((n) => n + 1);
  };
  return {
    ...(state.data !== undefined && { data: state.data }),
    ...(state.error && state.path === path && { error: state.error }),
    loading: path !== undefined && state.path !== path,
    again,
  };
}
