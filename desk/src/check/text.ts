// Text of documents is hostile: it is only ever inserted as text, and what would turn its direction is made visible.

/** Characters that turn the direction of what follows, or hide. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;

/** The same text with turning characters shown as an open box; as long as before. */
export const plain = (text: string): string => text.replace(TURNING, '\u2423');

/** At most so many characters, cut at the end of a word. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(/\s\S*$/, '')} …`;

const digits = (text: string) => text.replace(/\D+/g, ' ').trim();

/** Why a statement wants a look, in a few words: what was found; where that only repeats its words, what was expected. */
export function reasonOf({
  quote,
  expected,
  found,
}: {
  quote: string;
  expected: string;
  found: string;
}): string {
  return digits(quote).includes(digits(found)) ? expected : found;
}
