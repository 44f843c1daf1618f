// The tables of the room as CSV.
import type { PartsAnswer } from '../../../src/server/shapes/parts.ts';
import { csvText } from '../scenarios/csv.ts';

/** The bill with what the chosen scenario leaves unmet. */
export const billCsv = ({ parts, currency, run }: PartsAnswer, scenario: string): string =>
  csvText(
    [
      'line',
      'part',
      'grade',
      'mass_g',
      `${currency}_unit`,
      'low',
      'high',
      'licence',
      'recycled_share',
      'scenario',
      'unmet',
      'unmet_low',
      'unmet_high',
      'model_run',
    ],
    parts.map((one) => {
      const short = one.shortages.find((each) => each.scenario === scenario);
      return [
        one.row,
        one.part,
        one.grade,
        one.massG,
        one.perUnit?.value,
        one.perUnit?.low,
        one.perUnit?.high,
        one.licence?.word,
        one.recycledShare?.word,
        short && scenario,
        short?.unmet.value,
        short?.unmet.low,
        short?.unmet.high,
        short && run,
      ];
    }),
  );

/** What each scenario does to the whole bill. */
export const scenariosCsv = ({ scenarios, currency, run }: PartsAnswer): string =>
  csvText(
    [
      'scenario',
      'title',
      'parts_short',
      'unmet',
      'unmet_low',
      'unmet_high',
      `extra_${currency}_year`,
      'extra_low',
      'extra_high',
      'model_run',
    ],
    scenarios.map(({ scenario, title, short, unmet, extraCost }) => [
      scenario,
      title,
      short,
      unmet.value,
      unmet.low,
      unmet.high,
      extraCost.value,
      extraCost.low,
      extraCost.high,
      run,
    ]),
  );
