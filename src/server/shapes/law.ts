import { z } from '@hono/zod-openapi';
import { QUESTIONS, STEPS } from '../../law/answer.ts';
import { day, list } from './common.ts';

const state = {
  status: z.string(),
  certainty: z.enum(['settled', 'unsure']),
  /** The state in words. */
  words: z.string(),
};
export const ActRow = z
  .object({
    id: z.string(),
    title: z.string(),
    jurisdictions: list(z.string()),
    standing: z.string(),
    evidence: z.string(),
    /** State on the day that was asked for. */
    on: z.object(state),
    spans: list(z.object({ ...state, from: z.string(), until: z.string().optional() })),
  })
  .openapi('ActRow');
export type ActRow = z.infer<typeof ActRow>;

export const Acts = z.object({ day, evidence: day, items: list(ActRow) }).openapi('Acts');
export type Acts = z.infer<typeof Acts>;

export const ActDetail = ActRow.extend({
  summary: z.string().optional(),
  happenings: list(z.object({ from: z.string(), words: z.string() })),
  sources: list(z.object({ url: z.string().optional(), name: z.string().optional() })),
  readings: list(z.object({ status: z.string(), basis: z.string(), rests: list(z.string()) })),
  goods: list(z.string()),
}).openapi('ActDetail');
export type ActDetail = z.infer<typeof ActDetail>;

const Reason = z.object({ step: z.enum(STEPS), says: z.string(), acts: list(z.string()) });
const Citation = z.object({
  act: z.string(),
  title: z.string(),
  clause: z.string().optional(),
  status: z.string(),
  role: z.string(),
  evidence: z.string(),
});
const Reading = z.object({
  outcome: z.string(),
  outcomeWords: z.string(),
  says: z.string(),
  qualifier: z.string().optional(),
  assuming: list(z.string()),
  rests: list(z.string()),
  missing: list(z.string()),
  because: list(z.string()),
  needs: list(z.string()),
  flags: list(z.string()),
  arithmetic: z.string().optional(),
  rate_pct: z.number().optional(),
});
const Answer = z.object({
  question: z.enum(QUESTIONS),
  questionWords: z.string(),
  outcome: z.string(),
  outcomeWords: z.string(),
  says: z.string(),
  certainty: z.enum(['settled', 'unsure']),
  readings: list(Reading),
  reasons: list(Reason.extend({ parts: z.boolean() })),
  acts: list(Citation),
  flags: list(z.string()),
  needs: list(z.string()),
  would_change: list(z.object({ what: z.string(), outcomeWords: z.string(), says: z.string() })),
  other_days: list(
    z.object({
      from: day,
      outcome: z.string(),
      outcomeWords: z.string(),
      says: z.string(),
      acts: list(z.string()),
    }),
  ),
});

export const DecideRequest = z
  .object({
    date: day,
    /** As a person writes it: fields and words of data/law/shipment.yaml. */
    shipment: z.record(z.string(), z.unknown()),
  })
  .openapi('DecideRequest');

export const Decision = z
  .object({
    date: day,
    evidence: day,
    answers: list(Answer),
    not_applicable: list(z.object({ questionWords: z.string(), says: z.string() })),
    caveats: list(z.string()),
    /** Titles of the acts that are named by their ids above. */
    titles: z.record(z.string(), z.string()),
    /** What could not be read of the shipment. */
    problems: list(z.object({ field: z.string(), found: z.string(), expected: z.string() })),
  })
  .openapi('Decision');
export type Decision = z.infer<typeof Decision>;
