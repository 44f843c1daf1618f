import { parseHTML } from 'linkedom';

const known = new Map<string, string>();

/** `&yen;` to `¥`, by the HTML parser's own table; what is no entity stays as it is. */
export function decodeEntity(entity: string): string {
  let text = known.get(entity);
  if (text === undefined) {
    text = parseHTML(`<p>${entity}</p>`).document.querySelector('p')?.textContent ?? entity;
    if (known.size < 5000) known.set(entity, text);
  }
  return text;
}
