import type { Command } from 'commander';
import { loadFacts } from '../../facts/index.ts';
import {
  blankOfMagnet,
  type ClauseResult,
  clauseOn,
  coercivityAt,
  curveOf,
  deliveredCost,
  type FloorTerms,
  floorPayment,
  floorRealised,
  fromBoughtBlank,
  highestTemperature,
  isRefusal,
  type Magnet,
  type Parts,
  type Route,
  readComposition,
  readContract,
  remanenceAt,
  type TemperatureClass,
  workingPoint,
} from '../../parts/index.ts';
import { parseDay } from '../context.ts';
import { CommandError } from '../exit.ts';
import { type BasisOptions, dayOf, openParts, parsePlace, withBasis } from './room.ts';
import { costText, sumText } from './show.ts';

/** Single questions: what does a magnet cost, what does a grade bear, what does a clause or a floor come to. */
export function registerTools(parts: Command): void {
  registerCost(parts);
  registerGrade(parts);
  registerClause(parts);
  registerFloor(parts);
}

export const parseNumber = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new CommandError(`"${text}" is no number.`);
  return value;
};

interface MagnetOptions {
  readonly class?: string;
  readonly route?: string;
  readonly composition?: string;
  readonly temperature?: number;
  readonly hcj?: number;
  readonly application?: string;
}

const withMagnet = (command: Command): Command =>
  command
    .option('--class <class>', 'temperature class: N, M, H, SH, UH, EH, AH')
    .option('--route <route>', 'conventional, dual-alloy, diffused, heavy-free, cerium')
    .option('--composition <wt%>', 'as the maker tells it: "PrNd 29.3; Dy 0.9; Tb 0.4 diffused"')
    .option('--temperature <C>', 'working temperature, for estimating the class', parseNumber)
    .option('--hcj <kA/m>', 'least coercivity, for estimating the class', parseNumber)
    .option('--application <name>', 'such as "EV traction motor", for estimating class and route');

function magnetOf(room: Parts, grade: string | undefined, options: MagnetOptions, date: string): Magnet {
  const { classes, routes } = loadFacts().partWords;
  const { class: temperatureClass, route } = options;
  if (temperatureClass && !(temperatureClass in classes)) {
    throw new CommandError(
      `"${temperatureClass}" is no class; write one of ${Object.keys(classes).join(', ')}.`,
    );
  }
  if (route && !(route in routes)) {
    throw new CommandError(`"${route}" is no route; write one of ${Object.keys(routes).join(', ')}.`);
  }
  const told = options.composition === undefined ? undefined : readComposition(options.composition);
  if (told && 'wrong' in told)
    throw new CommandError(`Composition: ${told.wrong}; right would be ${told.right}.`);
  const magnet = room.identify({
    grade,
    temperatureClass: temperatureClass as TemperatureClass | undefined,
    route: route as Route | undefined,
    composition: told?.composition,
    diffused: told?.diffused,
    temperature_C: options.temperature,
    Hcj_kA_m: options.hcj,
    application: options.application,
    year: Number(date.slice(0, 4)),
  });
  if ('unknown' in magnet) throw new CommandError(magnet.unknown);
  return magnet;
}

const magnetText = ({ family, temperatureClass, route, known, notes }: Magnet): string => {
  const shares = Object.entries(known.composition)
    .filter(([, value]) => value > 0)
    .map(([element, value]) => `${element} ${Number(value.toFixed(2))}`);
  return [
    `${[family, temperatureClass && `class ${temperatureClass}`, route].filter(Boolean).join(', ')}: ${shares.join(', ')} wt%`,
    `(${known.note})`,
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
};

interface CostOptions extends BasisOptions, MagnetOptions {
  readonly madeIn: string;
  readonly to?: string;
  readonly duty?: number;
  readonly stage: string;
  readonly mass?: number;
  readonly blank?: number;
  readonly blankValue?: number;
  readonly use?: string;
  readonly json?: boolean;
}

function registerCost(parts: Command): void {
  const command = parts
    .command('cost')
    .summary('what a kilogram of a magnet costs, step by step')
    .description(
      'Works out a magnet by grade, class or composition: elements by quotation and rule, yield and scrap credit, diffusion,\nminor metals, conversion, margin; and with --to freight and duty. Every figure can be set: --price for quotations,\n--set for the rest (data/parts/parameters.csv names them).',
    )
    .argument('[grade]', 'such as 45UH, N42SH, N38(Ce)')
    .option('--made-in <country>', 'where it is made', parsePlace, 'CN')
    .option('--to <country>', 'destination: adds freight and duty', parsePlace)
    .option('--duty <percent>', 'duty in place of none', parseNumber)
    .option(
      '--use <use>',
      'traction, automotive, steering, wind, defence, general: chooses yield and conversion',
    )
    .option('--stage <stage>', 'finished, or blank (inside China with tax)', 'finished')
    .option('--blank <CNY>', 'cut from blanks bought at this price with tax', parseNumber)
    .option('--blank-value <CNY>', 'rare earths in a kilogram of that blank', parseNumber)
    .option('--mass <g>', 'mass of the part', parseNumber)
    .option('--json', 'print one JSON object')
    .action(async (grade: string | undefined, _options: object, self: Command) => {
      const options = self.optsWithGlobals<CostOptions>();
      const room = await openParts(self, options);
      console.log(await costAnswer(room, grade, options));
    });
  withBasis(withMagnet(command), parseDay);
}

async function costAnswer(room: Parts, grade: string | undefined, options: CostOptions): Promise<string> {
  const date = dayOf(options);
  if (options.blank !== undefined) return cutFromBlank(room, options, date);
  const magnet = magnetOf(room, grade, options, date);
  const uses = ['traction', 'automotive', 'steering', 'wind', 'defence', 'general'] as const;
  const use = uses.find((each) => each === options.use);
  if (options.use && !use)
    throw new CommandError(`"${options.use}" is no use; write one of ${uses.join(', ')}.`);
  const { currency, feed, madeIn } = options;
  const ask = { magnet, date, madeIn, currency, feed, use, priceTypes: options.priceType };
  if (options.stage === 'blank') {
    const blank = blankOfMagnet(room.context, ask);
    if (isRefusal(blank)) throw new CommandError(`Not priced: ${blank.refused}.`);
    if (options.json) return JSON.stringify({ magnet, blank });
    return `${magnetText(magnet)}\n\n${sumText(`Blank, ${blank.unit} with tax`, blank, blank.unit)}`;
  }
  const cost = room.cost(ask);
  if (isRefusal(cost)) throw new CommandError(`Not priced: ${cost.refused}. Set it with --price.`);
  const landed = options.to ? deliveredCost(room.context, cost, options.to, options.duty ?? 0) : undefined;
  if (landed && isRefusal(landed)) throw new CommandError(landed.refused);
  if (options.json) return JSON.stringify({ magnet, cost, ...(landed ? { delivered: landed } : {}) });
  const perKg = landed?.perKg ?? cost.exWorks;
  return [
    magnetText(magnet),
    '',
    costText(cost),
    ...(landed
      ? [`  delivered to ${options.to}: ${landed.perKg.value.toFixed(4)} ${currency}/kg = ${landed.formula}`]
      : []),
    ...(options.mass
      ? [`  the part of ${options.mass} g: ${((perKg.value * options.mass) / 1000).toFixed(4)} ${currency}`]
      : []),
  ].join('\n');
}

function cutFromBlank(room: Parts, options: CostOptions, date: string): string {
  const { blank = 0, blankValue, mass } = options;
  if (blankValue === undefined)
    throw new CommandError('--blank needs --blank-value, for the swarf that is sold.');
  const { parameters, money } = room.context;
  const cost = fromBoughtBlank({
    blankPrice: blank,
    rareEarthValue: blankValue,
    finishedYield: parameters('finished_yield').value,
    scrapCredit: parameters('blank_scrap_credit').value,
    taxFactor: money.taxFactor('CN', date),
    processing: parameters('slicing', { place: 'CN' }).value,
  });
  if (options.json) return JSON.stringify(cost);
  const part = mass ? `\n  the part of ${mass} g: ${((cost.total * mass) / 1000).toFixed(4)} CNY` : '';
  return `${sumText('Cut from bought blanks, CNY/kg without tax', cost, 'CNY/kg')}${part}`;
}

interface GradeOptions extends MagnetOptions {
  readonly at: number;
  readonly permeance: number;
  readonly opposing: number;
  readonly json?: boolean;
}

function registerGrade(parts: Command): void {
  const command = parts
    .command('grade')
    .summary('what a grade is, and what it bears at temperature')
    .argument('[grade]', 'such as 45UH')
    .option('--at <C>', 'temperature', parseNumber, 20)
    .option('--permeance <Pc>', 'permeance coefficient of the part or circuit', parseNumber, 1)
    .option('--opposing <kA/m>', 'opposing field of the machine', parseNumber, 0)
    .option('--json', 'print one JSON object')
    .action(async (grade: string | undefined, _options: object, self: Command) => {
      const room = await openParts(self, { currency: 'USD' });
      console.log(gradeAnswer(room, grade, self.optsWithGlobals<GradeOptions>()));
    });
  withMagnet(command);
}

function gradeAnswer(room: Parts, grade: string | undefined, options: GradeOptions): string {
  const magnet = magnetOf(room, grade, options, dayOf({}));
  const { parameters } = room.context;
  const curve = curveOf(
    magnet.properties,
    parameters('squareness').value,
    parameters('recoil_permeability').value,
  );
  const { at, permeance, opposing } = options;
  const point = curve && workingPoint(curve, at, permeance, opposing);
  const highest = curve && highestTemperature(curve, permeance, opposing);
  if (options.json) return JSON.stringify({ magnet, curve, point, highest_C: highest });
  const { sources, ...properties } = magnet.properties;
  const listed = Object.entries(properties).map(
    ([name, { value, how }]) => `  ${name} ${Number(value.toPrecision(4))} (${how})`,
  );
  const about = [magnetText(magnet), ...listed, ...sources.map((url) => `  ${url}`)];
  if (!curve || !point) return about.join('\n');
  const lost = point.margin_kA_m < 0 ? ': flux is lost for good' : '';
  const most = highest === undefined ? 'none' : `${highest.toFixed(0)} °C`;
  return [
    ...about,
    '',
    `At ${at} °C: Br ${remanenceAt(curve, at).toFixed(3)} T, Hcj ${coercivityAt(curve, at).toFixed(0)} kA/m`,
    `Load line Pc ${permeance}, opposing ${opposing} kA/m: B ${point.B_T.toFixed(3)} T, H ${point.H_kA_m.toFixed(0)} kA/m, margin to the knee ${point.margin_kA_m.toFixed(0)} kA/m${lost}`,
    `Highest temperature on this load line: ${most}; the list says ${properties.Tmax_C?.value ?? 'n/a'} °C`,
  ].join('\n');
}

function registerClause(parts: Command): void {
  const command = parts
    .command('clause')
    .summary('what an index clause gives on a day, and what is odd about it')
    .argument(
      '<clause>',
      '"index 300 CNY/kg; PrNd-metal 520 x 0.294; DyFe-alloy 1590 x 0.009 / 0.8; lag 1 quarter; band 3%; k 1.1"',
    )
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\n--price sets the mean of the period that counts, for example --price PrNd-metal=630.',
    )
    .action(async (text: string, _options: object, self: Command) => {
      const options = self.optsWithGlobals<BasisOptions & { readonly json?: boolean }>();
      const contract = readContract(loadFacts().partWords.contracts, text);
      if ('wrong' in contract) {
        throw new CommandError(`${contract.wrong}; see "coercivity parts clause --help".`);
      }
      const room = await openParts(self, options);
      const result = clauseOn(room.context, contract, dayOf(options), undefined);
      if (isRefusal(result)) throw new CommandError(`${result.refused}; set it with --price.`);
      console.log(options.json ? JSON.stringify(result) : clauseText(result));
    });
  withBasis(command, parseDay);
}

function clauseText(result: ClauseResult): string {
  const { price, currency, period, changePct, change, withinBand, lines, findings } = result;
  return [
    sumText(
      `Change by the means of ${period}, ${currency}/kg`,
      { lines, total: change },
      `${changePct.toFixed(2)}%`,
    ),
    `Price: ${price.toFixed(4)} ${currency}/kg${withinBand ? ' (the change is within the band)' : ''}`,
    ...findings.map((finding) => `Note: ${finding}`),
  ].join('\n');
}

interface FloorOptions {
  readonly benchmark: number;
  readonly tonnes: number;
  readonly floor?: number;
  readonly share?: number;
}

function registerFloor(parts: Command): void {
  parts
    .command('floor')
    .summary('what a price floor pays in a quarter')
    .requiredOption(
      '--benchmark <USD>',
      'mean of the quarter, USD for a kilogram of NdPr oxide without tax',
      parseNumber,
    )
    .requiredOption('--tonnes <t>', 'NdPr of the quarter', parseNumber)
    .option('--floor <USD>', 'the floor; that of the United States where not said', parseNumber)
    .option('--share <fraction>', 'of what lies above it that the producer gives up', parseNumber)
    .action(async (options: FloorOptions, self: Command) => {
      const { parameters } = (await openParts(self, { currency: 'USD' })).context;
      const terms: FloorTerms = {
        floorUsdPerKg: options.floor ?? parameters('floor_price', { place: 'US' }).value,
        upsideShare: options.share ?? parameters('floor_upside_share', { place: 'US' }).value,
      };
      const paid = floorPayment(terms, options.benchmark, options.tonnes * 1000);
      const [from, to] = paid >= 0 ? ['the government', 'the producer'] : ['the producer', 'the government'];
      const kept = floorRealised(terms, options.benchmark).toFixed(2);
      console.log(
        `${Math.abs(paid).toLocaleString('en-GB')} USD from ${from} to ${to}; the producer keeps ${kept} USD/kg (floor ${terms.floorUsdPerKg}, benchmark ${options.benchmark})`,
      );
    });
}
