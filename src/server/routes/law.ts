import { createRoute, z } from '@hono/zod-openapi';
import {
  type Act,
  type Answer,
  happeningWords,
  OUTCOME_WORDS,
  QUESTION_WORDS,
  readShipment,
  statusWords,
} from '../../law/index.ts';
import { answers, answersOrTable, jsonBody } from '../answers.ts';
import { csvAnswer } from '../csv.ts';
import { type Room, routes } from '../options.ts';
import { notFound } from '../problem.ts';
import { asOf, format, id } from '../shapes/common.ts';
import { ActDetail, type ActRow, Acts, DecideRequest, Decision } from '../shapes/law.ts';

const all = createRoute({
  method: 'get',
  path: '/acts',
  summary: 'Acts, what each is on a day, and its whole life',
  request: { query: z.object({ asOf, format, place: z.string().max(5).optional() }) },
  responses: answersOrTable(Acts, 'By place and first day'),
});

const one = createRoute({
  method: 'get',
  path: '/acts/{id}',
  summary: 'One act with its events, readings and sources',
  request: { params: z.object({ id }), query: z.object({ asOf }) },
  responses: answers(ActDetail, 'The act'),
});

const decide = createRoute({
  method: 'post',
  path: '/decide',
  summary: 'What the law says about a shipment on a day; nothing is kept',
  request: { body: jsonBody(DecideRequest) },
  responses: answers(Decision, 'Every question that applies, with its readings and reasons'),
});

export const lawRoutes = ({ workbench }: Room) => {
  const row = (act: Act, day: string): ActRow => {
    const { law } = workbench;
    const on = law.statusOn(act.id, day);
    return {
      id: act.id,
      title: act.title,
      jurisdictions: act.jurisdictions,
      standing: act.standing,
      evidence: act.evidence,
      on: { status: on.status, certainty: on.certainty, words: statusWords(on) },
      spans: law.spans(act.id).map((span) => ({
        status: span.status,
        certainty: span.certainty,
        words: statusWords(span),
        from: span.from,
        ...(span.until && { until: span.until }),
      })),
    };
  };
  return routes()
    .openapi(all, async (context) => {
      const { asOf: day = workbench.today, format: wanted, place } = context.req.valid('query');
      const items = workbench.law
        .timeline()
        .filter(({ act }) => !place || act.jurisdictions.includes(place))
        .map(({ act }) => row(act, day));
      if (wanted === 'csv') {
        return csvAnswer(
          context,
          `acts-${day}`,
          [
            'act',
            'title',
            'jurisdictions',
            'standing',
            'day',
            'status',
            'certainty',
            'looked_up',
            'from',
            'until',
            'span_status',
          ],
          items.flatMap((act) =>
            act.spans.map((span) => [
              act.id,
              act.title,
              act.jurisdictions.join(' '),
              act.standing,
              day,
              act.on.status,
              act.on.certainty,
              act.evidence,
              span.from,
              span.until,
              span.status,
            ]),
          ),
        ) as never;
      }
      return context.json({ day, evidence: workbench.law.evidence, items }, 200);
    })
    .openapi(one, async (context) => {
      const { law } = workbench;
      const wanted = context.req.valid('param').id;
      const { asOf: day = workbench.today } = context.req.valid('query');
      const act = law.act(wanted);
      if (!act) throw notFound('act', wanted);
      return context.json(
        {
          ...row(act, day),
          summary: act.summary,
          happenings: law.happenings(wanted).map((h) => ({ from: h.from, words: happeningWords(h, wanted) })),
          readings: law.statusOn(wanted, day).readings.map(({ status, basis, rests }) => ({
            status,
            basis,
            rests: rests.map((h) => `${h.from}: ${happeningWords(h, wanted)}`),
          })),
          goods: act.scope.goods,
          sources: act.sources.map(({ url, text }) => ({ ...(url && { url }), ...(text && { name: text }) })),
        },
        200,
      );
    })
    .openapi(decide, async (context) => {
      const { date, shipment: given } = context.req.valid('json');
      const { facts, law } = workbench;
      const { shipment, problems } = readShipment(given, {
        shipment: facts.shipmentWords,
        places: facts.lawWords.places,
      });
      const decision = law.decide(shipment, date);
      return context.json(
        {
          date,
          evidence: decision.evidence,
          answers: decision.answers.map(answer),
          not_applicable: decision.not_applicable.map(({ question, says }) => ({
            questionWords: QUESTION_WORDS[question],
            says,
          })),
          caveats: decision.caveats,
          titles: titlesOf(decision.answers, law),
          problems,
        },
        200,
      );
    });
};

/** Titles of every act that answers name. */
const titlesOf = (answers: readonly Answer[], law: Room['workbench']['law']): Record<string, string> => {
  const named = answers.flatMap(({ readings, reasons, acts }) => [
    ...readings.flatMap(({ rests, missing }) => [...rests, ...missing]),
    ...reasons.flatMap((reason) => reason.acts),
    ...acts.map(({ act }) => act),
  ]);
  return Object.fromEntries(
    named.flatMap((id) => {
      const act = law.act(id);
      return act ? [[id, act.title]] : [];
    }),
  );
};

const outcomeWords = (outcome: Answer['outcome']) => OUTCOME_WORDS[outcome];

const answer = (of: Answer): Decision['answers'][number] => ({
  question: of.question,
  questionWords: QUESTION_WORDS[of.question],
  outcome: of.outcome,
  outcomeWords: outcomeWords(of.outcome),
  says: of.says,
  certainty: of.certainty,
  readings: of.readings.map((r) => ({
    outcome: r.outcome,
    outcomeWords: outcomeWords(r.outcome),
    says: r.says,
    ...(r.qualifier && { qualifier: r.qualifier }),
    assuming: r.assuming,
    rests: r.rests,
    missing: r.missing,
    because: r.because,
    needs: r.needs,
    flags: r.flags,
    ...(r.arithmetic && { arithmetic: r.arithmetic }),
    ...(r.rate_pct !== undefined && { rate_pct: r.rate_pct }),
  })),
  reasons: of.reasons,
  acts: of.acts,
  flags: of.flags,
  needs: of.needs,
  would_change: of.would_change.map(({ what, outcome, says }) => ({
    what,
    outcomeWords: outcomeWords(outcome),
    says,
  })),
  other_days: of.other_days.map((one) => ({ ...one, outcomeWords: outcomeWords(one.outcome) })),
});
