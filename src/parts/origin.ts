/** Where a part's magnet comes from, stage by stage: the maker's country where it is known, else the world's shares. */
import type { Facts } from '../facts/index.ts';
import type { Magnet } from './magnet.ts';

export interface StageShare {
  readonly place: string;
  /** 0 to 1. */
  readonly share: number;
}

export interface StageOrigin {
  readonly stage: string;
  /** Largest first; they add to 1. */
  readonly shares: readonly StageShare[];
  /** Share of China. */
  readonly china: number;
  /** `told` by the bill; the `world` at large; or the `pool` from which makers outside China buy. */
  readonly ground: 'told' | 'world' | 'pool';
  readonly note: string;
}

type Estimate = Facts['bestEstimates'][number];

const sharesOf = (rows: readonly Estimate[]): StageShare[] => {
  const total = rows.reduce((sum, row) => sum + row.production, 0);
  return rows
    .filter((row) => row.production > 0)
    .map((row) => ({ place: row.place, share: row.production / total }))
    .sort((a, b) => b.share - a.share);
};

const chinaIn = (shares: readonly StageShare[]): number =>
  shares.find((each) => each.place === 'CN')?.share ?? 0;

/** PrNd metal in a kilogram of blank outside China, and yield from oxide to metal: what makers there need. */
export interface OriginFigures {
  readonly prndInBlank: number;
}

/**
 * Shares by stage from the best-estimate table of supply. A maker in China takes Chinese metal and oxide; makers
 * elsewhere share what is made outside China, and China fills what that lacks. Ore is counted as the world's.
 *
 * @returns mining, separation of light and (where the magnet holds any) heavy rare earths, metal, magnet
 */
export function createOrigin(
  estimates: Facts['bestEstimates'],
  figures: OriginFigures,
): (magnet: Magnet, country: string | undefined) => readonly StageOrigin[] {
  const rows = (stage: Estimate['stage']) => estimates.filter((row) => row.stage === stage);
  const year = estimates[0]?.year ?? '';
  const world = (stage: Estimate['stage'], name: string): StageOrigin => {
    const shares = sharesOf(rows(stage));
    return { stage: name, shares, china: chinaIn(shares), ground: 'world', note: `world output of ${year}` };
  };
  const outside = (stage: Estimate['stage']) =>
    rows(stage)
      .filter((row) => row.place !== 'CN')
      .reduce((sum, row) => sum + row.production, 0);
  const need = outside('magnet_sintered') * figures.prndInBlank;
  const told = (stage: string, country: string, note: string): StageOrigin => ({
    stage,
    shares: [{ place: country, share: 1 }],
    china: country === 'CN' ? 1 : 0,
    ground: 'told',
    note,
  });
  const pooled = (stage: Estimate['stage'], name: string): StageOrigin => {
    const own = rows(stage).filter((row) => row.place !== 'CN');
    const made = own.reduce((sum, row) => sum + row.production, 0);
    const gap = Math.max(0, need - made);
    const total = made + gap;
    const shares = [
      ...own.map((row) => ({ place: row.place, share: row.production / total })),
      { place: 'CN', share: gap / total },
    ]
      .filter((each) => each.share > 0)
      .sort((a, b) => b.share - a.share);
    const note = `made outside China in ${year}, and what China fills of the need of makers there`;
    return { stage: name, shares, china: chinaIn(shares), ground: 'pool', note };
  };
  const known = new Map<string, readonly StageOrigin[]>();
  const find = (heavy: boolean, bonded: boolean, country: string | undefined): StageOrigin[] => {
    const inChina = country === 'CN';
    const chinese = (stage: string): StageOrigin =>
      told(stage, 'CN', 'makers in China take Chinese metal and oxide');
    const separation = inChina ? chinese('separation') : world('separation_light', 'separation');
    const metal = inChina ? chinese('metal') : country ? pooled('metal', 'metal') : world('metal', 'metal');
    const making = bonded ? 'magnet_bonded' : 'magnet_sintered';
    return [
      world('mining', 'mining'),
      separation,
      ...(heavy
        ? [inChina ? chinese('separation of heavies') : world('separation_heavy', 'separation of heavies')]
        : []),
      metal,
      country ? told('magnet', country, 'as the bill says') : world(making, 'magnet'),
    ];
  };
  return (magnet, country) => {
    const { composition } = magnet.known;
    if (composition.PrNd + composition.Dy + composition.Tb === 0) return [];
    const heavy = composition.Dy > 0 || composition.Tb > 0;
    const key = `${heavy} ${magnet.family === 'NdFeB-bonded'} ${country}`;
    let found = known.get(key);
    if (!found) known.set(key, (found = find(heavy, magnet.family === 'NdFeB-bonded', country)));
    return found;
  };
}
