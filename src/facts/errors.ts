/** One thing that is wrong in a data file, said for the person who can mend it. */
export interface FactsProblem {
  /** Path of the file inside the data folder, with forward slashes. */
  readonly file: string;
  /** Line in the file, counted from 1. */
  readonly line?: number;
  /** Column of a table, or path of keys in a YAML file. */
  readonly field?: string;
  /** What was wrong. */
  readonly found: string;
  /** What would be right. */
  readonly expected?: string;
}

const shown = 20;

function say(problem: FactsProblem): string {
  const where = [problem.file];
  if (problem.line !== undefined) where.push(`line ${problem.line}`);
  if (problem.field) where.push(`field "${problem.field}"`);
  const remedy = problem.expected ? `; it should be ${problem.expected}` : '';
  return `${where.join(', ')}: ${problem.found}${remedy}`;
}

/** Thrown when a shipped data file is missing or breaks its schema. Lists every problem that was found. */
export class FactsError extends Error {
  readonly problems: readonly FactsProblem[];

  constructor(problems: readonly FactsProblem[]) {
    const rest = problems.length - shown;
    const lines = problems.slice(0, shown).map(say);
    if (rest > 0) lines.push(`and ${rest} more`);
    super(lines.join('\n'));
    this.name = 'FactsError';
    this.problems = problems;
  }
}
