/** What becomes of announced projects: as such projects really fared, on the mean or drawn. */

import type { ProjectFate } from './levers.ts';

/** Share of the mean slip and of the failure rate that applies to a project by how far it has got (assumed). */
const BY_STATUS = {
  operating: { slip: 0, failure: 0 },
  commissioning: { slip: 0.5, failure: 0.1 },
  construction: { slip: 1, failure: 0.4 },
  planned: { slip: 1.5, failure: 1 },
} as const;

type Values = Readonly<Record<string, number>>;

/** Magnets are designed into motors: a new maker sells none before its customers have tested them. */
function qualificationMonths(project: { stage: string; project_status: string }, parameters: Values): number {
  if (!project.stage.startsWith('magnet') || project.project_status === 'operating') return 0;
  return Math.round(12 * parameters.magnet_qualification!);
}

/** Every project as late as such projects are on the mean, and as much of it as comes on the mean. */
export function expectedFate(parameters: Values): ProjectFate {
  return (project) => {
    const { slip, failure } = BY_STATUS[project.project_status];
    return {
      delayMonths: Math.round(12 * slip * parameters.project_slip_mean!),
      qualificationMonths: qualificationMonths(project, parameters),
      share: 1 - failure * parameters.project_failure!,
    };
  };
}

/**
 * A draw: slip is exponential around its mean (6 of 11 started plants were late, some by years), failure a coin.
 *
 * @param uniforms two numbers in (0, 1) for each project by name
 */
export function drawnFate(
  parameters: Values,
  uniforms: (project: string) => readonly [number, number],
): ProjectFate {
  return (project) => {
    const { slip, failure } = BY_STATUS[project.project_status];
    const [late, fails] = uniforms(project.project);
    return {
      delayMonths: Math.round(-12 * slip * parameters.project_slip_mean! * Math.log(1 - late)),
      qualificationMonths: qualificationMonths(project, parameters),
      share: fails < failure * parameters.project_failure! ? 0 : 1,
    };
  };
}

/** As announced: for scenarios in which plans are kept. */
export const asAnnounced: ProjectFate = () => ({ delayMonths: 0, share: 1, qualificationMonths: 0 });
