/**
 * The network as plain data: nodes, processes, arcs, demand segments, limits.
 *
 * Quantities are tonnes a month, each carrier in its own stated basis; money is real USD per kg ex VAT
 * (so objective values are thousand USD). Everything here is JSON, so a run can be sent to a worker or to
 * another machine.
 */

/** Elements that every process conserves. PrNd is neodymium plus praseodymium, counted as metal. */
export const ELEMENTS = ['PrNd', 'Dy', 'Tb', 'Sm'] as const;
export type ChainElement = (typeof ELEMENTS)[number];

/** Tonnes of each element (as metal) in one tonne of a carrier, in the order of `ELEMENTS`. */
export type Content = readonly [number, number, number, number];

export interface NetNode {
  /** `carrier@place` or `carrier@place/tier`. */
  readonly id: string;
  readonly place: string;
  readonly carrier: string;
  readonly kind: CarrierKind;
  readonly tier?: string;
  /** Null where goods of different make meet: what is in the pool is then followed month by month. */
  readonly content: Content | null;
  /** Price in the base year, USD/kg ex VAT at this place. */
  readonly basePrice: number;
  /** Tonnes used a month in the base year. */
  readonly baseUse: number;
  /** Wanted stock in months of use; 0 where nothing is kept. */
  readonly coverMonths: number;
  /** Price ladder on which closing stock is valued: step near the base price and far from it, as ratios. */
  readonly ladder: { readonly fine: number; readonly coarse: number };
}

export type CarrierKind =
  | 'concentrate'
  | 'oxide'
  | 'metal'
  | 'magnet'
  | 'component'
  | 'scrap'
  | 'substitute'
  | 'other';

export interface NetOutput {
  readonly node: string;
  /** Tonnes per tonne of activity. */
  readonly perTonne: number;
  /** Months until it arrives; a fraction is split over the two months around it. */
  readonly delayMonths: number;
}

export interface NetProcess {
  readonly id: string;
  readonly place: string;
  readonly stage: string;
  readonly technology: string;
  readonly inputs: readonly { readonly node: string; readonly perTonne: number }[];
  readonly outputs: readonly NetOutput[];
  /** Share of each element of the inputs that is lost, as stated in the data. */
  readonly loss: Content;
  /** True where elements enter the chain (mines, residual supply). */
  readonly isSource: boolean;
  /** Activity in the base year, tonnes a month. */
  readonly base: number;
  /** Most that can be done in the base year, tonnes a month. */
  readonly capacity: number;
  /** Cost besides the inputs at base activity, USD per kg of activity; set by `priceTheBase`. */
  readonly cost: number;
  readonly steps: StepProfile;
  /** How base activity and capacity move through time. */
  readonly growth: 'demand' | 'fixed' | 'path';
  /** Limit that this process shares with others (a plant that makes several grades). */
  readonly sharedLimit?: string;
  /** Tonnes counted against the shared limit per tonne of activity; 1 if left out. */
  readonly sharedWeight?: number;
}

/** How a process or an arc leaves its base flow: share of base, and cost shift in kinks. */
export type StepProfile = 'process' | 'tied' | 'mine' | 'arc' | 'closed' | 'flat';

export interface NetArc {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly carrier: string;
  readonly origin: string;
  readonly destination: string;
  /** Months in transit; a fraction is split over the two months around it. */
  readonly delayMonths: number;
  readonly base: number;
  readonly capacity: number;
  /** Freight, handling and margin at base, USD/kg, without the tax on the origin price. */
  readonly cost: number;
  /** Share of the origin price lost on export (VAT not refunded) or paid as duty in the base year. */
  readonly adValorem: number;
  readonly steps: StepProfile;
  readonly growth: 'demand' | 'fixed';
}

export interface NetSegment {
  readonly id: string;
  readonly node: string;
  readonly place: string;
  readonly carrier: string;
  readonly tier?: string;
  /** Tonnes a month in the base year. */
  readonly base: number;
  /** Shares of the quantity and what each is worth, as multiples of the base price; the shares add to 1. */
  readonly steps: readonly { readonly share: number; readonly multiple: number }[];
}

/** A limit over several flows or activities together, in tonnes a month (a quota, a shared plant). */
export interface NetLimit {
  readonly id: string;
  readonly words: string;
  readonly terms: readonly {
    readonly kind: 'arc' | 'process';
    readonly id: string;
    readonly weight: number;
  }[];
  readonly tonnes: number;
  readonly growth: 'demand' | 'fixed';
}

export interface Network {
  readonly name: string;
  /** First month that can be run, `YYYY-MM`. */
  readonly firstMonth: string;
  readonly nodes: readonly NetNode[];
  readonly processes: readonly NetProcess[];
  readonly arcs: readonly NetArc[];
  readonly segments: readonly NetSegment[];
  readonly limits: readonly NetLimit[];
  /** Cost shift of one kink: share of output value for processes, of origin price for arcs. */
  readonly kink: { readonly process: number; readonly arc: number };
  /** Elasticity of wanted stock to price. */
  readonly stockElasticity: number;
}

/** Positions by id, so that inner loops run on numbers. */
export interface NetworkIndex {
  readonly node: ReadonlyMap<string, number>;
  readonly process: ReadonlyMap<string, number>;
  readonly arc: ReadonlyMap<string, number>;
}

export function indexNetwork(network: Network): NetworkIndex {
  const byId = (items: readonly { readonly id: string }[]) => new Map(items.map((item, i) => [item.id, i]));
  return { node: byId(network.nodes), process: byId(network.processes), arc: byId(network.arcs) };
}

export interface Step {
  /** Share of the scaled base flow; the last step of a profile reaches up to capacity. */
  readonly share: number;
  /** Shift of cost in kinks. */
  readonly kinks: number;
}

/**
 * Cost steps around the base flow. The flow rests at the base while prices move less than a kink, so many
 * prices fit the base year and none is forced (calibration by kinks, docs/model.md). The last step of each
 * profile is open: it reaches up to capacity.
 */
export const STEP_PROFILES: Readonly<Record<StepProfile, readonly Step[]>> = {
  process: [
    { share: 0.7, kinks: -3 },
    { share: 0.2, kinks: -1.5 },
    { share: 0.1, kinks: -0.5 },
    { share: 0.1, kinks: 0.5 },
    { share: 0.2, kinks: 1.5 },
    { share: Number.POSITIVE_INFINITY, kinks: 4 },
  ],
  // Makers tied to customers by contract: most of their output is given up only when nothing of the margin is left.
  tied: [
    { share: 0.8, kinks: -40 },
    { share: 0.1, kinks: -3 },
    { share: 0.1, kinks: -0.5 },
    { share: 0.1, kinks: 0.5 },
    { share: 0.2, kinks: 1.5 },
    { share: Number.POSITIVE_INFINITY, kinks: 4 },
  ],
  mine: [
    { share: 0.94, kinks: -25 },
    { share: 0.03, kinks: -4 },
    { share: 0.03, kinks: -0.5 },
    { share: 0.03, kinks: 0.5 },
    { share: 0.03, kinks: 4 },
    { share: Number.POSITIVE_INFINITY, kinks: 25 },
  ],
  arc: [
    { share: 0.85, kinks: -1 },
    { share: 0.15, kinks: -0.3 },
    { share: 0.15, kinks: 0.3 },
    { share: 0.35, kinks: 1 },
    { share: Number.POSITIVE_INFINITY, kinks: 2.5 },
  ],
  closed: [{ share: Number.POSITIVE_INFINITY, kinks: 3 }],
  flat: [{ share: Number.POSITIVE_INFINITY, kinks: 0 }],
};

/** Parts of a delay: tonnes arriving after `months` whole months. 1.3 gives 0.7 after 1 and 0.3 after 2. */
export function splitDelay(
  delayMonths: number,
): readonly { readonly months: number; readonly share: number }[] {
  const whole = Math.floor(delayMonths);
  const later = delayMonths - whole;
  if (later < 1e-9) return [{ months: whole, share: 1 }];
  return [
    { months: whole, share: 1 - later },
    { months: whole + 1, share: later },
  ];
}

/** Share of a delayed quantity that arrives within the month. */
export function arrivesNow(delayMonths: number): number {
  return splitDelay(delayMonths).find((part) => part.months === 0)?.share ?? 0;
}
