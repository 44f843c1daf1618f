/** What a page says about itself: title, author, date, language, from its metadata. */
import { wholeDate } from './written-date.ts';

export interface PageMetadata {
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  readonly language?: string;
}

/** Names of `<meta>` that hold a date of publication, best first. */
const dateNames = [
  'article:published_time',
  'datepublished',
  'citation_publication_date',
  'citation_date',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dcterms.date',
  'dcterms.created',
  'parsely-pub-date',
  'sailthru.date',
  'publishdate',
  'publish_date',
  'publish-date',
  'publication_date',
  'pubdate',
  'og:published_time',
  'og:pubdate',
  'article.published',
  'date',
];

const titleNames = ['og:title', 'twitter:title', 'citation_title', 'dc.title', 'title'];
const authorNames = ['author', 'article:author', 'citation_author', 'dc.creator', 'byl', 'parsely-author'];

export function htmlMetadata(root: Element, jsonLd: readonly string[]): PageMetadata {
  const metas = new Map<string, string>();
  for (const meta of root.querySelectorAll('meta')) {
    const name = meta.getAttribute('property') ?? meta.getAttribute('name') ?? meta.getAttribute('itemprop');
    const content = meta.getAttribute('content')?.trim();
    if (name && content && !metas.has(name.toLowerCase())) metas.set(name.toLowerCase(), content);
  }
  const linked = linkedData(jsonLd);
  const first = (names: readonly string[]) => names.map((name) => metas.get(name)).find(Boolean);
  const date = [linked.published, ...dateNames.map((name) => metas.get(name)), ...timeElements(root)]
    .map((value) => (value ? wholeDate(value) : undefined))
    .find(Boolean);
  const title = oneLine(linked.title ?? first(titleNames) ?? root.querySelector('title')?.textContent ?? '');
  const author = oneLine(linked.author ?? first(authorNames) ?? '');
  const language = languageCode(
    root.getAttribute('lang') ?? root.querySelector('[lang]')?.getAttribute('lang') ?? metas.get('og:locale'),
  );
  return {
    ...(title && { title }),
    ...(author && !author.startsWith('http') && { author }),
    ...(date && { published: date }),
    ...(language && { language }),
  };
}

/** `<time>` marked as the date of publication, or the only one on the page. */
function timeElements(root: Element): string[] {
  const marked = root.querySelector('[itemprop="datePublished"], time[pubdate]');
  const times = root.querySelectorAll('time[datetime]');
  const chosen = marked ?? (times.length === 1 ? times[0] : undefined);
  if (!chosen) return [];
  return [chosen.getAttribute('datetime') ?? chosen.getAttribute('content') ?? chosen.textContent ?? ''];
}

interface LinkedData {
  title?: string;
  author?: string;
  published?: string;
}

const articleTypes = /(?:Article|Posting|Report|WebPage|Dataset)$/;

/** schema.org data: the first article among them. */
function linkedData(scripts: readonly string[]): LinkedData {
  const found: LinkedData = {};
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 100)) visit(item, depth + 1);
      return;
    }
    const node = value as Record<string, unknown>;
    const types = [node['@type']].flat().map(String);
    if (types.some((type) => articleTypes.test(type))) {
      found.published ??= text(node.datePublished);
      found.title ??= types.includes('WebPage') ? undefined : text(node.headline);
      found.author ??=
        text(node.author) ?? text((([node.author].flat()[0] ?? {}) as Record<string, unknown>).name);
    }
    visit(node['@graph'], depth + 1);
    visit(node.mainEntity, depth + 1);
  };
  for (const script of scripts) {
    try {
      visit(JSON.parse(script), 0);
    } catch {
      // Broken data about the page is no reason to refuse the page.
    }
  }
  return found;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim().slice(0, 500);
}

/** `zh-Hans-CN` to `zh`. */
export function languageCode(value: string | null | undefined): string | undefined {
  const code = /^[a-z]{2}(?=$|[-_])/i.exec(value?.trim() ?? '')?.[0];
  return code?.toLowerCase();
}
