import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
/** Everything read, each as its fields in one line. */
const readAll = (text: string, published = '2025-11-20'): string[] =>
  read({ text, published }, vocabulary).observations.map((o) => {
    const value = o.low === undefined ? o.value : o.low === o.high ? o.low : `${o.low}..${o.high}`;
    const changes = (o.change ?? []).map(
      ({ basis, value: by, unit, direction }) => `${basis}:${by ?? direction}${unit ?? ''}`,
    );
    return [
      o.kind,
      o.kind === 'financial' ? undefined : o.subject,
      o.metric,
      o.status,
      o.period,
      o.flow,
      o.reporter && o.partner ? `${o.reporter}>${o.partner}` : undefined,
      o.kind === 'trade' || o.kind === 'price' ? undefined : o.place,
      o.kind === 'policy' ? undefined : o.org,
      value,
      o.unit,
      ...changes,
    ]
      .filter((part) => part !== undefined)
      .join(' ');
  });
const cases = (list: readonly (readonly [string, readonly string[], string?])[]): void => {
  for (const [text, expected, published] of list)
    it(text, () => {
      expect(readAll(text, published)).toEqual(expected);
    });
};

describe('flows in compounds and in other words than export', () => {
  cases([
    [
      'Die Seltenerdmagnetexporte Chinas sanken im September um 6,1 Prozent gegenüber August auf 5.774 Tonnen.',
      ['trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t mom:-6.1pct'],
    ],
    [
      'Chinas Magnetausfuhren stiegen im Januar um 12 Prozent auf 4.950 Tonnen.',
      ['trade magnet-all 2025-01 export CN>WORLD 4950 t prev:12pct'],
    ],
    [
      'Kinas magnetexport minskade i september med 6,1 procent till 5 774 ton.',
      ['trade magnet-all 2025-09 export CN>WORLD 5774 t prev:-6.1pct'],
    ],
    [
      'Según Aduanas de China, el volumen de tierras raras vendido al resto del mundo bajó un 21,4% en septiembre respecto a los datos de agosto. En el cómputo anual, la caída es menor, un 5,1%.',
      ['trade RE-all 2025-09 export CN>WORLD mom:-21.4pct yoy:-5.1pct'],
    ],
    [
      'China exportó un 14,2% más de tierras raras que en el mismo período del año anterior, pero el valor de esas ventas ha bajado un 9%.',
      ['trade RE-all export CN>WORLD yoy:14.2pct', 'trade RE-all value export CN>WORLD prev:-9pct'],
    ],
    [
      'Last month China exported 3,100 tonnes of rare earth ore, metals and compounds worth $88 million.',
      [
        'trade RE-all 2025-10 export CN>WORLD 3100 t',
        'trade RE-all value 2025-10 export CN>WORLD 88000000 USD',
      ],
    ],
  ]);
});

describe('of a rise is no start of one', () => {
  cases([
    [
      'As exportações chinesas de ímãs de terras raras somaram 5.774 toneladas em setembro, queda de 6,1% ante agosto e alta de 17,5% na comparação anual.',
      ['trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct'],
    ],
    [
      'Les exportations chinoises d’aimants de terres rares ont atteint 5 774 tonnes en septembre, soit un recul de 6,1 % sur un mois mais une hausse de 17,5 % sur un an.',
      ['trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t mom:-6.1pct yoy:17.5pct'],
    ],
    [
      'JL MAG expects first-half net profit of 310 million to 350 million yuan, an increase of 120 million to 160 million yuan from a year earlier, representing a year-on-year rise of 63.2% to 84.2%.',
      [
        'forecast JL Mag Rare-Earth net_profit 2025-H1 JL Mag Rare-Earth 310000000..350000000 CNY yoy:120000000abs yoy:160000000abs yoy:63.2pct prev:84.2pct',
      ],
    ],
  ]);
});

describe('shares of what was told before', () => {
  cases([
    [
      "China's rare earth magnet exports were 5,774 t in September. Exports to Germany came to 1,288 t, 22% of the total, while the US took 650 t, or 11 per cent.",
      [
        'trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t',
        'trade NdFeB-magnet 2025-09 export CN>DE 1288 t',
        'share NdFeB-magnet exports 2025-09 CN>DE 22 pct',
        'trade NdFeB-magnet 2025-09 export CN>US 650 t',
        'share NdFeB-magnet exports 2025-09 CN>US 11 pct',
      ],
    ],
    [
      "China's exports of rare earth magnets in September were 5,774 t. Of the 5,774 t, Germany bought 1,288 t and South Korea 612 t.",
      [
        'trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t',
        'trade NdFeB-magnet 2025-09 export CN>DE 1288 t',
        'trade NdFeB-magnet 2025-09 export CN>KR 612 t',
      ],
    ],
    [
      'O país asiático, que controla 70% do material extraído e 85% da capacidade de refino, produziu 210.000 toneladas de óxido de terras raras em 2023.',
      [
        'share RE-all mining CN 70 pct',
        'share RE-all refining CN 85 pct',
        'production RE-all 2023 CN 210000 t',
      ],
    ],
    [
      'China deckt 92% des weltweiten Angebots an diesen Metallen wie Europium und Neodym.',
      ['share RE-all output CN 92 pct'],
    ],
    [
      'Rare earths are scarce, and rare earths are dear. Samarium has risen. Lynas supplies some outside China, which controls more than 88% of world output.',
      ['share RE-all output CN 88 pct'],
    ],
  ]);
});

describe('what is made, and by whom', () => {
  cases([
    [
      'Lynas made 1,300 tonnes of NdPr in the quarter, down from 1,560 tonnes in the June quarter, while total rare earth oxide production fell from 4,700 tonnes to 3,900 tonnes.',
      [
        'production PrNd 2025-Q2 AU Lynas Rare Earths 1300 t prev:down',
        'production PrNd 2025-Q2 AU Lynas Rare Earths 1560 t',
        'production RE-oxide 2025-Q2 AU Lynas Rare Earths 4700 t',
        'production RE-oxide 2025-Q2 AU Lynas Rare Earths 3900 t prev:down',
      ],
    ],
    [
      'Fondée en 2019, l’entreprise Carester vise à produire 500 tonnes d’oxydes de dysprosium et terbium.',
      ['target DyTb-oxide FR Carester 500 t'],
    ],
    [
      'La société Carester a obtenu 190 millions d’euros de financements. L’usine recyclera 1.800 tonnes d’aimants et raffinera 4.500 tonnes de concentrés miniers par an.',
      [
        'funding Carester 190000000 EUR',
        'capacity NdFeB-magnet FR Carester 1800 t',
        'capacity RE-concentrate FR Carester 4500 t',
      ],
    ],
    [
      'Adamas forecasts that the global shortage of NdFeB alloy will amount to 48,000 tonnes annually by 2030 and 190,000 tonnes annually by 2040.',
      ['forecast NdFeB-alloy deficit 2030 WORLD 48000 t', 'forecast NdFeB-alloy deficit 2040 WORLD 190000 t'],
    ],
    ['Der Markt für Neodym-Praseodym-Oxid hatte zuletzt ein Defizit von 900 Tonnen.', []],
    [
      'Chinesische Unternehmen dürfen im ersten Halbjahr 2011 12.400 t Seltene Erden exportieren.',
      ['target RE-all export_quota 2011-H1 CN 12400 t'],
    ],
    [
      'In the first half of the year China will allow exports of 14,900 tonnes of rare earths.',
      ['target RE-all export_quota 2025-H1 CN 14900 t'],
    ],
    [
      'The price is set at 19,000 yuan per tonne, dry, with 50% REO content. For each 1% of REO content 380 yuan are added.',
      [],
    ],
  ]);
});

describe('German verbs in two parts, and words for signs', () => {
  cases([
    [
      'Die Ausfuhren Seltener Erden aus China brachen im September um 31 Prozent auf 4000,3 Tonnen ein, wie der Zoll am Montag mitteilte.',
      ['trade RE-all 2025-09 export CN>WORLD 4000.3 t prev:-31pct'],
      '2025-10-20',
    ],
    [
      'Der Umsatz von Lynas legte im dritten Quartal um 66 Prozent auf 200,2 Millionen australische Dollar zu.',
      ['financial revenue 2025-Q3 Lynas Rare Earths 200200000 AUD prev:66pct'],
    ],
    [
      'Der Preis für Dysprosiumoxid gab binnen einer Woche um 2 Prozent auf 231 Dollar je Kilogramm nach.',
      ['price Dy-oxide 2025-11-20 231 USD/kg wow:-2pct'],
    ],
    [
      'Im September führte China 5774 Tonnen Seltenerdmagnete aus. Nach Deutschland gingen 1.288 Tonnen (plus 10,3 Prozent), in die USA 420,5 Tonnen (minus 28,7 Prozent).',
      [
        'trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t',
        'trade NdFeB-magnet 2025-09 export CN>DE 1288 t prev:10.3pct',
        'trade NdFeB-magnet 2025-09 export CN>US 420.5 t prev:-28.7pct',
      ],
    ],
  ]);
});

describe('sums since January', () => {
  const expected = ['trade RE-all 2025-01/2025-09 export CN>WORLD 48355 t'];
  cases([
    ['China exportó 48.355 toneladas de tierras raras entre enero y septiembre.', expected],
    ['En los tres primeros trimestres China exportó 48.355 toneladas de tierras raras.', expected],
    ['Sur les neuf premiers mois de l’année, la Chine a exporté 48 355 tonnes de terres rares.', expected],
    ['In den ersten drei Quartalen führte China 48.355 Tonnen Seltene Erden aus.', expected],
    ['Nos nove primeiros meses do ano, a China exportou 48.355 toneladas de terras raras.', expected],
    ['China shipped 48,355 tonnes of rare earths abroad between January and September.', expected],
  ]);
});

describe('who imports, and from whom', () => {
  cases([
    [
      'Im ersten Halbjahr führte Deutschland 3.100 Tonnen Seltene Erden ein, davon 2.000 Tonnen aus China.',
      ['trade RE-all 2025-H1 import DE>WORLD 3100 t', 'trade RE-all 2025-H1 import DE>CN 2000 t'],
    ],
    [
      'En el primer semestre, la Unión Europea importó 8.200 toneladas de tierras raras, de las que 3.800 toneladas procedían de China.',
      ['trade RE-all 2025-H1 import EU>WORLD 8200 t', 'trade RE-all 2025-H1 import EU>CN 3800 t'],
    ],
    [
      "India's imports of rare earth magnets were 53,700 tonnes in 2024. Imports from China rose 95 percent to 50,000 tonnes.",
      [
        'trade NdFeB-magnet 2024 import IN>WORLD 53700 t',
        'trade NdFeB-magnet 2024 import IN>CN 50000 t yoy:95pct',
      ],
    ],
  ]);
});

describe('what is measured against what, and what is no change at all', () => {
  cases([
    [
      'MP Materials had revenue of $1.162 billion in the third quarter of 2025, an increase of 45% year-on-year and 4.7% month on month.',
      ['financial revenue 2025-Q3 MP Materials 1162000000 USD yoy:45pct qoq:4.7pct'],
    ],
    [
      'Lynas (OTCPK:LYSCF +2.3%) produced 1,242 tonnes of NdPr.',
      ['production PrNd AU Lynas Rare Earths 1242 t'],
    ],
    [
      'Praseodymium oxide fell by 50 cents to 92-94.50 dollars per kilogram.',
      ['price Pr-oxide 2025-11-20 92..94.5 USD/kg prev:-0.5abs'],
    ],
    [
      'China’s rare earth exports in January and February 2025 were 7,780 t and 2,886 t respectively, up 40% YoY.',
      ['trade RE-all 2025-01 export CN>WORLD 7780 t', 'trade RE-all 2025-02 export CN>WORLD 2886 t'],
    ],
    [
      'Les cours des oxydes de praséodyme et de néodyme ont crû de plus de 60 % sur un an.',
      ['price PrNd-oxide 2025-11-20 yoy:60pct'],
    ],
  ]);
});

describe('accounts in other words', () => {
  cases([
    [
      "MP Materials' sales rose 84% to $57.4 million in the second quarter.",
      ['financial revenue 2025-Q2 MP Materials 57400000 USD prev:84pct'],
    ],
    [
      'Le chiffre d’affaires de Lynas a progressé de 66 % à 200,2 millions de dollars australiens au troisième trimestre.',
      ['financial revenue 2025-Q3 Lynas Rare Earths 200200000 AUD prev:66pct'],
    ],
    [
      'Lynas erzielte im dritten Quartal einen Umsatz von 200,2 Millionen australischen Dollar, nach 120,5 Millionen im Vorjahr.',
      [
        'financial revenue 2025-Q3 Lynas Rare Earths 200200000 AUD',
        'financial revenue 2024-Q3 Lynas Rare Earths 120500000 AUD',
      ],
    ],
    [
      'Au deuxième trimestre, MP Materials a enregistré une perte nette de 30,9 millions de dollars, contre une perte de 34,1 millions un an plus tôt.',
      [
        'financial net_profit 2025-Q2 MP Materials -30900000 USD',
        'financial net_profit 2024-Q2 MP Materials -34100000 USD',
      ],
    ],
    ['MP Materials sold magnets to Apple for the first time and said sales of NdPr oxide rose 12%.', []],
  ]);
});

describe('what is to come, and what is allowed', () => {
  cases([
    [
      'Bis 2030 soll die Nachfrage nach Seltenerdmagneten weltweit auf 400.000 Tonnen steigen, erwartet die IEA.',
      ['forecast NdFeB-magnet demand 2030 WORLD 400000 t'],
    ],
    [
      'A demanda por ímãs de terras raras deve chegar a 600 mil toneladas em 2035.',
      ['forecast NdFeB-magnet demand 2035 600000 t'],
    ],
    [
      'China hat die Förderquote für 2024 auf 270.000 Tonnen festgesetzt, 5,9 Prozent mehr als im Vorjahr.',
      ['target RE-all mining_quota 2024 CN 270000 t yoy:5.9pct'],
    ],
    [
      'A China fixou a cota de mineração de 2024 em 270.000 toneladas, alta de 5,9%.',
      ['target RE-all mining_quota 2024 CN 270000 t prev:5.9pct'],
    ],
    [
      'Seulement 19 des 141 demandes de licences d’exportation ont été approuvées.',
      ['approval licences_granted 19 count', 'approval licences_applied 141 count'],
    ],
  ]);
});

describe('prices and their times', () => {
  cases([
    [
      'Prices of praseodymium-neodymium oxide averaged 556,000 yuan a ton in September, 3.2% less than in August but up 30% since January.',
      ['price PrNd-oxide 2025-09 556000 CNY/t mom:-3.2pct prev:30pct'],
    ],
    [
      'In Rotterdam dysprosium hit $850/kg and terbium $3,600/kg in May, triple their level in April.',
      ['price Dy 2025-05 850 USD/kg', 'price Tb 2025-05 3600 USD/kg prev:3x'],
    ],
    [
      'NdPr oxide outside China fetched $78/kg, a premium of $12 to the Chinese price.',
      ['price PrNd-oxide 2025-11-20 78 USD/kg'],
    ],
    [
      'MP Materials posted a third-quarter net loss of $41.8 million, or 24 cents per share, on revenue of $53.6 million, down 15%.',
      [
        'financial net_profit 2025-Q3 MP Materials -41800000 USD',
        'financial revenue 2025-Q3 MP Materials 53600000 USD prev:-15pct',
      ],
    ],
    ['Europe needs around 20,000 tons of permanent magnets a year.', []],
  ]);
});

describe('steps of prices, and forms that are not said again', () => {
  cases([
    [
      'Terbiumoxid verbilligte sich um 50.000 Yuan auf 6,6 Millionen Yuan je Tonne.',
      ['price Tb-oxide 2025-11-20 6600000 CNY/t prev:-50000abs'],
    ],
    [
      'Terbium oxide lost 50,000 yuan to 6.60-6.65 million yuan/t.',
      ['price Tb-oxide 2025-11-20 6600000..6650000 CNY/t prev:-50000abs'],
    ],
    [
      'L’oxyde de dysprosium est resté stable à 1,6 million de yuans la tonne, tandis que celui de terbium a cédé 50 000 yuans à 6,6 millions de yuans la tonne.',
      [
        'price Dy-oxide 2025-11-20 1600000 CNY/t prev:0',
        'price Tb-oxide 2025-11-20 6600000 CNY/t prev:-50000abs',
      ],
    ],
    [
      'El óxido de disprosio se mantuvo en 1,6 millones de yuanes por tonelada y el de terbio bajó a 6,6 millones de yuanes por tonelada.',
      ['price Dy-oxide 2025-11-20 1600000 CNY/t prev:0', 'price Tb-oxide 2025-11-20 6600000 CNY/t prev:down'],
    ],
  ]);
});

describe('rules that a sentence goes on about', () => {
  cases([
    [
      'China hat am 9. Oktober neue Ausfuhrbeschränkungen für Seltene Erden verkündet. Die Regeln treten am 1. Dezember in Kraft.',
      ['policy announced 2025-10-09 CN', 'policy in_force 2025-12-01 CN'],
      '2025-10-20',
    ],
    [
      'On Oct. 9 China announced curbs on rare earth exports. They take effect on Dec. 1.',
      ['policy announced 2025-10-09 CN', 'policy in_force 2025-12-01 CN'],
      '2025-10-20',
    ],
  ]);
});

describe('said twice, or of another side', () => {
  cases([
    [
      'Os embarques de ímãs de terras raras da China para os EUA cresceram 1,2% ante julho, para 452.473 kg em agosto, ou cerca de 452 toneladas.',
      ['trade NdFeB-magnet 2025-08 export CN>US 452473 kg mom:1.2pct'],
    ],
    [
      'In the first half of 2024 the quotas totalled 135,000 t for mined products and 127,000 t for smelting and separation, a 12.5% uplift to the mining quotas.',
      [
        'target RE-all mining_quota 2024-H1 CN 135000 t prev:12.5pct',
        'target RE-all separation_quota 2024-H1 CN 127000 t',
      ],
    ],
    [
      'MP Materials had a net profit of $93 million in the third quarter, with a year-on-year increase of 9.8% and a quarter-on-quarter decrease of 25.3%.',
      ['financial net_profit 2025-Q3 MP Materials 93000000 USD yoy:9.8pct qoq:-25.3pct'],
    ],
    [
      'Desde el 2 de abril, en plena pelea con Estados Unidos, rige en Pekín un nuevo régimen de licencias para exportar tierras raras.',
      ['policy in_force 2025-04-02 CN'],
    ],
  ]);
});

describe('figures of other things are left unread', () => {
  cases([
    ['Each electric car contains about 2 kg of neodymium magnets, and EV sales rose 25% in September.', []],
    ['Ein Windrad enthält bis zu 600 Kilogramm Neodym.', []],
    [
      'Die Aktie von Lynas legte um 7,2 Prozent auf 11,35 Euro zu, nachdem China die Ausfuhr Seltener Erden beschränkt hatte.',
      [],
    ],
    ["China's exports overall grew 8.3% in September to $328.6 billion, while rare earth exports fell.", []],
    ['US imports of Chinese goods fell 27% in September. Rare earth exports were not broken out.', []],
    [
      'The plant makes 2,000 tonnes of magnets a year and 40,000 tonnes of slag.',
      ['capacity magnet-all 2000 t'],
    ],
    ['El yacimiento contiene 33.000 toneladas de óxidos de tierras raras, según la empresa.', []],
  ]);
});

describe('shares by where goods come from and go', () => {
  cases([
    [
      'Chinas Ausfuhren von Seltenerdmagneten stiegen im Januar um 12 Prozent auf 4.950 Tonnen; 22 Prozent davon gingen nach Deutschland, auf die USA entfielen 11 Prozent.',
      [
        'trade NdFeB-magnet 2025-01 export CN>WORLD 4950 t prev:12pct',
        'share NdFeB-magnet exports 2025-01 CN>DE 22 pct',
        'share NdFeB-magnet exports 2025-01 CN>US 11 pct',
      ],
    ],
    [
      'Deutschland importierte im ersten Halbjahr 2025 rund 5.200 Tonnen Seltene Erden. 65,5 Prozent der Importe stammten aus China.',
      ['trade RE-all 2025-H1 import DE>WORLD 5200 t', 'share RE-all imports 2025-H1 DE>CN 65.5 pct'],
    ],
    [
      'Seventy-five percent of the rare earths imported by Japan last year were from China.',
      ['share RE-all imports JP>CN 75 pct'],
    ],
    [
      "China's exports of rare earth magnets reached 5,774 t in September. 40 percent went to Germany and the United States.",
      ['trade NdFeB-magnet 2025-09 export CN>WORLD 5774 t'],
    ],
  ]);
});

describe('acts that no number names', () => {
  cases([
    [
      'Am 9. Oktober hatte Peking die Exportkontrollen auf fünf weitere Elemente ausgeweitet; sie gelten ab dem 8. November.',
      ['policy announced 2025-10-09 CN', 'policy in_force 2025-11-08 CN'],
      '2025-10-20',
    ],
    [
      'China hat die im Oktober angekündigten Exportkontrollen für ein Jahr ausgesetzt.',
      ['policy announced 2025-10 CN', 'policy suspended CN'],
    ],
    [
      'La Chine a suspendu pour un an les contrôles à l’exportation annoncés le 9 octobre.',
      ['policy announced 2025-10-09 CN', 'policy suspended CN'],
    ],
    [
      'Pékin a annoncé le 9 octobre de nouveaux contrôles à l’exportation, qui entreront en vigueur le 8 novembre.',
      ['policy announced 2025-10-09 CN', 'policy in_force 2025-11-08 CN'],
      '2025-10-20',
    ],
    [
      'On 7 November the Chinese commerce ministry issued Announcement No. 70 of 2025, by which several earlier announcements are suspended. The suspended announcements include Announcements No. 55 and 56 of 2025. These were issued on 9 October.',
      [
        'policy announced 2025-11-07 CN',
        'policy suspended 2025-11-07 CN',
        'policy suspended 2025-11-07 CN',
        'policy announced 2025-10-09 CN',
        'policy announced 2025-10-09 CN',
      ],
    ],
    [
      'Desde el 4 de abril rige en Pekín un nuevo régimen de licencias para exportar siete tierras raras. La semana pasada Pekín anunció nuevas restricciones a la exportación de tierras raras.',
      ['policy in_force 2025-04-04 CN', 'policy announced 2025-11 CN'],
    ],
    [
      'Depuis que Pékin a instauré un contrôle des exportations de sept métaux, en avril 2025, les prix montent.',
      ['policy in_force 2025-04 CN'],
    ],
    [
      'China imposed export restrictions on rare earth magnets from April 4.',
      ['policy in_force 2025-04-04 CN'],
      '2025-12-13',
    ],
  ]);
});
