// The levers: each with its value, the scenario's own, its months; a moved one is marked.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { monthOf, monthText } from '../../../src/chain/calendar.ts';
import type { Scenario } from '../../../src/chain/scenario.ts';
import { type Lever, leversOf, monthsOf, ownValue, type Setting } from '../../../src/chain/settings.ts';
import { choose } from '../address.ts';
import { Select } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import type { Model } from './messages.ts';
import { settingsText, type View } from './view.ts';
import { leverWords, shownFactor, spanWords, unitWords, valueWords } from './words.ts';

/** Levers of a group in sight; the others are a click away. */
const FIRST = 3;

interface Props {
  readonly model: Model;
  readonly view: View;
  readonly scenario: Scenario;
  /** What else belongs below the levers. */
  readonly children: ComponentChildren;
}

const keep = (settings: readonly Setting[]) =>
  choose({ set: settingsText(settings) || undefined, cell: undefined, bound: undefined });

/** Scenarios that others are built on, or the others. */
const options = ({ scenarios }: Model, builtOn: boolean) =>
  scenarios
    .filter(({ name }) => scenarios.some(({ base }) => base === name) === builtOn)
    .map(({ name, title }) => (
      <option key={name} value={name}>
        {title}
      </option>
    ));

/** Levers shown for a place: its own, and those that are of no place. */
function shownLevers(levers: readonly Lever[], place: string, moved: ReadonlySet<string>): readonly Lever[] {
  const families = new Map<string, Lever[]>();
  for (const lever of levers) {
    const family = `${lever.group}:${lever.label}`;
    families.set(family, [...(families.get(family) ?? []), lever]);
  }
  return [...families.values()].flatMap((members) => {
    const own = members.find(({ key }) => place && key.endsWith(`_${place}`));
    const general = members.find((lever) => !lever.place);
    const first = own ?? general;
    return members.filter((lever) => lever === first || moved.has(lever.key));
  });
}

export function Levers({ model, view, scenario, children }: Props) {
  const levers = useMemo(() => leversOf(model.levers), [model]);
  const { settings, place } = view;
  const moved = new Set(settings.map(({ key }) => key));
  const shown = shownLevers(levers, place, moved);
  const set = (next: Setting | undefined, key: string) => {
    const others = settings.filter((one) => one.key !== key);
    keep(next ? [...others, next] : others);
  };
  // Another dated lever is meant for the same months as the one before it.
  const lastMonths = settings.findLast(({ from }) => from);
  const narrow = useNarrow();
  const row = (lever: Lever) => {
    const setting = settings.find(({ key }) => key === lever.key);
    return (
      <LeverRow
        key={lever.key}
        lever={lever}
        own={ownValue(lever, scenario, model.tables, setting)}
        setting={setting}
        months={lastMonths}
        named={!lever.key.endsWith(`_${place}`)}
        set={(next) => set(next, lever.key)}
      />
    );
  };
  return (
    <section class="sheet levers" aria-label="Levers">
      <details open={!narrow}>
        <summary>
          Levers{settings.length > 0 && `, ${settings.length} moved`}
          <Icon name="chev" />
        </summary>
        <header>
          <h2>Levers</h2>
          {settings.length > 0 ? (
            <button type="button" class="linkish note" onClick={() => keep([])}>
              Reset {settings.length}
            </button>
          ) : (
            <span class="note">none moved</span>
          )}
        </header>
        <div class="lever choices-in">
          <label class="pick w">
            Scenario
            <select
              class="field"
              value={view.scenario}
              onChange={(event) =>
                choose(
                  {
                    scenario: event.currentTarget.value,
                    against: undefined,
                    cell: undefined,
                    bound: undefined,
                  },
                  true,
                )
              }
            >
              <optgroup label="To start from">{options(model, true)}</optgroup>
              <optgroup label="Questions ready to run">{options(model, false)}</optgroup>
            </select>
          </label>
          <Select
            label="Seen from, and licences for"
            wide
            value={place}
            options={[
              { value: '', label: 'everywhere' },
              ...model.levers.places.map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={(value) => choose({ place: value || 'all', cell: undefined }, true)}
          />
        </div>
        {model.levers.groups.map((group, i) => {
          const members = shown.filter((lever) => lever.group === group.key);
          const count = members.filter(({ key }) => moved.has(key)).length;
          const hidden = !place && levers.some((one) => one.group === group.key && one.place) && i === 1;
          return (
            <details class="lever-group" key={group.key} open={i === 0 || count > 0 || undefined}>
              <summary>
                {group.name}
                {count > 0 && <b>{count} moved</b>}
                <Icon name="chev" />
              </summary>
              {members.slice(0, FIRST).map(row)}
              {members.length > FIRST && (
                <details
                  class="more-levers"
                  open={members.slice(FIRST).some(({ key }) => moved.has(key)) || undefined}
                >
                  <summary>{members.length - FIRST} more</summary>
                  {members.slice(FIRST).map(row)}
                </details>
              )}
              {hidden && <p class="lever from">Stocks and duties are of a place: choose one above.</p>}
            </details>
          );
        })}
        {children}
      </details>
    </section>
  );
}

/** Whether the levers are folded: on a phone results come first. */
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia('(max-width: 760px)').matches);
  useEffect(() => {
    const query = matchMedia('(max-width: 760px)');
    const read = () => setNarrow(query.matches);
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }, []);
  return narrow;
}

function LeverRow({
  lever,
  own,
  setting,
  months,
  named,
  set,
}: {
  lever: Lever;
  own: number;
  setting: Setting | undefined;
  months: Setting | undefined;
  /** Whether its place is told: where it is not the one chosen above. */
  named: boolean;
  set: (next: Setting | undefined) => void;
}) {
  const id = useId();
  const factor = shownFactor(lever);
  const value = setting?.value ?? own;
  const shown = Number((value * factor).toFixed(4));
  const [typed, setTyped] = useState<string>();
  const [low, high] = [lever.low * factor, lever.high * factor];
  const text = typed ?? String(shown);
  const number = Number(text.replace(',', '.'));
  const wrong = typed !== undefined && !(text.trim() !== '' && number >= low && number <= high);
  const put = (next: number) => {
    const clean = Number(Math.min(lever.high, Math.max(lever.low, next)).toFixed(6));
    const window = monthsOf(lever, setting);
    const takes = lever.from && lever.until && months && !setting;
    const dated = takes ? { from: months.from, until: months.until } : setting?.from ? window : {};
    if (clean === own && !setting?.from) set(undefined);
    else
      set({
        key: lever.key,
        value: clean,
        ...(dated.from && { from: dated.from }),
        ...(dated.until && { until: dated.until }),
      });
  };
  const { from, until } = monthsOf(lever, setting);
  const part = Math.min(1, Math.max(0, (value - lever.low) / (lever.high - lever.low)));
  return (
    <div class={setting ? 'lever moved' : 'lever'}>
      <div class="top">
        <label for={id}>{named ? leverWords(lever) : lever.label}</label>
        <span class="typed">
          <input
            class="field"
            inputMode="decimal"
            aria-label={`${leverWords(lever)}, ${lever.unit === 'share' ? 'percent' : lever.unit}`}
            aria-invalid={wrong}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            value={text}
            size={5}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onChange={() => {
              if (wrong || typed === undefined) return;
              setTyped(undefined);
              put(number / factor);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              setTyped(undefined);
              event.stopPropagation();
            }}
          />
          <span class="unit">{unitWords(lever)}</span>
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={lever.low}
        max={lever.high}
        step={lever.step}
        value={value}
        aria-valuetext={valueWords(lever, value)}
        style={{ '--p': `${100 * part}%` }}
        onInput={(event) => {
          setTyped(undefined);
          put(Number(event.currentTarget.value));
        }}
        onKeyDown={(event) => {
          const steps = { ArrowRight: 10, ArrowUp: 10, ArrowLeft: -10, ArrowDown: -10 }[event.key];
          if (!event.shiftKey || !steps) return;
          event.preventDefault();
          put(value + steps * lever.step);
        }}
      />
      {wrong && (
        <p class="wrong" id={`${id}-wrong`} role="alert">
          From {valueWords(lever, lever.low)} to {valueWords(lever, lever.high)}.
        </p>
      )}
      <p class="from">
        {lever.note}
        {setting ? (
          <>
            {' · '}scenario: {valueWords(lever, own)}{' '}
            <button
              type="button"
              class="linkish"
              aria-label={`undo: ${leverWords(lever)}`}
              onClick={() => {
                setTyped(undefined);
                set(undefined);
              }}
            >
              undo
            </button>
          </>
        ) : (
          from && ` · ${spanWords(from, until)}`
        )}
      </p>
      {setting && from && (
        <p class="when">
          <MonthField
            label={`${leverWords(lever)}: first month`}
            value={from}
            onChange={(month) =>
              set({ ...setting, from: month, ...(until && { until: later(month, until) }) })
            }
          />
          <span aria-hidden="true">–</span>
          <MonthField
            label={`${leverWords(lever)}: last month`}
            value={until ? monthText(monthOf(until) - 1) : ''}
            onChange={(month) => set({ ...setting, from, until: monthText(monthOf(month) + 1) })}
          />
        </p>
      )}
    </div>
  );
}

/** The end stays where it is unless the beginning moves past it: then it goes along. */
const later = (from: string, until: string) => (until > from ? until : monthText(monthOf(from) + 1));

export function MonthField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (month: string) => void;
}) {
  return (
    <input
      class="field month"
      type="month"
      min="2024-01"
      max="2035-12"
      aria-label={label}
      value={value}
      placeholder="2027-01"
      onChange={(event) => {
        const month = event.currentTarget.value;
        if (/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) onChange(month);
        else event.currentTarget.value = value;
      }}
    />
  );
}
