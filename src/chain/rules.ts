/** The rules that carry one month to the next: written once, used by the roll and printed in the manual. */

export interface Rule {
  readonly title: string;
  readonly equations: readonly string[];
  readonly words: readonly string[];
}

export const EXPECTATION: Rule = {
  title: 'Expected prices',
  equations: ["\\ln E'_n = (1 - \\lambda - \\mu) \\ln E_n + \\lambda \\ln v_n + \\mu \\ln p^0_n"],
  words: [
    'lambda: expectation_speed; mu: expectation_anchor. The carrying value counts, not the shortage price of the day, up to the top of the ladder.',
    'Duty that buyers at a node usually bear is taken out of v before and put back after, so a duty moves prices and not wanted stock.',
  ],
};

/** ln E' by the rule above. */
export function nextExpectation(
  expected: number,
  carried: number,
  base: number,
  lambda: number,
  mu: number,
): number {
  return Math.exp((1 - lambda - mu) * Math.log(expected) + lambda * Math.log(carried) + mu * Math.log(base));
}

export const LICENCE: Rule = {
  title: 'Licences',
  equations: [
    'q_{r,t} \\le a_{r,t} A_{r,t}, \\qquad A_{r,t} = (1 + \\sigma) b_r G_t + \\rho\\, m_{r,t-w}',
    'm_{r,t} = (1 - a_{r,t}) \\left( b_r G_t + \\rho\\, m_{r,t-w} \\right)',
  ],
  words: [
    'b: normal monthly order; G: growth of demand; a: licensed share; m: refused; w: waiting months; rho: reapply_share; sigma: restock_orders.',
    'A bound on each arc (origin, destination, carrier, buyer tier), not a tax: the rent is added per kilogram and is a result.',
    'Shares read off customs are of a normal month (b G) while they are below 1.',
    'Where an authority holds volumes to normal against stockpiling, q is at most (1 + sigma) b G, whatever is asked for again.',
  ],
};

/** What is asked for on an arc under licence, and what is refused of it. */
export function licensedOrders(
  normal: number,
  licensed: number,
  refusedBefore: number,
  reapply: number,
  restock: number,
): { readonly asked: number; readonly refused: number } {
  const again = reapply * refusedBefore;
  return { asked: normal * (1 + restock) + again, refused: (1 - licensed) * (normal + again) };
}

export const DEMAND: Rule = {
  title: 'Demand',
  equations: [
    'D_{s,t} = D^0_s G_{s,t} \\left( \\bar c / p^0 \\right)^{\\epsilon_1} \\bar s^{\\,\\epsilon_2 - \\epsilon_1} (1 - u_{s,t})',
    "\\bar s' = \\bar s + (\\bar c / p^0 - \\bar s) / T",
  ],
  words: [
    'c: traded price where the goods lie; s: its slow mean over T months (demand_long_years); epsilon: demand_elasticity_short and _long; u: share that a substitute takes.',
    'Inside the month only shortage steps cut demand, the users who value magnets least first.',
  ],
};

/** Demand by the rule above, before substitutes. */
export function demandAtPrices(
  base: number,
  growth: number,
  paid: number,
  slow: number,
  short: number,
  long: number,
): number {
  return base * growth * Math.max(0.05, paid) ** short * Math.max(0.05, slow) ** (long - short);
}
