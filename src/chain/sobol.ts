/**
 * Sobol points, for parameters that should be covered evenly.
 *
 * Direction numbers of Joe and Kuo (2008), first 21 dimensions; Gray code order (Antonov and Saleev 1979);
 * a random digital shift by seed keeps the net and makes the points unbiased.
 */

/** Degree s, coefficient a and initial numbers m of each dimension after the first. */
const JOE_KUO: readonly (readonly [number, number, readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
  [6, 19, [1, 1, 1, 15, 7, 5]],
  [6, 22, [1, 3, 1, 15, 13, 25]],
  [6, 25, [1, 1, 5, 5, 19, 61]],
  [7, 1, [1, 3, 7, 11, 23, 15, 103]],
  [7, 4, [1, 3, 7, 13, 13, 15, 69]],
];
const BITS = 32;

/** Most dimensions there are numbers for. */
export const SOBOL_DIMENSIONS = JOE_KUO.length + 1;

function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) v[i] = (1 << (BITS - 1 - i)) >>> 0;
    return v;
  }
  const [s, a, m] = JOE_KUO[dimension - 1]!;
  for (let i = 0; i < BITS; i++) {
    if (i < s) v[i] = (m[i]! << (BITS - 1 - i)) >>> 0;
    else {
      let x = (v[i - s]! ^ (v[i - s]! >>> s)) >>> 0;
      for (let k = 1; k < s; k++) if ((a >>> (s - 1 - k)) & 1) x = (x ^ v[i - k]!) >>> 0;
      v[i] = x;
    }
  }
  return v;
}

const TABLE = Array.from({ length: SOBOL_DIMENSIONS }, (_, d) => directions(d));

/** Point of an index (0 is the origin), each coordinate a whole number below 2^32. */
function sobolBits(index: number, dimensions: number): number[] {
  const gray = (index ^ (index >>> 1)) >>> 0;
  const x = new Array<number>(dimensions).fill(0);
  for (let bit = 0; bit < BITS; bit++) {
    if (!((gray >>> bit) & 1)) continue;
    for (let d = 0; d < dimensions; d++) x[d] = (x[d]! ^ TABLE[d]![bit]!) >>> 0;
  }
  return x;
}

/**
 * Coordinates in [0, 1) of the point with this index.
 *
 * @throws {RangeError} beyond 21 dimensions
 * @example sobolPoint(1, 2) // [0.5, 0.5]
 */
export function sobolPoint(index: number, dimensions: number): readonly number[] {
  checkDimensions(dimensions);
  return sobolBits(index, dimensions).map((bits) => bits / 2 ** BITS);
}

/** The same point moved by a digital shift; strictly inside (0, 1). */
export function shiftedSobolPoint(index: number, shift: readonly number[]): readonly number[] {
  checkDimensions(shift.length);
  return sobolBits(index, shift.length).map((bits, d) => (((bits ^ shift[d]!) >>> 0) + 0.5) / 2 ** BITS);
}

function checkDimensions(dimensions: number): void {
  if (dimensions > SOBOL_DIMENSIONS) {
    throw new RangeError(`Sobol points have at most ${SOBOL_DIMENSIONS} dimensions here, not ${dimensions}`);
  }
}
