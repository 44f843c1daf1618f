const WIDTH = 132;
const HEIGHT = 30;
const PAD = 4;
const DAY_MS = 86_400_000;
/** Over a longer silence the line is dotted: nothing is known in between. */
const GAP_DAYS = 45;

type Point = readonly [day: string, low: number, high: number];

/** A year of quotations as a small line; the range of each as a band, silences dotted. */
export function Spark({ points, label }: { points: readonly Point[]; label: string }) {
  const last = points.at(-1);
  if (!last || points.length < 2) return null;
  const time = ([day]: Point) => Date.parse(day);
  const middle = ([, low, high]: Point) => (low + high) / 2;
  const end = time(last);
  const start = end - 365 * DAY_MS;
  const bottom = Math.min(...points.map((p) => p[1]));
  const top = Math.max(...points.map((p) => p[2]));
  const x = (p: Point) => PAD + ((time(p) - start) / (end - start)) * (WIDTH - 2 * PAD);
  const y = (value: number) =>
    HEIGHT - PAD - (top === bottom ? 0.5 : (value - bottom) / (top - bottom)) * (HEIGHT - 2 * PAD);
  const lines: Point[][] = [[points[0]!]];
  const gaps: (readonly [Point, Point])[] = [];
  for (const [i, point] of points.slice(1).entries()) {
    const before = points[i]!;
    if (time(point) - time(before) > GAP_DAYS * DAY_MS) {
      gaps.push([before, point]);
      lines.push([]);
    }
    lines.at(-1)!.push(point);
  }
  const path = (some: readonly Point[]) =>
    some.map((p, i) => `${i ? 'L' : 'M'}${x(p).toFixed(1)} ${y(middle(p)).toFixed(1)}`).join('');
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {lines.map((some) => (
        <path key={some[0]?.[0]} class="ln" d={path(some)} />
      ))}
      {gaps.map((pair) => (
        <path key={pair[0][0]} class="ln gap" d={path(pair)} />
      ))}
      <circle class="end" cx={x(last)} cy={y(middle(last))} r="2.2" />
    </svg>
  );
}
