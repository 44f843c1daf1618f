import { type Facts, fileOf } from '../facts/index.ts';
import type { RecordStatus, ShippedFact, SourceInput } from '../ledger/index.ts';
import type { Change, Observation } from '../reading/index.ts';

/** A shipped row with all that is known of its source. */
interface ShippedRow extends ShippedFact {
  readonly observation: Omit<Observation, 'quote' | 'start' | 'end' | 'read_by'>;
  readonly source: Required<Pick<SourceInput, 'name' | 'voice' | 'standing'>> & Pick<SourceInput, 'url'>;
  readonly status: RecordStatus;
}

type Draft = Omit<ShippedRow, 'file' | 'row' | 'source'>;
type Table = 'quotations' | 'suspectQuotations' | 'customs' | 'derivedTrade' | 'companyResults' | 'licences';
type SupplyTable = 'output' | 'projects' | 'publishedDemand';

/**
 * The shipped rows that are published figures, as observations with their source: prices, customs figures, company
 * results, licences, output, capacity and shares. Left out are our own estimates, what has no counterpart among
 * observations (costs, grades, intensities), and recycled tonnes, which are inside the tonnes of separation.
 *
 * Value added tax is in an observation only where the page states it; `quotations` tells what may be assumed.
 */
export function shippedFacts(facts: Facts): readonly ShippedRow[] {
  const sources = new Map(facts.sources.map((source) => [source.source, source]));
  const all: ShippedRow[] = [];
  const take = <K extends Table | SupplyTable>(
    name: K,
    toDraft: (row: Facts[K][number]) => Draft | undefined,
  ) => {
    for (const [index, row] of facts[name].entries()) {
      const draft = toDraft(row);
      const source = sources.get(row.source);
      if (!draft || !source) continue;
      const { origin: voice, standing } = source;
      all.push({
        file: fileOf(name),
        row: index + 2,
        source: { name: row.source, voice, standing, ...(row.url ? { url: row.url } : {}) },
        ...draft,
      });
    }
  };
  take('quotations', price);
  take('suspectQuotations', ({ reason, ...row }) => ({
    ...price({ ...row, note: reason }),
    status: 'suspect',
  }));
  take('customs', trade);
  take('derivedTrade', derivedTrade);
  take('companyResults', companyResult);
  take('licences', approval);
  take('output', output);
  take('projects', projectCapacity);
  take('publishedDemand', magnetOutput);
  return all;
}

/** A copy without the fields that are undefined. */
function stated<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

const STATUS = { stated: 'as_published', derived: 'derived', estimate: 'estimated' } as const;

const statusOf = (row: {
  readonly status: string;
  readonly derivation: keyof typeof STATUS;
}): Draft['status'] => (row.status === 'disputed' ? 'disputed' : STATUS[row.derivation]);

function price(row: Facts['quotations'][number]): Draft {
  const { material, spec, purity, low, high, unit, period, market, price_type, basis, vat, vat_source } = row;
  return stated({
    observation: stated({
      kind: 'price' as const,
      subject: material,
      low,
      high,
      unit,
      period,
      place: market,
      price_type,
      basis,
      vat: vat_source === 'stated' ? vat : undefined,
      purity,
      precision: row.status === 'bound' ? ('over' as const) : row.precision,
    }),
    status: statusOf(row),
    published: row.published,
    spec,
    span: row.span,
    session: row.session,
    note: row.note,
  });
}

function trade(row: Facts['customs'][number]): Draft {
  const change: Change[] = [];
  // Where the value is sound and only the stated change is not, the change is left out of the observation.
  if (row.change_status === 'ok' || row.value === undefined) {
    if (row.change_mom_pct !== undefined) {
      change.push({ basis: 'mom', value: row.change_mom_pct, unit: 'pct' });
    }
    if (row.change_yoy_pct !== undefined) {
      change.push({ basis: 'yoy', value: row.change_yoy_pct, unit: 'pct' });
    }
  }
  const estimated = /\bestimate/.test(row.note ?? '');
  return stated({
    observation: stated({
      kind: 'trade' as const,
      subject: row.product,
      value: row.value,
      unit: row.unit,
      period: row.period,
      reporter: row.reporter,
      partner: row.partner,
      flow: row.flow,
      hs: row.hs?.[0],
      change: change.length > 0 ? change : undefined,
      precision: row.status === 'bound' ? ('over' as const) : row.precision,
    }),
    status: row.status === 'disputed' ? ('disputed' as const) : estimated ? 'estimated' : 'as_published',
    published: row.published,
    note: row.note,
  });
}

function derivedTrade(row: Facts['derivedTrade'][number]): Draft {
  const { product, reporter, partner, flow, period, unit, low, high } = row;
  return {
    observation: {
      kind: 'trade',
      subject: product,
      value: (low + high) / 2,
      unit,
      period,
      reporter,
      partner,
      flow,
    },
    status: 'derived',
    note: `${low} to ${high} ${unit}: ${row.formula}`,
  };
}

function companyResult(row: Facts['companyResults'][number]): Draft | undefined {
  const { company, material, metric, unit, value, period, ticker, yoy_pct } = row;
  const common = stated({
    org: company,
    ticker,
    value,
    unit,
    period,
    change:
      yoy_pct === undefined ? undefined : [{ basis: 'yoy' as const, value: yoy_pct, unit: 'pct' as const }],
  });
  const tonnesMade = metric === 'output' && unit === 't';
  if (tonnesMade && !material) return undefined;
  return stated({
    observation: tonnesMade
      ? { kind: 'production' as const, subject: material!, ...common }
      : { kind: 'financial' as const, subject: company, metric, ...common },
    status: statusOf(row),
    spec: row.item,
    note: row.note,
  });
}

function approval(row: Facts['licences'][number]): Draft | undefined {
  const { metric, unit, value, low, high, population } = row;
  if (!/^(?:licen|general_licence)/.test(metric) || unit === 'flag') return undefined;
  const figure = value ?? (low === undefined || high === undefined ? undefined : (low + high) / 2);
  if (figure === undefined) return undefined;
  return stated({
    observation: stated({
      kind: 'approval' as const,
      metric,
      value: figure,
      unit,
      period: row.period,
      place: 'CN',
      partner: row.place === 'CN' ? undefined : row.place,
      precision: row.precision,
    }),
    status: row.status === 'disputed' ? ('disputed' as const) : 'as_published',
    spec: population,
    note: row.note,
  });
}

/** What tonnes are of, as a material code; ways of counting that have none are not made into observations. */
const SUBJECT: Readonly<Record<string, string>> = {
  REO: 'RE-oxide',
  'PrNd-oxide': 'PrNd-oxide',
  'DyTb-oxide': 'DyTb-oxide',
  'Dy-oxide': 'Dy-oxide',
  'Tb-oxide': 'Tb-oxide',
  'Gd-oxide': 'Gd-oxide',
  'Ho-oxide': 'Ho-oxide',
  'PrNd-metal': 'PrNd-metal',
  'NdFeB-alloy': 'NdFeB-alloy',
  magnet: 'NdFeB-magnet',
  'magnet-blank': 'NdFeB-magnet',
  'magnet-finished': 'NdFeB-magnet',
  'NdFeB-all': 'NdFeB-magnet',
};

const SHARE: Readonly<Record<string, { readonly subject: string; readonly metric: string }>> = {
  mining: { subject: 'RE-all', metric: 'mining' },
  separation_light: { subject: 'RE-all', metric: 'processing' },
  separation_heavy: { subject: 'RE-heavy', metric: 'processing' },
  metal: { subject: 'RE-metal', metric: 'output' },
  magnet_sintered: { subject: 'NdFeB-magnet', metric: 'output' },
};

function output(row: Facts['output'][number]): Draft | undefined {
  const { stage, place, period, measure, value, unit, counted_as, note } = row;
  const common = { value, unit, period, place };
  const rest = stated({ status: statusOf(row), spec: counted_as, note });
  if (stage === 'recycling' || stage === 'magnet_bonded') return undefined;
  if (measure === 'share') {
    const share = counted_as === 'magnet-RE' ? undefined : SHARE[stage];
    return share && { observation: { kind: 'share', ...share, ...common }, ...rest };
  }
  if (measure === 'quota') {
    const metric = stage === 'mining' ? 'mining_quota' : 'separation_quota';
    return { observation: { kind: 'target', subject: 'RE-all', metric, ...common }, ...rest };
  }
  const subject = stage === 'mining' && counted_as === 'REO' ? 'RE-all' : SUBJECT[counted_as];
  return subject ? { observation: { kind: measure, subject, ...common }, ...rest } : undefined;
}

function projectCapacity(row: Facts['projects'][number]): Draft | undefined {
  const subject = SUBJECT[row.counted_as];
  if (!subject || row.capacity === undefined || row.material === 'FeN') return undefined;
  return stated({
    observation: stated({
      kind: 'capacity' as const,
      subject,
      value: row.capacity,
      unit: 't',
      period: row.as_of,
      place: row.place,
      org: row.company,
    }),
    status: 'as_published' as const,
    spec: row.counted_as,
    note: [`${row.name}, ${row.status}`, row.note].filter(Boolean).join('; '),
  });
}

function magnetOutput(row: Facts['publishedDemand'][number]): Draft | undefined {
  const whole = row.application === 'NdFeB magnets, all' || row.application === 'NdFeB magnets, sintered';
  if (row.measure !== 'production' || !whole || row.outlook || row.value === undefined) return undefined;
  return stated({
    observation: {
      kind: 'production' as const,
      subject: 'NdFeB-magnet',
      value: row.value,
      unit: row.unit,
      period: row.period,
      place: row.place,
    },
    status: statusOf(row),
    spec: row.counted_as,
    note: row.note,
  });
}
