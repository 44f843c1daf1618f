import { IntakeError } from './intake-error.ts';

/** The kinds of file that are read. */
export type Format =
  | 'html'
  | 'markdown'
  | 'text'
  | 'pdf'
  | 'xlsx'
  | 'csv'
  | 'tsv'
  | 'feed'
  | 'json-feed'
  | 'json-lines'
  | 'json';

export const mediaTypes: Readonly<Record<Format, string>> = {
  html: 'text/html',
  markdown: 'text/markdown',
  text: 'text/plain',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  feed: 'application/xml',
  'json-feed': 'application/feed+json',
  'json-lines': 'application/jsonl',
  json: 'application/json',
};

const byMediaType: Readonly<Record<string, Format>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/rss+xml': 'feed',
  'application/atom+xml': 'feed',
  'application/rdf+xml': 'feed',
  'application/feed+json': 'json-feed',
  'application/jsonl': 'json-lines',
  'application/x-ndjson': 'json-lines',
  'application/x-jsonlines': 'json-lines',
  'application/json': 'json',
};

const byExtension: Readonly<Record<string, Format>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  rss: 'feed',
  atom: 'feed',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  json: 'json',
  txt: 'text',
  text: 'text',
};

/** Signatures of files that hold no text for us, with what to do instead. */
const foreign: readonly (readonly [signature: readonly number[], name: string, remedy: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture', 'Give the text of the picture instead.'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture', 'Give the text of the picture instead.'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture', 'Give the text of the picture instead.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office file (.xls or .doc)', 'Save it as .xlsx, .pdf or text.'],
  [[0x1f, 0x8b], 'packed with gzip', 'Unpack it first.'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'an RTF file', 'Save it as .pdf or text.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', 'Unpack it first.'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive', 'Unpack it first.'],
];

export interface FormatHints {
  /** As a server said it, with or without parameters. */
  readonly mediaType?: string;
  /** File name, path or address. */
  readonly name?: string;
}

/** What the bytes are by their signature; nothing for text. Throws for files that hold no text for us. */
export function sniffBytes(bytes: Uint8Array, origin: string): 'pdf' | 'xlsx' | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return zipKind(bytes, origin);
  for (const [signature, name, remedy] of foreign) {
    if (signature.every((byte, index) => bytes[index] === byte)) {
      throw new IntakeError('unsupported', `This is ${name}, which is not read`, { where: origin, remedy });
    }
  }
  return undefined;
}

/** Names of a ZIP archive's members stand uncompressed near its end. */
function zipKind(bytes: Uint8Array, origin: string): 'xlsx' {
  const decoder = new TextDecoder('windows-1252');
  const ends = decoder.decode(bytes.subarray(0, 65_536)) + decoder.decode(bytes.subarray(-65_536));
  if (ends.includes('xl/')) return 'xlsx';
  const name = ends.includes('word/') ? 'a Word document' : 'a ZIP archive without a workbook';
  throw new IntakeError('unsupported', `This is ${name}, which is not read`, {
    where: origin,
    remedy: 'Give HTML, Markdown, text, PDF, XLSX, CSV, a feed or JSON lines.',
  });
}

/** What a text is: by unmistakable beginnings, then media type, then extension, then its looks. */
export function sniffText(text: string, hints: FormatHints = {}): Format {
  const head = text.slice(0, 8192).trimStart();
  const strong = strongSign(head);
  if (strong) return strong;
  const type = hints.mediaType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const extension =
    /\.([a-z0-9]{1,8})$/i.exec(hints.name?.split(/[?#]/, 1)[0] ?? '')?.[1]?.toLowerCase() ?? '';
  const hinted = byMediaType[type] ?? byExtension[extension];
  if (hinted === 'json') return looksLikeJsonLines(head) ? 'json-lines' : 'json';
  if (hinted) return hinted;
  return weakSign(head);
}

function strongSign(head: string): Format | undefined {
  if (
    /^(?:<!--[^>]{0,500}-->\s{0,20}|<\?xml[^>]{0,300}>\s{0,20}){0,3}<(?:!doctype\s{1,5}html|html[\s>])/i.test(
      head,
    )
  ) {
    return 'html';
  }
  const root = /<(rss|feed|rdf:RDF|channel)[\s>]/.exec(head.slice(0, 2048));
  if (root && /^<(?:\?xml|rss|feed|rdf:RDF|!--|!DOCTYPE)/.test(head)) return 'feed';
  if (
    head.startsWith('{') &&
    /"version"\s{0,5}:\s{0,5}"https?:\\?\/\\?\/jsonfeed\.org/.test(head.slice(0, 2048))
  ) {
    return 'json-feed';
  }
  return undefined;
}

function weakSign(head: string): Format {
  if (looksLikeJsonLines(head)) return 'json-lines';
  const tags = head.match(
    /<\/?(?:head|body|div|p|table|tr|td|span|h[1-6]|ul|li|br|a)(?:\s[^<>]{0,300})?\/?>/gi,
  );
  if (tags && tags.length >= 3) return 'html';
  return delimitedSign(head) ?? 'text';
}

function looksLikeJsonLines(head: string): boolean {
  if (!head.startsWith('{')) return false;
  const line = head.split('\n', 1)[0] ?? '';
  return /^\{\s{0,5}"[^"\n]{1,40}"\s{0,5}:/.test(line) && (/\}\s{0,5}$/.test(line) || line.length > 4096);
}

/** A text is taken for a table only if every line of a good number has the same count of separators. */
function delimitedSign(head: string): Format | undefined {
  const lines = head
    .split(/\r?\n/)
    .slice(0, 50)
    .filter((line) => line.trim() !== '');
  if (lines.length === 50 || head.length >= 8000) lines.pop();
  if (lines.length < 3) return undefined;
  for (const [separator, format] of [
    ['\t', 'tsv'],
    [';', 'csv'],
    [',', 'csv'],
  ] as const) {
    // A comma between digits or before a space belongs to a number or a sentence.
    const counts = lines.map((line) =>
      separator === ','
        ? line.replace(/\d,(?=\d{3}(?!\d))|,\s/g, '').split(',').length
        : line.split(separator).length,
    );
    const first = counts[0]!;
    if (first >= (separator === '\t' ? 2 : 3) && counts.every((count) => count === first)) return format;
  }
  return undefined;
}
