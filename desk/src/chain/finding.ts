// What a month of the chain says, in the sentence that heads the room.
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import type { MonthView, OriginView } from './messages.ts';
import { capital, ELEMENT_WORDS, type PlaceWords, percent } from './words.ts';

const DONE: Readonly<Record<string, (share: string, element: string) => string>> = {
  mining: (share, element) => `mines ${share} of the world's ${element}`,
  separation: (share, element) => `separates ${share} of the world's ${element}`,
  metal: (share, element) => `makes ${share} of the world's ${element} metal`,
  magnet: (share, element) => `makes the magnets that hold ${share} of the world's ${element}`,
};

/** Who holds most of the stage that fewest hold, and what of normal trade licences let through. */
export function findingOf(view: MonthView, places: PlaceWords): string {
  const element = ELEMENT_WORDS[view.element].name;
  const tightest = view.concentration
    .filter(({ stage, places: own }) => stage in DONE && own.length > 0)
    .sort((a, b) => b.hhi - a.hhi)[0];
  const [first] = tightest?.places ?? [];
  const month = periodWords(view.month);
  if (!tightest || !first) return `${month}: no ${element} moves through the chain`;
  const head = `${capital(places.name(first.place))} ${DONE[tightest.stage]!(percent(first.share), element)}`;
  const licence = licensedShare(view);
  if (licence === undefined) return `${head} in ${month}, and no licence binds`;
  return licence > 0.97
    ? `${head}; in ${month} licences hold trade to its normal volume`
    : `${head}; in ${month} licences let ${percent(licence)} of normal trade through`;
}

/** Share of normal trade in what licences bind that they let through; undefined where none binds. */
export function licensedShare({ bounds }: Pick<MonthView, 'bounds'>): number | undefined {
  const licences = bounds.filter(({ kind }) => kind === 'licence');
  const normal = licences.reduce((sum, bound) => sum + bound.normal, 0);
  if (normal <= 0) return undefined;
  return licences.reduce((sum, { tonnes }) => sum + tonnes, 0) / normal;
}

/** Where most of an element came from at each stage. */
export function originFinding(view: OriginView, what: string, where: string, places: PlaceWords): string {
  const at = (stage: string) => view.stages.find((one) => one.stage === stage)?.places ?? [];
  const [mined, next] = at('mining').filter(
    ({ place }) => !['before', 'residual', 'products'].includes(place),
  );
  const [separated] = at('separation').filter(({ place }) => place !== 'before');
  const [made] = at('magnet').filter(({ place }) => place !== 'before');
  if (!mined || !separated || !made || view.tonnes < 1e-6)
    return `No ${what} is used in such magnets in ${where}`;
  const told = ({ place, share }: { place: string; share: number }, verb: string) =>
    `${percent(share)} was ${verb} in ${places.name(place)}`;
  const second =
    next && next.share >= 0.05 ? ` and ${percent(next.share)} in ${places.name(next.place)}` : '';
  const grams = figure(view.gramsPerKg, view.gramsPerKg < 10 ? 1 : 0);
  return `Of the ${what} in these magnets in ${where}, ${told(mined, 'mined')}${second}, ${told(separated, 'separated')} and ${told(made, 'made into magnets')}; a kilogram holds ${grams} g`;
}
