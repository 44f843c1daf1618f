/**
 * A scenario with some of its levers moved: `licences_heavy_EU=0.5`, or with months of its own
 * `licences_heavy_EU=0@2027-01..2027-07`. One text for the command line, the address of the desk and the file that
 * keeps a run; the same text gives the same digits everywhere.
 */

import type { LeverFile } from '../facts/schemas/chain-levers.ts';
import type { ChainTables } from './assembly/tables.ts';
import { monthOf } from './calendar.ts';
import { matches, type Scenario, ScenarioError, type ScenarioEvent } from './scenario.ts';

export type { LeverFile };

/** One thing that can be moved by a number. */
export interface Lever {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  /** Place it is about, as people call it; absent where it is about all. */
  readonly place?: string;
  readonly note: string;
  readonly unit: LeverFile['levers'][number]['unit'];
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** Months meant where none are given; absent: the whole run. `until` is the first month that is not meant. */
  readonly from?: string;
  readonly until?: string;
  /** Codes of the places it is about; absent: all. */
  readonly places?: readonly string[];
  readonly moves: LeverFile['levers'][number]['moves'];
}

/** A lever moved to a value, and the months in which it is moved where they are not the usual ones. */
export interface Setting {
  readonly key: string;
  readonly value: number;
  readonly from?: string;
  readonly until?: string;
}

/** A setting that cannot be, with the words that say what would be right. */
export class SettingError extends ScenarioError {
  constructor(message: string) {
    super(message);
    this.name = 'SettingError';
  }
}

/** All levers, one for each place that they are of. */
export function leversOf(file: LeverFile): readonly Lever[] {
  return file.levers.flatMap(({ for: places, everywhere, ...lever }) => {
    const ofPlaces = (places ?? []).map((code) => {
      const place = file.places.find(({ key }) => key === code)!;
      return { ...lever, key: `${lever.key}_${code}`, place: place.name, places: place.places };
    });
    return places && !everywhere ? ofPlaces : [lever, ...ofPlaces];
  }) as readonly Lever[];
}

const MONTH = '\\d{4}-(?:0[1-9]|1[0-2])';
const SETTING = new RegExp(`^([A-Za-z]\\w*)=(-?\\d+(?:\\.\\d+)?)(?:@(${MONTH})\\.\\.(${MONTH})?)?$`);

/**
 * Reads a setting. Levers keep to their range; any other parameter of `chain/parameters.csv` takes any number.
 *
 * @throws {SettingError} saying what is wrong and what would be right
 * @example parseSetting('licences_heavy_EU=0@2027-01..2027-07', levers, tables)
 */
export function parseSetting(text: string, levers: readonly Lever[], tables: ChainTables): Setting {
  const found = SETTING.exec(text);
  if (!found)
    throw new SettingError(
      `${text}: write it as key=number, as in stock_elasticity=1.5, with months where they matter, as in licences_heavy_EU=0@2027-01..2027-07`,
    );
  const [, key = '', number, from, until] = found;
  const value = Number(number);
  const setting = { key, value, ...(from && { from }), ...(until && { until }) };
  const lever = levers.find((one) => one.key === key);
  if (!lever) {
    if (!tables.chainParameters.some(({ parameter }) => parameter === key))
      throw new SettingError(
        `${text}: there is no lever or parameter "${key}"${nearTo(key, levers, tables)}`,
      );
    if (from) throw new SettingError(`${text}: "${key}" holds for the whole run and takes no months`);
    return setting;
  }
  checkSetting(lever, setting);
  return setting;
}

/**
 * Checks a value and months against what a lever allows.
 *
 * @throws {SettingError}
 */
export function checkSetting(lever: Lever, setting: Setting): void {
  const { value, from, until } = setting;
  if (!(value >= lever.low && value <= lever.high))
    throw new SettingError(
      `${settingText(setting)}: ${lever.label} goes from ${lever.low} to ${lever.high} (${lever.unit})`,
    );
  if (from && !lever.from)
    throw new SettingError(
      `${settingText(setting)}: "${lever.key}" holds for the whole run and takes no months`,
    );
  const months = monthsOf(lever, setting);
  if (months.from && months.until && monthOf(months.until) <= monthOf(months.from))
    throw new SettingError(
      `${settingText(setting)}: ends (${until ?? months.until}) before it begins; write the first month and the first that is not meant any more`,
    );
}

/** A setting as it is written. */
export const settingText = ({ key, value, from, until }: Setting): string =>
  `${key}=${value}${from ? `@${from}..${until ?? ''}` : ''}`;

/** The months in which a setting holds: its own or the lever's usual ones; `until` may be open. */
export function monthsOf(
  lever: Lever,
  setting?: Setting,
): { readonly from?: string; readonly until?: string } {
  const { from, until } = setting?.from ? setting : lever;
  return { ...(from && { from }), ...(until && { until }) };
}

const nearTo = (key: string, levers: readonly Lever[], tables: ChainTables): string => {
  const stem = key.slice(0, 4);
  // One of each family of places is enough to see how the name goes on.
  const families = new Map(levers.map((one) => [`${one.group}:${one.label}`, one.key]));
  const near = [...tables.chainParameters.map((row) => row.parameter), ...families.values()]
    .filter((one) => one.includes(stem))
    .slice(0, 8);
  return near.length > 0
    ? `; near it: ${near.join(', ')}`
    : '. "coercivity scenario levers" lists them; parameters are in data/chain/parameters.csv';
};

/**
 * A scenario with settings in place of what it says of the same. Their order does not matter: what is said of one
 * place holds over what is said of all.
 *
 * @throws {SettingError} where a value or its months are not allowed
 */
export function withSettings(
  scenario: Scenario,
  settings: readonly Setting[],
  levers: readonly Lever[],
  tables: ChainTables,
): Scenario {
  const place = new Map(levers.map(({ key }, i) => [key, i]));
  const rank = ({ key }: Setting) => place.get(key) ?? levers.length;
  const inOrder = settings.toSorted(
    (a, b) => rank(a) - rank(b) || settingText(a).localeCompare(settingText(b), 'en'),
  );
  let events = scenario.events;
  const parameters: Record<string, number> = { ...scenario.parameters };
  for (const setting of inOrder) {
    const lever = levers[rank(setting)];
    if (lever) checkSetting(lever, setting);
    if (lever && lever.moves.kind !== 'parameter') {
      events = moved({ ...scenario, events }, lever, setting, ownValue(lever, scenario, tables, setting));
    } else parameters[setting.key] = setting.value;
  }
  return { ...scenario, events, parameters };
}

function moved(scenario: Scenario, lever: Lever, setting: Setting, own: number): readonly ScenarioEvent[] {
  const { value } = setting;
  const { moves } = lever;
  const { events } = scenario;
  const { from = scenario.from, until } = monthsOf(lever, setting);
  const span = { from, ...(until && { until }) };
  const reached = until ?? scenario.until;
  const words = `as set here: ${lever.label}${lever.place ? `, ${lever.place}` : ''}`;
  const common = { words, status: 'assumed' as const, source: `setting ${settingText(setting)}` };
  const add = (...more: ScenarioEvent[]) => [...events, ...more];
  switch (moves.kind) {
    case 'control':
      return add({
        ...common,
        ...span,
        ...moves,
        id: lever.key,
        announced: from,
        ...(lever.places && { destinations: [...lever.places] }),
        licensed: { default: { [from]: value } },
        // Nobody hoards because licences are given.
        hoarding: value < 1,
        instead: true,
      });
    case 'wait':
      return events.map((event) => (event.kind === 'control' ? { ...event, wait_months: value } : event));
    case 'output':
      return add({ ...common, ...span, ...moves, factor: value, instead: true });
    case 'duty':
      return add(
        ...(lever.places ?? []).map((destination) => ({
          ...common,
          ...span,
          ...moves,
          destination,
          share: value,
          instead: true,
        })),
      );
    case 'project':
      return add({ ...common, kind: 'project', delay_months: value - own });
    case 'floor':
      return add({ ...common, ...span, ...moves, usd_per_kg: value, instead: true });
    case 'stock-release': {
      const months = monthOf(reached) - monthOf(from);
      const nodes = (lever.places ?? []).flatMap((place) =>
        moves.carriers.map((carrier) => `${carrier}@${place}${moves.to === 'buyers' ? '/*' : ''}`),
      );
      return add({
        ...common,
        ...span,
        kind: 'stock-release',
        node: nodes,
        tonnes_per_month: value / Math.max(1, months),
      });
    }
    case 'demand':
      return add({
        ...common,
        ...span,
        ...moves,
        factor: own > 0 ? value / own : value,
        ...(lever.places && { places: [...lever.places] }),
      });
    case 'substitution':
      return add({ ...common, ...moves, from, reached, share: value, instead: true });
    case 'diffusion':
      return [
        ...elsewhere(events, 'diffusion', moves.places),
        { ...common, ...moves, from, reached, share: value },
      ];
    case 'collection':
      return [
        ...elsewhere(events, 'collection', moves.places),
        { ...common, ...moves, from, reached, factor: value },
      ];
    case 'parameter':
      return events;
  }
}

/** Events, those of a kind only as far as they speak of other places. */
const elsewhere = (
  events: readonly ScenarioEvent[],
  kind: 'diffusion' | 'collection',
  places: readonly string[],
): readonly ScenarioEvent[] =>
  events.flatMap((event) => {
    if (event.kind !== kind) return [event];
    const rest = event.places.filter((place) => !places.includes(place));
    return rest.length > 0 ? [{ ...event, places: rest }] : [];
  });

/**
 * What a scenario itself says of a lever in its first month (its usual one, or that of a setting): where the slider
 * stands when nobody has moved it.
 */
export function ownValue(lever: Lever, scenario: Scenario, tables: ChainTables, setting?: Setting): number {
  const { moves } = lever;
  const at = monthsOf(lever, setting).from ?? scenario.from;
  const holds = (event: { readonly from?: string | undefined; readonly until?: string | undefined }) =>
    (event.from ?? '') <= at && (!event.until || at < event.until);
  const of = <K extends ScenarioEvent['kind']>(kind: K) =>
    scenario.events.filter((event): event is Extract<ScenarioEvent, { kind: K }> => event.kind === kind);
  const shares = (one: readonly string[], other: readonly string[]) =>
    one.some((a) => other.some((b) => matches(a, b) || matches(b, a)));
  const least = (values: readonly number[], otherwise: number) => Math.min(otherwise, ...values);
  const most = (values: readonly number[]) => Math.max(0, ...values);
  switch (moves.kind) {
    case 'parameter':
      return (
        scenario.parameters[lever.key] ??
        tables.chainParameters.find(({ parameter }) => parameter === lever.key)?.value ??
        lever.low
      );
    case 'control':
      return least(
        of('control')
          .filter(
            (event) =>
              event.origin === moves.origin &&
              holds(event) &&
              shares(event.carriers, moves.carriers) &&
              (!lever.places || !event.destinations || shares(event.destinations, lever.places)),
          )
          .map((event) => {
            const path = event.licensed[lever.places?.[0] ?? 'default'] ?? event.licensed.default ?? {};
            const last = Object.keys(path)
              .filter((month) => month <= at)
              .sort()
              .at(-1);
            return last ? path[last]! : 1;
          }),
        1,
      );
    case 'wait':
      return most(
        of('control').map(({ wait_months }) => wait_months ?? scenario.parameters.licence_wait ?? 2),
      );
    case 'output':
      return of('output')
        .filter((event) => holds(event) && shares(event.processes, moves.processes))
        .reduce((product, { factor }) => product * factor, 1);
    case 'duty':
      return of('duty')
        .filter(
          (event) =>
            event.origin === moves.origin &&
            holds(event) &&
            (lever.places ?? []).includes(event.destination) &&
            shares(event.carriers, moves.carriers),
        )
        .reduce((sum, { share }) => sum + share, 0);
    case 'project':
      return of('project')
        .filter(({ projects, places }) => !projects && !places)
        .reduce((sum, { delay_months }) => sum + (delay_months ?? 0), 0);
    case 'floor':
      return most(
        of('floor')
          .filter((event) => event.node === moves.node && holds(event))
          .map(({ usd_per_kg }) => usd_per_kg),
      );
    case 'stock-release':
      return 0;
    case 'demand':
      return of('demand')
        .filter(
          (event) =>
            event.factor !== undefined &&
            event.application === moves.application &&
            holds(event) &&
            (!event.places || !lever.places || shares(event.places, lever.places)),
        )
        .reduce((product, { factor }) => product * (factor ?? 1), 1);
    case 'substitution':
      return most(
        of('substitution')
          .filter((event) => shares(event.carriers, moves.carriers))
          .map(({ share }) => share),
      );
    case 'diffusion':
      return most(
        of('diffusion')
          .filter((event) => shares(event.carriers, moves.carriers) && shares(event.places, moves.places))
          .map(({ share }) => share),
      );
    case 'collection':
      return of('collection')
        .filter((event) => shares(event.places, moves.places))
        .reduce((product, { factor }) => product * factor, 1);
  }
}
