// The states of a room or a sheet when it has nothing to show: loading, empty, failed.
import type { ComponentChildren } from 'preact';
import type { Asked, Problem } from '../api.ts';
import { Icon } from './icon.tsx';

/** What will stand here, in outline; said to screen readers as one sentence. */
export const Loading = ({ what = 'Loading' }: { what?: string }) => (
  <div class="loading" role="status" aria-busy="true">
    <span class="sr">{what}</span>
    <div class="skel w92" />
    <div class="skel w84" />
    <div class="skel w61" />
  </div>
);

export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state">
    <h3>{title}</h3>
    {children && <div class="sub">{children}</div>}
  </div>
);

export const Failed = ({ problem, again }: { problem: Problem; again?: () => void }) => (
  <div class="state" role="alert">
    <h3 class="bad">
      <Icon name="warn" /> {problem.title}
    </h3>
    {problem.detail && <p class="sub">{problem.detail}</p>}
    {again && (
      <p>
        <button type="button" class="btn" onClick={again}>
          Try again
        </button>
      </p>
    )}
  </div>
);

/** Shows an answer once it is there; an error stays in its place and is said. */
export function Await<T>({
  asked,
  what,
  children,
}: {
  asked: Asked<T>;
  what?: string;
  children: (data: T) => ComponentChildren;
}) {
  if (asked.error) return <Failed problem={asked.error} again={asked.again} />;
  if (asked.data === undefined) return <Loading {...(what && { what })} />;
  return <div class={asked.loading ? 'waiting' : ''}>{children(asked.data)}</div>;
}
