import { type Around, type Identity, isTotal, subjectOf, wordsIn, wordsOfRow } from './around.ts';
import type { Level } from './levels.ts';

/** National statistics that name no country are of the country in whose language they are written. */
const HOME: Readonly<Record<string, string>> = { zh: 'CN', ja: 'JP', ko: 'KR' };

export function trade(around: Around, level: Level, flow: 'export' | 'import'): Identity | undefined {
  const { facts } = around;
  const { page, rowPlaces } = facts;
  const good = subjectOf(around, 'RE-all') ?? page.mainMaterial;
  const subject = good === 'magnet-all' && page.namesMagnets ? 'NdFeB-magnet' : good;
  const heading = [...new Set([...wordsIn(level.row.section, 'place'), ...facts.captionPlaces])];
  // "imports from China": the place is not the one that reports
  const otherSide = flow === 'import' ? 'origin' : 'destination';
  const others = heading.filter((place) => facts.sides.get(place) === otherSide);
  const named = heading.find((place) => !others.includes(place));
  // one place in the heading of a list of months or goods may be either side
  const isEither = named !== undefined && heading.length === 1 && rowPlaces.size === 0;
  if (isEither && !facts.sides.has(named) && page.reporter && named !== page.reporter) return undefined;
  const isOfPage =
    page.reporter !== undefined && !rowPlaces.has(page.reporter) && !others.includes(page.reporter);
  const reporter = named ?? (isOfPage ? page.reporter : HOME[facts.grid.reader.language.code]);
  const partner = partnerOf(around, others.length > 0 ? others : heading, reporter);
  if (!subject || !reporter || !partner || partner === reporter) return undefined;
  return {
    kind: 'trade',
    subject,
    reporter,
    partner,
    flow,
    ...(level.isPrevious ? { isEarlier: true } : {}),
  };
}

function partnerOf(
  around: Around,
  heading: readonly string[],
  reporter: string | undefined,
): string | undefined {
  if (isTotal(around)) return 'WORLD';
  if (around.label.isWhole && wordsOfRow(around, 'place').length === 0) return 'WORLD';
  const ofRow = wordsOfRow(around, 'place');
  if (ofRow.length === 1) return ofRow[0];
  if (ofRow.length > 1 || around.facts.rowPlaces.size > 0) return undefined;
  const ofColumn = wordsIn(around.column, 'place');
  if (ofColumn.length === 1) return ofColumn[0];
  return heading.find((place) => place !== reporter) ?? 'WORLD';
}

/** What part of a country's trade is with a partner. */
export function shareOfTrade(around: Around, level: Level, flow: 'export' | 'import'): Identity | undefined {
  const { subject, reporter, partner } = trade(around, level, flow) ?? {};
  if (!subject || !reporter || !partner || partner === 'WORLD') return undefined;
  return { kind: 'share', subject, metric: `${flow}s`, reporter, partner };
}
