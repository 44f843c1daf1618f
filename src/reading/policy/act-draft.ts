import type { Draft } from '../draft.ts';
import { originalSpan } from '../normalise.ts';
import type { PolicyStatus } from '../observation.ts';
import type { PageContext } from '../page.ts';
import { between, type Item, type Row } from '../prose/items.ts';
import { partOf } from '../prose/places.ts';

/** Where an act stands in its sentence, and what it is called. */
export interface ActMention {
  readonly start: number;
  readonly end: number;
  readonly instrument: string;
  readonly rule: 'policy/named' | 'policy/measure' | 'policy/measure-of-month';
}

const BESIDE_MOST = 14;
/** How far behind its subject an act or its verb may stand. */
const ACTOR_REACH = 40;

/** One dated act: from the first to the last of act, verb and, where it stands beside them, date. */
export function actDraft(
  row: Row,
  passage: number,
  page: PageContext,
  act: ActMention,
  status: PolicyStatus,
  verb: Pick<Item, 'start' | 'end'>,
  period: string | undefined,
): Draft {
  return {
    kind: 'policy',
    instrument: asPrinted(row, act),
    status,
    ...(period ? { period } : {}),
    ...issuerOf(row, page, act.start, verb.start, homeOf(row, page, act)),
    change: [],
    start: Math.min(act.start, verb.start),
    end: Math.max(act.end, verb.end),
    read_by: act.rule,
    passage,
    figures: [],
  };
}

/** The name in the document's own letters. */
function asPrinted({ normal }: Row, { instrument, start }: ActMention): string {
  const name = instrument.trim();
  const at = normal.text.indexOf(name, start);
  if (at < 0) return name;
  const span = originalSpan(normal, at, at + name.length);
  return normal.original.slice(span.start, span.end).replace(/\s+/g, ' ');
}

/**
 * Who issued an act: the agency of the sentence; the place named right before the act or right after it with "by";
 * the place that leads the sentence; else whoever the page is about.
 */
export function issuerOf(
  row: Row,
  page: PageContext,
  act: number,
  verb = act,
  own?: string,
): Pick<Draft, 'org' | 'place'> {
  const agency = row.items.find(
    ({ type, value }) => type === 'org' && page.vocabulary.organisations.get(value)?.kind === 'agency',
  );
  const home = agency ? page.vocabulary.organisations.get(agency.value)?.place : undefined;
  const place = own ?? home ?? placeOf(row, page, act, verb);
  return { ...(agency ? { org: agency.value } : {}), ...(place ? { place } : {}) };
}

/** Whose an act is by its own name: the Critical Raw Materials Act is of the EU, whoever speaks of it. */
function homeOf(row: Row, { vocabulary }: PageContext, act: ActMention): string | undefined {
  for (let at = act.start; at < act.end; at++) {
    for (const { meaning, end } of vocabulary.words.matchesAt(row.normal.low, row.normal.text, at))
      if (meaning.type === 'actHome' && end <= act.end + 1) return meaning.value;
  }
  return undefined;
}

function placeOf(row: Row, page: PageContext, act: number, verb: number): string | undefined {
  const places = row.items.filter(
    ({ type, value }) => type === 'place' && value !== 'WORLD' && !page.vocabulary.continents.has(value),
  );
  const actors = places.filter(
    (place) =>
      partOf(row, place) !== 'destination' &&
      row.phrases.otherSide.startBefore(row.normal.low, place.start, row.passage.start) === undefined,
  );
  const beside = actors.findLast(({ end }) => end <= act && act - end <= BESIDE_MOST);
  if (beside) return beside.value;
  const by = places.find(({ start }) =>
    /\b(?:by|von|par|por|pela|pelo) (?:the |la |el |den |der )?$/.test(
      between(row, Math.max(row.passage.start, start - 9), start),
    ),
  );
  if (by) return by.value;
  const leading = actors.find(
    ({ start, end }) =>
      isLeading(row, start) &&
      ((act >= end && act - end <= ACTOR_REACH) || (verb >= end && verb - end <= ACTOR_REACH)),
  );
  const second = leading && actors.find(({ start }) => start > leading.end && start - leading.end <= 10);
  // two that act together: the measure is of whom the page is about
  if (second && second.value === page.reporter) return second.value;
  return leading?.value ?? page.mainPlace ?? page.reporter ?? places[0]?.value;
}

/** Whether nothing but dates, and words without a meaning of their own, stands before a place in its sentence. */
const isLeading = (row: Row, at: number): boolean =>
  !row.items.some(
    ({ type, end }) =>
      end <= at && (type === 'material' || type === 'org' || type === 'flow' || type === 'place'),
  ) && at - row.passage.start < 60;
