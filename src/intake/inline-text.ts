/** The text of one block, put together from its inline pieces: white space folded, invisible signs removed. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
// Soft hyphens, zero-width signs and marks that turn the direction of writing: they show nothing and hide much.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export class InlineText {
  #text = '';
  #linkCharacters = 0;
  #afterLink = false;

  /** Adds text as it stands in the source; `keepSpaces` inside `<pre>`. */
  add(raw: string, inLink: boolean, keepSpaces = false): void {
    if (raw === '') return;
    const clean = raw.replace(invisible, '').replaceAll('\u00a0', ' ');
    let text = keepSpaces ? clean.replace(/\r\n?/g, '\n') : clean.replace(/[ \t\r\n\f\v\u2028\u2029]+/g, ' ');
    if (!keepSpaces && text.startsWith(' ') && /(?:^|\s)$/.test(this.#text.slice(-1))) text = text.slice(1);
    // Two links side by side are two words, though no space is written between them.
    if (inLink && this.#afterLink && /\S$/.test(this.#text) && /^\S/.test(text)) this.#text += ' ';
    if (text !== '') this.#afterLink = false;
    this.#text += text;
    if (inLink) this.#linkCharacters += text.trim().length;
  }

  endLink(): void {
    this.#afterLink = true;
  }

  lineBreak(): void {
    this.#text = `${this.#text.trimEnd()}\n`;
  }

  /**
   * Raised or lowered text. A raised mark that links to a note would otherwise run into the figure before it
   * ("1,620" + "3"): it becomes `[3]`. A raised number alone is a power: m².
   */
  shifted(raw: string, raised: boolean, isNote: boolean): void {
    const text = raw.replace(/\s+/g, ' ').trim();
    if (raised && isNote && /^[\w*†‡,\s–-]{1,12}$/.test(text)) this.add(`[${text}]`, false);
    else if (raised && /^\d{1,2}$/.test(text))
      this.add([...text].map((digit) => superscripts[Number(digit)]).join(''), false);
    else this.add(raw, false);
  }

  finish(): { text: string; linkCharacters: number } {
    return { text: this.#text.trim().replace(/\n{3,}/g, '\n\n'), linkCharacters: this.#linkCharacters };
  }
}
