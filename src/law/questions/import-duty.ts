import type { Act, DutyStep } from '../../facts/schemas/acts.ts';
import type { DutyLine, Finding } from '../answer.ts';
import { among, type Case, shortName, withRule } from '../case.ts';
import type { Item } from '../shipment.ts';

/** Import duty of a market, charge by charge on the day of entry, with the sum. */
export function importDuty(c: Case, market: 'US' | 'EU'): Finding {
  const { from, to, item, entry_date } = c.shipment;
  if (!among(c.law, to, [market])) return c.find('not_applicable', `not imported into ${market}`);
  if (among(c.law, from, [market])) return c.find('not_applicable', `moves inside ${market}`);
  const origin = customsOrigin(c);
  if (!origin) return c.find('unknown', 'the origin of the goods is not given');
  const day = entry_date ?? c.date;
  if (!entry_date) c.flag('the day of export is taken as the day of entry; duty follows the day of entry');
  const line = tariffLine(c, item, market);
  if (!line) return c.find('unknown', 'the tariff line is not known: give item.hs');

  const duties: DutyLine[] = [];
  let base = false;
  let unread = false;
  for (const { act, rule } of withRule(c.law, 'duty')) {
    if (rule.into !== market || c.status(act, day) !== 'in_force') continue;
    for (const step of rule.steps) {
      if (!reaches(c, step, line, origin, day)) continue;
      base ||= step.base === true;
      const column2 = rule.column2.includes(origin);
      const rate = chargedRate(c, act, step, line, origin, { column2, soFar: duties });
      if (rate === undefined) continue;
      if (step.unread) {
        unread = true;
        c.flag(act.summary);
      }
      duties.push({
        measure: step.measure,
        rate_pct: rate,
        act: act.id,
        ...(step.base ? { base: true } : {}),
        ...(step.clause ? { clause: step.clause } : {}),
        ...(step.note ? { note: step.note } : {}),
      });
      c.cite(act, `${step.measure}: ${rate}%`, step.clause);
      c.say('buyer', `${step.measure}: ${rate}%${step.clause ? ` (${step.clause})` : ''}.`, act);
      const struck = act.timeline.find((e) => e.how === 'struck_down');
      if (struck)
        c.flag(`${shortName(act)}: struck down later (${struck.from}); duty paid may be claimed back`);
    }
  }
  const shown = dotted(line);
  if (!base) {
    const extra = duties.length > 0 ? `; charges on top: ${sum(duties).arithmetic}` : '';
    return c.find('unknown', `the ordinary rate for ${shown} is not on record${extra}`, { duties });
  }
  const { total, arithmetic } = sum(duties);
  if (unread) c.doubt('a rate was not read at its source: check the tariff');

  const ordinary = duties.every((d) => d.base) ? 'ordinary duty, ' : '';
  return c.find('rate', `${ordinary}${unread ? 'about ' : ''}${total}% on ${shown} of ${origin} origin`, {
    duties,
    rate_pct: total,
    arithmetic,
  });
}

function customsOrigin(c: Case): string | undefined {
  const { origin = {}, from } = c.shipment;
  const stated = origin.country ?? (origin.assembled ?? origin.made ?? origin.melted)?.at(-1);
  if (!stated && from) c.flag(`customs origin is not given and taken as ${from}, from where the goods leave`);
  return stated ?? from;
}

/** The market's own line: the code given, if it is one; else from family and form. */
function tariffLine(c: Case, item: Item, market: 'US' | 'EU'): string | undefined {
  const lines = market === 'US' ? c.law.words.us_lines : c.law.words.eu_lines;
  const own = lines.find(
    (line) =>
      line.forms.includes(item.form) &&
      (line.families.length === 0 || (item.family !== undefined && line.families.includes(item.family))) &&
      line.routes.includes(item.route ?? 'sintered'),
  );
  const { hs } = item;
  if (!hs) return own?.hs;
  const known = withRule(c.law, 'duty')
    .flatMap(({ rule }) => (rule.into === market ? rule.steps : []))
    .flatMap((s) => [...s.hs, ...s.not_hs.map((n) => n.hs)]);
  // Eight digits are the same line in both tariffs only by chance; six are the same everywhere.
  if (own?.hs.startsWith(hs.slice(0, 6)) && (hs.length < 10 || !known.includes(hs))) {
    if (own.hs.startsWith(hs)) return own.hs;
    const sameEight =
      hs.length >= 8 &&
      own.hs.startsWith(hs.slice(0, 8)) &&
      market === 'US' &&
      lines.some((l) => l.hs === hs);
    return sameEight ? hs : own.hs;
  }
  return hs;
}

function reaches(c: Case, step: DutyStep, line: string, origin: string, day: string): boolean {
  if (step.from !== 'unknown' && day < step.from) return false;
  if (step.until && day > step.until) return false;
  if (!among(c.law, origin, step.origins) || among(c.law, origin, step.not_origins)) return false;
  if (!step.hs.some((hs) => hs === '*' || line.startsWith(hs))) return false;
  return !step.not_hs.some((out) => line.startsWith(out.hs) && (!out.from || day >= out.from));
}

interface Context {
  readonly column2: boolean;
  readonly soFar: readonly DutyLine[];
}

/** What the step charges here; nothing where it does not apply after all. */
function chargedRate(
  c: Case,
  act: Act,
  step: DutyStep,
  line: string,
  origin: string,
  { column2, soFar }: Context,
): number | undefined {
  if (column2 && step.column2_pct !== undefined) return step.column2_pct;
  if (step.unsure_hs.some((hs) => hs === '*' || line.startsWith(hs))) {
    const charged = c.choose({
      id: `excluded:${act.id}`,
      kind: 'law',
      options: [
        {
          id: 'charged',
          says: `${dotted(line)} is not on the exclusion list`,
          rests: [act.id],
          missing: 'the exclusion list, which was not read',
        },
        {
          id: 'excluded',
          says: `${dotted(line)} is on the exclusion list`,
          rests: [act.id],
          missing: 'the exclusion list, which was not read',
        },
      ],
    });
    if (charged === 'excluded') {
      c.cite(act, `${step.measure}: excluded in this reading`, step.clause);
      return undefined;
    }
  }
  if (step.free_on_claim.includes(origin) && (step.fills_up_to_pct ?? step.rate_pct) > 0 && claims(c, origin))
    return 0;
  if (step.fills_up_to_pct === undefined) return step.rate_pct;
  const base = soFar.filter((d) => d.base).reduce((total, d) => total + d.rate_pct, 0);
  return Math.max(0, tidy(step.fills_up_to_pct - base));
}

function claims(c: Case, origin: string): boolean {
  if (c.shipment.preference_claimed !== undefined) return c.shipment.preference_claimed;
  const choice = c.choose({
    id: 'preference_claimed',
    kind: 'field',
    field: 'preference_claimed',
    options: [
      { id: 'yes', says: `a preference for ${origin} is claimed and its rules of origin are met` },
      { id: 'no', says: 'no preference is claimed' },
    ],
  });
  return choice === 'yes';
}

/** Adds in hundredths of a percent, so that 2.1 + 25 + 12.5 is 39.6. */
function sum(duties: readonly DutyLine[]): { total: number; arithmetic: string } {
  const total = tidy(duties.reduce((t, d) => t + d.rate_pct, 0));
  const parts = duties.map((d) => String(d.rate_pct));
  return { total, arithmetic: parts.length > 1 ? `${parts.join(' + ')} = ${total}` : String(total) };
}

const tidy = (value: number) => Math.round(value * 100) / 100;

const dotted = (line: string) =>
  line.length === 10
    ? `${line.slice(0, 4)}.${line.slice(4, 6)}.${line.slice(6)}`
    : line.replace(/^(\d{4})(\d{2})(\d{0,2})$/, (_, a, b, d) => (d ? `${a}.${b}.${d}` : `${a}.${b}`));
