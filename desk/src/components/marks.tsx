import type { ComponentChildren } from 'preact';
import { figure } from '../../../src/brief/numbers.ts';
import type { Verdict } from '../../../src/judging/verdict.ts';
import { Icon } from './icon.tsx';

/** How a number is known: drawn before it is read. */
export type NumberClass = 'observed' | 'derived' | 'modelled' | 'disputed';

export const Known = ({ as }: { as: NumberClass }) => <span class={`k ${as}`} role="img" aria-label={as} />;

/** A verdict by icon and word. */
export const VerdictMark = ({
  verdict,
  label,
  pill,
}: {
  verdict: Verdict;
  label?: string;
  pill?: boolean;
}) => (
  <span class={`verdict v-${verdict}${pill ? ' pill' : ''}`}>
    <Icon name={verdict} />
    {label ?? verdict}
  </span>
);

/** An age in days; what is older than it should be carries a clock. */
export const Age = ({ days, old }: { days: number; old: boolean }) => (
  <span class={old ? 'age old' : 'age'}>
    {old && <Icon name="clock" />}
    {figure(days)} {days === 1 ? 'day' : 'days'}
  </span>
);

export const Unit = ({ children }: { children: ComponentChildren }) => <span class="unit">{children}</span>;

/** A figure that is not there, with the reason. */
export const Missing = ({ why }: { why: string }) => (
  <>
    <span class="muted">n/a</span>
    <br />
    <span class="age">{why}</span>
  </>
);

const ORDER: readonly Verdict[] = ['holds', 'fails', 'conflicts', 'basis', 'undecided', 'forecast'];

/** How many statements got each verdict, as one bar. */
export function TallyBar({ counts }: { counts: Readonly<Partial<Record<Verdict, number>>> }) {
  return (
    <div class="tallybar" aria-hidden="true">
      {ORDER.map((verdict) =>
        counts[verdict] ? (
          <i key={verdict} class={`v-${verdict}`} style={{ '--n': counts[verdict] }} />
        ) : null,
      )}
    </div>
  );
}
