import { z } from '@hono/zod-openapi';
import { KINDS } from '../../reading/observation.ts';
import { list, period } from './common.ts';

const Change = z.object({
  basis: z.enum(['dod', 'wow', 'mom', 'qoq', 'yoy', 'prev']),
  value: z.number().optional(),
  unit: z.enum(['pct', 'pp', 'abs', 'x']).optional(),
  direction: z.enum(['up', 'down', 'flat']).optional(),
});

export const Observation = z
  .object({
    kind: z.enum(KINDS),
    subject: z.string().optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    value: z.number().optional(),
    unit: z.string().optional(),
    period: period.optional(),
    place: z.string().optional(),
    reporter: z.string().optional(),
    partner: z.string().optional(),
    flow: z.enum(['export', 'import']).optional(),
    change: list(Change).optional(),
    metric: z.string().optional(),
    org: z.string().optional(),
    instrument: z.string().optional(),
    status: z.enum(['announced', 'in_force', 'suspended', 'repealed', 'proposed', 'clarified']).optional(),
    basis: z.enum(['EXW', 'FOB', 'CIF', 'DDP']).optional(),
    vat: z.enum(['included', 'excluded']).optional(),
    price_type: z.enum(['assessed', 'asked', 'traded', 'list', 'contract', 'tender', 'floor']).optional(),
    grade: z.string().optional(),
    purity: z.string().optional(),
    hs: z.string().optional(),
    ticker: z.string().optional(),
    speaker: z.string().optional(),
    precision: z.enum(['about', 'nearly', 'over']).optional(),
    quote: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    read_by: z.string(),
  })
  .openapi('Observation', {
    description: 'One stated figure or one dated act, with the words that state it',
  });

const recorded = {
  id: z.string(),
  observation: Observation,
  source: z.string(),
  voice: z.string(),
  standing: z.string(),
  status: z.string(),
  url: z.string().optional(),
  published: z.string().optional(),
  note: z.string().optional(),
  /** Line of a shipped file. */
  row: z.number().int().optional(),
};

export const LedgerRow = z.object(recorded).openapi('LedgerRow');
export type LedgerRow = z.infer<typeof LedgerRow>;

export const ObservationDetail = z
  .object({
    ...recorded,
    document: z.object({ id: z.string(), title: z.string().optional() }),
    /** The document's words before and after the quotation. */
    before: z.string(),
    after: z.string(),
    recorded: z.string(),
    /** False where a later reading stands in its place. */
    current: z.boolean(),
    /** Results on file that rest on it, at first or second hand. */
    usedIn: z.number().int(),
  })
  .openapi('ObservationDetail');
export type ObservationDetail = z.infer<typeof ObservationDetail>;
