import type { ColumnDataType, Dialect, Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** A database that a ledger can live in, by what sets it apart from the others. */
export interface Engine {
  readonly name: 'sqlite' | 'postgresql' | 'pglite';
  /** For messages: the path, or the address without user and password. */
  readonly location: string;
  readonly dialect: Dialect;
  /** The type of a text column whose order is that of its characters. */
  readonly text: ColumnDataType | RawBuilder<unknown>;
  /** Whether a ledger has been made here. */
  readonly hasSchema: (db: Kysely<Tables>) => Promise<boolean>;
  /** Called first in every writing transaction: from here on no other process writes until it ends. */
  readonly beginWriting: (trx: Kysely<Tables>) => Promise<void>;
  /** Called once, in the transaction that makes the first tables. */
  readonly claim: (trx: Kysely<Tables>) => Promise<void>;
  /** What is wrong with the store, in the database's own words; empty where nothing is. */
  readonly verify: (db: Kysely<Tables>) => Promise<readonly string[]>;
}
