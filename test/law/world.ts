import { loadFacts } from '../../src/facts/index.ts';
import { type Answer, createLaw, type Question, type Shipment } from '../../src/law/index.ts';

export const facts = loadFacts();
export const law = createLaw(facts.acts, facts.lawWords, facts.shipmentWords);

/** The answer to one question, without what would change it. */
export function answer(question: Question, shipment: Shipment, date: string): Answer | undefined {
  return law.decide(shipment, date, { outlook: false, questions: [question] }).answers[0];
}

/** Outcomes of the readings in order, with the rate where there is one. */
export function outcomes(question: Question, shipment: Shipment, date: string): string[] {
  const found = answer(question, shipment, date);
  return found
    ? found.readings.map((r) => (r.rate_pct === undefined ? r.outcome : `${r.rate_pct}%`))
    : ['not_applicable'];
}
