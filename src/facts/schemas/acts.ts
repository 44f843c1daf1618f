/**
 * The shape of one act: `data/acts/<id>.yaml`.
 *
 * An event is written once, in the file of the act that causes it: No. 70 says under `affects` that No. 61 is
 * suspended; the file of No. 61 does not repeat it. So two files cannot contradict each other.
 */
import { z } from 'zod';
import { defineYamlFolder } from '../document.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isCalendarDate(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number) as [number, number?, number?];
  if (month === undefined || day === undefined) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && !leap ? 28 : DAYS[month - 1]!);
}

/** A date as precise as it is known: `2025`, `2025-10`, `2025-10-09`. YAML reads a bare year as a number. */
export const dated = z.union([z.string(), z.number().int().transform(String)]).pipe(
  z
    .string()
    .regex(
      /^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
      'a date is YYYY, YYYY-MM or YYYY-MM-DD',
    )
    .refine(isCalendarDate, 'no such day in the calendar'),
);

const day = dated.refine((text) => text.length === 10, 'a whole day is needed here: YYYY-MM-DD');
const actId = z
  .string()
  .regex(/^[a-z]{2}(?:-[a-z0-9]+)+$/, 'an id is lower case, begins with the place: cn-mofcom-2025-61-1-1');
const words = z.string().trim().min(1);
/** ISO 3166-1 alpha-2 or EU; `*` for every country. */
const country = z.string().regex(/^(?:[A-Z]{2}|\*)$/, 'a country is two capital letters, or * for all');
/** Chemical symbol; `RE` for the seventeen rare earths together. */
const element = z.string().regex(/^[A-Z][a-z]?$|^RE$/, 'an element is its symbol, or RE for all rare earths');
/** Customs code, digits only (8505111000), or `*` for every line. */
const hs = z
  .union([z.string(), z.number().int().transform(String)])
  .transform((text) => text.replace(/[.\s]/g, ''))
  .pipe(z.string().regex(/^(?:\d{4,10}|\*)$/, 'a customs code has 4 to 10 digits'));

const STANDINGS = ['law', 'policy', 'de_facto', 'statement', 'proposal', 'reported', 'claim'] as const;
const EVENTS = ['announced', 'proposed', 'in_force', 'suspended', 'resumed', 'ended', 'milestone'] as const;
/** What an event rests on: the act's own text; a political announcement without a text; press; our inference. */
const BASES = ['text', 'announcement', 'reported', 'inferred'] as const;

const eventFields = {
  event: z.enum(EVENTS),
  /** First day on which it holds; `unknown` where it began before these records. */
  from: z.union([z.literal('unknown'), dated]),
  /** Last day on which it holds ; the day itself is covered. */
  until: dated.optional(),
  how: z.enum(['lapsed', 'repealed', 'struck_down', 'replaced', 'stopped']).optional(),
  basis: z.enum(BASES).default('text'),
  clause: words.optional(),
  note: words.optional(),
};

const event = z.strictObject(eventFields).superRefine((e, context) => {
  if (e.until && e.from !== 'unknown' && e.until < e.from.slice(0, e.until.length)) {
    context.addIssue({
      code: 'custom',
      message: `ends ${e.until}, before it begins ${e.from}`,
      path: ['until'],
    });
  }
  if (e.event === 'ended' && !e.how) {
    context.addIssue({
      code: 'custom',
      message: 'say how it ended: lapsed, repealed, struck_down, replaced, stopped',
      path: ['how'],
    });
  }
});

const affect = z.strictObject({
  acts: z.array(actId).min(1),
  /** How the other acts are touched: an event of its life, or a relation that leaves its status alone. */
  relation: z.enum([
    'suspends',
    'extends_suspension',
    'extends',
    'ends',
    'amends',
    'clarifies',
    'implements',
    'comments',
    'replaces',
  ]),
  from: dated.optional(),
  until: dated.optional(),
  basis: z.enum(BASES).default('text'),
  note: words.optional(),
});

/** One line of a control list, or of goods in words: what must be true of an item for the line to hold it. */
export const itemLine = z.strictObject({
  code: words.optional(),
  text: words,
  /** Canonical forms (data/law/words.yaml). */
  forms: z.array(words).min(1),
  /** Magnet families: NdFeB, SmCo, Ce. */
  families: z.array(words).optional(),
  /** At least one of these elements in it. */
  contains: z.array(element).optional(),
  /** Alloy systems, elements joined: Dy-Fe, Tb-Dy-Fe. */
  alloys: z.array(words).optional(),
  /** The line (its wording or its place in the list) was not read in the act itself. */
  unread: z.boolean().optional(),
});

const party = z.strictObject({
  name: words,
  aliases: z.array(words).default([]),
  country,
  /** `entity`: the named body; `group`: bodies of this group are listed, which ones was not read. */
  match: z.enum(['entity', 'group']).default('entity'),
});

const scope = z.strictObject({
  elements: z.array(element).default([]),
  /** Goods, technology or conduct in words. */
  goods: z.array(words).default([]),
  items: z.array(itemLine).default([]),
  hs: z.array(hs).default([]),
  codes: z.array(words).default([]),
  thresholds: z
    .array(
      z.strictObject({
        of: words,
        min: z.number().optional(),
        above: z.number().optional(),
        max: z.number().optional(),
        unit: words,
        note: words.optional(),
      }),
    )
    .default([]),
  origins: z.array(country).default([]),
  destinations: z.array(country).default([]),
  parties: z.array(party).default([]),
  /** How many parties the act lists, where the names here are not all of them. */
  parties_listed: z.number().int().positive().optional(),
  end_uses: z.array(words).default([]),
});

const dutyStep = z.strictObject({
  /** Which charge this is, in words for the sum: "reciprocal". Steps of one measure do not overlap for one good. */
  measure: words,
  /** `unknown` where it began before these records. */
  from: z.union([z.literal('unknown'), day]),
  until: day.optional(),
  rate_pct: z.number().min(0),
  hs: z.array(hs).min(1),
  origins: z.array(country).min(1),
  not_origins: z.array(country).default([]),
  /** Lines taken out, from a day on where they were not so from the start. */
  not_hs: z.array(z.strictObject({ hs, from: day.optional() })).default([]),
  /** Lines of which it is not known whether they are taken out; why, in the act's uncertainties. */
  unsure_hs: z.array(hs).default([]),
  /** The ordinary duty of the line, on which the others come. */
  base: z.boolean().optional(),
  /** The charge only fills the base duty up to this total, instead of `rate_pct` on top. */
  fills_up_to_pct: z.number().min(0).optional(),
  /** Origins whose goods go free of it if a trade preference is claimed and its rules of origin are met. */
  free_on_claim: z.array(country).default([]),
  /** Rate for the origins named in `column2` of the rule. */
  column2_pct: z.number().min(0).optional(),
  clause: words.optional(),
  /** The rate was not read at its source. */
  unread: z.boolean().optional(),
  note: words.optional(),
});

const stage = z.enum(['mined', 'separated', 'metal', 'melted', 'made', 'magnetised', 'assembled']);

/** What the act does to a shipment: the mechanism that `src/law` runs with the act's scope. */
export const rule = z.discriminatedUnion('type', [
  /** Goods of the scope's items need a licence when they leave `exports_from`. */
  z.strictObject({
    type: z.literal('licence'),
    exports_from: country,
    kind: z.enum(['dual_use', 'quota', 'ordinary']).default('dual_use'),
  }),
  /** Goods of the scope's items may not leave `exports_from` (for `destinations` of the scope, if any). */
  z.strictObject({
    type: z.literal('export_ban'),
    exports_from: country,
    strength: z.enum(['barred', 'denied_in_principle', 'de_facto']).default('barred'),
  }),
  /** Foreigners exporting need a licence: by Chinese content, by technology, or by origin. */
  z.strictObject({
    type: z.literal('foreign_licence'),
    origin: country,
    limb: z.enum(['content', 'technology', 'origin']),
    /** Part 1: the inputs whose share of value counts (content limb). */
    inputs: z.array(itemLine).default([]),
    min_value_share_pct: z.number().optional(),
    denied_end_uses: z.array(words).default([]),
    exempt_end_uses: z.array(words).default([]),
  }),
  /** No listed goods for an end use in a country; binds exporters and later holders. */
  z.strictObject({
    type: z.literal('end_use_ban'),
    origin: country,
    country,
    end_uses: z.array(words).min(1),
  }),
  z.strictObject({ type: z.literal('party_ban'), origin: country, list: z.enum(['control', 'watch']) }),
  /** Takes forms out of licence acts, "generally". */
  z.strictObject({
    type: z.literal('takes_out'),
    acts: z.array(actId).min(1),
    forms: z.array(words).min(1),
    degree: z.enum(['generally', 'always']),
  }),
  z.strictObject({
    type: z.literal('technology'),
    exports_from: country,
    effect: z.enum(['ban', 'licence']),
    fields: z.array(words).min(1),
    /** Also help on the spot: assembly, commissioning, repair, training. */
    help: z.boolean().default(false),
    help_code: words.optional(),
    code: words.optional(),
  }),
  z.strictObject({
    type: z.literal('general_licence'),
    acts: z.array(actId).min(1),
    holders: z.array(party).default([]),
  }),
  /** Licence types and times that the licence acts share. */
  z.strictObject({
    type: z.literal('licensing'),
    licences: z.array(z.strictObject({ type: words, text: words, max_years: z.number().optional() })),
    working_days: z.number(),
    amendment_working_days: z.number(),
    note: words,
  }),
  z.strictObject({
    type: z.literal('duty'),
    into: country,
    /** Origins without most-favoured-nation treatment. */
    column2: z.array(country).default([]),
    steps: z.array(dutyStep).min(1),
  }),
  z.strictObject({
    type: z.literal('procurement'),
    buyer: words,
    country,
    families: z.array(words).min(1),
    /** Steps of the chain that must be outside `barred`. */
    stages: z.array(stage).min(1),
    barred: z.array(country).min(1),
    /** Elements that the act names; of others it is not settled whether they count. */
    named: z.array(element).min(1),
    /** Commercial off-the-shelf items are free below this share of covered material by weight; none: free anyway. */
    cots_free_below_pct: z.number().optional(),
    cots_note: words,
    electronic_devices_exempt: z.boolean(),
    recycled_exempt_in: country.optional(),
  }),
  z.strictObject({
    type: z.literal('product_duty'),
    into: country,
    duty: z.enum(['label', 'publish_recycled_share', 'minimum_recycled_share']),
    products: z.array(words).default([]),
    families: z.array(words).default([]),
    above_kg: z.number().optional(),
    /** Products with a day of their own. */
    fixed: z
      .array(
        z.strictObject({
          products: z.array(words).min(1),
          from: day,
          /** The awaited act must be there too. */
          awaits_too: z.boolean().optional(),
        }),
      )
      .default([]),
    not_before: day.optional(),
    /** The duty starts this long after another act that has not been seen. */
    awaits: z
      .strictObject({ act: words, due: day, years: z.number().int(), seen: day.optional() })
      .optional(),
    latest: day.optional(),
    exempt_end_uses: z.array(words).default([]),
    exempt_products: z.array(words).default([]),
  }),
]);

export const actSchema = z
  .strictObject({
    id: actId,
    title: words,
    /** How texts call it, for finding mentions. */
    names: z.strictObject({
      en: z.array(words).default([]),
      zh: z.array(words).default([]),
      ja: z.array(words).default([]),
    }),
    number: z
      .strictObject({ series: words, no: words, year: z.number().int().optional(), clause: words.optional() })
      .optional(),
    issuers: z.array(words).default([]),
    jurisdictions: z.array(country).min(1),
    kind: z.enum([
      'export_control',
      'technology_control',
      'quota',
      'clarification',
      'suspension',
      'procurement_ban',
      'tariff',
      'price_floor',
      'subsidy',
      'stockpile',
      'label',
      'recycled_content',
      'statement',
      'licence',
      'disruption',
    ]),
    standing: z.enum(STANDINGS),
    /** What it does, in a sentence or two. */
    summary: words,
    legal_effect: words,
    timeline: z.array(event),
    affects: z.array(affect).default([]),
    scope,
    rules: z.array(rule).default([]),
    exemptions: z.array(words).default([]),
    /** Points that nobody could settle from the texts read. Each may turn an answer into two readings. */
    uncertainties: z.array(words).default([]),
    /** Wrong statements about it that circulate, and what is so. */
    misreported: z
      .array(z.strictObject({ claim: words, truth: words, instead: actId.optional() }))
      .default([]),
    sources: z
      .array(
        z
          .strictObject({
            url: z.url({ protocol: /^https?$/ }).optional(),
            text: words.optional(),
            /** `page`: read; `repository`: read in a public repository; `cited`: named by another source, not opened. */
            seen: z.enum(['page', 'repository', 'cited', 'background']),
            note: words.optional(),
          })
          .refine(
            (source) => source.url ?? source.text,
            'a source needs a url, or a text that says what it is',
          ),
      )
      .min(1),
    /** The newest day for which its state was looked up. */
    evidence: dated,
    confidence: z.enum(['high', 'medium', 'low']),
  })
  .readonly();

export type Act = z.output<typeof actSchema>;
export type ActRule = Act['rules'][number];
export type RuleOf<T extends ActRule['type']> = Extract<ActRule, { type: T }>;
export type ItemLine = z.output<typeof itemLine>;
export type DutyStep = z.output<typeof dutyStep>;
export type Basis = (typeof BASES)[number];

export const acts = defineYamlFolder({
  folder: 'acts',
  description:
    'Legal acts, one a file: dates, scope, what they do to other acts and to shipments, with sources.',
  schema: actSchema,
});
