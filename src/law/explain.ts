import type { Answer, Change, Outcome, Question, Reading } from './answer.ts';
import type { Decision } from './decide.ts';
import type { ActStatus, Happening, Span, Status } from './history.ts';

/** A question as a heading. */
export const QUESTION_WORDS: Record<Question, string> = {
  export_licence: 'Export licence',
  technology: 'Technology and help abroad',
  procurement: 'US defence procurement',
  us_duty: 'US import duty',
  eu_duty: 'EU import duty',
  eu_label: 'EU magnet label',
  eu_recycled_share: 'EU recycled share, to publish',
  eu_minimum_share: 'EU recycled share, minimum',
};

/** An outcome in a word or two, for a table or a badge. */
export const OUTCOME_WORDS: Record<Outcome | 'two_readings' | 'depends', string> = {
  barred: 'barred',
  denied_in_principle: 'denied in principle',
  required: 'licence needed',
  covered: 'covered by a licence',
  unclear: 'unclear',
  not_required: 'not needed',
  compliant: 'compliant',
  not_compliant: 'not compliant',
  exempt: 'exempt',
  rate: 'duty',
  unknown: 'unknown',
  applies: 'applies',
  not_yet: 'not yet',
  none: 'none',
  not_applicable: 'does not apply',
  two_readings: 'two readings',
  depends: 'depends on what is not given',
};

/** A status as a person says it. */
export const STATUS_WORDS: Record<Status, string> = {
  not_yet: 'not yet',
  proposed: 'proposed',
  announced: 'announced',
  in_force: 'in force',
  suspended: 'suspended',
  ended: 'ended',
  reported: 'reported',
  not_law: 'not law',
};

/** A status with both readings where it is unsure: "in force (as printed) or suspended (as announced)". */
export function statusWords(status: Pick<ActStatus | Span, 'status' | 'certainty' | 'readings'>): string {
  if (status.certainty === 'settled') return STATUS_WORDS[status.status];
  const how = {
    text: 'as printed',
    announcement: 'as announced',
    date: 'its day is not known',
    possibility: 'if prolonged once more',
  };
  return `unsure: ${status.readings.map((r) => `${STATUS_WORDS[r.status]} (${how[r.basis]})`).join(' or ')}`;
}

/** An event in words: "suspended to 2026-11-10 by cn-mofcom-gac-2025-70". */
export function happeningWords(h: Happening, own: string): string {
  const what = h.event === 'milestone' ? (h.note ?? 'milestone') : h.event.replaceAll('_', ' ');
  const how = h.how ? ` (${h.how.replaceAll('_', ' ')})` : '';
  const until = h.until ? ` to ${h.until}` : '';
  const by = h.by === own ? '' : ` by ${h.by}`;
  const basis =
    h.basis === 'text' ? '' : `, ${h.basis === 'announcement' ? 'announced, no text seen' : h.basis}`;
  const clause = h.clause ? ` [${h.clause}]` : '';
  const note = h.note && h.event !== 'milestone' ? `: ${h.note}` : '';
  return `${what}${how}${until}${by}${basis}${clause}${note}`;
}

/** A decision as plain text, for a terminal or a file. */
export function explainDecision(decision: Decision): string {
  const lines = [`Shipment on ${decision.date}; law read to ${decision.evidence}`, ''];
  for (const answer of decision.answers) lines.push(...explainAnswer(answer), '');
  for (const { question, says } of decision.not_applicable)
    lines.push(`${QUESTION_WORDS[question]}: does not apply (${says})`);
  return [...lines, '', ...decision.caveats].join('\n');
}

function explainAnswer(answer: Answer): readonly string[] {
  const head = QUESTION_WORDS[answer.question];
  const single = answer.readings.length === 1;
  const lines = [
    `${head}: ${single ? `${answer.says}${arithmetic(answer.readings[0]!)}` : OUTCOME_WORDS[answer.outcome]}`,
  ];
  if (!single) {
    answer.readings.forEach((reading, i) => {
      lines.push(`  ${String.fromCharCode(65 + i)}. If ${reading.assuming.join('; or if ')}:`);
      lines.push(`     ${reading.says}${arithmetic(reading)}`);
      if (reading.rests.length > 0) lines.push(`     rests on ${reading.rests.join(', ')}`);
      if (reading.missing.length > 0) lines.push(`     missing: ${reading.missing.join('; ')}`);
    });
  }
  if (answer.reasons.length > 0) lines.push('  Reasons');
  for (const reason of answer.reasons) {
    lines.push(`    ${reason.step}: ${reason.says}${reason.parts ? ' (the readings part here)' : ''}`);
  }
  if (answer.acts.length > 0) lines.push('  Acts');
  for (const act of answer.acts) {
    const clause = act.clause ? `, ${act.clause}` : '';
    lines.push(
      `    ${act.act}${clause}: ${act.role} (${STATUS_WORDS[act.status]}, looked up to ${act.evidence})`,
    );
  }
  const list = (title: string, items: readonly string[]) => {
    if (items.length > 0) lines.push(`  ${title}`, ...items.map((item) => `    ${item}`));
  };
  list('Mind', answer.flags);
  list('Not given', answer.needs);
  list(
    'Would change it',
    answer.would_change.map((c) => `${c.what}: ${briefly(c)}`),
  );
  list(
    'Other days',
    answer.other_days.map((d) => `from ${d.from}: ${briefly(d)} (${d.acts.join(', ')})`),
  );
  return lines;
}

const briefly = ({ outcome, says }: Pick<Change, 'outcome' | 'says'>) =>
  outcome === 'two_readings' || outcome === 'depends' ? OUTCOME_WORDS[outcome] : says;

const arithmetic = (reading: Reading) =>
  reading.arithmetic?.includes('+') ? ` (${reading.arithmetic})` : '';
