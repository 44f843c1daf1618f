/**
 * The model page, written from the code's own description of itself: equations from the terms that build the matrix,
 * variables, cost steps and parameters from the tables the model runs on. Only the prose between them is written here.
 */

import type { ChainTables } from './assembly/tables.ts';
import { DRAWN } from './ensemble.ts';
import { CONSTRAINTS } from './lp/constraints.ts';
import { DISPOSAL_VALUE, LADDER_BOTTOM, LADDER_TOP } from './lp/ladder.ts';
import { OBJECTIVE } from './lp/objective.ts';
import { equationLatex } from './lp/terms.ts';
import { VARIABLES } from './lp/variables.ts';
import { ELEMENTS, STEP_PROFILES, type StepProfile } from './network.ts';
import { DEMAND, EXPECTATION, LICENCE } from './rules.ts';

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const math = (latex: string) => ['$$', latex, '$$'].join('\n');

const PROFILE_WORDS: Readonly<Record<StepProfile, string>> = {
  process: 'processes',
  tied: 'magnet makers outside China, tied to customers',
  mine: 'mines and residual supply',
  arc: 'arcs with a base flow',
  closed: 'arcs that carried nothing in the base year',
  flat: 'plants that did not run in the base year',
};

/** docs/model.md. */
export function modelPage(tables: ChainTables): string {
  const lines = [
    '# The chain model',
    '',
    '<!-- Written by scripts/model-page.mjs from the code. Do not edit by hand. -->',
    '',
    'A recursive-dynamic spatial price equilibrium on a network (Samuelson 1952; Takayama and Judge 1971). Each month is one',
    'linear programme, solved by HiGHS; stocks, goods under way, expectations, refused orders, projects and products in use',
    'carry it to the next. Quantities are tonnes a month, each carrier in its own basis; money is real USD per kg without VAT.',
    `Elements followed: ${ELEMENTS.join(', ')} (PrNd is neodymium and praseodymium together). Every month of every run must balance them to`,
    'one part in 10^9, or the run is refused.',
    '',
    'See also: [calibration](calibration.md), [validation against 2025](validation.md), the tables in `data/chain`.',
    '',
    '## Places and carriers',
    '',
    `Places: ${tables.chainPlaces.map((p) => `${p.code} (${p.name})`).join(', ')}.`,
    '',
    row('carrier', 'what', 'one tonne is', 'PrNd', 'Dy', 'Tb', 'Sm', 'price in China, USD/kg'),
    row('---', '---', '---', '---:', '---:', '---:', '---:', '---:'),
    ...tables.chainCarriers.map((c) =>
      row(
        c.carrier,
        c.name,
        c.basis,
        ...[c.PrNd, c.Dy, c.Tb, c.Sm].map((v) => (v === undefined ? 'followed' : v === 0 ? '' : String(v))),
        c.china_price_usd_per_kg === undefined ? 'by cost' : String(c.china_price_usd_per_kg),
      ),
    ),
    '',
    'Where goods of different make meet (magnets), what is in the pool is followed month by month and never assumed.',
    '',
    '## The month',
    '',
    '### Variables',
    '',
    row('symbol', 'for each', 'what', 'unit', 'bounds'),
    row('---', '---', '---', '---', '---'),
    ...Object.values(VARIABLES).map((v) => row(`$${v.symbol}$`, v.over, v.words, v.unit, `$${v.bounds}$`)),
    '',
    '### What is maximised',
    '',
    math(OBJECTIVE.map((t, i) => (i === 0 && t.sign === '+' ? t.latex : `${t.sign} ${t.latex}`)).join(' ')),
    '',
    ...OBJECTIVE.map((t) => `- $${t.sign} ${t.latex}$: ${t.words}`),
    '',
    "Ties between flows of equal worth are broken by a cost of up to 10^-6 of the column's own cost, drawn from its name, so a run",
    'gives the same digits on every machine and adding a node elsewhere changes no tie.',
    '',
    '### What holds',
    '',
    ...CONSTRAINTS.flatMap((c) => [
      `**${c.title}**, for ${c.over}:`,
      '',
      math(equationLatex(c)),
      '',
      ...c.terms.map((t) => `- $${t.sign} ${t.latex}$: ${t.words}`),
      `- $${c.right.latex}$: ${c.right.words}`,
      `- dual $${c.dual.symbol}$: ${c.dual.words}`,
      '',
    ]),
    'The asked price is never below the carrying value, and equal to it while stock is kept; the difference is the premium for',
    "having a tonne now. A tonne started today with a two-month delay earns the carrying value of its destination, not today's",
    'shortage price.',
    '',
    '### The ladder of stock values',
    '',
    `Closing positions are valued on fixed steps between ${LADDER_TOP} and ${LADDER_BOTTOM} times the base price (fine near it, coarse beyond); what nobody wants is`,
    `worth ${DISPOSAL_VALUE} of it. Only the widths of the steps move from month to month.`,
    '',
    '### Cost steps around the base flow',
    '',
    row('for', 'share of base flow and cost shift in kinks'),
    row('---', '---'),
    ...(Object.keys(STEP_PROFILES) as StepProfile[]).map((name) =>
      row(
        PROFILE_WORDS[name],
        STEP_PROFILES[name]
          .map((s) => `${Number.isFinite(s.share) ? s.share : 'rest'}: ${s.kinks}`)
          .join('; '),
      ),
    ),
    '',
    'A kink is a share of the output value (processes) or of the origin price (arcs); see the parameters.',
    '',
    '## From month to month',
    '',
    ...[EXPECTATION, LICENCE, DEMAND].flatMap((rule) => [
      `**${rule.title}**`,
      '',
      ...rule.equations.flatMap((latex) => [math(latex), '']),
      ...rule.words.map((words) => `- ${words}`),
      '',
    ]),
    '**Projects** come later than announced by the mean slip of such projects and in part not at all (planned ones more than those',
    'under construction); in an ensemble slip and failure are drawn. New capacity ramps in a straight line from first to full output.',
    '',
    '**Scrap.** Swarf leaves magnet making as contained elements and comes back as oxide after its delay. Magnets that went into use',
    'leave with a Weibull life by application; the collected share enters as scrap.',
    '',
    '## Asked and traded prices',
    '',
    'The asked price is what one more tonne would fetch now. The traded price is a ledger: what lies in stock is carried at what was',
    "paid for it (licensed imports at the origin's price, the way and the tax; own output at cost). Demand answers to the traded price.",
    'In 2025 the two differed by a factor of four outside China.',
    '',
    '## Parameters',
    '',
    `Drawn in ensembles on shifted Sobol points, triangular over their range: ${DRAWN.join(', ')}.`,
    '',
    row('parameter', 'value', 'range', 'unit', 'standing', 'source or reason'),
    row('---', '---:', '---', '---', '---', '---'),
    ...tables.chainParameters.map((p) =>
      row(
        p.parameter,
        String(p.value),
        `${p.low} to ${p.high}`,
        p.unit,
        p.status,
        (p.source ?? '').replaceAll('|', '/'),
      ),
    ),
    '',
    '## How it is shown to be right',
    '',
    '- Element balance in every month of every ready-made scenario: `test/chain/scenarios.test.ts`, and a refusal at run time.',
    '- Networks with known answers, optimality conditions and finite differences on generated networks: `test/chain/clear.test.ts`, `optimality.test.ts`.',
    '- The base year balances, breaks even, gives itself back as one month and stays for 144 months: `base-year.test.ts`.',
    '- Dynamic stocks against the published reference case: `vintages.test.ts`.',
    '- The same month in PyPSA with native HiGHS: `bench/chain-export.ts`, `bench/peers/pypsa_month.py`.',
    '- 2025 replayed, misses shown: [validation](validation.md).',
    '',
    '## What it does not do',
    '',
    '- It has no seasons, no speculation and no currency moves; the rise of Nd and Pr prices in the second half of 2025 is missed.',
    '- Licence paths of 2025 are an input, not a forecast of what an authority will do.',
    '- Cover, hoarding and the elasticity of stocks form a ridge that one price gap cannot identify.',
    '- Class and application splits by place are estimates; single cells are weak.',
    '- Part of the dysprosium in China (the residual line) is explained by no ore and no scrap.',
    '',
  ];
  return lines.join('\n');
}
