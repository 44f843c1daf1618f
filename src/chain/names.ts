/** The parts of the network in words: no reader should meet an id. */

import type { ChainTables } from './assembly/tables.ts';
import type { Network } from './network.ts';
import type { Scenario } from './scenario.ts';

export interface ChainNames {
  /** `the European Union`, with the article that English wants after a preposition. */
  readonly place: (code: string) => string;
  /** `EU`: where there is little room. */
  readonly placeShort: (code: string) => string;
  readonly carrier: (carrier: string) => string;
  /** `Magnets H–SH`: where there is little room. */
  readonly carrierShort: (carrier: string) => string;
  /** `Dysprosium oxide in China`; `Sintered NdFeB, classes UH and above, with buyers in Japan who keep little stock`. */
  readonly node: (id: string) => string;
  readonly tier: (tier: string) => string;
  /** `mining of monazite sands in Australia`. */
  readonly process: (id: string) => string;
  /** `Dysprosium oxide, China to Japan`. */
  readonly arc: (id: string) => string;
  /** `magnet plants in Japan`. */
  readonly limit: (id: string) => string;
  /** What the scenario calls a control in a month; several that bind together are joined. */
  readonly control: (id: string, month: string) => string;
}

const TIERS: Readonly<Record<string, string>> = {
  lean: 'who keep little stock',
  middle: 'who keep some stock',
  full: 'who keep much stock',
};
const PLANTS: Readonly<Record<string, string>> = {
  magnet_sintered: 'sintered magnet plants',
  magnet_bonded: 'bonded magnet plants',
  magnet_smco: 'samarium-cobalt magnet plants',
  recycling: 'recycling plants',
  'recycling-short': 'short-loop recycling plants',
};
const WITH_ARTICLE = /^(?:United|European|Rest)\b/;

/** A name in the middle of a sentence: `dysprosium oxide`, but `Mt Weld concentrate` and `NdFeB` as they are. */
const within = (name: string): string =>
  /^(?:Praseodymium|Dysprosium|Terbium|Samarium|Neodymium|Sintered|Bonded|Monazite|Ionic|Rotors)\b/.test(name)
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;

export function chainNames(tables: ChainTables, network: Network, scenario: Scenario): ChainNames {
  const places = new Map(tables.chainPlaces.map((row) => [row.code, row]));
  const carriers = new Map(tables.chainCarriers.map((row) => [row.carrier, row]));
  const nodes = new Map(network.nodes.map((one) => [one.id, one]));
  const processes = new Map(network.processes.map((one) => [one.id, one]));
  const arcs = new Map(network.arcs.map((one) => [one.id, one]));
  // Names of the table say in brackets what a place or a carrier covers.
  const bare = (text: string) => text.replace(/\s*\([^)]*\)$/, '');
  const place = (code: string) => {
    const name = bare(places.get(code)?.name ?? code);
    const told = WITH_ARTICLE.test(name) ? `the ${name}` : name;
    return told.replace('the Rest', 'the rest');
  };
  const carrier = (code: string) => bare(carriers.get(code)?.name ?? code);
  const tier = (code: string) => TIERS[code] ?? '';
  return {
    place,
    placeShort: (code) => places.get(code)?.short_name ?? code,
    carrier,
    carrierShort: (code) => carriers.get(code)?.short_name ?? code,
    tier,
    node: (id) => {
      const node = nodes.get(id);
      if (!node) return id;
      return node.tier
        ? `${carrier(node.carrier)}, with buyers in ${place(node.place)} ${tier(node.tier)}`.trim()
        : `${carrier(node.carrier)} in ${place(node.place)}`;
    },
    process: (id) => {
      const process = processes.get(id);
      if (!process) return id;
      const goods = (nodeId: string | undefined) => within(carrier(nodes.get(nodeId ?? '')?.carrier ?? ''));
      const made = goods(process.outputs[0]?.node);
      const used = goods(process.inputs[0]?.node);
      const where = `in ${place(process.place)}`;
      switch (process.stage) {
        case 'mining':
          return `mining of ${made} ${where}`;
        case 'separation':
          return `separation of ${used} ${where}`;
        case 'recycling':
          return `recycling of scrap to ${made} ${where}`;
        case 'waste':
          return `scrap that is not recycled ${where}`;
        case 'other_use':
          return `other uses of ${used} ${where}`;
        case 'residual':
          return `${made} ${where} that no mine explains`;
        case 'component':
          return `putting magnets into components ${where}`;
        default:
          return `making ${made} ${where}${process.technology.endsWith(':gbd') ? ', by diffusion' : ''}`;
      }
    },
    arc: (id) => {
      const arc = arcs.get(id);
      if (!arc) return id;
      const way =
        arc.origin === arc.destination
          ? `within ${place(arc.origin)}`
          : `${place(arc.origin)} to ${place(arc.destination)}`;
      return `${carrier(arc.carrier)}, ${way}`;
    },
    limit: (id) => {
      const [, stage = '', code = ''] = /^plant:([^@]+)@(.+)$/.exec(id) ?? [];
      const words = PLANTS[stage];
      return words
        ? `${words} in ${place(code)}`
        : (network.limits.find((one) => one.id === id)?.words ?? id);
    },
    control: (id, month) => {
      const words = id.split('+').flatMap((part) => {
        const event = scenario.events.find((one) => one.kind === 'control' && one.id === part);
        return event?.kind === 'control' ? [event] : [];
      });
      const inForce = words.filter(({ from, until }) => from <= month && (!until || month < until));
      const told = (inForce.length > 0 ? inForce : words).map((event) => event.words);
      return told.length > 0 ? [...new Set(told)].join('; ') : id;
    },
  };
}
