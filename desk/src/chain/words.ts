// How the room speaks of stages, places and elements.
import { figure } from '../../../src/brief/numbers.ts';
import type { ChainElement } from '../../../src/chain/network.ts';
import type { FlowStage, StageAt, StageLink } from '../../../src/chain/stage-flows.ts';
import type { ChainModel, MonthView } from './messages.ts';

export const ELEMENT_WORDS: Readonly<
  Record<ChainElement, { readonly name: string; readonly switch: string }>
> = {
  PrNd: { name: 'neodymium and praseodymium', switch: 'Nd+Pr' },
  Dy: { name: 'dysprosium', switch: 'Dy' },
  Tb: { name: 'terbium', switch: 'Tb' },
  Sm: { name: 'samarium', switch: 'Sm' },
};

/** Stages as heads, and as who does it. */
const STAGES: Readonly<Record<FlowStage, { readonly head: string; readonly who: string }>> = {
  mining: { head: 'Mined', who: 'mines' },
  scrap: { head: 'Scrap', who: 'scrap' },
  separation: { head: 'Separated', who: 'separation' },
  recycling: { head: 'Recycled', who: 'recycling' },
  residual: { head: 'Unexplained', who: 'oxide that no mine explains' },
  metal: { head: 'Metal', who: 'metal makers' },
  'other-use': { head: 'Other uses', who: 'other uses' },
  magnet: { head: 'Magnets', who: 'magnet makers' },
  use: { head: 'Used', who: 'users of magnets' },
  swarf: { head: 'Swarf', who: 'swarf' },
  stock: { head: 'Stock', who: 'stock' },
  lost: { head: 'Lost', who: 'scrap not recycled' },
};
export const stageHead = (stage: FlowStage) => STAGES[stage].head;
export const stageWho = (stage: FlowStage) => STAGES[stage].who;

export interface PlaceWords {
  readonly name: (code: string) => string;
  readonly short: (code: string) => string;
}

const WITH_ARTICLE = /^(?:United|European|Rest)\b/;

/** Names of the model's places, and of what stands in a place's stead where origins are followed. */
export function placeWords(model: ChainModel): PlaceWords {
  const rows = new Map(model.tables.chainPlaces.map((row) => [row.code, row]));
  return {
    name: (code) => {
      const name = ORIGINS[code]?.name ?? rows.get(code)?.name.replace(/\s*\([^)]*\)$/, '') ?? code;
      return (WITH_ARTICLE.test(name) ? `the ${name}` : name).replace('the Rest', 'the rest');
    },
    short: (code) => ORIGINS[code]?.short ?? rows.get(code)?.short_name ?? code,
  };
}

const ORIGINS: Readonly<Record<string, { readonly name: string; readonly short: string }>> = {
  residual: { name: 'oxide that no mine explains', short: 'unexplained' },
  products: { name: 'collected old products', short: 'old products' },
  before: { name: 'not followed', short: 'not followed' },
  others: { name: 'smaller places', short: 'smaller' },
};

/** `Separation in China`, `Users of magnets in the European Union`. */
export function stageAtWords({ stage, place }: StageAt, places: PlaceWords): string {
  const who = stageWho(stage);
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} in ${places.name(place)}`;
}

/** A node of a picture in words: stocks, swarf and scrap stand together for all places. */
export function nodeWords(at: StageAt, places: PlaceWords): string {
  if (at.stage === 'stock') return at.place === 'from' ? 'Out of stock' : 'Into stock';
  if (at.place === '') return capital(stageWho(at.stage));
  return stageAtWords(at, places);
}

/** An end of a flow in words. */
export function endWords(at: StageAt, side: 'from' | 'to', places: PlaceWords): string {
  if (at.stage !== 'stock') return stageAtWords(at, places);
  return `${side === 'from' ? 'Out of stock' : 'Into stock'} in ${places.name(at.place)}`;
}

/** Share of what the taker takes that a link brings. */
export function sharesOfTakers({ totals }: Pick<MonthView, 'totals'>) {
  const taken = new Map(totals.map((one) => [`${one.stage}@${one.place}`, one.taken]));
  return (link: StageLink): number | undefined => {
    const all = taken.get(`${link.to.stage}@${link.to.place}`);
    return all ? link.tonnes / all : undefined;
  };
}

/** A share in percent, with no more digits than a model carries. */
export const percent = (share: number): string =>
  share > 0 && share < 0.005 ? '<1%' : `${figure(100 * share, 0)}%`;

/** Tonnes with the digits that their size deserves. */
export const tonnesWords = (tonnes: number): string => {
  const size = Math.abs(tonnes);
  if (size === 0) return '0';
  if (size < 0.005) return '<0.01';
  return figure(tonnes, size < 1 ? 2 : size < 10 ? 1 : 0);
};

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Money per kilogram, with the digits that its size deserves. */
export const money = (value: number) => figure(value, Math.abs(value) < 100 ? 2 : 0);
