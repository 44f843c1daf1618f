/** What a bill of materials comes to, as a report: the finding, what to do first, and what it rests on. */
import { OUTCOME_WORDS } from '../law/index.ts';
import type { PartResult } from './assess.ts';
import type { BillProblem } from './bom/bill.ts';
import { bestSubstitute, dutyWords, substituteWords, worstShortage } from './output/columns.ts';
import { amount, change, count, large, mass, names, share } from './output/say.ts';
import { isRefusal } from './prices.ts';
import type { Assessment, Whole } from './whole.ts';

export interface ReportHead {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

export interface ReportPart {
  readonly part: string;
  readonly description: string;
  readonly magnet: string;
  readonly massAndCount: string;
  readonly perUnit: string;
  readonly range: string;
  readonly perYear: string;
  readonly swing: string;
  readonly since: string;
  readonly licence: string;
  readonly licenceMark: 'needed' | 'free' | 'unsure';
  readonly duty: string;
  readonly recycled: string;
  readonly china: string;
  readonly cover: string;
  readonly shortage: string;
  readonly shortageNote: string;
  readonly substitute: string;
}

export interface ReportAction {
  readonly parts: readonly string[];
  readonly text: string;
  /** Money of a year that it is about, for the order. */
  readonly weight: number;
}

export interface ReportLaw {
  readonly question: string;
  readonly word: string;
  readonly parts: readonly string[];
  readonly says: string;
  readonly acts: readonly string[];
}

export interface ReportSource {
  readonly text: string;
  readonly url?: string;
}

export interface PartsReport {
  readonly title: string;
  readonly lede: string;
  readonly currency: string;
  readonly date: string;
  readonly heads: readonly ReportHead[];
  /** The costliest parts of a year, and how many more there are. */
  readonly parts: readonly ReportPart[];
  readonly more: number;
  readonly actions: readonly ReportAction[];
  readonly law: readonly ReportLaw[];
  readonly origin: readonly { readonly stage: string; readonly share: string }[];
  readonly elements: readonly {
    readonly element: string;
    readonly kg: string;
    readonly cost: string;
    readonly swing: string;
  }[];
  readonly shortage: string;
  readonly scenarios: readonly {
    readonly title: string;
    readonly short: string;
    readonly unmet: string;
    readonly extra: string;
  }[];
  /** False where the chain model was not run: the column would hold nothing. */
  readonly shortageKnown: boolean;
  readonly assumptions: readonly string[];
  readonly problems: readonly BillProblem[];
  readonly moreProblems: number;
  readonly sources: readonly ReportSource[];
  readonly caveats: readonly string[];
}

/** A substitute that saves less is not worth the qualification. */
const WORTH_TRYING_PCT = 3;
/** A price paid so much above the arithmetic asks for an explanation. */
const DEAR_PCT = 20;
const MOST = { parts: 12, actions: 8, assumptions: 6, law: 8, problems: 6, sources: 8 } as const;

/** Puts an assessment into a report of about two pages. */
export function partsReport(assessment: Assessment): PartsReport {
  const { bill, results, whole, options } = assessment;
  const byCost = [...results].sort((a, b) => (b.perYear?.value ?? 0) - (a.perYear?.value ?? 0));
  const laws = results.flatMap(({ law }) => (isRefusal(law) ? [] : [law]));
  return {
    title: titleOf(whole),
    lede: `${bill.name}: ${count(whole.parts, 'part')}${whole.leftOut ? `, ${count(whole.leftOut, 'row')} left out` : ''}. Worked out on this machine and sent nowhere; priced on ${options.date}${oldPrices(results)}.`,
    currency: whole.currency,
    date: options.date,
    heads: headsOf(whole),
    parts: byCost.slice(0, MOST.parts).map(reportPart),
    more: Math.max(0, results.length - MOST.parts),
    actions: actionsOf(results),
    law: lawOf(results),
    origin: whole.china.map((stage) => ({ stage: stage.stage, share: share(stage.share) })),
    elements: whole.elements.map((each) => ({
      element: each.element,
      kg: amount(each.kg),
      cost: large(each.cost),
      swing: `+${large(each.swing10)}`,
    })),
    shortage: shortageOf(results, whole),
    scenarios: whole.scenarios.map(({ title, short, unmet, extraCost }) => ({
      title,
      short: String(short),
      unmet: `${share(unmet.value)} (${share(unmet.low)}–${share(unmet.high)})`,
      extra: `${large(extraCost.value)} (${large(extraCost.low)}–${large(extraCost.high)})`,
    })),
    shortageKnown: whole.scenarios.length > 0,
    assumptions: assumptionsOf(results),
    problems: bill.problems.slice(0, MOST.problems),
    moreProblems: Math.max(0, bill.problems.length - MOST.problems),
    sources: sourcesOf(results),
    caveats: [...new Set(laws.flatMap((law) => law.caveats))],
  };
}

/** Says it first where the record ends well before the day that is priced for. */
function oldPrices(results: readonly PartResult[]): string {
  const ages = results.flatMap(({ cost }) =>
    isRefusal(cost) ? [] : cost.elements.filter(({ price }) => price.stale).map(({ price }) => price.quote),
  );
  const newest = [...ages].sort((a, b) => a.age - b.age)[0];
  return newest ? `, with quotations that end ${newest.period}, ${newest.age} days before` : '';
}

/** The finding: licences and stock first, else the cost. */
function titleOf(whole: Whole): string {
  const needed = whole.licence[OUTCOME_WORDS.required] ?? 0;
  const unsure = (['two_readings', 'depends', 'unclear'] as const).reduce(
    (sum, outcome) => sum + (whole.licence[OUTCOME_WORDS[outcome]] ?? 0),
    0,
  );
  const cost = `the year’s magnets cost ${large(whole.cost.value)} ${whole.currency}`;
  if (needed + unsure === 0) {
    return whole.counted > 0 ? `No part needs an export licence; ${cost}` : 'No part needs an export licence';
  }
  const licences = `${needed} of ${count(whole.parts, 'part')} ${needed === 1 ? 'needs' : 'need'} an export licence${unsure ? `, ${unsure} may` : ''}`;
  if (whole.shortOfLicence > 0) {
    return `${licences}; the stock of ${whole.shortOfLicence} ends before one would come`;
  }
  return whole.counted > 0 ? `${licences}; ${cost}` : licences;
}

function headsOf(whole: Whole): ReportHead[] {
  const { currency, cost } = whole;
  const heaviest = [...whole.elements].sort((a, b) => b.swing10 - a.swing10).slice(0, 2);
  const since = whole.sinceOrders;
  return [
    {
      label: 'Magnets of a year, delivered',
      value: whole.counted > 0 ? `${large(cost.value)} ${currency}` : 'n/a',
      note:
        whole.counted > 0
          ? `${large(cost.low)}–${large(cost.high)}; ${whole.counted} of ${count(whole.parts, 'part')}`
          : 'no yearly volumes told',
    },
    ...heaviest.map(({ element, swing10, cost: own }) => ({
      label: `If ${element} rises 10%`,
      value: `+${large(swing10)} ${currency}`,
      note: whole.materialCost > 0 ? `${share(own / whole.materialCost)} of the rare earth cost` : '',
    })),
    {
      label: 'Rare earths since the last orders',
      value: since.parts > 0 && since.before > 0 ? change(100 * (since.now / since.before - 1)) : 'n/a',
      note: since.parts > 0 ? `${count(since.parts, 'part')} with a date` : 'no order dates told',
    },
  ];
}

function reportPart(result: PartResult): ReportPart {
  const { part, magnet, cost, law, cover, perUnit, perYear, sinceOrder, origin, mass: weights } = result;
  const licence = isRefusal(law) ? undefined : law.licence;
  const priced = isRefusal(cost) ? undefined : cost;
  const top = priced && [...priced.elements].sort((a, b) => b.swing10 - a.swing10)[0];
  const making = origin.find((stage) => stage.stage === 'metal');
  const worst = worstShortage(result.shortages);
  const recycled = isRefusal(law) ? undefined : law.recycledShare;
  return {
    part: part.part,
    description: part.description ?? '',
    magnet: magnet
      ? [part.grade ?? magnet.temperatureClass ?? magnet.family, magnet.route].filter(Boolean).join(', ')
      : 'not known',
    massAndCount:
      weights.magnet_g === undefined ? '' : `${weights.magnetsPerUnit} × ${mass(weights.magnet_g)}`,
    perUnit: perUnit ? amount(perUnit.value) : isRefusal(cost) ? 'not priced' : 'no mass',
    range: perUnit ? `${amount(perUnit.low)}–${amount(perUnit.high)}` : isRefusal(cost) ? cost.refused : '',
    perYear: perYear ? large(perYear.value) : '',
    swing:
      top && weights.unit_g !== undefined
        ? `${top.element} +${amount((top.swing10 * weights.unit_g) / 1000)}`
        : '',
    since: sinceOrder && !isRefusal(sinceOrder) ? change(sinceOrder.materialPct) : '',
    licence: licence?.word ?? (isRefusal(law) ? 'not known' : 'not needed'),
    licenceMark: licence?.unsure
      ? 'unsure'
      : licence?.outcome === 'required' || licence?.outcome === 'barred'
        ? 'needed'
        : 'free',
    duty: dutyWords(result) ?? '',
    recycled: recycled?.word ?? '',
    china: making ? share(making.china) : '',
    cover: `${amountOfWeeks(cover.stockWeeks)}${cover.told ? '' : ' usual'}${cover.gapWeeks ? `, ${amountOfWeeks(cover.gapWeeks)} short` : ''}`,
    shortage: isRefusal(result.shortages) ? 'not known' : worst ? share(worst.unmet.value) : 'none',
    shortageNote: worst ? `${share(worst.unmet.low)}–${share(worst.unmet.high)}, ${worst.scenario}` : '',
    substitute: substituteWords(bestSubstitute(result)) ?? '',
  };
}

const amountOfWeeks = (weeks: number): string => `${Number(weeks.toFixed(1))} wk`;

/** What is worth doing, the most money first; alike for several parts it is said once. */
function actionsOf(results: readonly PartResult[]): ReportAction[] {
  const found = new Map<string, { parts: string[]; weight: number }>();
  const add = (result: PartResult, text: string, portion: number, remark = '') => {
    const known = found.get(text) ?? { parts: [], weight: 0 };
    known.parts.push(`${result.part.part}${remark}`);
    known.weight += portion * (result.perYear?.value ?? 0);
    found.set(text, known);
  };
  for (const result of results) {
    const { cover, law, sinceOrder, clause, substitutes, cost } = result;
    const licence = isRefusal(law) ? undefined : law.licence;
    if (cover.gapWeeks && cover.licenceWeeks) {
      const { low, value, high } = cover.licenceWeeks;
      const stock = ` (${amountOfWeeks(cover.stockWeeks)})`;
      add(
        result,
        `the stock ends before a licence would come (about ${value} weeks, ${low} to ${high}): apply now or raise it`,
        1,
        stock,
      );
    }
    if (licence?.unsure) add(result, `the law has more than one reading: ${licence.says}`, 0.9);
    const rotor = substitutes.find((each) => each.id === 'rotor');
    if (licence?.outcome === 'required' && rotor?.licence === OUTCOME_WORDS.not_required) {
      add(result, 'bought mounted in a rotor it would generally need no licence', 0.8);
    }
    const above = sinceOrder && !isRefusal(sinceOrder) ? (sinceOrder.paidAgainstModelPct ?? 0) : 0;
    if (above > DEAR_PCT) {
      add(
        result,
        'paid well above what the arithmetic gives for the day of the order: ask for the sum behind the price',
        above / 100,
        ` (${change(above)})`,
      );
    }
    if (clause && !isRefusal(clause)) {
      for (const finding of clause.findings) add(result, `index clause: ${finding}`, 0.05);
    }
    if (clause && isRefusal(clause)) {
      add(
        result,
        `index clause: ${clause.refused}; base, weights, lag and band are needed to check it`,
        0.05,
      );
    }
    const saving = bestSubstitute(result);
    if (saving && saving.costPct!.value <= -WORTH_TRYING_PCT) {
      add(result, `try ${saving.to}`, -saving.costPct!.value / 100, ` (${change(saving.costPct!.value)})`);
    }
    if (isRefusal(cost)) add(result, `not priced: ${cost.refused}`, 0);
  }
  return [...found]
    .map(([text, { parts, weight }]) => ({ parts, text, weight }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST.actions);
}

const QUESTIONS = [
  ['licence', 'Export licence'],
  ['procurement', 'US defence purchase'],
  ['duty', 'Import duty'],
  ['label', 'EU label'],
  ['recycledShare', 'EU recycled share, to publish'],
  ['minimumShare', 'EU recycled share, minimum'],
] as const;

/** Answers of the law, alike ones together, with the parts that they are about. */
function lawOf(results: readonly PartResult[]): ReportLaw[] {
  const found = new Map<string, { law: Omit<ReportLaw, 'parts'>; parts: string[] }>();
  for (const { law, part } of results) {
    if (isRefusal(law)) continue;
    for (const [key, question] of QUESTIONS) {
      const answer = law[key];
      if (!answer || answer.outcome === 'not_required' || answer.outcome === 'none') continue;
      const id = `${question} ${answer.says}`;
      const known = found.get(id) ?? {
        law: { question, word: answer.word, says: answer.says, acts: answer.acts },
        parts: [],
      };
      known.parts.push(part.part);
      found.set(id, known);
    }
  }
  return [...found.values()]
    .map(({ law, parts }) => ({ ...law, parts }))
    .sort((a, b) => b.parts.length - a.parts.length)
    .slice(0, MOST.law);
}

/** The first part's answer says it for all: the model was run for every part or for none. */
function shortageOf(results: readonly PartResult[], { scenarios }: Whole): string {
  const first = results.find(({ magnet }) => magnet)?.shortages;
  if (scenarios.length === 0) return first && isRefusal(first) ? first.refused : 'not known';
  const worst = scenarios.find(({ short }) => short > 0);
  if (!worst) return 'no part is short by a tenth or more in any of the scenarios run';
  return `${count(worst.short, 'part')} short by a tenth or more in the worst scenario, ${worst.title}; a buyer at large with your stock, not your contracts`;
}

/** Notes of the parts, the commonest first, with how many parts they are about. */
function assumptionsOf(results: readonly PartResult[]): string[] {
  const notes = new Map<string, string[]>();
  for (const { notes: own, part } of results) {
    for (const note of own) notes.set(note, [...(notes.get(note) ?? []), part.part]);
  }
  const all = [...notes].sort((a, b) => b[1].length - a[1].length);
  const shown = all.slice(0, MOST.assumptions).map(([note, parts]) => `${note} (${names(parts, 2)})`);
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more, each with its part in the table`] : shown;
}

function sourcesOf(results: readonly PartResult[]): ReportSource[] {
  const sources = new Map<string, ReportSource>();
  for (const { cost } of results) {
    if (isRefusal(cost)) continue;
    for (const { price } of cost.elements) {
      const { quote: q } = price;
      const range = q.low === q.high ? amount(q.low) : `${amount(q.low)}–${amount(q.high)}`;
      const text = `${price.element}: ${q.material} ${range} ${q.unit}, tax ${q.vat}, ${q.period}, ${q.source}${q.row ? ` (${q.row})` : ''}`;
      sources.set(text, { text, ...(q.url ? { url: q.url } : {}) });
    }
  }
  return [...sources.values()].slice(0, MOST.sources);
}
