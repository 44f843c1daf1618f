import type { LawWords } from '../facts/schemas/law-words.ts';
import type { ShipmentWords } from '../facts/schemas/shipment-words.ts';
import { isDay } from './days.ts';
import { readDescription } from './read-item.ts';
import { bestWord, normalKey, plainWords } from './read-words.ts';
import {
  type EndUse,
  type HeldLicence,
  type Input,
  type Item,
  type Origin,
  type Party,
  type Shipment,
  STAGES,
} from './shipment.ts';

/** Something in a shipment file that could not be used. What else was read is kept. */
export interface ShipmentProblem {
  readonly field: string;
  readonly found: string;
  /** What would be right. */
  readonly expected: string;
}

export interface ShipmentReading {
  readonly shipment: Shipment;
  readonly problems: readonly ShipmentProblem[];
}

/** What the reader knows: the words for shipments, and the names of countries. */
export interface ShipmentLexicon {
  readonly shipment: ShipmentWords;
  readonly places: LawWords['places'];
}

const ITEM_TEXTS = ['grade', 'hs', 'description', 'material'];
const ITEM_FIELDS = [
  ...ITEM_TEXTS,
  'family',
  'form',
  'route',
  'composition',
  'contains',
  'free_of',
  'alloy',
  'product',
  'magnet_mass_kg',
  'device_mass_kg',
  'recycled_share_pct',
  'field',
  'activity',
  'technology_transferred',
  'public_information',
];
const ORIGIN_FIELDS = [...STAGES, 'country', 'inputs', 'chinese_technology', 'chinese_value_share_pct'];

/**
 * Reads a shipment as a person writes it (parsed YAML or JSON): synonyms of fields and values, country names,
 * item described in words, fields of item and origin at the top. Never throws: what is wrong is listed.
 *
 * @example readShipment({ from: 'China', to: 'Germany', item: '42SH NdFeB magnet with 1.5% Dy' }, lexicon)
 */
export function readShipment(input: unknown, lexicon: ShipmentLexicon): ShipmentReading {
  const problems: ShipmentProblem[] = [];
  const read = new Reader(lexicon, problems);
  const top = read.fields(input, '');
  const shipment = read.shipment(top);
  return { shipment, problems };
}

type Fields = Readonly<Record<string, unknown>>;

class Reader {
  readonly #lexicon: ShipmentLexicon;
  readonly #problems: ShipmentProblem[];
  constructor(lexicon: ShipmentLexicon, problems: ShipmentProblem[]) {
    this.#lexicon = lexicon;
    this.#problems = problems;
  }

  #wrong(field: string, found: unknown, expected: string): undefined {
    this.#problems.push({ field, found: asText(found).slice(0, 120), expected });
    return undefined;
  }

  /** Keys under their canonical names; those that nobody knows are listed. */
  fields(input: unknown, path: string): Fields {
    if (input === null || typeof input !== 'object' || Array.isArray(input)) {
      if (input !== undefined) this.#wrong(path || 'shipment', input, 'fields with values');
      return {};
    }
    const names = this.#lexicon.shipment.fields;
    const found: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(input)) {
      if (value === null || value === undefined || value === '') continue;
      const wanted = normalKey(key).replace(/_g$/, '_kg');
      const grams = wanted !== normalKey(key) && typeof value === 'number';
      const name = wanted in names ? wanted : Object.keys(names).find((n) => names[n]!.includes(wanted));
      if (name === undefined)
        this.#wrong(path + key, value, `one of the fields ${Object.keys(names).join(', ')}`);
      else found[name] = grams ? value / 1000 : value;
    }
    return found;
  }

  shipment(top: Fields): Shipment {
    const itemFields = typeof top.item === 'object' ? this.fields(top.item, 'item.') : {};
    const described = typeof top.item === 'string' ? { description: top.item } : {};
    const loose = pick(top, ITEM_FIELDS);
    const originFields = typeof top.origin === 'object' ? this.fields(top.origin, 'origin.') : {};
    const item = this.#item({ ...loose, ...described, ...itemFields });
    const origin = this.#origin({ ...pick(top, ORIGIN_FIELDS), ...originFields }, top.origin, item);
    return clean<Shipment>({
      date: this.#day(top, 'date'),
      entry_date: this.#day(top, 'entry_date'),
      from: this.#place(top.from, 'from'),
      to: this.#place(top.to, 'to'),
      item,
      origin: Object.keys(origin).length > 0 ? origin : undefined,
      exporter: this.#party(top.exporter, 'exporter'),
      buyer: this.#party(top.buyer, 'buyer'),
      end_user: this.#party(top.end_user, 'end_user'),
      end_use: this.#endUse(top),
      us_defence_contract: this.#flag(top, 'us_defence_contract'),
      cots: this.#flag(top, 'cots'),
      electronic_device: this.#flag(top, 'electronic_device'),
      preference_claimed: this.#flag(top, 'preference_claimed'),
      licences: this.#licences(top.licences),
    });
  }

  #item(fields: Fields): Item {
    const words = this.#lexicon.shipment;
    const texts = [fields.description, fields.material, fields.form].filter(
      (t): t is string => typeof t === 'string',
    );
    const said = readDescription(texts.join(', '), words);
    const forms = Object.fromEntries(
      Object.entries(words.forms).map(([code, { words: list }]) => [code, list]),
    );
    const families = Object.fromEntries(
      Object.entries(words.families).map(([code, { words: list }]) => [code, list]),
    );
    const form =
      fields.form === undefined ? said.form : (this.#word(fields.form, 'item.form', forms) ?? said.form);
    const composition = this.#composition(fields.composition) ?? said.composition;
    const item = {
      ...said,
      family: this.#word(fields.family, 'item.family', families) ?? said.family,
      form:
        form ??
        this.#wrong('item.form', fields.description, `a form: ${Object.keys(words.forms).join(', ')}`) ??
        'magnet',
      grade: text(fields.grade) ?? said.grade,
      route: text(fields.route)?.toLowerCase() ?? said.route,
      composition,
      contains: this.#elements(fields.contains, 'item.contains') ?? said.contains,
      free_of: this.#elements(fields.free_of, 'item.free_of') ?? said.free_of,
      alloy: text(fields.alloy) ?? said.alloy,
      hs: this.#hs(fields.hs),
      product: this.#word(fields.product, 'item.product', words.products) ?? said.product,
      magnet_mass_kg: this.#mass(fields.magnet_mass_kg, 'item.magnet_mass_kg') ?? said.magnet_mass_kg,
      device_mass_kg: this.#mass(fields.device_mass_kg, 'item.device_mass_kg'),
      recycled_share_pct: this.#number(fields.recycled_share_pct, 'item.recycled_share_pct'),
      field: this.#word(fields.field ?? fields.activity, 'item.field', words.technology_fields) ?? said.field,
      technology_transferred: this.#flag(fields, 'technology_transferred'),
      public_information: this.#flag(fields, 'public_information'),
    };
    return clean<Item>(item);
  }

  #endUse(top: Fields): EndUse | undefined {
    const said = this.#word(top.end_use, 'end_use', this.#lexicon.shipment.end_uses) as EndUse | undefined;
    const parties = [top.end_user, top.buyer].filter((p): p is Fields => typeof p === 'object' && p !== null);
    return said ?? (parties.some((party) => party.military === true) ? 'military' : undefined);
  }

  #origin(fields: Fields, whole: unknown, item: Item): Origin {
    const steps = STAGES.map((stage) => [stage, this.#places(fields[stage], `origin.${stage}`)] as const);
    const country =
      typeof whole === 'string'
        ? this.#place(whole, 'origin')
        : this.#place(fields.country, 'origin.country');
    return clean<Origin>({
      ...Object.fromEntries(steps),
      country,
      inputs: this.#inputs(fields.inputs) ?? this.#chineseShare(fields.chinese_value_share_pct, item),
      chinese_technology: this.#flag(fields, 'chinese_technology'),
    });
  }

  #inputs(value: unknown): readonly Input[] | undefined {
    if (value === undefined) return undefined;
    return [value].flat().flatMap((entry, i) => {
      const fields = entry as Record<string, unknown>;
      const path = `origin.inputs.${i}`;
      const element = this.#elements(fields?.element ?? fields?.material, `${path}.element`)?.[0];
      const origin = this.#place(fields?.origin ?? fields?.country ?? fields?.from, `${path}.origin`);
      const share = this.#number(
        fields?.value_share_pct ?? fields?.value_share ?? fields?.share_of_value,
        `${path}.value_share_pct`,
      );
      if (!element || !origin) return [];
      return [share === undefined ? { element, origin } : { element, origin, value_share_pct: share }];
    });
  }

  /** "Chinese content: 9%" without more: of the controlled element that the item holds. */
  #chineseShare(value: unknown, item: Item): readonly Input[] | undefined {
    const share = this.#number(value, 'origin.chinese_value_share_pct');
    if (share === undefined) return undefined;
    const held = [...(item.contains ?? []), ...Object.keys(item.composition ?? {})];
    const element = held.find((e) => e === 'Dy' || e === 'Tb') ?? (item.family === 'SmCo' ? 'Sm' : 'Dy');
    return [{ element, origin: 'CN', value_share_pct: share }];
  }

  #licences(value: unknown): readonly HeldLicence[] | undefined {
    if (value === undefined) return undefined;
    return [value].flat().flatMap((entry, i) => {
      const fields: Record<string, unknown> =
        typeof entry === 'string' ? { type: entry } : (entry as Record<string, unknown>);
      const type = this.#word(fields?.type, `licences.${i}.type`, this.#lexicon.shipment.licence_types);
      if (!type) return [];
      const users = fields.end_users ?? fields.named ?? fields.names;
      return [
        clean<HeldLicence>({
          type: type as HeldLicence['type'],
          holder: text(fields.holder),
          end_users: users === undefined ? undefined : [users].flat().map(asText),
          from: this.#day(fields, 'from', `licences.${i}.from`),
          until: this.#day(fields, 'until', `licences.${i}.until`),
        }),
      ];
    });
  }

  #party(value: unknown, field: string): Party | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string') return { name: value };
    const { name, country } = value as Record<string, unknown>;
    return clean<Party>({ name: text(name), country: this.#place(country, `${field}.country`) });
  }

  #place(value: unknown, field: string): string | undefined {
    if (value === undefined) return undefined;
    const given = asText(value).trim();
    if (/^[A-Za-z]{2}$/.test(given)) return given.toUpperCase();
    const code = countryNamed(given) ?? bestWord(given, this.#lexicon.places);
    return code ?? this.#wrong(field, value, 'a country as a two-letter code, such as CN, DE, US');
  }

  #places(value: unknown, field: string): readonly string[] | undefined {
    if (value === undefined) return undefined;
    const given = typeof value === 'string' ? value.split(/[,;+/]/) : [value].flat();
    const places = given.flatMap((v) => this.#place(v, field) ?? []);
    return places.length > 0 ? places : undefined;
  }

  #word(
    value: unknown,
    field: string,
    table: Readonly<Record<string, readonly string[]>>,
  ): string | undefined {
    if (value === undefined) return undefined;
    const given = normalKey(asText(value));
    if (given in table) return given;
    const exact = Object.keys(table).find((code) => code.toLowerCase() === asText(value).toLowerCase());
    return (
      exact ??
      bestWord(asText(value), table) ??
      this.#wrong(field, value, `one of ${Object.keys(table).join(', ')}`)
    );
  }

  #elements(value: unknown, field: string): readonly string[] | undefined {
    if (value === undefined) return undefined;
    const given =
      typeof value === 'string'
        ? value.split(/[,;+/ ]|\b(?:and|or)\b/).filter(Boolean)
        : [value].flat().map(asText);
    return given.flatMap((name) => {
      const symbol = name.trim();
      if (/^[A-Z][a-z]?$/.test(symbol)) return [symbol];
      const found = bestWord(symbol, this.#lexicon.shipment.elements);
      return found ?? this.#wrong(field, name, 'an element, such as Dy') ?? [];
    });
  }

  #composition(value: unknown): Readonly<Record<string, number>> | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string')
      return (
        readDescription(value, this.#lexicon.shipment).composition ??
        this.#wrong('item.composition', value, 'weight percent by element: {Nd: 29, Dy: 1.5}')
      );
    const shares: Record<string, number> = {};
    for (const [name, share] of Object.entries(value as object)) {
      const element = this.#elements(name.replace(/_?(?:wt_)?pct$/i, ''), 'item.composition')?.[0];
      const number = this.#number(share, `item.composition.${name}`);
      if (element && number !== undefined) shares[element] = number;
    }
    return shares;
  }

  #number(value: unknown, field: string): number | undefined {
    if (value === undefined) return undefined;
    const number = typeof value === 'number' ? value : Number(asText(value).replace('%', '').trim());
    return Number.isFinite(number) && number >= 0
      ? number
      : this.#wrong(field, value, 'a number, zero or more');
  }

  #mass(value: unknown, field: string): number | undefined {
    if (typeof value !== 'string') return this.#number(value, field);
    const [, figure, unit] = /^\s*([\d.]{1,12})\s*(kg|g|t)?\s*$/i.exec(value) ?? [];
    if (figure === undefined) return this.#wrong(field, value, 'a mass in kg, such as 0.15 or "150 g"');
    return Number(figure) * ({ g: 0.001, t: 1000 }[unit?.toLowerCase() ?? ''] ?? 1);
  }

  #hs(value: unknown): string | undefined {
    if (value === undefined) return undefined;
    const digits = asText(value).replace(/[.\s]/g, '');
    return /^\d{4,10}$/.test(digits)
      ? digits
      : this.#wrong('item.hs', value, 'a customs code of 4 to 10 digits');
  }

  #day(fields: Fields, name: string, path: string = name): string | undefined {
    const value = fields[name];
    if (value === undefined) return undefined;
    const given = asText(value).trim().slice(0, 10);
    return isDay(given) ? given : this.#wrong(path, value, 'a day, YYYY-MM-DD');
  }

  #flag(fields: Fields, name: string): boolean | undefined {
    const value = fields[name];
    if (value === undefined || typeof value === 'boolean') return value;
    const given = plainWords(asText(value));
    if (['yes', 'true', 'y', '1', '是', 'はい'].includes(given)) return true;
    if (['no', 'false', 'n', '0', '否', 'いいえ'].includes(given)) return false;
    return this.#wrong(name, value, 'yes or no');
  }
}

const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'de', 'fr', 'es', 'pt', 'ko'];
let countries: ReadonlyMap<string, string> | undefined;

/** Code of a country by its name in any of the languages read. */
function countryNamed(name: string): string | undefined {
  countries ??= countryNames();
  return countries.get(plainWords(name));
}

function countryNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const a of letters) {
      for (const b of letters) {
        const name = display.of(a + b);
        if (name) names.set(plainWords(name), a + b);
      }
    }
  }
  return names;
}

const text = (value: unknown): string | undefined => (value === undefined ? undefined : asText(value).trim());

/** A value as text; what is none (a list, an object) as its JSON, which no word will match. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' && typeof value !== 'function') return String(value);
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));

/** Leaves out fields without a value. */
function clean<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
