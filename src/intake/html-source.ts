/**
 * Rewrites a page's source before it is parsed, in one linear pass. Scripts, styles, comments and drawings are
 * left out; every element is closed where a browser would close it; elements nested deeper than the limit lose
 * their tags but not their text. The parser then meets balanced markup of bounded depth, however the page was
 * made.
 */

export interface HtmlSource {
  readonly html: string;
  /** Contents of `<script type="application/ld+json">`: data about the page, never run. */
  readonly jsonLd: readonly string[];
  /** Tags that were nested too deep. */
  readonly droppedTags: number;
  /** There were scripts: where there is no text either, the page is drawn by them. */
  readonly hasScripts: boolean;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const voidTags = set(
  'area base basefont bgsound br col command embed frame hr image img input keygen link meta param source track wbr',
);
/** Left out with all they contain, up to their end tag. */
const droppedTags = set('script style svg iframe noembed noframes template object applet canvas audio video');
/** Their content is characters, not markup. */
const characterTags = set('title textarea xmp');
/** A paragraph ends where one of these begins. */
const blockTags = set(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul',
);
/** No end tag other than a table's own reaches through these. */
const tableParts = set('table caption tbody thead tfoot tr td th');

/** Which open elements the start of one closes, and where looking for them stops. */
const closedBy: Readonly<Record<string, readonly [closed: ReadonlySet<string>, stop: ReadonlySet<string>]>> =
  {
    li: [set('li'), set('ul ol menu dir table td th')],
    dt: [set('dt dd'), set('dl table td th')],
    dd: [set('dt dd'), set('dl table td th')],
    td: [set('td th'), set('table tr')],
    th: [set('td th'), set('table tr')],
    tr: [set('tr'), set('table tbody thead tfoot')],
    tbody: [set('tbody thead tfoot caption'), set('table')],
    thead: [set('tbody thead tfoot caption'), set('table')],
    tfoot: [set('tbody thead tfoot caption'), set('table')],
    option: [set('option'), set('select')],
    optgroup: [set('optgroup option'), set('select')],
    'page-body': [set('page-head'), set('page-frame')],
  };

/** The page's frame becomes plain containers, so that pages and fragments have the same one root. */
const renamed: Readonly<Record<string, string>> = {
  html: 'page-frame',
  head: 'page-head',
  body: 'page-body',
};

const longestTag = 64 * 1024;

export function rewriteHtml(source: string, depthLimit: number): HtmlSource {
  const lower = lowerAscii(source);
  const out: string[] = [];
  const jsonLd: string[] = [];
  const open: string[] = [];
  const tooDeep = new Map<string, number>();
  const finder = new ForwardSearch(lower);
  let dropped = 0;
  let hasScripts = false;
  let quotesBroken = false;
  let textFrom = 0;

  const closeTo = (index: number) => {
    while (open.length > index) out.push(`</${open.pop()}>`);
  };

  const openTag = (name: string, tag: string) => {
    const rule = closedBy[name];
    if (rule) closeTo(lowest(open, rule[0], rule[1]));
    if (blockTags.has(name)) closeTo(openParagraph(open));
    if (name === 'a') closeTo(openLink(open));
    if (voidTags.has(name)) out.push(tag);
    else if (open.length < depthLimit) {
      open.push(name);
      out.push(tag);
    } else {
      dropped += 1;
      tooDeep.set(name, (tooDeep.get(name) ?? 0) + 1);
      out.push(' ');
    }
  };

  const closeTag = (name: string) => {
    const lost = tooDeep.get(name) ?? 0;
    if (lost > 0) {
      tooDeep.set(name, lost - 1);
      out.push(' ');
      return;
    }
    if (name === 'br') out.push('<br>');
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const other = open[index]!;
      if (other === name) {
        closeTo(index);
        return;
      }
      const inlineEnd = !blockTags.has(name) && !tableParts.has(name);
      if (tableParts.has(other) && !tableParts.has(name)) return;
      if (name !== 'table' && other === 'table') return;
      if (inlineEnd && blockTags.has(other)) return;
    }
  };

  for (let at = lower.indexOf('<'); at >= 0; at = lower.indexOf('<', at)) {
    const closing = lower.charCodeAt(at + 1) === 0x2f;
    const nameStart = at + (closing ? 2 : 1);
    const declaration = lower.charCodeAt(at + 1) === 0x21 || lower.charCodeAt(at + 1) === 0x3f;
    if (declaration) {
      out.push(escapeText(source.slice(textFrom, at)));
      const comment = lower.startsWith('<!--', at);
      const end = comment ? finder.find('-->', at + 2) : finder.find('>', at);
      at = textFrom = end < 0 ? lower.length : end + (comment ? 3 : 1);
      continue;
    }
    if (!isLetter(lower.charCodeAt(nameStart))) {
      at += 1;
      continue;
    }
    let nameEnd = nameStart + 1;
    while (isNamePart(lower.charCodeAt(nameEnd)) && nameEnd - nameStart < 64) nameEnd += 1;
    let end = quotesBroken ? finder.find('>', nameEnd) : tagEnd(lower, nameEnd, finder);
    if (end < 0 && !quotesBroken) {
      quotesBroken = true;
      end = finder.find('>', nameEnd);
    }
    if (end < 0) {
      at += 1;
      continue;
    }
    out.push(escapeText(source.slice(textFrom, at)));
    const written = lower.slice(nameStart, nameEnd);
    const name = renamed[written] ?? written;
    at = textFrom = end + 1;
    if (closing) {
      closeTag(name);
      continue;
    }
    const bare = quotesBroken || end - nameEnd > longestTag;
    const tag = bare ? `<${name}>` : `<${name}${attributesOf(source.slice(nameEnd, end))}>`;
    const inside = droppedTags.has(name) || characterTags.has(name);
    const close = inside ? finder.find(`</${name}`, end + 1) : -1;
    if (name === 'script') hasScripts = true;
    if (!inside || (close < 0 && !droppedTags.has(name))) {
      openTag(name, tag);
      continue;
    }
    // Without an end tag a script or style runs to the end of the page, as it would in a browser.
    const runsOn = name === 'script' || name === 'style';
    const contentEnd = close < 0 ? (runsOn ? lower.length : end + 1) : close;
    const content = source.slice(end + 1, contentEnd);
    if (name === 'script' && tag.slice(0, 500).toLowerCase().includes('ld+json')) jsonLd.push(content);
    if (characterTags.has(name)) out.push(`<${name}>`, escapeText(content), `</${name}>`);
    else out.push(' ');
    const closeEnd = close < 0 ? contentEnd : finder.find('>', close) + 1;
    at = textFrom = closeEnd === 0 ? lower.length : closeEnd;
  }
  out.push(escapeText(source.slice(textFrom)));
  closeTo(0);
  return { html: out.join(''), jsonLd, droppedTags: dropped, hasScripts };
}

/** Finds strings ever further on; what was not found once is not looked for again. */
class ForwardSearch {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  find(needle: string, from: number): number {
    const known = this.#found.get(needle);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const at = this.#text.indexOf(needle, from);
    this.#found.set(needle, at);
    return at;
  }
}

/** Index of the `>` that ends a tag. Quotes hide one only where they open a value, after an equals sign. */
function tagEnd(lower: string, from: number, finder: ForwardSearch): number {
  for (let index = from; index < lower.length; index += 1) {
    const code = lower.charCodeAt(index);
    if (code === 0x3e) return index;
    if (code !== 0x3d) continue;
    let value = index + 1;
    while (isSpace(lower.charCodeAt(value))) value += 1;
    const quote = lower[value];
    if (quote !== '"' && quote !== "'") continue;
    index = finder.find(quote, value + 1);
    if (index < 0) return -1;
  }
  return -1;
}

/** Attributes as written; a closing slash is dropped, because it means nothing in HTML. */
function attributesOf(written: string): string {
  const text = written.replace(/\s{0,10}\/$/, '');
  return text === '' || isSpace(text.charCodeAt(0)) ? text : ` ${text}`;
}

function lowest(open: readonly string[], wanted: ReadonlySet<string>, stop: ReadonlySet<string>): number {
  let found = open.length;
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const name = open[index]!;
    if (stop.has(name)) break;
    if (wanted.has(name)) found = index;
  }
  return found;
}

/** Index of an open paragraph with nothing but inline elements in it; the length where there is none. */
function openParagraph(open: readonly string[]): number {
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const name = open[index]!;
    if (name === 'p') return index;
    if (blockTags.has(name) || tableParts.has(name)) break;
  }
  return open.length;
}

/** The same for a link: one that was never closed ends where the next begins. */
function openLink(open: readonly string[]): number {
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const name = open[index]!;
    if (name === 'a') return index;
    if (blockTags.has(name) || tableParts.has(name)) break;
  }
  return open.length;
}

function escapeText(text: string): string {
  return text.includes('<') ? text.replaceAll('<', '&lt;') : text;
}

/** Lower case of ASCII only, so that offsets stay the same as in the source. */
function lowerAscii(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isNamePart(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x3a || code === 0x5f;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
