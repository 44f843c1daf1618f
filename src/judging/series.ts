import type { Observation } from '../reading/observation.ts';

/**
 * The facts of an observation without its place in a text. What the record holds, and what a page states,
 * are both of this shape.
 */
export type Facts = Omit<Observation, 'quote' | 'start' | 'end' | 'read_by'>;

/** A value in the unit that its series is kept in: tonnes, or one currency. */
export interface Measured {
  readonly value: number;
  readonly unit: string;
  /** `value` = stated value * factor. */
  readonly factor: number;
}

const MASS: Readonly<Record<string, number>> = { t: 1, kg: 0.001, g: 1e-6 };

/** Mass in tonnes; money and everything else as it is. */
export const measure = (value: number, unit: string | undefined): Measured => {
  const factor = unit === undefined ? 1 : (MASS[unit] ?? 1);
  return { value: value * factor, unit: unit !== undefined && unit in MASS ? 't' : (unit ?? ''), factor };
};

/**
 * The goods that a statement about China's trade is held against. Its customs count no magnets in general: who writes
 * "magnet exports" has the rare earth line (HS 8505 11 10).
 */
export const countedGoods = (
  subject: string | undefined,
  reporter: string | undefined,
): string | undefined => (subject === 'magnet-all' && (reporter ?? 'CN') === 'CN' ? 'NdFeB-magnet' : subject);

const GENERIC =
  /\b(?:co|corp|corporation|inc|ltd|limited|plc|group|company|holdings?|ag|sa|nv|the|magnetic|magnetics|magnets?|materials?|technology|technologies|rare|earths?|hi|high|tech|permanent)\b|[.,&()]/g;

/** A company's name without what companies are generally called, so that long and short forms meet. */
export const companyKey = (name: string): string => {
  const lowered = name.toLowerCase().replace(/[-–·]/g, ' ');
  const short = lowered.replace(GENERIC, ' ').replace(/\s+/g, ' ').trim();
  return short || lowered.trim();
};

/**
 * What a figure measures, apart from when and how much: figures with the same key can be compared, added
 * along the months, and measured against each other. Nothing where too little is stated to tell.
 */
export const seriesKey = (o: Facts): string | undefined => {
  switch (o.kind) {
    case 'trade': {
      if (!o.subject || !o.flow) return undefined;
      const unit = o.unit === undefined ? 't' : measure(0, o.unit).unit;
      return ['trade', o.subject, o.flow, o.reporter ?? 'CN', o.partner ?? 'WORLD', unit].join('|');
    }
    case 'financial': {
      const company = o.subject ?? o.org;
      if (!company || !o.metric) return undefined;
      return [
        'financial',
        companyKey(company),
        o.metric,
        o.unit === undefined ? '' : measure(0, o.unit).unit,
      ].join('|');
    }
    case 'production':
    case 'capacity': {
      if (!o.subject) return undefined;
      const who = o.org ? companyKey(o.org) : (o.place ?? '');
      if (!who) return undefined;
      return [o.kind, o.subject, who, measure(0, o.unit ?? 't').unit].join('|');
    }
    case 'share': {
      if (!o.subject || !o.place || !o.metric) return undefined;
      return ['share', o.subject, o.place, o.metric].join('|');
    }
    default:
      return undefined;
  }
};

/** Figures of this kind add up along the months (a flow); shares, margins and capacities do not. */
export const isFlow = (o: Facts): boolean =>
  (o.kind === 'trade' && o.unit !== 'pct') ||
  o.kind === 'production' ||
  (o.kind === 'financial' &&
    o.unit !== undefined &&
    o.unit !== 'pct' &&
    !/margin|price|per_share|cash|assets|debt/.test(o.metric ?? ''));
