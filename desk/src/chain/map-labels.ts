// Where the names on a map stand, so that none lies on another. Pure.

export interface LabelSpot {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Width of the name. */
  readonly width: number;
}

export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LINE = 13;
const GAP = 3;

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** A place for each name, the first spots choosing first; a name for which there is no room is left out. */
export function placeLabels(
  spots: readonly LabelSpot[],
  size: { readonly width: number; readonly height: number },
): ReadonlyMap<string, PlacedLabel> {
  const circles = spots.map(
    ({ x, y, radius: r }): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }),
  );
  const taken: Box[] = [];
  const placed = new Map<string, PlacedLabel>();
  for (const [i, { code, x, y, radius: r, width: w }] of spots.entries()) {
    const beside: readonly [PlacedLabel, Box][] = [
      [
        { x, y: y + r + LINE - 1, anchor: 'middle' },
        { left: x - w / 2, right: x + w / 2, top: y + r + 1, bottom: y + r + 1 + LINE },
      ],
      [
        { x: x + r + GAP, y: y + 4, anchor: 'start' },
        { left: x + r + GAP, right: x + r + GAP + w, top: y - LINE / 2, bottom: y + LINE / 2 },
      ],
      [
        { x: x - r - GAP, y: y + 4, anchor: 'end' },
        { left: x - r - GAP - w, right: x - r - GAP, top: y - LINE / 2, bottom: y + LINE / 2 },
      ],
      [
        { x, y: y - r - GAP, anchor: 'middle' },
        { left: x - w / 2, right: x + w / 2, top: y - r - GAP - LINE, bottom: y - r - GAP },
      ],
    ];
    const free = beside.find(
      ([, box]) =>
        box.left >= 0 &&
        box.right <= size.width &&
        box.top >= 0 &&
        box.bottom <= size.height &&
        !taken.some((other) => meet(box, other)) &&
        !circles.some((other, k) => k !== i && meet(box, other)),
    );
    if (!free) continue;
    placed.set(code, free[0]);
    taken.push(free[1]);
  }
  return placed;
}
