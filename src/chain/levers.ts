/**
 * What a scenario does in each month: growth, capacities, licences, duties, floors. Worked out once before a run,
 * from the network, the tables and the scenario's events; the roll only reads it.
 */

import { inOneGroup, plantId, SHORT_LOOP } from './assembly/skeleton.ts';
import { type ChainTables, demandColumn, MAGNET_CLASSES, type MagnetClass } from './assembly/tables.ts';
import { interpolateYears, type Month, meanOfYear, monthOf, yearFraction } from './calendar.ts';
import type { Network, NetworkIndex } from './network.ts';
import { type ControlEvent, matches, type Scenario, ScenarioError, type ScenarioEvent } from './scenario.ts';

export interface ActiveControl {
  readonly id: string;
  /** Licensed share by month offset from the first month of the run. */
  readonly licensed: Float64Array;
  /** First and last month offset in which it binds. */
  readonly from: number;
  readonly until: number;
  readonly wait: number;
  /** Shares below 1 are of a normal month, not of what was asked for. */
  readonly ofNormal: boolean;
  /** No more is licensed than a normal month with a little for stock, however much is asked for again. */
  readonly heldToNormal: boolean;
}

export interface Levers {
  readonly months: number;
  readonly first: Month;
  /** Growth of demand by segment and month, without prices: `demand[t][s]`. */
  readonly demand: readonly Float64Array[];
  /** Index of base activity and of capacity by process. */
  readonly activity: readonly Float64Array[];
  /** Capacity that projects add, t a month, by process. */
  readonly added: readonly Float64Array[];
  readonly limit: readonly Float64Array[];
  /** Growth of base flow by arc. */
  readonly flow: readonly Float64Array[];
  /** Share of normal flow left open by closures; above 1 never binds. */
  readonly open: readonly Float64Array[];
  /** Added capacity of arcs out of plants that grow, t a month. */
  readonly arcAdded: readonly Float64Array[];
  readonly duty: readonly Float64Array[];
  readonly subsidy: readonly Float64Array[];
  readonly floors: readonly {
    readonly process: number;
    readonly node: number;
    readonly floor: number;
    readonly perTonne: number;
    readonly from: number;
    readonly until: number;
  }[];
  readonly releases: readonly {
    readonly node: number;
    readonly tonnes: number;
    readonly from: number;
    readonly until: number;
  }[];
  /** Controls that bind each arc, and hoarding by node from a month on. */
  readonly controls: readonly (ActiveControl | null)[];
  readonly hoarding: readonly { readonly node: number; readonly from: number; readonly until: number }[];
  /** Month offset from which components are sought, by arc; -1: never. */
  readonly componentsFrom: Int32Array;
  readonly collection: (place: string, t: number) => number;
  readonly substitution: readonly {
    readonly segment: number;
    readonly share: number;
    readonly from: number;
    readonly reached: number;
    readonly to: string;
    readonly ratio: number;
  }[];
}

/** What becomes of an announced project: months late, and the share of its capacity that comes. */
export type ProjectFate = (project: ChainTables['chainProjects'][number]) => {
  readonly delayMonths: number;
  readonly share: number;
  /** Months from first output until customers have qualified what it makes; nothing is sold before. */
  readonly qualificationMonths: number;
};

export function makeLevers(
  network: Network,
  index: NetworkIndex,
  tables: ChainTables,
  scenario: Scenario,
  parameters: Readonly<Record<string, number>>,
  fate: ProjectFate,
): Levers {
  const first = monthOf(scenario.from);
  const months = monthOf(scenario.until) - first;
  if (months <= 0)
    throw new ScenarioError(`scenario "${scenario.name}" ends (${scenario.until}) before it begins`);
  const times = Array.from({ length: months }, (_, t) => t);
  const get = (name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`no parameter "${name}"`);
    return value;
  };
  const offset = (text: string | undefined, otherwise: number) => (text ? monthOf(text) - first : otherwise);
  const span = (event: { from: string; until?: string | undefined }) => ({
    from: offset(event.from, 0),
    until: offset(event.until, months + 1),
  });
  const eventsOf = <K extends ScenarioEvent['kind']>(kind: K) =>
    scenario.events.filter((e): e is Extract<ScenarioEvent, { kind: K }> => e.kind === kind);
  const fill = (size: number, value: number) => times.map(() => new Float64Array(size).fill(value));

  const baseYear = monthOf(network.firstMonth);

  // Demand by segment: applications at their world growth, mixed as the place mixes them.
  const worldOf = new Map(
    tables.chainApplications.map((row) => {
      const points: [number, number][] = [
        [2024, row.world_2025 / get('demand_growth_2025')],
        [2025, row.world_2025],
        [2030, row.world_2030],
        [2035, row.world_2035],
        [2040, row.world_2040],
      ];
      return [row.application, { base: meanOfYear(points, baseYear), points }];
    }),
  );
  for (const event of eventsOf('demand')) {
    const entry = worldOf.get(event.application);
    if (!entry) {
      throw new ScenarioError(
        `scenario "${scenario.name}": no application "${event.application}"; the names are in chain/applications.csv`,
      );
    }
    if (!event.world_t) continue;
    const given = Object.entries(event.world_t).map(([y, v]) => [Number(y), v] as [number, number]);
    const lastGiven = Math.max(...given.map(([y]) => y));
    const kept = entry.points.filter(([y]) => y <= 2025 && !given.some(([g]) => g === y));
    const beyond = entry.points.filter(([y]) => y > lastGiven);
    const scale =
      given.find(([y]) => y === lastGiven)![1] /
      Math.max(1e-9, interpolateYears(entry.points, monthOf(`${lastGiven}-07`)));
    entry.points = [
      ...kept,
      ...given,
      ...beyond.map(([y, v]) => [y, v * Math.max(1, scale)] as [number, number]),
    ].sort((a, b) => a[0] - b[0]);
  }
  const multiples = eventsOf('demand').filter(({ factor }) => factor !== undefined);
  const multiple = (application: string, place: string, t: number) =>
    multiples.reduce((product, event) => {
      const applies =
        event.application === application &&
        (!event.places || event.places.includes(place)) &&
        t >= offset(event.from, 0) &&
        t < offset(event.until, months + 1);
      return applies ? product * event.factor! : product;
    }, 1);
  const segmentGrowth = (place: string, magnetClass: MagnetClass, t: number) => {
    const column = demandColumn(place);
    let now = 0;
    let base = 0;
    for (const row of tables.chainApplications) {
      const { base: b, points } = worldOf.get(row.application)!;
      const weight = row[column] * row[magnetClass];
      const use = interpolateYears(points, first + t) * multiple(row.application, place, t);
      base += (weight * b) / row.world_2025;
      now += (weight * use) / row.world_2025;
    }
    return base > 0 ? now / base : 1;
  };
  const classOf = (carrier: string) => MAGNET_CLASSES.find((c) => carrier === `magnet-${c}`) ?? 'HSH';
  const demand = fill(network.segments.length, 1);
  const cache = new Map<string, Float64Array>();
  network.segments.forEach((segment, s) => {
    const key = `${segment.place}:${classOf(segment.carrier)}`;
    let series = cache.get(key);
    if (!series) {
      series = Float64Array.from(times, (t) => segmentGrowth(segment.place, classOf(segment.carrier), t));
      cache.set(key, series);
    }
    for (const t of times) demand[t]![s] = series[t]!;
  });
  const totalBase = network.segments.reduce((sum, s) => sum + s.base, 0);
  const world = Float64Array.from(times, (t) =>
    totalBase > 0 ? network.segments.reduce((sum, s, i) => sum + s.base * demand[t]![i]!, 0) / totalBase : 1,
  );
  const growthAt = new Map<string, number[]>();
  for (const t of times) {
    network.segments.forEach((s, i) => {
      const series = growthAt.get(s.node) ?? new Array(months).fill(1);
      series[t] = demand[t]![i]!;
      growthAt.set(s.node, series);
    });
  }

  // Processes: with world demand, along a mine path, or fixed; then events.
  const activity = fill(network.processes.length, 1);
  network.processes.forEach((process, a) => {
    for (const t of times) {
      if (process.growth === 'demand') activity[t]![a] = world[t]!;
      else if (process.growth === 'path') {
        const points = tables.chainMinePaths
          .filter((row) => row.carrier === process.technology && row.place === process.place)
          .map((row) => [row.year, row.index] as const);
        if (points.length > 0)
          activity[t]![a] =
            quotaGrowth(points, process, first + t, parameters) / meanOfYear(points, baseYear);
      }
    }
  });
  const normal = activity.map((values) => values.slice());
  for (const event of eventsOf('output')) {
    const { from, until } = span(event);
    const hit = network.processes.flatMap((p, a) =>
      event.processes.some((m) => matches(m, p.id)) ? [a] : [],
    );
    if (hit.length === 0)
      throw new ScenarioError(`scenario "${scenario.name}": no process fits ${event.processes.join(', ')}`);
    for (const t of times) {
      if (t < from || t >= until) continue;
      for (const a of hit) {
        activity[t]![a] = (event.instead ? normal[t]![a]! : activity[t]![a]!) * event.factor;
      }
    }
  }

  // Projects: straight ramp from first to full output, later or never as drawn.
  const added = fill(network.processes.length, 0);
  const limit = times.map((t) =>
    Float64Array.from(network.limits, (l) => l.tonnes * (l.growth === 'demand' ? world[t]! : 1)),
  );
  const plantAdded = fill(network.limits.length, 0);
  const byTechnology = (stage: string, technology: string, place: string) =>
    network.processes.flatMap((p, a) =>
      p.stage === stage && p.place === place && (p.technology === technology || technology === 'NdFeB')
        ? [a]
        : [],
    );
  for (const project of tables.chainProjects) {
    const became = fate(project);
    let delay = became.delayMonths;
    let scale = became.share;
    for (const event of eventsOf('project')) {
      const named = event.projects?.includes(project.project) ?? false;
      const placed = event.places?.includes(project.place) ?? false;
      if ((event.projects || event.places) && !named && !placed) continue;
      delay += event.delay_months ?? 0;
      scale *= event.cancelled ? 0 : (event.scale ?? 1);
    }
    const start = monthOf(project.first_output) - first + delay;
    const full = Math.max(start + 1, monthOf(project.full_output) - first + delay);
    const id = plantId(project.stage, project.technology, project.place);
    const plant = network.limits.findIndex((l) => l.id === id);
    const members = byTechnology(project.stage, project.technology, project.place);
    for (const t of times) {
      const isSold = t >= start + became.qualificationMonths;
      const ramp = isSold ? Math.min(1, Math.max(0, (t - start + 1) / (full - start + 1))) : 0;
      const tonnes = (scale * ramp * project.capacity_t_per_year) / 12;
      if (tonnes === 0) continue;
      if (plant >= 0) {
        const isOxide = project.stage === 'recycling' && project.technology !== SHORT_LOOP;
        const part = isOxide ? tonnes * get('recycling_followed_share') : tonnes;
        plantAdded[t]![plant]! += part;
        limit[t]![plant]! += part;
        for (const term of network.limits[plant]!.terms) {
          added[t]![index.process.get(term.id)!]! += part / term.weight;
        }
      } else for (const a of members) added[t]![a]! += tonnes;
    }
  }
  for (const event of eventsOf('diffusion')) {
    const from = offset(event.from, 0);
    const reached = Math.max(from + 1, offset(event.reached, from + 1));
    network.processes.forEach((p, a) => {
      if (!p.technology.endsWith(':gbd') || !event.places.includes(p.place)) return;
      if (!event.carriers.some((c) => matches(c, p.technology.split(':')[0]!))) return;
      const bulk = network.processes.find((q) => q.id === p.id.replace(':gbd', ':bulk'));
      const both = p.base + (bulk?.base ?? 0);
      for (const t of times) {
        const way = Math.min(1, Math.max(0, (t - from + 1) / (reached - from)));
        added[t]![a]! += Math.max(0, way * (event.share * both - p.base)) * activity[t]![a]!;
      }
    });
  }

  // Arcs.
  const flow = fill(network.arcs.length, 1);
  const open = fill(network.arcs.length, Number.POSITIVE_INFINITY);
  const arcAdded = fill(network.arcs.length, 0);
  const duty = fill(network.arcs.length, 0);
  network.arcs.forEach((arc, r) => {
    const atBuyer = growthAt.get(arc.to);
    const segment = network.segments.find((s) => s.node === arc.to);
    const makerPlant = network.limits.findIndex((l) => l.id === `plant:magnet_sintered@${arc.origin}`);
    const tierShare = segment
      ? segment.base /
        Math.max(
          1e-9,
          network.segments
            .filter((s) => s.place === segment.place && s.carrier === segment.carrier)
            .reduce((x, s) => x + s.base, 0),
        )
      : 0;
    const home = inOneGroup(tables, arc.origin, arc.destination);
    const finished = makerPlant < 0 ? 0 : 1 / network.limits[makerPlant]!.terms[0]!.weight;
    for (const t of times) {
      if (arc.growth === 'demand') flow[t]![r] = atBuyer ? atBuyer[t]! : world[t]!;
      if (segment && arc.origin !== 'CN' && makerPlant >= 0 && arc.carrier.startsWith('magnet-')) {
        // New plants sell to all tiers at home, and less to each market abroad that is open to them.
        const room = home ? 1 : get('new_plant_abroad_share');
        arcAdded[t]![r] = plantAdded[t]![makerPlant]! * finished * tierShare * room;
      }
    }
  });
  const arcsOf = (event: { origin: string; carriers: readonly string[]; destination?: string | undefined }) =>
    network.arcs.flatMap((arc, r) =>
      arc.origin === event.origin &&
      arc.destination !== event.origin &&
      (!event.destination || event.destination === arc.destination) &&
      event.carriers.some((c) => matches(c, arc.carrier))
        ? [r]
        : [],
    );
  for (const event of eventsOf('closure')) {
    const { from, until } = span(event);
    const hit = arcsOf(event);
    if (hit.length === 0)
      throw new ScenarioError(`scenario "${scenario.name}": no arc fits the closure "${event.words}"`);
    for (const t of times)
      if (t >= from && t < until) for (const r of hit) open[t]![r] = Math.min(open[t]![r]!, event.remaining);
  }
  for (const event of eventsOf('duty')) {
    const { from, until } = span(event);
    for (const r of arcsOf(event))
      for (const t of times)
        if (t >= from && t < until) duty[t]![r] = (event.instead ? 0 : duty[t]![r]!) + event.share;
  }

  // Controls.
  const controls: (ActiveControl | null)[] = network.arcs.map(() => null);
  const componentsFrom = new Int32Array(network.arcs.length).fill(-1);
  const hoarding: { node: number; from: number; until: number }[] = [];
  for (const event of eventsOf('control')) {
    const { from, until } = span(event);
    const announced = offset(event.announced, from);
    const hit = arcsOf(event).filter(
      (r) => !event.destinations || event.destinations.includes(network.arcs[r]!.destination),
    );
    if (hit.length === 0)
      throw new ScenarioError(
        `scenario "${scenario.name}": control "${event.id}" binds no arc of the network`,
      );
    const series = new Map<string, Float64Array>();
    for (const r of hit) {
      const arc = network.arcs[r]!;
      let licensed = series.get(arc.destination);
      if (!licensed) {
        licensed = licensedSeries(event, arc.destination, first, months);
        series.set(arc.destination, licensed);
      }
      const wait = event.wait_months ?? parameters.licence_wait ?? 2;
      const ofNormal = event.of_normal?.includes(arc.destination) ?? false;
      const heldToNormal = event.held_to_normal ?? false;
      const own = { id: event.id, licensed, from, until, wait, ofNormal, heldToNormal };
      controls[r] = (event.instead ? laidOver : strictest)(controls[r] ?? null, own);
    }
    const bound = new Set(hit.map((r) => network.arcs[r]!.carrier));
    const abroad = new Set(hit.map((r) => network.arcs[r]!.destination));
    network.arcs.forEach((arc, r) => {
      const magnet = arc.carrier.replace('component-', 'magnet-');
      if (arc.carrier !== magnet && bound.has(magnet) && abroad.has(arc.destination)) {
        componentsFrom[r] = componentsFrom[r]! < 0 ? from : Math.min(componentsFrom[r]!, from);
      }
    });
    if (event.hoarding !== false) {
      network.nodes.forEach((node, n) => {
        if (bound.has(node.carrier) && node.place !== event.origin)
          hoarding.push({ node: n, from: announced, until });
      });
    }
  }

  const subsidy = fill(network.processes.length, 0);
  for (const event of eventsOf('support')) {
    const { from, until } = span(event);
    network.processes.forEach((p, a) => {
      if (!event.processes.some((m) => matches(m, p.id))) return;
      for (const t of times) if (t >= from && t < until) subsidy[t]![a]! += event.usd_per_kg;
    });
  }
  const nodeOf = (id: string, words: string) => {
    const n = index.node.get(id);
    if (n === undefined)
      throw new ScenarioError(
        `scenario "${scenario.name}": "${words}" names the node "${id}", which the network does not have`,
      );
    return n;
  };
  let floors: Levers['floors'][number][] = [];
  for (const event of eventsOf('floor')) {
    const node = nodeOf(event.node, event.words);
    const window = span(event);
    const own = network.processes.flatMap((p, process) => {
      if (!event.processes.some((m) => matches(m, p.id))) return [];
      const perTonne = p.outputs.find((o) => o.node === event.node)?.perTonne ?? 0;
      return perTonne > 0 ? [{ process, node, floor: event.usd_per_kg, perTonne, ...window }] : [];
    });
    const bound = new Set(own.map(({ process }) => process));
    const kept = event.instead
      ? floors.flatMap((one) => (bound.has(one.process) ? outside(one, window) : [one]))
      : floors;
    floors = [...kept, ...own];
  }
  const releases = eventsOf('stock-release').flatMap((event) => {
    const patterns = Array.isArray(event.node) ? event.node : [event.node];
    const hit = network.nodes.flatMap((n, node) =>
      patterns.some((pattern) => matches(pattern, n.id)) ? [{ node, use: n.baseUse }] : [],
    );
    if (hit.length === 0) nodeOf(patterns.join(', '), event.words);
    const use = hit.reduce((sum, one) => sum + one.use, 0);
    return hit.map(({ node, use: own }) => ({
      node,
      tonnes: event.tonnes_per_month * (use > 0 ? own / use : 1 / hit.length),
      ...span(event),
    }));
  });
  const collections = eventsOf('collection').map((event) => ({
    places: event.places,
    factor: event.factor,
    from: offset(event.from, 0),
    reached: offset(event.reached, 1),
  }));
  const collection = (place: string, t: number) => {
    let factor = 1;
    for (const c of collections) {
      if (!c.places.includes(place)) continue;
      const way = Math.min(1, Math.max(0, (t - c.from + 1) / Math.max(1, c.reached - c.from)));
      factor *= 1 + way * (c.factor - 1);
    }
    return factor;
  };
  let substitution: Levers['substitution'][number][] = [];
  for (const event of eventsOf('substitution')) {
    const own = network.segments.flatMap((s, segment) =>
      event.carriers.some((c) => matches(c, s.carrier)) && (!event.places || event.places.includes(s.place))
        ? [
            {
              segment,
              share: event.share,
              from: offset(event.from, 0),
              reached: offset(event.reached, 1),
              to: event.to,
              ratio: event.ratio,
            },
          ]
        : [],
    );
    const bound = new Set(own.map(({ segment }) => segment));
    substitution = [
      ...(event.instead ? substitution.filter(({ segment }) => !bound.has(segment)) : substitution),
      ...own,
    ];
  }
  return {
    months,
    first,
    demand,
    activity,
    added,
    limit,
    flow,
    open,
    arcAdded,
    duty,
    subsidy,
    floors,
    releases,
    controls,
    hoarding,
    componentsFrom,
    collection,
    substitution,
  };
}

function quotaGrowth(
  points: readonly (readonly [number, number])[],
  process: Network['processes'][number],
  month: Month,
  parameters: Readonly<Record<string, number>>,
): number {
  const index = interpolateYears(points, month);
  if (process.place === 'MM') return index * (parameters.myanmar_output ?? 1);
  const isQuota = process.place === 'CN' && points.some(([year, v]) => year > 2025 && v !== 1);
  if (!isQuota) return index;
  const years = Math.max(0, yearFraction(month) - 2025.5);
  return index * ((1 + (parameters.quota_growth ?? 0.04)) / 1.04) ** years;
}

function licensedSeries(
  event: ControlEvent,
  destination: string,
  first: Month,
  months: number,
): Float64Array {
  const path = event.licensed[destination] ?? event.licensed.default;
  if (!path) {
    throw new ScenarioError(
      `control "${event.id}" gives no licensed share for ${destination} and no default`,
    );
  }
  const points = Object.entries(path)
    .map(([m, share]) => ({ at: monthOf(m) - first, share }))
    .sort((a, b) => a.at - b.at);
  const series = new Float64Array(months).fill(1);
  for (let t = 0; t < months; t++) {
    const last = points.filter((p) => p.at <= t).at(-1);
    series[t] = last ? last.share : (points[0]?.share ?? 1);
  }
  return series;
}

/** What of a span lies outside a window. */
function outside<T extends { readonly from: number; readonly until: number }>(
  one: T,
  window: { readonly from: number; readonly until: number },
): readonly T[] {
  return [
    { ...one, until: Math.min(one.until, window.from) },
    { ...one, from: Math.max(one.from, window.until) },
  ].filter(({ from, until }) => from < until);
}

/** A control that holds in its own months in place of another on the same arc. */
function laidOver(a: ActiveControl | null, b: ActiveControl): ActiveControl {
  if (!a) return b;
  return {
    ...strictest(a, b),
    licensed: b.licensed.map((share, t) => {
      if (t >= b.from && t < b.until) return share;
      return t >= a.from && t < a.until ? a.licensed[t]! : 1;
    }),
  };
}

/** Two controls on one arc: the smaller licensed share of each month holds. */
function strictest(a: ActiveControl | null, b: ActiveControl): ActiveControl {
  if (!a) return b;
  const inForce = (c: ActiveControl, t: number) => t >= c.from && t < c.until;
  const licensed = b.licensed.map((share, t) =>
    Math.min(inForce(a, t) ? a.licensed[t]! : 1, inForce(b, t) ? share : 1),
  );
  return {
    id: `${a.id}+${b.id}`,
    licensed,
    from: Math.min(a.from, b.from),
    until: Math.max(a.until, b.until),
    wait: Math.max(a.wait, b.wait),
    ofNormal: a.ofNormal || b.ofNormal,
    heldToNormal: a.heldToNormal || b.heldToNormal,
  };
}
