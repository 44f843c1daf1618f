import { z } from 'zod';
import { defineYaml } from '../document.ts';

const list = z.array(z.string().trim().min(1));
const synonyms = z.record(z.string(), list);
const element = z.string().regex(/^[A-Z][a-z]?$/);
const line = z.strictObject({
  hs: z.string().regex(/^\d{6,10}$/),
  families: list,
  forms: list.min(1),
  routes: list.min(1),
});

export const FORM_CLASSES = [
  'raw',
  'compound',
  'metal',
  'magnet',
  'assembly',
  'goods',
  'product',
  'scrap',
  'technology',
  'other',
] as const;

/** How people describe a shipment, and the codes that the rules know. */
export const shipmentWordsSchema = z.strictObject({
  fields: synonyms,
  forms: z.record(z.string(), z.strictObject({ class: z.enum(FORM_CLASSES), words: list })),
  families: z.record(z.string(), z.strictObject({ words: list, elements: z.array(element) })),
  grade_presumptions: z.array(
    z.strictObject({
      family: z.string(),
      suffixes: list,
      contains: z.array(element),
      note: z.string(),
      basis: z.literal('assumption'),
    }),
  ),
  trace: z.strictObject({
    below_wt_pct: z.number().positive(),
    basis: z.literal('assumption'),
    note: z.string(),
  }),
  /** Elements about which one question is asked, not one each. */
  asked_together: z.array(z.array(element)),
  end_uses: synonyms,
  products: synonyms,
  technology_fields: synonyms,
  licence_types: synonyms,
  us_lines: z.array(line),
  eu_lines: z.array(line),
  groups: z.record(z.string(), list),
  /** Symbol -> names. */
  elements: z.record(element, list),
  rare_earths: z.array(element).length(17),
});

export type ShipmentWords = z.output<typeof shipmentWordsSchema>;

export const shipmentWords = defineYaml({
  file: 'law/shipment.yaml',
  description:
    'How people describe a shipment: forms, families, end uses, products, tariff lines, groups of countries.',
  schema: shipmentWordsSchema,
});
