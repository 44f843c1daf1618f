import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { addMonths } from '../../../src/brief/trade-months.ts';
import { Icon } from '../components/icon.tsx';
import { useWidth } from './flow-picture.tsx';
import type { Timeline } from './messages.ts';
import { percent } from './words.ts';

/** First and last month that the model can be asked for. */
export const FIRST_MONTH = '2024-01';
export const LAST_MONTH = '2035-12';

const HEIGHT = 46;
/** How long the thumb has to rest before the room follows. */
const REST_MS = 120;
const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const LENGTH = indexOf(LAST_MONTH) - indexOf(FIRST_MONTH);

/** The months of a run as a strip to choose one on: what China sends out, where demand is not met, what begins when. */
export function MonthStrip({
  month: chosen,
  timeline,
  choose,
}: {
  month: string;
  timeline: Timeline | undefined;
  choose: (month: string) => void;
}) {
  const { box, width } = useWidth();
  // While the thumb is on its way the strip is ahead of the room, which follows when it rests.
  const [ahead, setAhead] = useState<string>();
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const month = ahead ?? chosen;
  const at = indexOf(month) - indexOf(FIRST_MONTH);
  const go = (to: number) => {
    const wanted = addMonths(FIRST_MONTH, Math.min(LENGTH, Math.max(0, to)));
    setAhead(wanted);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      choose(wanted);
      setAhead(undefined);
    }, REST_MS);
  };
  const shown = timeline?.months.find((one) => one.month === month);
  const begins = timeline?.events.find((one) => one.month === month);
  const key = (event: KeyboardEvent) => {
    const years = { PageUp: 12, PageDown: -12 }[event.key];
    const shifted = event.shiftKey
      ? { ArrowRight: 12, ArrowUp: 12, ArrowLeft: -12, ArrowDown: -12 }[event.key]
      : undefined;
    const by = years ?? shifted;
    if (by === undefined) return;
    event.preventDefault();
    go(at + by);
  };
  return (
    <section class="sheet months" aria-label="Month">
      <div class="pick-month">
        <button
          type="button"
          class="btn quiet"
          aria-label="Month before"
          onClick={() => go(at - 1)}
          disabled={at === 0}
        >
          <Icon name="back" />
        </button>
        <label>
          <span class="sr">Month</span>
          <input
            class="field"
            type="month"
            min={FIRST_MONTH}
            max={LAST_MONTH}
            value={month}
            onChange={({ currentTarget }) =>
              currentTarget.value && go(indexOf(currentTarget.value) - indexOf(FIRST_MONTH))
            }
          />
        </label>
        <button
          type="button"
          class="btn quiet"
          aria-label="Month after"
          onClick={() => go(at + 1)}
          disabled={at === LENGTH}
        >
          <Icon name="forth" />
        </button>
      </div>
      <div class="strip-box" ref={box}>
        {timeline && width > 0 ? (
          <Strip timeline={timeline} width={width} at={at} />
        ) : (
          <div style={{ height: `${HEIGHT}px` }} />
        )}
        <input
          type="range"
          min={0}
          max={LENGTH}
          value={at}
          style={{ '--p': `${(100 * at) / LENGTH}%` }}
          aria-label="Month of the run"
          aria-valuetext={periodWords(month)}
          title="Arrow keys: a month; with Shift or Page Up and Down: a year"
          onKeyDown={key}
          onInput={({ currentTarget }) => go(Number(currentTarget.value))}
        />
        <div class="years" aria-hidden="true">
          {Array.from({ length: 12 }, (_, i) => (
            <span key={i}>{2024 + i}</span>
          ))}
        </div>
      </div>
      <p class="small muted strip-words" aria-live="polite">
        {shown ? (
          <>
            <span class="model-n">{figure(shown.exports, 0)} t</span> of magnets leave China in{' '}
            {periodWords(month)}
            {shown.short >= 0.0005 && (
              <>
                ; <span class="model-n">{percent(shown.short)}</span> of the world's demand is not met
              </>
            )}
            {begins && <>; begins: {begins.words}</>}
          </>
        ) : (
          'The line appears when the run is whole: magnets that leave China, by month.'
        )}
      </p>
    </section>
  );
}

function Strip({ timeline, width, at }: { timeline: Timeline; width: number; at: number }) {
  const { line, short, events } = useMemo(() => {
    const most = Math.max(1, ...timeline.months.map(({ exports }) => exports));
    const x = (month: string) => 8 + ((width - 16) * (indexOf(month) - indexOf(FIRST_MONTH))) / LENGTH;
    const y = (value: number) => HEIGHT - 4 - (value / most) * (HEIGHT - 12);
    return {
      line: timeline.months
        .map(({ month, exports }, i) => `${i ? 'L' : 'M'}${x(month).toFixed(1)},${y(exports).toFixed(1)}`)
        .join(''),
      short: timeline.months
        .filter((one) => one.short >= 0.005)
        .map((one) => ({ month: one.month, x: x(one.month), tall: Math.max(2, one.short * HEIGHT * 2) })),
      events: timeline.events
        .filter(({ month }) => month >= FIRST_MONTH && month <= LAST_MONTH)
        .map(({ month, words }) => ({ words, month, x: x(month) })),
    };
  }, [timeline, width]);
  const now = 8 + ((width - 16) * at) / LENGTH;
  return (
    <svg class="drawing-small" width={width} height={HEIGHT} aria-hidden="true">
      {short.map((one) => (
        <rect
          key={one.month}
          x={one.x - 2}
          width="4"
          y={HEIGHT - one.tall}
          height={one.tall}
          fill="var(--model)"
          fill-opacity="0.35"
        />
      ))}
      <path d={line} fill="none" stroke="var(--model)" stroke-width="1.4" stroke-dasharray="5 2.5" />
      {events.map(({ month, words, x }) => (
        <path key={month} d={`M${x - 3.5},0h7l-3.5,6z`} fill="var(--ink-3)">
          <title>{`${periodWords(month)}: ${words}`}</title>
        </path>
      ))}
      <path d={`M${now},0V${HEIGHT}`} stroke="var(--accent)" stroke-width="1.5" />
    </svg>
  );
}
