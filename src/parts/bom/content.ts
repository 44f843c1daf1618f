/** A composition as makers tell it, in words. */
import { type Composition, completedComposition, type Element } from '../composition.ts';

const NAMES: Readonly<Record<string, Element | 'Fe' | 'B' | 'other'>> = {
  prnd: 'PrNd',
  ndpr: 'PrNd',
  nd: 'PrNd',
  pr: 'PrNd',
  dy: 'Dy',
  tb: 'Tb',
  ce: 'Ce',
  sm: 'Sm',
  co: 'Co',
  fe: 'Fe',
  b: 'B',
  la: 'other',
  gd: 'other',
  ho: 'other',
  y: 'other',
  al: 'other',
  cu: 'other',
  ga: 'other',
  nb: 'other',
  zr: 'other',
  ti: 'other',
};
const CONTENT =
  /(?:^|[\s;,/|+])(?:(\d{1,2}(?:[.,]\d{1,3})?) ?%? ?([A-Za-z]{1,4})|([A-Za-z]{1,4}) ?[:=]? ?(\d{1,2}(?:[.,]\d{1,3})?) ?%?)( ?\(?(?:diffused|GBD|扩散|拡散)\)?)?(?=$|[\s;,/|+])/g;

/** Composition and what of it is diffused in, or what is wrong and what would be right. */
export type ContentReading =
  | { readonly composition: Composition; readonly diffused?: readonly Element[] }
  | { readonly wrong: string; readonly right: string };

/** Reads weight percent by element. @example readComposition('PrNd 29.3; Dy 0.9; Tb 0.4 diffused') */
export function readComposition(text: string): ContentReading {
  const right = 'weight percent such as PrNd 29.3; Dy 0.9; Tb 0.4 diffused';
  const told: Partial<Record<keyof Composition, number>> = {};
  const diffused: Element[] = [];
  let understood = 0;
  for (const [all, before, left, rightName, after, isDiffused] of text.slice(0, 300).matchAll(CONTENT)) {
    const name = NAMES[(left ?? rightName ?? '').toLowerCase()];
    if (!name) return { wrong: `"${all.trim()}" names no element that is known here`, right };
    told[name] = (told[name] ?? 0) + Number((before ?? after ?? '').replace(',', '.'));
    if (isDiffused && name !== 'Fe' && name !== 'B' && name !== 'other') diffused.push(name);
    understood += all.replace(/[\s;,/|+]/g, '').length;
  }
  const whole = text.replace(/[\s;,/|+]/g, '').length;
  if (understood === 0 || understood < whole) return { wrong: `"${text}" was not wholly understood`, right };
  const made = completedComposition(told);
  if ('wrong' in made) return { wrong: made.wrong, right };
  return { composition: made, ...(diffused.length > 0 ? { diffused } : {}) };
}
