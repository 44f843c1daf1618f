import type { ColumnDataType, Kysely, RawBuilder } from 'kysely';
import type { Engine } from './engine.ts';
import { LedgerError } from './errors.ts';
import { RUN_COLUMNS } from './run-tables.ts';
import type { Tables } from './tables.ts';

type Text = ColumnDataType | RawBuilder<unknown>;

interface Step {
  readonly version: number;
  readonly name: string;
  readonly up: (db: Kysely<Tables>, text: Text) => Promise<void>;
}

/**
 * The schema, step by step. A step that has been released is never edited: what must change becomes a new step at
 * the end, so that every ledger ever written can be opened.
 */
const STEPS: readonly Step[] = [
  { version: 1, name: 'the first schema', up: firstSchema },
  { version: 2, name: 'runs of the chain model', up: runsOfTheModel },
];

export const SCHEMA_VERSION = STEPS.at(-1)?.version ?? 0;

async function firstSchema(db: Kysely<Tables>, text: Text): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('sha256', text, (c) => c.notNull().unique())
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('title', text)
    .addColumn('media_type', text)
    .addColumn('language', text)
    .addColumn('story', text, (c) => c.notNull())
    .addColumn('sample_size', 'integer', (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('shingles')
    .addColumn('hash', 'integer', (c) => c.notNull())
    .addColumn('document_id', text, (c) => c.notNull().references('documents.id'))
    .addPrimaryKeyConstraint('shingles_key', ['hash', 'document_id'])
    .execute();
  await db.schema
    .createTable('sources')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('url', text)
    .addColumn('voice', text, (c) => c.notNull())
    .addColumn('standing', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('sightings')
    .addColumn('document_id', text, (c) => c.notNull().references('documents.id'))
    .addColumn('origin', text, (c) => c.notNull())
    .addColumn('location', text, (c) => c.notNull())
    .addColumn('source_id', text, (c) => c.notNull().references('sources.id'))
    .addColumn('retrieved', text)
    .addColumn('recorded', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('sightings_key', ['document_id', 'origin', 'location'])
    .execute();
  await db.schema
    .createTable('readings')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('lineage', text, (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('document_id', text, (c) => c.notNull().references('documents.id'))
    .addColumn('reader', text, (c) => c.notNull())
    .addColumn('published', text)
    .addColumn('observation_count', 'integer', (c) => c.notNull())
    .addColumn('number_count', 'integer', (c) => c.notNull())
    .addColumn('unread_count', 'integer', (c) => c.notNull())
    .addColumn('numbers', text, (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .addUniqueConstraint('readings_order', ['lineage', 'n'])
    .execute();
  await db.schema.createIndex('readings_by_document').on('readings').column('document_id').execute();
  await db.schema
    .createTable('observations')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('reading_id', text, (c) => c.notNull().references('readings.id'))
    .addColumn('document_id', text, (c) => c.notNull().references('documents.id'))
    .addColumn('source_id', text, (c) => c.notNull().references('sources.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('row_number', 'integer')
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('subject', text)
    .addColumn('period', text)
    .addColumn('period_start', text)
    .addColumn('period_end', text)
    .addColumn('resolution', text)
    .addColumn('unit', text)
    .addColumn('low', 'double precision')
    .addColumn('high', 'double precision')
    .addColumn('value', 'double precision')
    .addColumn('place', text)
    .addColumn('reporter', text)
    .addColumn('partner', text)
    .addColumn('flow', text)
    .addColumn('metric', text)
    .addColumn('org', text)
    .addColumn('basis', text)
    .addColumn('vat', text)
    .addColumn('price_type', text)
    .addColumn('grade', text)
    .addColumn('purity', text)
    .addColumn('hs', text)
    .addColumn('spec', text)
    .addColumn('span', text)
    .addColumn('session', text)
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('note', text)
    .addColumn('published', text)
    .addColumn('available', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('observations_by_series')
    .on('observations')
    .columns(['kind', 'subject', 'period_start'])
    .execute();
  await db.schema.createIndex('observations_by_reading').on('observations').column('reading_id').execute();
  await db.schema
    .createTable('marks')
    .addColumn('n', 'integer', (c) => c.primaryKey())
    .addColumn('target', text, (c) => c.notNull())
    .addColumn('mark', text, (c) => c.notNull())
    .addColumn('who', text, (c) => c.notNull())
    .addColumn('why', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('checks')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('document_id', text, (c) => c.notNull().references('documents.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('judge', text, (c) => c.notNull())
    .addColumn('as_of', text)
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .addUniqueConstraint('checks_order', ['document_id', 'n'])
    .execute();
  await db.schema.createIndex('checks_by_time').on('checks').column('recorded').execute();
  await db.schema
    .createTable('verdicts')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('check_id', text, (c) => c.notNull().references('checks.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('verdict', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('verdicts_by_check').on('verdicts').column('check_id').execute();
  await db.schema
    .createTable('dependencies')
    .addColumn('dependent', text, (c) => c.notNull())
    .addColumn('dependent_kind', text, (c) => c.notNull())
    .addColumn('rests_on', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('dependencies_key', ['dependent', 'rests_on'])
    .execute();
  await db.schema.createIndex('dependencies_by_ground').on('dependencies').column('rests_on').execute();
}

async function runsOfTheModel(db: Kysely<Tables>, text: Text): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('scenario', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('settings', text, (c) => c.notNull())
    .addColumn('recorded', text, (c) => c.notNull())
    .execute();
  for (const [name, columns] of Object.entries(RUN_COLUMNS)) {
    let table = db.schema
      .createTable(name)
      .addColumn('run_id', text, (c) => c.notNull().references('runs.id'));
    for (const [column, type] of Object.entries(columns))
      table = table.addColumn(column, type === 'text' ? text : type);
    await table.execute();
    await db.schema.createIndex(`${name}_by_run`).on(name).column('run_id').execute();
  }
}

/**
 * Brings an open database to this program's schema, all steps in one transaction: either the ledger is at the new
 * version or it is as it was. Refuses a ledger that a newer program wrote.
 */
export async function bringUpToDate(db: Kysely<Tables>, engine: Engine, now: () => string): Promise<void> {
  const found = await schemaVersion(db, engine);
  if (found > SCHEMA_VERSION) throw newerSchema(engine.location, found);
  if (found === SCHEMA_VERSION) return;
  await db.transaction().execute(async (trx) => {
    await engine.beginWriting(trx);
    // Asked again now that nobody else can be doing the same.
    const version = await schemaVersion(trx, engine);
    if (version === 0) {
      await engine.claim(trx);
      await trx.schema
        .createTable('ledger_schema')
        .addColumn('version', 'integer', (c) => c.primaryKey())
        .addColumn('name', engine.text, (c) => c.notNull())
        .addColumn('applied', engine.text, (c) => c.notNull())
        .execute();
    }
    for (const step of STEPS.filter((candidate) => candidate.version > version)) {
      await step.up(trx, engine.text);
      await trx
        .insertInto('ledger_schema')
        .values({ version: step.version, name: step.name, applied: now() })
        .execute();
    }
  });
}

/** The version of the schema that a database has; 0 where it has none. */
export async function schemaVersion(db: Kysely<Tables>, engine: Engine): Promise<number> {
  if (!(await engine.hasSchema(db))) return 0;
  const row = await db
    .selectFrom('ledger_schema')
    .select((e) => e.fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

export function newerSchema(location: string, version: number): LedgerError {
  return new LedgerError(
    'newer-schema',
    `${location}: this ledger has schema version ${version}, and this program knows versions up to ${SCHEMA_VERSION}. ` +
      'Update the program; the ledger was left as it is.',
  );
}
