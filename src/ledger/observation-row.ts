import type { Insertable } from 'kysely';
import { KINDS, type Observation } from '../reading/observation.ts';
import { canonicalJson, shortDigest, withoutEmpty } from './digest.ts';
import { LedgerError } from './errors.ts';
import { spanOf } from './periods.ts';
import type { Tables } from './tables.ts';
import type { FactDetail, RecordStatus } from './types.ts';

export type ObservationRow = Insertable<Tables['observations']>;

interface Context extends FactDetail {
  readonly readingId: string;
  readonly documentId: string;
  readonly sourceId: string;
  readonly position: number;
  readonly published: string | undefined;
  readonly recorded: string;
  readonly status: RecordStatus;
  readonly row?: number;
  readonly note?: string;
}

export function observationRow(observation: Observation, context: Context): ObservationRow {
  const span = spanOf(observation.period);
  return {
    id: `${context.readingId}.${context.position}`,
    reading_id: context.readingId,
    document_id: context.documentId,
    source_id: context.sourceId,
    position: context.position,
    row_number: context.row ?? null,
    kind: observation.kind,
    subject: observation.subject ?? null,
    period: observation.period ?? null,
    period_start: span?.start ?? null,
    period_end: span?.end ?? null,
    resolution: span?.resolution ?? null,
    unit: observation.unit ?? null,
    low: observation.low ?? null,
    high: observation.high ?? null,
    value: observation.value ?? null,
    place: observation.place ?? null,
    reporter: observation.reporter ?? null,
    partner: observation.partner ?? null,
    flow: observation.flow ?? null,
    metric: observation.metric ?? null,
    org: observation.org ?? null,
    basis: observation.basis ?? null,
    vat: observation.vat ?? null,
    price_type: observation.price_type ?? null,
    grade: observation.grade ?? null,
    purity: observation.purity ?? null,
    hs: observation.hs ?? null,
    spec: context.spec ?? null,
    span: context.span ?? null,
    session: context.session ?? null,
    status: context.status,
    note: context.note ?? null,
    published: context.published ?? null,
    available: availableFrom(context.published, span?.end, context.recorded),
    recorded: context.recorded,
    digest: statedDigest(observation),
    body: JSON.stringify(observation),
  };
}

/** The first day on which a figure can have been known. A date of publication that is only a month counts from its end. */
function availableFrom(
  published: string | undefined,
  periodEnd: string | undefined,
  recorded: string,
): string {
  const day = spanOf(published)?.end;
  if (day !== undefined) return day;
  const recordedDay = recorded.slice(0, 10);
  return periodEnd !== undefined && periodEnd < recordedDay ? periodEnd : recordedDay;
}

/** Of what is stated: the same for the same figure read again by another reader or found at another place. */
function statedDigest(observation: Observation): string {
  const { quote: _quote, start: _start, end: _end, read_by: _readBy, ...stated } = observation;
  return shortDigest(canonicalJson(stated));
}

const NUMBERS = ['low', 'high', 'value'] as const;

/**
 * The observation as it is kept: fields that say nothing (undefined, empty) left out, and checked against its text.
 *
 * @throws LedgerError `invalid`, naming the observation and what is wrong with it
 */
export function sound(given: Observation, position: number, text: string): Observation {
  const observation = withoutEmpty(given, ['quote', 'read_by']);
  const { start, end, quote } = observation;
  const wrong = (what: string): LedgerError =>
    new LedgerError(
      'invalid',
      `Observation ${position} (${JSON.stringify(quote)}): ${what}. Nothing was filed.`,
    );
  if (!KINDS.includes(observation.kind))
    throw wrong(`kind "${observation.kind}" is none of ${KINDS.join(', ')}`);
  for (const field of NUMBERS) {
    const number = observation[field];
    if (number !== undefined && !Number.isFinite(number))
      throw wrong(`${field} is ${number}, which is no number`);
  }
  if (observation.low !== undefined && observation.high !== undefined && observation.low > observation.high) {
    throw wrong(`low ${observation.low} is above high ${observation.high}`);
  }
  if (text.slice(start, end) !== quote || !(start >= 0 && start <= end)) {
    throw wrong(`the text from ${start} to ${end} is ${JSON.stringify(text.slice(start, end).slice(0, 80))}`);
  }
  return observation;
}
