import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const readAll = (text: string, published: string): string[] =>
  read({ text, published }, vocabulary).observations.map((o) =>
    [
      o.kind,
      o.metric,
      o.period,
      `${o.reporter}>${o.partner}`,
      o.value,
      o.unit,
      ...(o.change ?? []).map((each) => `${each.basis}:${each.value ?? each.direction}${each.unit ?? ''}`),
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );

/** The same month of customs figures as papers of six languages tell it. */
const ARTICLES: Readonly<Record<string, { readonly text: string; readonly expected: readonly string[] }>> = {
  English: {
    text: "China's rare earth magnet exports slip from seven-month high\nBEIJING, Oct 20 - China's exports of rare earth magnets slipped 6.1% in September from a month earlier to 5,774 metric tons, customs data showed on Monday. That compares with 6,146 tons in August, a seven-month high.\nGermany, South Korea, Vietnam, the United States and Mexico were the top five destinations by volume, with 1,288, 612, 540, 421 and 312 tons respectively.\nShipments to the Netherlands nearly doubled to 109 tons, while those to the US dropped 28.7% to 420.5 tons. Japan bought 13% of the total, or about 750 tonnes.\nExports for the first nine months were 39,817 tons, down 7.5% from the same period a year earlier.\nThe September figure was still 17.5% above the level of a year ago. It was the lowest since June, when exports totalled 3,188 tons.",
    expected: [
      'trade 2025-09 CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct',
      'trade 2025-08 CN>WORLD 6146 t',
      'trade 2025-09 CN>DE 1288 t',
      'trade 2025-09 CN>KR 612 t',
      'trade 2025-09 CN>VN 540 t',
      'trade 2025-09 CN>US 421 t',
      'trade 2025-09 CN>MX 312 t',
      'trade 2025-09 CN>NL 109 t prev:2x',
      'trade 2025-09 CN>US 420.5 t prev:-28.7pct',
      'share exports 2025-09 CN>JP 13 pct',
      'trade 2025-09 CN>JP 750 t',
      'trade 2025-01/2025-09 CN>WORLD 39817 t yoy:-7.5pct',
      'trade 2025-06 CN>WORLD 3188 t',
    ],
  },
  German: {
    text: 'Chinas Magnetexporte geben nach\nPeking - China hat im September weniger Magnete aus Seltenen Erden ausgeführt. Wie der Zoll am Montag mitteilte, sank die Menge gegenüber August um 6,1 Prozent auf 5.774 Tonnen. Im August waren es 6.146 Tonnen gewesen, der höchste Stand seit sieben Monaten.\nGrößter Abnehmer war Deutschland mit 1.288 Tonnen, gefolgt von Südkorea mit 612 Tonnen und Vietnam mit 540 Tonnen. In die USA gingen 420,5 Tonnen und damit 28,7 Prozent weniger als im Vormonat. Die Lieferungen in die Niederlande verdoppelten sich fast auf 109 Tonnen.\nIn den ersten neun Monaten summierten sich die Ausfuhren auf 39.817 Tonnen, ein Rückgang um 7,5 Prozent.',
    expected: [
      'trade 2025-09 CN>WORLD 5774 t mom:-6.1pct',
      'trade 2025-08 CN>WORLD 6146 t',
      'trade 2025-09 CN>DE 1288 t',
      'trade 2025-09 CN>KR 612 t',
      'trade 2025-09 CN>VN 540 t',
      'trade 2025-09 CN>US 420.5 t mom:-28.7pct',
      'trade 2025-09 CN>NL 109 t prev:2x',
      'trade 2025-01/2025-09 CN>WORLD 39817 t yoy:-7.5pct',
    ],
  },
  French: {
    text: "Chine : les exportations d'aimants en terres rares reculent\nPékin (AFP) - Les exportations chinoises d'aimants en terres rares ont baissé de 6,1 % en septembre sur un mois, à 5 774 tonnes, selon les chiffres publiés lundi par les douanes. Sur un an, elles affichent toutefois une hausse de 17,5 %. En août, elles avaient atteint 6 146 tonnes.\nL'Allemagne est restée la première destination avec 1 288 tonnes, devant la Corée du Sud (612 tonnes) et le Vietnam (540 tonnes). Les livraisons aux États-Unis ont chuté de 28,7 % à 420,5 tonnes. Celles vers les Pays-Bas ont presque doublé, à 109 tonnes.\nSur les neuf premiers mois de l'année, 39 817 tonnes ont été exportées, soit 7,5 % de moins qu'un an plus tôt.",
    expected: [
      'trade 2025-09 CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct',
      'trade 2025-08 CN>WORLD 6146 t',
      'trade 2025-09 CN>DE 1288 t',
      'trade 2025-09 CN>KR 612 t',
      'trade 2025-09 CN>VN 540 t',
      'trade 2025-09 CN>US 420.5 t prev:-28.7pct',
      'trade 2025-09 CN>NL 109 t prev:2x',
      'trade 2025-01/2025-09 CN>WORLD 39817 t yoy:-7.5pct',
    ],
  },
  Spanish: {
    text: 'Las exportaciones chinas de imanes caen en septiembre\nPekín (EFE).- China exportó en septiembre 5.774 toneladas de imanes de tierras raras, un 6,1 % menos que en agosto pero un 17,5 % más que en el mismo mes de 2024, según datos difundidos este lunes por la Administración General de Aduanas. En agosto las ventas al exterior habían sumado 6.146 toneladas.\nAlemania fue el principal destino, con 1.288 toneladas, seguida de Corea del Sur (612) y Vietnam (540). Los envíos a Estados Unidos se redujeron un 28,7 %, hasta 420,5 toneladas. Los dirigidos a Países Bajos casi se duplicaron, hasta 109 toneladas.\nEntre enero y septiembre, China exportó 39.817 toneladas, un 7,5 % menos.',
    expected: [
      'trade 2025-09 CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct',
      'trade 2025-08 CN>WORLD 6146 t',
      'trade 2025-09 CN>DE 1288 t',
      'trade 2025-09 CN>KR 612 t',
      'trade 2025-09 CN>VN 540 t',
      'trade 2025-09 CN>US 420.5 t prev:-28.7pct',
      'trade 2025-09 CN>NL 109 t prev:2x',
      'trade 2025-01/2025-09 CN>WORLD 39817 t yoy:-7.5pct',
    ],
  },
  Portuguese: {
    text: 'Exportações chinesas de ímãs recuam em setembro\nPequim - As exportações chinesas de ímãs de terras raras somaram 5.774 toneladas em setembro, queda de 6,1% em relação a agosto, mostraram dados da alfândega nesta segunda-feira. Na comparação anual, houve alta de 17,5%. Em agosto, o volume tinha sido de 6.146 toneladas.\nA Alemanha foi o principal destino, com 1.288 toneladas, seguida pela Coreia do Sul (612 toneladas) e pelo Vietnã (540 toneladas). Os embarques para os Estados Unidos caíram 28,7%, para 420,5 toneladas. Para a Holanda, quase dobraram, para 109 toneladas.\nDe janeiro a setembro, a China exportou 39.817 toneladas, 7,5% a menos que um ano antes.',
    expected: [
      'trade 2025-09 CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct',
      'trade 2025-08 CN>WORLD 6146 t',
      'trade 2025-09 CN>DE 1288 t',
      'trade 2025-09 CN>KR 612 t',
      'trade 2025-09 CN>VN 540 t',
      'trade 2025-09 CN>US 420.5 t prev:-28.7pct',
      'trade 2025-09 CN>NL 109 t prev:2x',
      'trade 2025-01/2025-09 CN>WORLD 39817 t yoy:-7.5pct',
    ],
  },
  Swedish: {
    text: 'Kinas export av magneter minskar\nKinas export av magneter av sällsynta jordartsmetaller minskade i september med 6,1 procent jämfört med augusti, till 5 774 ton, enligt tullen. Jämfört med i fjol var det en ökning med 17,5 procent.\nTyskland var största mottagare med 1 288 ton, följt av Sydkorea med 612 ton. Exporten till USA föll med 28,7 procent till 420,5 ton.\nUnder årets första nio månader exporterade Kina 39 817 ton.',
    expected: [
      'trade 2025-09 CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct',
      'trade 2025-09 CN>DE 1288 t',
      'trade 2025-09 CN>KR 612 t',
      'trade 2025-09 CN>US 420.5 t prev:-28.7pct',
      'trade 2025-01/2025-09 CN>WORLD 39817 t',
    ],
  },
};

describe('a month of customs figures, told in prose', () => {
  it.each(Object.entries(ARTICLES))('%s', (_, { text, expected }) => {
    expect(readAll(text, '2025-10-20')).toEqual(expected);
  });
});
