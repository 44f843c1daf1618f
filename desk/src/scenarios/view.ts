// What the room shows, as its address says it: scenario, levers, comparison, draws, months, tab, what is opened.
import { monthOf, monthText } from '../../../src/chain/calendar.ts';
import { resolveScenario, type Scenario } from '../../../src/chain/scenario.ts';
import {
  type Lever,
  leversOf,
  monthsOf,
  parseSetting,
  type Setting,
  SettingError,
  settingText,
} from '../../../src/chain/settings.ts';
import type { Model, RunOf } from './messages.ts';

export const TABS = ['overview', 'prices', 'flows', 'dates'] as const;
export type Tab = (typeof TABS)[number];

/** Draws that the room offers; an address may ask for any number up to the last. */
export const DRAWS = [0, 10, 20, 50, 100, 200] as const;
const MOST_DRAWS = 200;
const FIRST = '2024-01';
const LAST = '2036-01';
/** Runs end here unless the address says otherwise: far enough for a year's shock to pass. */
const UNTIL = '2031-01';
const MONTHS_BEFORE = 24;
const MONTHS_AFTER = 30;

/** Held against the scenario before any lever is moved; or against the view without one of its moved levers. */
export const ITSELF = 'itself';
const WITHOUT = 'without:';
export const without = (key: string) => WITHOUT + key;
/** The lever that the base leaves out, where it is the view without it. */
export const leftOut = (against: string): string | undefined =>
  against.startsWith(WITHOUT) ? against.slice(WITHOUT.length) : undefined;

export interface View {
  readonly scenario: string;
  readonly settings: readonly Setting[];
  /** Settings of the address that cannot be, each with what would be right. */
  readonly wrong: readonly string[];
  /** What it is held against: a scenario, `itself`, or `without:` and the key of a moved lever. */
  readonly against: string;
  readonly draws: number;
  readonly seed: number;
  readonly until: string;
  /** First and last month shown. */
  readonly from: string;
  readonly to: string;
  /** Where the shock begins: stoppages and the worst month are looked for from here on. */
  readonly since: string;
  /** Key of a place of the levers' file; empty for everywhere. */
  readonly place: string;
  readonly tab: Tab;
  /** Opened cell of the shortages: `EU:magnet-UH:2027-03`. */
  readonly cell: string;
  /** Opened row of what binds. */
  readonly bound: string;
}

/** The view that an address asks for; what it leaves out or what cannot be is as usual. */
export function viewOf(query: URLSearchParams, model: Model): View {
  const levers = leversOf(model.levers);
  const scenario = query.get('scenario') ?? 'full-stop';
  const settings: Setting[] = [];
  const wrong: string[] = [];
  for (const text of (query.get('set') ?? '').split(',').filter(Boolean)) {
    try {
      const setting = parseSetting(text, levers, model.tables);
      const before = settings.findIndex(({ key }) => key === setting.key);
      if (before >= 0) settings.splice(before, 1);
      settings.push(setting);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      wrong.push(error.message);
    }
  }
  const file = model.scenarios.find((one) => one.name === scenario);
  const usual = settings.length > 0 ? ITSELF : (file?.base ?? 'reference');
  const asked = query.get('against') ?? usual;
  const gone = leftOut(asked);
  const against = gone && !settings.some(({ key }) => key === gone) ? usual : asked;
  const month = (name: string, otherwise: string, least: string, most: string) => {
    const text = query.get(name) ?? '';
    const valid = /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : otherwise;
    return valid < least ? least : valid > most ? most : valid;
  };
  const number = (name: string, otherwise: number, most: number) => {
    const text = query.get(name) ?? '';
    return /^\d{1,9}$/.test(text) ? Math.min(most, Number(text)) : otherwise;
  };
  const until = month('until', UNTIL, '2025-01', LAST);
  const since = sinceOf(model, levers, scenario, settings);
  const shifted = (by: number) => monthText(monthOf(since) + by);
  const end = monthText(monthOf(until) - 1);
  const from = month('from', shifted(-MONTHS_BEFORE), FIRST, end);
  const moved = settings.flatMap(({ key }) => /_([A-Z]+)$/.exec(key)?.[1] ?? []);
  const known = (key: string) => model.levers.places.some((place) => place.key === key);
  const place = query.get('place') ?? moved.find(known) ?? '';
  const tab = TABS.find((one) => one === query.get('tab')) ?? 'overview';
  return {
    scenario,
    settings,
    wrong,
    against,
    draws: number('runs', 20, MOST_DRAWS),
    seed: number('seed', 1, 999_999_999),
    until,
    from,
    to: month('to', shifted(MONTHS_AFTER), from, end),
    since,
    place: known(place) ? place : '',
    tab,
    cell: query.get('cell') ?? '',
    bound: query.get('bound') ?? '',
  };
}

/** First month in which a moved lever counts, or something of the scenario's own. */
function sinceOf(
  model: Model,
  levers: readonly Lever[],
  scenario: string,
  settings: readonly Setting[],
): string {
  const moved = settings.flatMap((setting) => {
    const lever = levers.find(({ key }) => key === setting.key);
    return (lever && monthsOf(lever, setting).from) ?? [];
  });
  const file = model.scenarios.find((one) => one.name === scenario);
  const own = (file?.events ?? []).flatMap((event) => ('from' in event && event.from ? [event.from] : []));
  return [...(moved.length > 0 ? moved : own)].sort()[0] ?? '2025-04';
}

/** The first year of the shock, as far as it is shown: what figures in a table are of. */
export function yearOf({ since, from, to }: Pick<View, 'since' | 'from' | 'to'>): {
  readonly from: string;
  readonly to: string;
} {
  const first = [since, from].sort()[1]!;
  return { from: first, to: [monthText(monthOf(first) + 11), to].sort()[0]! };
}

/** Settings as they stand in the address. */
export const settingsText = (settings: readonly Setting[]): string => settings.map(settingText).join(',');

/** The run that a view asks for, and the one that it is held against; that one may be the same. */
export function runsOf(view: View): { readonly run: RunOf; readonly base: RunOf } {
  const { scenario, settings, until, since, against } = view;
  const common = { until, since };
  const gone = leftOut(against);
  const set = (kept: readonly Setting[]) => kept.map(settingText).toSorted();
  return {
    run: { scenario, set: set(settings), ...common },
    base: gone
      ? { scenario, set: set(settings.filter(({ key }) => key !== gone)), ...common }
      : { scenario: against === ITSELF ? scenario : against, set: [], ...common },
  };
}

/** The same on the command line. */
export function commandOf({ scenario, settings, until, draws, seed }: View): string {
  return [
    `npx coercivity scenario run ${scenario}`,
    ...settings.map((setting) => `--set ${settingText(setting)}`),
    `--until ${until}`,
    ...(draws > 0 ? [`--runs ${draws} --seed ${seed}`] : []),
  ].join(' ');
}

/** The scenario without moved levers; undefined where there is none of that name. */
export function scenarioNamed(model: Model, name: string): Scenario | undefined {
  return model.scenarios.some((one) => one.name === name)
    ? resolveScenario(name, model.scenarios)
    : undefined;
}
