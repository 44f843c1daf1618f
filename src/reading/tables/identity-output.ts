import {
  type Around,
  type Identity,
  isRest,
  isTotal,
  nearest,
  OUTPUT_KINDS,
  orgOf,
  subjectOf,
  wordsIn,
  wordsOfRow,
} from './around.ts';
import type { Level } from './levels.ts';

export function target(around: Around): Identity | undefined {
  const ofColumn = wordsIn(around.column, 'quota');
  const metric =
    ofColumn.length === 1 ? ofColumn[0] : ofColumn.length === 0 ? nearest(around, 'quota') : undefined;
  const org = companyOfRow(around);
  if (!metric || (!org && !isTotal(around) && around.facts.hasOrgRows)) return undefined;
  const place = org ? undefined : (nearest(around, 'place') ?? around.facts.page.reporter);
  return { kind: 'target', subject: 'RE-all', metric, ...(org ? { org } : {}), ...(place ? { place } : {}) };
}

/** Signs of notes behind a name. */
const NOTE_SIGNS = /[\s*†‡§]+$|\s*\(\d\)$/u;
/** A name in a list may be short for the label; more words beside it make it another company. */
const MOST_BESIDE = 3;

/** The company that a row is named after: one of the list, else the label itself where it says that it is a company. */
function companyOfRow(around: Around): string | undefined {
  const [known] = wordsOfRow(around, 'org');
  const { cell } = around.label;
  if (!cell) return known;
  // "Mining" alone is a stage of the chain
  const isFullName = cell.words.has('companyWord') && !cell.words.has('total') && cell.unexplained > 2;
  if (!isFullName || (known !== undefined && cell.unexplained <= MOST_BESIDE)) return known;
  return around.facts.grid.reader.printed(cell).replace(NOTE_SIGNS, '');
}

/** Whose output, capacity or share it is: the company or country of the row, else of the column, else of the table. */
function ownerOf(around: Around): { org: string } | { place: string } | undefined {
  const { facts, column } = around;
  const org = companyOfRow(around);
  if (org) return { org };
  const place = wordsOfRow(around, 'place');
  if (place.length > 0) return { place: place[0]! };
  if (around.cells.some(isRest)) return undefined;
  if (facts.rowPlaces.size > 0) return isTotal(around) ? { place: 'WORLD' } : undefined;
  const orgs = wordsIn(column, 'org');
  if (orgs.length > 0) return orgs.length === 1 ? { org: orgs[0]! } : undefined;
  const places = wordsIn(column, 'place');
  if (places.length > 0) return places.length === 1 ? { place: places[0]! } : undefined;
  if (column.isRest) return undefined;
  return column.isTotal ? { place: 'WORLD' } : undefined;
}

export function output(around: Around, level: Level): Identity | undefined {
  const kind = outputKind(around, level);
  const owner = ownerOf(around) ?? ownerOfTable(around);
  if (!kind || (!owner && (kind !== 'forecast' || isPartOfTable(around)))) return undefined;
  const isCompany = owner !== undefined && 'org' in owner;
  const subject =
    subjectOf(around, isCompany ? 'RE-oxide' : 'RE-all', !isCompany && owner !== undefined) ??
    titleSubject(around);
  return subject ? { kind, subject, ...owner } : undefined;
}

/** Whether a row or column is only a part of what the table is of, and its owner has to be named with it. */
const isPartOfTable = ({ facts, cells, column }: Around): boolean =>
  facts.rowPlaces.size > 0 || facts.hasOrgRows || cells.some(isRest) || column.isRest;

/** The company or country that all rows of a table are of. */
function ownerOfTable(around: Around): { org: string } | { place: string } | undefined {
  if (isPartOfTable(around)) return undefined;
  const org = orgOf(around);
  if (org) return { org };
  const place = around.facts.captionPlaces[0] ?? (saysWorld(around) ? 'WORLD' : undefined);
  return place ? { place } : undefined;
}

/** What the page is about, where nothing at the table names a good. */
const titleSubject = ({ places, facts }: Around): string | undefined =>
  places.some((place) => place?.words.has('commodity')) ? undefined : facts.page.titleMaterial;

const saysWorld = ({ places }: Around): boolean => places.some((place) => place?.words.has('world'));

/** What a figure of what is to come is of, or production or capacity, as the nearest place says. */
function outputKind(around: Around, level: Level): 'production' | 'capacity' | 'forecast' | undefined {
  for (const place of around.places) {
    const kinds = wordsIn(place, 'kind').filter((kind) => OUTPUT_KINDS.has(kind));
    const measures = wordsIn(place, 'shareMetric');
    if (measures.includes('reserves')) return undefined;
    const isMined = kinds.length === 0 && measures.includes('mining');
    if (kinds.length === 0 && !isMined) continue;
    if (kinds.includes('capacity')) return 'capacity';
    if (level.isForeseen) return 'forecast';
    // "production and supply" say one thing, "production and demand" do not
    const others = kinds.filter((each) => each !== 'production' && each !== 'supply');
    return isMined || (kinds.includes('production') && others.length === 0) ? 'production' : undefined;
  }
  return undefined;
}

export function share(around: Around, { shareOf }: Level): Identity | undefined {
  const subject = subjectOf(around, 'RE-all');
  const owner = ownerOf(around);
  const metric =
    wordsOfRow(around, 'shareMetric')[0] ??
    wordsIn(around.column, 'shareMetric')[0] ??
    wordsIn(shareOf, 'shareMetric')[0] ??
    (wordsIn(shareOf, 'kind').includes('production') ? 'output' : undefined) ??
    nearest(around, 'shareMetric');
  if (!subject || !metric || !owner) return undefined;
  if ('place' in owner && owner.place === 'WORLD') return undefined;
  // "domestic 40%" of what a company sold
  if (wordsIn(shareOf, 'metric').length > 0) return undefined;
  return { kind: 'share', subject, metric, ...owner };
}
