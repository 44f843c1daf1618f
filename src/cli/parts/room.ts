import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { loadFacts } from '../../facts/index.ts';
import { createLaw } from '../../law/index.ts';
import {
  createParts,
  FEEDS,
  type Feed,
  type OwnParameters,
  PARAMETERS,
  type Parts,
  type Prices,
  type PriceType,
  pricesOfFacts,
  pricesOfRecord,
  type Shortages,
  withOwnPrices,
} from '../../parts/index.ts';
import { say, today } from '../context.ts';
import { CommandError } from '../exit.ts';

/** Options that every command about parts has. */
export interface BasisOptions {
  readonly on?: string;
  readonly currency: string;
  readonly feed?: Feed;
  readonly price?: Readonly<Record<string, number>>;
  readonly set?: OwnParameters;
  readonly priceType?: readonly PriceType[];
}

const keyAndNumber = (item: string, example: string): [string, number] => {
  const at = item.lastIndexOf('=');
  const value = Number(item.slice(at + 1));
  if (at <= 0 || item.slice(at + 1) === '' || !Number.isFinite(value)) {
    throw new CommandError(`"${item}" is no key and number; write it as ${example}.`);
  }
  return [item.slice(0, at), value];
};

/** `--price PrNd-metal=630`, given any number of times. */
export function collectPrice(item: string, so: Readonly<Record<string, number>> = {}) {
  const [material, value] = keyAndNumber(item, 'PrNd-metal=630');
  if (!/^[A-Z][A-Za-z]*-[a-z]+$/.test(material) || value <= 0) {
    throw new CommandError(`"${item}" is no price of a material; write it as PrNd-metal=630.`);
  }
  return { ...so, [material]: value };
}

/** `--set finished_yield=0.72`, given any number of times. */
export function collectParameter(item: string, so: OwnParameters = {}): OwnParameters {
  const [name, value] = keyAndNumber(item, 'finished_yield=0.72');
  if (!(PARAMETERS as readonly string[]).includes(name)) {
    throw new CommandError(`There is no figure "${name}". There are: ${PARAMETERS.join(', ')}.`);
  }
  return { ...so, [name]: value };
}

export function parseFeed(text: string): Feed {
  if ((FEEDS as readonly string[]).includes(text)) return text as Feed;
  throw new CommandError(`"${text}" is no basis of metal prices; write one of ${FEEDS.join(', ')}.`);
}

export function parseCurrency(text: string): string {
  const currency = text.toUpperCase();
  const known = ['USD', ...new Set(loadFacts().exchangeRates.map((rate) => rate.currency))];
  if (known.includes(currency)) return currency;
  throw new CommandError(
    `No exchange rate of "${text}" is on record. There are: ${known.sort().join(', ')}.`,
  );
}

/** A country by its two letters. */
export function parsePlace(text: string): string {
  const place = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(place)) return place;
  throw new CommandError(`"${text}" is no country; write its two letters, such as CN or DE.`);
}

const PRICE_TYPES: readonly PriceType[] = ['assessed', 'asked', 'traded', 'list', 'contract', 'tender'];

/** `--price-type asked,traded`. */
export function parsePriceTypes(text: string): readonly PriceType[] {
  const types = text.split(',').map((each) => each.trim());
  const odd = types.find((each) => !(PRICE_TYPES as readonly string[]).includes(each));
  if (odd === undefined) return types as PriceType[];
  throw new CommandError(`"${odd}" is no kind of price; write one or more of ${PRICE_TYPES.join(', ')}.`);
}

/** Adds the options of {@link BasisOptions} to a command. */
export const withBasis = (command: Command, parseDay: (text: string) => string): Command =>
  command
    .option('--on <day>', 'the day to price for (default: today)', parseDay)
    .option('--currency <code>', 'money of the answer', parseCurrency, 'USD')
    .option(
      '--feed <basis>',
      'metal prices: inside (China, without tax), china (with the tax that foreigners pay), outside, floor (outside, with the US floor under PrNd)',
      parseFeed,
    )
    .option(
      '--price-type <types>',
      'kinds of quotation that count, such as asked or traded,assessed (default: assessed, asked, traded)',
      parsePriceTypes,
    )
    .option(
      '--price <material=price>',
      'your own price for a kilogram: CNY with tax, or USD with --feed outside; repeat it for several',
      collectPrice,
    )
    .option(
      '--set <figure=value>',
      'your own figure in place of the table’s, such as margin=0.1',
      collectParameter,
    );

/** The room of parts with facts, law and the record's prices; no bill of materials goes into the ledger. */
export async function openParts(
  command: Command,
  options: BasisOptions,
  shortages?: Shortages,
): Promise<Parts> {
  const facts = loadFacts();
  const recorded = await recordedPrices(command);
  const market = options.feed === 'outside' || options.feed === 'floor' ? 'outside' : 'inside';
  const prices = recorded ?? pricesOfFacts(facts);
  const law = createLaw(facts.acts, facts.lawWords, facts.shipmentWords);
  return createParts(facts, {
    prices: options.price ? withOwnPrices(prices, options.price, market) : prices,
    decide: law.decide,
    ...(options.set ? { parameters: options.set } : {}),
    ...(shortages ? { shortages } : {}),
  });
}

/** Prices of the ledger where there is one; the shipped quotations are in it. */
async function recordedPrices(command: Command): Promise<Prices | undefined> {
  const { findLedger } = await import('../../workbench/ledger-file.ts');
  const { ledger: named } = command.optsWithGlobals<{ readonly ledger?: string }>();
  const file = named ?? findLedger(process.cwd());
  if (!named && !existsSync(file)) return undefined;
  const { openLedger, record } = await import('../../ledger/index.ts');
  const ledger = await openLedger(file, file.includes('://') ? {} : { readOnly: true });
  try {
    say(command, `prices from the ledger ${file}`);
    return pricesOfRecord(await record(ledger, { kinds: ['price'] }));
  } finally {
    await ledger.close();
  }
}

export const dayOf = (options: { readonly on?: string }): string => options.on ?? today();
