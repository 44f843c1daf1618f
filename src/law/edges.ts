import type { Act } from '../facts/schemas/acts.ts';
import { addDays, addYears, type Day, lastDay } from './days.ts';

/** Days inside an act's rules on which an answer may change: steps of a duty, products with a day of their own. */
export function edgesOfRules(act: Act): readonly Day[] {
  const days: Day[] = [];
  for (const rule of act.rules) {
    if (rule.type === 'duty') {
      for (const step of rule.steps) {
        if (step.from !== 'unknown') days.push(step.from);
        if (step.until) days.push(addDays(step.until, 1));
        for (const out of step.not_hs) if (out.from) days.push(out.from);
      }
    }
    if (rule.type === 'product_duty') {
      for (const fixed of rule.fixed) days.push(fixed.from);
      if (rule.not_before) days.push(rule.not_before);
      if (rule.awaits) {
        // After what was looked up plus the years of waiting, the act that it awaits may exist.
        const since = rule.awaits.seen ?? addDays(lastDay(act.evidence), 1);
        days.push(addYears(since, rule.awaits.years));
      }
    }
  }
  return days;
}
