/** What part of a page an element makes, by its name, role and class: navigation, cookie bar, related links ... */

export type Region =
  | 'body'
  | 'article'
  | 'navigation'
  | 'header'
  | 'footer'
  | 'related'
  | 'furniture'
  | 'hidden';

const byName: Readonly<Record<string, Region>> = {
  NAV: 'navigation',
  MENU: 'navigation',
  HEADER: 'header',
  FOOTER: 'footer',
  ASIDE: 'related',
  BUTTON: 'furniture',
  DIALOG: 'furniture',
  NOSCRIPT: 'hidden',
};

const byRole: Readonly<Record<string, Region>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  banner: 'header',
  contentinfo: 'footer',
  complementary: 'related',
  dialog: 'furniture',
  alertdialog: 'furniture',
  search: 'furniture',
};

/** Words in class names and ids, as page builders everywhere write them. */
const tokenLists: Readonly<Record<'navigation' | 'footer' | 'related' | 'furniture', string>> = {
  navigation:
    'nav navbar navigation menu submenu mainmenu topmenu dropdown breadcrumb breadcrumbs crumb crumbs bread pagination pager toc skip',
  footer: 'footer foot copyright colophon',
  related:
    'sidebar related recommend recommended recommendation recommendations popular trending mostread morenews latest ' +
    'teaser teasers readmore promo hot prevnext upnext',
  furniture:
    'cookie cookies consent gdpr cmp share sharing social sns subscribe subscription newsletter signup login register ' +
    'advert adverts advertisement advertising ads ad sponsor sponsored popup modal overlay toolbar paywall comments ' +
    'comment disqus search searchbox tags taglist sr screenreader',
};

const byToken = new Map<string, Region>(
  (['related', 'navigation', 'footer', 'furniture'] as const).flatMap((region) =>
    tokenLists[region].split(' ').map((token) => [token, region] as const),
  ),
);

/** Words with other uses ("market-share", "latest"): believed of small parts only. */
const ambiguous = new Set('share hot latest popular tags search ad ads sr promo recommended'.split(' '));

/** Beginnings that say the same in longer words: "relatedposts", "footerwrap". */
const prefixes: readonly (readonly [prefix: string, region: Region])[] = [
  ['related', 'related'],
  ['recommend', 'related'],
  ['sidebar', 'related'],
  ['footer', 'footer'],
  ['breadcrumb', 'navigation'],
  ['navbar', 'navigation'],
  ['cookie', 'furniture'],
  ['newsletter', 'furniture'],
  ['advert', 'furniture'],
  ['sharebtn', 'furniture'],
  ['sharebar', 'furniture'],
  ['sharethis', 'furniture'],
];

/** Elements that hold a page together are not judged by their class: "has-sidebar" on `<body>` says nothing. */
const neverByClass = new Set(['HTML', 'BODY', 'MAIN', 'ARTICLE', 'TABLE', 'TBODY', 'TR', 'TD', 'TH']);

/**
 * The region an element opens, or nothing where it continues the one around it.
 *
 * @param share of the page's text that the element holds; asked for only where its class gives a hint
 */
export function regionOf(element: Element, share: () => number): Region | undefined {
  const name = element.tagName.toUpperCase();
  if (isHidden(element)) return 'hidden';
  const role = element.getAttribute('role');
  const region = (role && byRole[role.toLowerCase()]) || byName[name];
  if (region === 'header') return insideArticle(element) ? undefined : 'header';
  if (region === 'footer' && insideArticle(element)) return 'furniture';
  if (region) return share() > 0.5 ? undefined : region;
  if (name === 'ARTICLE' || name === 'MAIN' || role === 'main') return 'article';
  if (neverByClass.has(name)) return undefined;
  return byClass(element, share);
}

/** A part inside another: what lies in a menu or a hidden box stays there, an article in a side column is no main text. */
export function nestRegion(outer: Region, own: Region | undefined): Region {
  if (own === undefined) return outer;
  if (own === 'hidden' || outer === 'body' || outer === 'article') return own;
  if (outer === 'related' || outer === 'header') return own === 'article' ? outer : own;
  return outer;
}

function byClass(element: Element, share: () => number): Region | undefined {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (names === ' ') return undefined;
  const tokens = names
    .slice(0, 300)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  for (const token of tokens) {
    const region = byToken.get(token) ?? prefixes.find(([prefix]) => token.startsWith(prefix))?.[1];
    if (region && share() <= (ambiguous.has(token) ? 0.1 : region === 'footer' ? 0.6 : 0.4)) return region;
  }
  return undefined;
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style');
  return !!style && /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden/i.test(style.slice(0, 500));
}

function insideArticle(element: Element): boolean {
  for (let up = element.parentElement; up; up = up.parentElement) {
    const name = up.tagName.toUpperCase();
    if (name === 'ARTICLE' || name === 'MAIN') return true;
  }
  return false;
}
