import type { Facts } from '../facts/index.ts';

/** A place by its name; the code where none is known. */
export const placeName = (facts: Facts, code: string | null | undefined): string =>
  facts.places.find(({ place }) => place === code)?.name ?? code ?? 'not stated';

/** A material's code as words: `Dy-oxide` as `Dy oxide`. */
export const materialName = (facts: Facts, code: string): string =>
  facts.board.materials.find((one) => one.code === code)?.name ?? code.replaceAll('-', ' ');
