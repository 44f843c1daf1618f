import { useRef } from 'preact/hooks';
import { periodWords } from '../../../src/brief/numbers.ts';
import type { ActRow } from '../../../src/server/shapes/law.ts';
import { addressWith, choose } from '../address.ts';

const DAY_MS = 86_400_000;
const PLACES: Record<string, string> = { CN: 'China', US: 'United States', EU: 'European Union' };

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const shift = (day: string, days: number) => iso(Date.parse(day) + days * DAY_MS);

/** Two and a half years around the day: one before it, one and a half after. */
const windowOf = (day: string) => {
  const start = Date.parse(`${shift(day, -400).slice(0, 7)}-01`);
  return { start, end: start + 912 * DAY_MS };
};

const CLASS: Record<string, string> = { in_force: '', suspended: 'susp', announced: 'ann', proposed: 'ann' };

/** The acts with their lives; the chosen day as a line, moved by drag or by arrow keys. */
export function Timeline({
  acts,
  day,
  chosen,
}: {
  acts: readonly ActRow[];
  day: string;
  chosen: string | null;
}) {
  const { start, end } = windowOf(day);
  const track = useRef<HTMLDivElement>(null);
  const x = (when: string) => (100 * (Date.parse(when) - start)) / (end - start);
  const groups = new Map<string, ActRow[]>();
  for (const act of acts) {
    const place = PLACES[act.jurisdictions[0] ?? ''] ?? 'Elsewhere';
    groups.set(place, [...(groups.get(place) ?? []), act]);
  }
  const ticks: string[] = [];
  for (let year = new Date(start).getUTCFullYear(); year <= new Date(end).getUTCFullYear(); year++) {
    for (const month of ['01', '07']) {
      const tick = `${year}-${month}-01`;
      if (Date.parse(tick) >= start && Date.parse(tick) < end) ticks.push(tick);
    }
  }
  const drag = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box || !(event.buttons & 1)) return;
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    choose({ day: iso(start + share * (end - start)) });
  };
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!step) return;
    event.preventDefault();
    choose({ day: shift(day, step * (event.shiftKey ? 30 : 1)) });
  };
  return (
    <div class="tl">
      <div class="wrap">
        <div class="axis">
          <div />
          <div class="track" ref={track}>
            {ticks.map((tick) => (
              <span key={tick} style={{ left: `${x(tick)}%` }}>
                {tick.slice(5, 7) === '01' ? tick.slice(0, 4) : 'Jul'}
              </span>
            ))}
          </div>
          <div />
        </div>
        {[...groups].map(([place, some]) => (
          <div key={place}>
            <div class="grp">{place}</div>
            {some.map((act) => (
              <a
                key={act.id}
                class={`rowx ${act.on.certainty === 'unsure' ? 'unsure-row' : act.on.status.replaceAll('_', '-')}`}
                href={addressWith({ act: act.id })}
                aria-current={act.id === chosen ? 'true' : undefined}
              >
                <span class="name" title={act.title}>
                  {act.title}
                </span>
                <span class="track">
                  {act.spans.map((span) => {
                    if (!(span.status in CLASS) && span.certainty === 'settled') return null;
                    const from = span.from === 'unknown' ? 0 : Math.max(0, x(span.from));
                    const to = span.until ? Math.min(100, x(shift(span.until, 1))) : 100;
                    if (to <= 0 || from >= 100 || to <= from) return null;
                    const look = span.certainty === 'unsure' ? 'unsure' : CLASS[span.status];
                    return (
                      <span
                        key={span.from + span.status}
                        class={`seg1 ${look}${!span.until && look === '' ? ' open' : ''}`}
                        style={{ left: `${from}%`, width: `${to - from}%` }}
                        title={`${span.words}, from ${span.from}${span.until ? ` to ${span.until}` : ''}`}
                      />
                    );
                  })}
                </span>
                <span class="st">{act.on.certainty === 'unsure' ? 'unsure' : act.on.words}</span>
              </a>
            ))}
          </div>
        ))}
        <div class="dayline">
          <span class="day" style={{ left: `${x(day)}%` }}>
            <span
              class="dayflag"
              role="slider"
              tabIndex={0}
              aria-label="Day of the law"
              aria-valuemin={0}
              aria-valuemax={Math.round((end - start) / DAY_MS)}
              aria-valuenow={Math.round((Date.parse(day) - start) / DAY_MS)}
              aria-valuetext={periodWords(day)}
              onKeyDown={key}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={drag}
            >
              {periodWords(day)}
            </span>
          </span>
        </div>
      </div>
    </div>
  );
}
