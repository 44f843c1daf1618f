import { createRoute } from '@hono/zod-openapi';
import { checks, documents } from '../../ledger/index.ts';
import { answers } from '../answers.ts';
import { type Room, routes } from '../options.ts';
import { Status } from '../shapes/status.ts';

const DAYS_SHOWN = 12;

const status = createRoute({
  method: 'get',
  path: '/status',
  summary: 'What is on record, and how new it is',
  responses: answers(Status, 'Counts and newest days'),
});

export const statusRoutes = ({ workbench, tool }: Room) =>
  routes().openapi(status, async (context) => {
    const { today, law } = workbench;
    const ledger = await workbench.ledger();
    const record = await workbench.record(today);
    const newest = new Map<string, string>();
    const counts = new Map<string, number>();
    for (const { observation, status: standing } of record) {
      const { kind, period = '' } = observation;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const firm = standing === 'as_published' && period <= today && /^\d{4}-\d\d(-\d\d)?$/.test(period);
      if (firm && period > (newest.get(kind) ?? '')) newest.set(kind, period);
    }
    const checked = await checks(ledger);
    const docs = (await documents(ledger, { limit: 10_000 })).filter((one) => isRead(one.sightings));
    const published = new Map(docs.map((one) => [one.id, one]));
    const days = new Map<string, string>();
    for (const { documentId } of checked) {
      const one = published.get(documentId);
      if (one?.published && one.published.length === 10)
        days.set(one.published, one.title ?? 'a document that was checked');
    }
    const price = newest.get('price');
    const trade = newest.get('trade');
    if (price?.length === 10) days.set(price, 'newest quotation');
    if (law.evidence <= today) days.set(law.evidence, 'law looked up');
    return context.json(
      {
        version: tool,
        today,
        counts: {
          prices: counts.get('price') ?? 0,
          trade: counts.get('trade') ?? 0,
          acts: law.acts.length,
          documents: docs.length,
          observations: record.length,
        },
        newest: { ...(price && { price }), ...(trade && { trade }), law: law.evidence },
        days: [...days]
          .map(([day, what]) => ({ day, what }))
          .sort((a, b) => b.day.localeCompare(a.day))
          .slice(0, DAYS_SHOWN),
      },
      200,
    );
  });

const isRead = (sightings: readonly { readonly origin: { readonly kind: string } }[]) =>
  sightings.some(({ origin }) => origin.kind !== 'shipped');
