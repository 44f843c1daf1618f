import { z } from 'zod';
import { defineYaml } from '../document.ts';

const days = z.int().positive();

export const board = defineYaml({
  file: 'brief/board.yaml',
  description: 'What the brief shows and in which order. Choices of ours, not facts.',
  schema: z.strictObject({
    materials: z.array(z.strictObject({ code: z.string(), name: z.string() })).min(1),
    charts: z.array(z.string()),
    outside: z.array(z.string()),
    customsLag: days,
    trade: z.strictObject({
      reporter: z.string(),
      subject: z.string(),
      flow: z.enum(['export', 'import']),
      partners: z.array(z.string()),
    }),
    change: z.strictObject({ last: days, month: days, monthGive: days, stale: days, sameDays: days }),
  }),
});
