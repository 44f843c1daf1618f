// Building markup from parts. Everything put into a template is text and gets escaped, unless it is markup
// made by these same functions: document text can never become markup.

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that was built here and may be put into other markup as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | undefined | null | false | readonly Part[];

/** Text as markup that shows just that text, with invisible direction controls made visible. */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '\u2423');
}

function render(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return escapeText(String(part));
}

/**
 * Template tag for markup: `html\`<p>${text}</p>\`` escapes `text`; arrays are joined, empty values vanish.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((out, string, i) => out + render(parts[i - 1]) + string));
}

/** An address that may stand in a link: http or https, else none. */
export function safeLink(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}
