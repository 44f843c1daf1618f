/** The tables in which runs of the chain model are kept, and their columns; `docs/ledger.md` tells them. */

const word = 'text' as const;
const value = 'double precision' as const;

/** Columns beside `run_id`, by table; units are in the names. They are part of a schema step: what changes becomes a new step. */
export const RUN_COLUMNS = {
  run_flow: {
    month: word,
    carrier: word,
    origin: word,
    destination: word,
    tier: word,
    tonnes: value,
    bound_tonnes: value,
    rent_usd_per_kg: value,
    control: word,
  },
  run_activity: { month: word, process: word, stage: word, technology: word, place: word, tonnes: value },
  run_price: {
    month: word,
    carrier: word,
    place: word,
    tier: word,
    asked_usd_per_kg: value,
    carried_usd_per_kg: value,
    traded_usd_per_kg: value,
    base_usd_per_kg: value,
  },
  run_stock: { month: word, carrier: word, place: word, tier: word, tonnes: value },
  run_demand: {
    month: word,
    carrier: word,
    place: word,
    tier: word,
    demand_tonnes: value,
    served_tonnes: value,
    short_tonnes: value,
    substituted_tonnes: value,
  },
  run_shadow_price: { month: word, limit: word, limit_tonnes: value, rent_usd_per_kg: value },
  run_element: {
    month: word,
    element: word,
    entered_tonnes: value,
    lost_tonnes: value,
    used_tonnes: value,
    imbalance: value,
  },
  run_range: {
    series: word,
    month: word,
    p05: value,
    p25: value,
    p50: value,
    p75: value,
    p95: value,
    median_error: value,
    runs: value,
  },
  run_parameter: { run: value, parameter: word, value },
  run_figure: { run: value, figure: word, value },
  run_date: { run: value, date_of: word, month: word },
} as const;

export type RunTable = keyof typeof RUN_COLUMNS;
