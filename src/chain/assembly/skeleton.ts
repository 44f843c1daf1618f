/**
 * The network before calibration: which nodes, processes and arcs there are, with what the tables say about
 * their flows in the base year. Buyers are still one node a place and class; tiers come with `assemble`.
 */

import type { CarrierKind, Content, NetOutput, StepProfile } from '../network.ts';
import { ELEMENTS } from '../network.ts';
import { type ChainTables, classMix, MAGNET_CLASSES, type Parameters } from './tables.ts';

export type Confidence = 'high' | 'medium' | 'low';

export interface SkeletonNode {
  readonly id: string;
  readonly place: string;
  readonly carrier: string;
  readonly kind: CarrierKind;
  readonly content: Content | null;
  /** Where magnets are used: the node of the buyers of a place. */
  readonly isBuyer: boolean;
  readonly fine: number;
  readonly coarse: number;
}

export interface SkeletonProcess {
  readonly id: string;
  readonly place: string;
  readonly stage: string;
  readonly technology: string;
  readonly inputs: readonly { readonly node: string; readonly perTonne: number }[];
  readonly outputs: readonly NetOutput[];
  readonly loss: Content;
  readonly isSource: boolean;
  /** What the tables say, t a month; null where nothing is said and the balance decides. */
  readonly said: number | null;
  readonly confidence: Confidence;
  /** The figure is assumed and stands in no source. */
  readonly isAssumed?: boolean;
  readonly capacity: number;
  /** Conversion cost by the tables, USD/kg, where there is one; used to price what has no quotation. */
  readonly fee: number;
  readonly growth: 'demand' | 'fixed' | 'path';
  readonly steps: StepProfile;
  readonly sharedLimit?: string;
  readonly sharedWeight?: number;
  /** This process and another make the same thing by two routes; its share of the two is kept. */
  readonly routeOf?: { readonly other: string; readonly share: number };
}

export interface SkeletonArc {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly carrier: string;
  readonly origin: string;
  readonly destination: string;
  readonly delayMonths: number;
  readonly freight: number;
  readonly adValorem: number;
  readonly said: number;
  readonly confidence: Confidence;
  /** The flow is assumed and stands in no source. */
  readonly isAssumed: boolean;
}

export interface Skeleton {
  readonly nodes: readonly SkeletonNode[];
  readonly processes: readonly SkeletonProcess[];
  readonly arcs: readonly SkeletonArc[];
  /** Shared plants: tonnes a month. */
  readonly plants: ReadonlyMap<
    string,
    { readonly capacity: number; readonly said: number; readonly growth: 'demand' | 'fixed' }
  >;
}

const NO_LOSS: Content = [0, 0, 0, 0];
const OXIDE_OF = ELEMENTS.map((e) => `${e}-oxide`);
const METAL_OF = ['PrNd-metal', 'DyFe-alloy', 'Tb-metal', 'Sm-metal'] as const;

export function nodeId(carrier: string, place: string, tier?: string): string {
  return tier ? `${carrier}@${place}/${tier}` : `${carrier}@${place}`;
}

/** Id of the limit that the plants of a stage at a place share. */
export function plantId(stage: string, technology: string, place: string): string {
  return `plant:${technology === SHORT_LOOP ? 'recycling-short' : stage}@${place}`;
}

/** Magnet to magnet: scrap comes back as metal, not as oxide. */
export const SHORT_LOOP = 'short-loop';

/** Whether two places are one or near each other as places of one group are. */
export function inOneGroup(tables: ChainTables, a: string, b: string): boolean {
  if (a === b) return true;
  const group = (code: string) => tables.chainPlaces.find((p) => p.code === code)?.group;
  return group(a) !== undefined && group(a) === group(b);
}

export function buildSkeleton(tables: ChainTables, parameters: Parameters): Skeleton {
  const nodes = new Map<string, SkeletonNode>();
  const processes: SkeletonProcess[] = [];
  const arcs: SkeletonArc[] = [];
  const plants = new Map<string, { capacity: number; said: number; growth: 'demand' | 'fixed' }>();
  const carriers = new Map(tables.chainCarriers.map((row) => [row.carrier, row]));
  const places = new Map(tables.chainPlaces.map((row) => [row.code, row]));
  const recycles = new Set(tables.chainCapacity.filter((r) => r.stage === 'recycling').map((r) => r.place));

  const carrier = (name: string) => {
    const row = carriers.get(name);
    if (!row) throw new Error(`no carrier "${name}" in chain/carriers.csv`);
    return row;
  };
  const contentOf = (name: string): Content | null => {
    const row = carrier(name);
    return row.PrNd === undefined ? null : [row.PrNd, row.Dy!, row.Tb!, row.Sm!];
  };
  const node = (name: string, place: string, buyers = false): string => {
    const id = nodeId(name, place, buyers ? 'buyers' : undefined);
    if (!nodes.has(id)) {
      const row = carrier(name);
      nodes.set(id, {
        id,
        place,
        carrier: name,
        kind: row.kind,
        content: contentOf(name),
        isBuyer: buyers,
        fine: row.ladder_fine,
        coarse: row.ladder_coarse,
      });
    }
    return id;
  };
  const monthly = (tonnesPerYear: number) => tonnesPerYear / 12;

  const add = (
    process: Omit<SkeletonProcess, 'loss' | 'isSource' | 'fee' | 'steps'> & Partial<SkeletonProcess>,
  ) => processes.push({ loss: NO_LOSS, isSource: false, fee: 0, steps: 'process', ...process });

  /** Blank to finished magnet, with the swarf that goes back where it is recycled. */
  const addMagnet = (
    row: ChainTables['chainCapacity'][number],
    name: string,
    said: number | null,
    plant: string,
  ): void => {
    const makers = row.place === 'CN' ? 'CN' : 'other';
    const routes = tables.chainRecipes.filter((r) => r.carrier === name && r.makers === makers);
    const diffusion = tables.chainDiffusion
      .filter((d) => d.carrier === name && d.place === row.place)
      .sort((a, b) => a.from_year - b.from_year)[0];
    for (const recipe of routes) {
      const shareOfRoute =
        routes.length === 1
          ? 1
          : recipe.route === 'gbd'
            ? (diffusion?.share ?? 0)
            : 1 - (diffusion?.share ?? 0);
      const finished = recipe.finished_per_blank;
      const wt = [recipe.PrNd, recipe.Dy, recipe.Tb, recipe.Sm];
      const inputs: { node: string; perTonne: number }[] = [];
      const outputs: NetOutput[] = [
        { node: node(name, row.place), perTonne: 1, delayMonths: recipe.delay_months },
      ];
      wt.forEach((w, e) => {
        if (w === 0) return;
        const metal = METAL_OF[e]!;
        inputs.push({
          node: node(metal, row.place),
          perTonne: w / finished / recipe.melt_yield / contentOf(metal)![e]!,
        });
        if (recycles.has(row.place)) {
          outputs.push({
            node: node(`scrap-${ELEMENTS[e]}`, row.place),
            // Swarf, and what is lost in melting.
            perTonne: w * (1 / finished / recipe.melt_yield - 1),
            delayMonths: recipe.delay_months,
          });
        }
      });
      const lost = recycles.has(row.place) ? 0 : 1 - finished * recipe.melt_yield;
      const fee = parameters.get(`conversion_${name.replace('magnet-', '')}`);
      const id = `make:${name}:${recipe.route}@${row.place}`;
      add({
        id,
        place: row.place,
        stage: row.stage,
        technology: `${name}:${recipe.route}`,
        inputs,
        outputs,
        loss: [lost, lost, lost, lost],
        said: said === null ? null : said * shareOfRoute,
        confidence: row.confidence,
        capacity: monthly(row.capacity_t_per_year) * finished * (recipe.route === 'gbd' ? shareOfRoute : 1),
        fee,
        // Prices follow raw materials by contract, so makers outside China keep supplying their customers.
        steps: row.place === 'CN' ? 'process' : 'tied',
        growth: row.growth === 'path' ? 'fixed' : row.growth,
        sharedLimit: plant,
        sharedWeight: 1 / finished,
        ...(recipe.route === 'gbd' && routes.length > 1
          ? { routeOf: { other: `make:${name}:bulk@${row.place}`, share: shareOfRoute } }
          : {}),
      });
    }
  };

  for (const row of tables.chainCapacity) {
    const { place, technology, stage } = row;
    const said = monthly(row.base_t_per_year);
    const capacity = monthly(row.capacity_t_per_year);
    const shared = {
      place,
      stage,
      technology,
      said,
      capacity,
      confidence: row.confidence,
      growth: row.growth,
    };
    if (stage === 'mining') {
      const out = node(technology, place);
      add({
        ...shared,
        id: `mine:${technology}@${place}`,
        inputs: [],
        outputs: [{ node: out, perTonne: 1, delayMonths: 0 }],
        isSource: true,
        steps: 'mine',
      });
    } else if (stage === 'separation') {
      const line = tables.chainSeparation.find((s) => s.technology === technology);
      if (!line) throw new Error(`no separation line "${technology}" in chain/separation.csv`);
      const feed = contentOf(line.input)!;
      const recovery = [line.PrNd, line.Dy, line.Tb, line.Sm];
      add({
        ...shared,
        id: `separate:${technology}@${place}`,
        inputs: [{ node: node(line.input, place), perTonne: 1 }],
        outputs: recovery.flatMap((share, e) =>
          share * feed[e]! > 0
            ? [
                {
                  node: node(OXIDE_OF[e]!, place),
                  perTonne: (share * feed[e]!) / contentOf(OXIDE_OF[e]!)![e]!,
                  delayMonths: line.delay_months,
                },
              ]
            : [],
        ),
        loss: recovery.map((share) => 1 - share) as unknown as Content,
        fee: line.cost_usd_per_kg_reo,
      });
    } else if (stage === 'metal') {
      const line = tables.chainMetal.find((m) => m.output === technology);
      if (!line) throw new Error(`no metal "${technology}" in chain/metal.csv`);
      const e = ELEMENTS.indexOf(line.element);
      const lost = 1 - line.yield;
      add({
        ...shared,
        id: `reduce:${technology}@${place}`,
        inputs: [
          {
            node: node(line.input, place),
            perTonne: contentOf(technology)![e]! / line.yield / contentOf(line.input)![e]!,
          },
        ],
        outputs: [{ node: node(technology, place), perTonne: 1, delayMonths: line.delay_months }],
        loss: [lost, lost, lost, lost],
        fee: line.fee_usd_per_kg,
      });
    } else if (stage === 'magnet_sintered') {
      const plant = `plant:${stage}@${place}`;
      plants.set(plant, { capacity, said, growth: row.growth === 'demand' ? 'demand' : 'fixed' });
      for (const c of MAGNET_CLASSES) addMagnet(row, `magnet-${c}`, null, plant);
    } else if (stage === 'magnet_bonded' || stage === 'magnet_smco') {
      const plant = `plant:${stage}@${place}`;
      plants.set(plant, { capacity, said, growth: row.growth === 'demand' ? 'demand' : 'fixed' });
      addMagnet(row, technology, null, plant);
    } else if (stage === 'recycling') {
      const isShort = technology === SHORT_LOOP;
      const plant = plantId(stage, technology, place);
      const followed = isShort ? 1 : parameters.get('recycling_followed_share');
      const growth = row.growth === 'demand' ? 'demand' : 'fixed';
      plants.set(plant, { capacity: capacity * followed, said: said * followed, growth });
      const loop = isShort ? 'short_loop' : 'recycling';
      ELEMENTS.forEach((element, e) => {
        const product = isShort ? METAL_OF[e]! : OXIDE_OF[e]!;
        const scrap = node(`scrap-${element}`, place);
        const recovery = parameters.get(`${loop}_recovery`);
        const perTonne = recovery / contentOf(product)![e]!;
        add({
          id: `${isShort ? 'recycle-short' : 'recycle'}:${element}@${place}`,
          place,
          stage,
          technology: `${technology}:${element}`,
          inputs: [{ node: scrap, perTonne: 1 }],
          outputs: [{ node: node(product, place), perTonne, delayMonths: parameters.get(`${loop}_delay`) }],
          loss: [1 - recovery, 1 - recovery, 1 - recovery, 1 - recovery],
          said: null,
          confidence: row.confidence,
          capacity,
          fee: parameters.get(`${loop}_cost`),
          growth,
          sharedLimit: plant,
          sharedWeight: perTonne,
        });
        const waste = `waste:${element}@${place}`;
        if (place !== 'CN' && !processes.some((p) => p.id === waste)) {
          add({
            id: waste,
            place,
            stage: 'waste',
            technology: `waste:${element}`,
            inputs: [{ node: scrap, perTonne: 1 }],
            outputs: [],
            loss: [1, 1, 1, 1],
            said: null,
            confidence: 'low',
            capacity: monthly(1e6),
            growth: 'demand',
          });
        }
      });
    } else if (stage === 'other_use') {
      add({
        ...shared,
        id: `other-use:${technology}@${place}`,
        inputs: [{ node: node(technology, place), perTonne: 1 }],
        outputs: [],
        loss: [1, 1, 1, 1],
      });
    } else {
      add({
        ...shared,
        id: `residual:${technology}@${place}`,
        inputs: [],
        outputs: [{ node: node(technology, place), perTonne: 1, delayMonths: 0 }],
        isSource: true,
        steps: 'mine',
      });
    }
  }

  const transit = (from: string, to: string): 'home' | 'near' | 'far' => {
    if (from === to) return 'home';
    if (inOneGroup(tables, from, to)) return 'near';
    const far = (p: string) => places.get(p)?.distance_from_china === 'far';
    return far(from) || far(to) ? 'far' : 'near';
  };
  const addArc = (
    name: string,
    origin: string,
    destination: string,
    toBuyers: boolean,
    said: number,
    confidence: Confidence,
    isAssumed: boolean,
  ): void => {
    const way = transit(origin, destination);
    const kind = carrier(name).kind;
    const freight =
      way === 'home'
        ? 0.1
        : kind === 'concentrate'
          ? parameters.get('freight_concentrate')
          : parameters.get(`freight_${way}`);
    arcs.push({
      id: `${name}:${origin}>${destination}`,
      from: node(name, origin),
      to: node(name, destination, toBuyers),
      carrier: name,
      origin,
      destination,
      delayMonths: way === 'home' ? 0 : parameters.get(`transit_${way}`),
      freight,
      adValorem:
        origin === 'CN' && destination !== 'CN' && (kind === 'oxide' || kind === 'metal')
          ? parameters.get('export_vat')
          : 0,
      said,
      confidence,
      isAssumed,
    });
  };

  for (const row of tables.chainTrade) {
    const said = monthly(row.t_per_year);
    if (row.carrier === 'magnet') {
      const mix = classMix(tables, row.destination);
      for (const c of MAGNET_CLASSES) {
        addArc(
          `magnet-${c}`,
          row.origin,
          row.destination,
          true,
          said * mix[c],
          row.confidence,
          row.status === 'assumed',
        );
      }
    } else {
      const toBuyers = carrier(row.carrier).kind === 'magnet';
      addArc(
        row.carrier,
        row.origin,
        row.destination,
        toBuyers,
        said,
        row.confidence,
        row.status === 'assumed',
      );
    }
  }
  return { nodes: [...nodes.values()], processes, arcs, plants };
}
