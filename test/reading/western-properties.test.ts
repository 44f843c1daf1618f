import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Observation, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const PUBLISHED = '2025-11-20';

/** How a language writes numbers and tells a month's exports, their change and where they went. */
interface Tongue {
  readonly thousands: string;
  readonly decimal: string;
  /** A month before that of the page, and the one before it. */
  readonly month: string;
  readonly monthBefore: string;
  /** `<v>` amount, `<p>` percent, `<m>` month, `<b>` the month before. */
  readonly rose: readonly string[];
  readonly fell: readonly string[];
  readonly partners: readonly (readonly [name: string, code: string])[];
  /** Lines that give one partner its amount. `<n>` its name. */
  readonly partner: readonly string[];
}

const TONGUES: Readonly<Record<string, Tongue>> = {
  en: {
    thousands: ',',
    decimal: '.',
    month: 'October',
    monthBefore: 'September',
    rose: [
      "China's exports of rare earth magnets rose <p>% from <b> to <v> tonnes in <m>.",
      'In <m> China exported <v> tonnes of rare earth magnets, <p>% more than in <b>.',
      'Rare earth magnet exports from China in <m> were <v> tonnes, up <p>% from <b>.',
    ],
    fell: [
      "China's exports of rare earth magnets fell <p>% from <b> to <v> tonnes in <m>.",
      'In <m> China exported <v> tonnes of rare earth magnets, <p>% less than in <b>.',
      'China shipped <v> tonnes of rare earth magnets abroad in <m>, a drop of <p>% compared with <b>.',
    ],
    partners: [
      ['Germany', 'DE'],
      ['Vietnam', 'VN'],
      ['South Korea', 'KR'],
    ],
    partner: ['<n> took <v> tonnes.', 'Exports to <n> came to <v> tonnes.', '<v> tonnes went to <n>.'],
  },
  de: {
    thousands: '.',
    decimal: ',',
    month: 'Oktober',
    monthBefore: 'September',
    rose: [
      'Chinas Ausfuhren von Seltenerdmagneten stiegen im <m> um <p> Prozent gegenüber <b> auf <v> Tonnen.',
      'Im <m> exportierte China <v> Tonnen Seltenerdmagnete, <p> Prozent mehr als im <b>.',
      'Die Seltenerdmagnetexporte Chinas legten im <m> gegenüber <b> um <p> Prozent auf <v> Tonnen zu.',
    ],
    fell: [
      'Chinas Ausfuhren von Seltenerdmagneten sanken im <m> um <p> Prozent gegenüber <b> auf <v> Tonnen.',
      'Im <m> führte China <v> Tonnen Seltenerdmagnete aus, <p> Prozent weniger als im <b>.',
      'Die Seltenerdmagnetexporte Chinas gingen im <m> gegenüber <b> um <p> Prozent auf <v> Tonnen zurück.',
    ],
    partners: [
      ['Deutschland', 'DE'],
      ['Vietnam', 'VN'],
      ['Südkorea', 'KR'],
    ],
    partner: [
      'Nach <n> gingen <v> Tonnen.',
      'Auf <n> entfielen <v> Tonnen.',
      'Die Ausfuhren nach <n> betrugen <v> Tonnen.',
    ],
  },
  fr: {
    thousands: ' ',
    decimal: ',',
    month: 'octobre',
    monthBefore: 'septembre',
    rose: [
      'Les exportations chinoises d’aimants de terres rares ont augmenté de <p> % en <m> par rapport à <b>, à <v> tonnes.',
      'En <m>, la Chine a exporté <v> tonnes d’aimants de terres rares, soit <p> % de plus qu’en <b>.',
    ],
    fell: [
      'Les exportations chinoises d’aimants de terres rares ont reculé de <p> % en <m> par rapport à <b>, à <v> tonnes.',
      'En <m>, la Chine a exporté <v> tonnes d’aimants de terres rares, soit <p> % de moins qu’en <b>.',
    ],
    partners: [
      ['Allemagne', 'DE'],
      ['Inde', 'IN'],
    ],
    partner: ['Les exportations vers l’<n> ont atteint <v> tonnes.', 'L’<n> en a acheté <v> tonnes.'],
  },
  es: {
    thousands: '.',
    decimal: ',',
    month: 'octubre',
    monthBefore: 'septiembre',
    rose: [
      'Las exportaciones chinas de imanes de tierras raras subieron un <p> % en <m> frente a <b>, hasta <v> toneladas.',
      'En <m> China exportó <v> toneladas de imanes de tierras raras, un <p> % más que en <b>.',
    ],
    fell: [
      'Las exportaciones chinas de imanes de tierras raras cayeron un <p> % en <m> frente a <b>, hasta <v> toneladas.',
      'En <m> China exportó <v> toneladas de imanes de tierras raras, un <p> % menos que en <b>.',
    ],
    partners: [
      ['Alemania', 'DE'],
      ['Vietnam', 'VN'],
      ['Corea del Sur', 'KR'],
    ],
    partner: ['<n> compró <v> toneladas.', 'Las exportaciones a <n> sumaron <v> toneladas.'],
  },
  pt: {
    thousands: '.',
    decimal: ',',
    month: 'outubro',
    monthBefore: 'setembro',
    rose: [
      'As exportações chinesas de ímãs de terras raras subiram <p>% em <m> ante <b>, para <v> toneladas.',
      'Em <m>, a China exportou <v> toneladas de ímãs de terras raras, <p>% a mais que em <b>.',
    ],
    fell: [
      'As exportações chinesas de ímãs de terras raras caíram <p>% em <m> ante <b>, para <v> toneladas.',
      'Em <m>, a China exportou <v> toneladas de ímãs de terras raras, <p>% a menos que em <b>.',
    ],
    partners: [
      ['Alemanha', 'DE'],
      ['Coreia do Sul', 'KR'],
    ],
    partner: ['A <n> comprou <v> toneladas.', 'As exportações para a <n> somaram <v> toneladas.'],
  },
  sv: {
    thousands: ' ',
    decimal: ',',
    month: 'oktober',
    monthBefore: 'september',
    rose: [
      'Kinas export av sällsynta jordartsmetaller steg med <p> procent i <m> jämfört med <b>, till <v> ton.',
    ],
    fell: [
      'Kinas export av sällsynta jordartsmetaller föll med <p> procent i <m> jämfört med <b>, till <v> ton.',
    ],
    partners: [['Tyskland', 'DE']],
    partner: ['Exporten till <n> uppgick till <v> ton.'],
  },
};

const grouped = (value: number, { thousands }: Tongue): string =>
  String(value).replace(/\B(?=(?:\d{3})+$)/g, thousands);
const inWords = (percent: number, { decimal }: Tongue): string => String(percent).replace('.', decimal);
const short = ({ kind, period, flow, reporter, partner, value, unit, change }: Observation): string =>
  [
    kind,
    flow,
    period,
    `${reporter}>${partner}`,
    value,
    unit,
    ...(change ?? []).map((each) => `${each.basis}:${each.value ?? each.direction}${each.unit ?? ''}`),
  ].join(' ');

describe('a month of exports is read alike in every language', () => {
  for (const [language, tongue] of Object.entries(TONGUES)) {
    it(language, () => {
      fc.assert(
        fc.property(
          fc.boolean(),
          fc.nat(),
          fc.nat(),
          fc.nat(),
          fc.integer({ min: 1000, max: 9999 }),
          fc.integer({ min: 1, max: 899 }),
          fc.integer({ min: 100, max: 999 }),
          (isRise, first, second, third, tonnes, tenths, part) => {
            const texts = isRise ? tongue.rose : tongue.fell;
            const percent = tenths / 10;
            const [name, code] = tongue.partners[third % tongue.partners.length]!;
            const whole = texts[first % texts.length]!.replace('<v>', grouped(tonnes, tongue))
              .replace('<p>', inWords(percent, tongue))
              .replace('<m>', tongue.month)
              .replace('<b>', tongue.monthBefore);
            const one = tongue.partner[second % tongue.partner.length]!.replace(
              '<v>',
              grouped(part, tongue),
            ).replace('<n>', name);
            const text = `${whole} ${one}`;
            const { observations } = read({ text, published: PUBLISHED }, vocabulary);
            expect(observations.map(short), text).toEqual([
              `trade export 2025-10 CN>WORLD ${tonnes} t mom:${isRise ? percent : -percent}pct`,
              `trade export 2025-10 CN>${code} ${part} t`,
            ]);
          },
        ),
        { numRuns: 60 },
      );
    });
  }
});
