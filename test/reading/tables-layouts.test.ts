import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());

/** Each observation of a table in one line: kind, subject, whose, figure, unit, period, changes. */
const cells = (text: string, published: string | undefined = '2025-06-20'): string[] =>
  read({ text, ...(published ? { published } : {}) }, vocabulary)
    .observations.filter(({ read_by }) => read_by.startsWith('table/'))
    .map((o) => {
      const owner = o.kind === 'trade' ? [o.reporter, o.flow, o.partner] : [o.metric, o.org ?? o.place];
      const changes = (o.change ?? []).map(({ basis, value, unit }) => `${basis} ${value} ${unit}`);
      const figure = o.value ?? (o.low === o.high ? o.low : `${o.low}-${o.high}`);
      return [o.kind, o.subject, ...owner, figure, o.unit, o.period, ...changes].filter(Boolean).join(' ');
    });

describe('heads printed over several columns', () => {
  it('are put over them by where they stand, with the marks of notes taken off', () => {
    expect(
      cells(`Rare earth mine production and reserves, metric tons of rare-earth-oxide equivalent

                     Mine production(e)          Reserves(1)
                     2022          2023
United States      42,100        41,300         1,800,000
Australia          17,900        17,800      (2)5,600,000
China           (3)209,000    (3)239,000        44,000,000
Madagascar            950           980                NA
Other               1,400         1,450                 -
World total (rounded) 301,000   351,000        >90,000,000
`),
    ).toEqual([
      'production RE-all US 42100 t 2022',
      'production RE-all US 41300 t 2023',
      'production RE-all AU 17900 t 2022',
      'production RE-all AU 17800 t 2023',
      'production RE-all CN 209000 t 2022',
      'production RE-all CN 239000 t 2023',
      'production RE-all MG 950 t 2022',
      'production RE-all MG 980 t 2023',
      'production RE-all WORLD 301000 t 2022',
      'production RE-all WORLD 351000 t 2023',
    ]);
  });

  it('part amounts from values and the month from the months up to it', () => {
    expect(
      cells(`China's exports of rare earth magnets by country, May 2025
                         May 2025              Jan-May 2025
                     tonnes  US$ million     tonnes  US$ million
Germany                 812         31.0      4,912        200.5
Viet Nam                455         12.9      1,880         61.4
`),
    ).toEqual([
      'trade NdFeB-magnet CN export DE 812 t 2025-05',
      'trade NdFeB-magnet CN export DE 31000000 USD 2025-05',
      'trade NdFeB-magnet CN export DE 4912 t 2025-01/2025-05',
      'trade NdFeB-magnet CN export DE 200500000 USD 2025-01/2025-05',
      'trade NdFeB-magnet CN export VN 455 t 2025-05',
      'trade NdFeB-magnet CN export VN 12900000 USD 2025-05',
      'trade NdFeB-magnet CN export VN 1880 t 2025-01/2025-05',
      'trade NdFeB-magnet CN export VN 61400000 USD 2025-01/2025-05',
    ]);
  });

  it('say nothing of a negative tonnage', () => {
    expect(
      cells('Exports (t) of rare earth magnets from China\nCountry | May\nJapan | -31\nIndia | -4'),
    ).toEqual([]);
  });
});

describe('what stands across', () => {
  it('may be countries, with years down the side', () => {
    expect(
      cells(`Mine production of rare earths by country ('000 t REO)

Year | China | USA | Australia | World
2021 | 168 | 43 | 22 | 280
2022e | 210 | 42 | 18 | 301
`),
    ).toEqual([
      'production RE-all CN 168000 t 2021',
      'production RE-all US 43000 t 2021',
      'production RE-all AU 22000 t 2021',
      'production RE-all WORLD 280000 t 2021',
      'production RE-all CN 210000 t 2022',
      'production RE-all US 42000 t 2022',
      'production RE-all AU 18000 t 2022',
      'production RE-all WORLD 301000 t 2022',
    ]);
  });

  it('may be countries with shares of each stage of the chain', () => {
    expect(
      cells(`Share of the world's rare earth supply chain, 2023 (%)
Stage | China | United States | Rest of world
Mining | 68 | 12 | 20
Refining | 90 | 1 | 9
`),
    ).toEqual([
      'share RE-all mining CN 68 pct 2023',
      'share RE-all mining US 12 pct 2023',
      'share RE-all refining CN 90 pct 2023',
      'share RE-all refining US 1 pct 2023',
    ]);
  });

  it('gives each share to the amounts that it stands behind', () => {
    expect(
      cells(`Reservas e produção mundial de terras raras, 2022
| País | Reservas (10³ t) | Participação (%) | Produção (t) | Participação (%) |
|---|---|---|---|---|
| Brasil | 21.000 | 17,5 | 80 | 0,03 |
| Austrália | 4.200 | 3,5 | 18.000 | 6,0 |
`),
    ).toEqual([
      'share RE-all reserves BR 17.5 pct 2022',
      'production RE-all BR 80 t 2022',
      'share RE-all output BR 0.03 pct 2022',
      'share RE-all reserves AU 3.5 pct 2022',
      'production RE-all AU 18000 t 2022',
      'share RE-all output AU 6 pct 2022',
    ]);
  });
});

describe('what is still to come', () => {
  it('is a forecast where a year is marked so or lies ahead of the page', () => {
    expect(
      cells(`NdFeB magnet demand (tonnes)

Year        2024      2025F     2030
Demand    221,000   249,000   405,000
`),
    ).toEqual(['forecast NdFeB-magnet 249000 t 2025', 'forecast NdFeB-magnet 405000 t 2030']);
  });

  it('leaves the first year of a forecast without a date alone, which may be past', () => {
    expect(
      cells(
        `Our projections for oxide prices (US$ per kilogram):

                    2011        2013         2016

Neodymium         $201.50      $98.20       $81.40

Lanthanum          $61.10      $17.49       $17.49

Dysprosium        $990.00     $702.00`,
        '',
      ),
    ).toEqual([
      'forecast Nd 98.2 USD/kg 2013',
      'forecast Nd 81.4 USD/kg 2016',
      'forecast La 17.49 USD/kg 2013',
      'forecast La 17.49 USD/kg 2016',
      'forecast Dy 702 USD/kg 2013',
    ]);
  });
});

describe('files and lists of quotas', () => {
  it('may part cells by semicolons with spaces, in thousands of euros', () => {
    expect(
      cells(`Importations françaises d'aimants permanents de terres rares, mai 2025
Pays ; Quantité (t) ; Valeur (milliers d'euros)
Chine ; 398,4 ; 17 910
Allemagne ; 31,0 ; 3 870
`),
    ).toEqual([
      'trade NdFeB-magnet FR import CN 398.4 t 2025-05',
      'trade NdFeB-magnet FR import CN 17910000 EUR 2025-05',
      'trade NdFeB-magnet FR import DE 31 t 2025-05',
      'trade NdFeB-magnet FR import DE 3870000 EUR 2025-05',
    ]);
  });

  it('give each year its quota', () => {
    expect(
      cells(`China's rare earth quotas (tonnes REO)
Year,Mining quota,Separation quota
2021,168000,162000
2022,210000,202000
`),
    ).toEqual([
      'target RE-all mining_quota CN 168000 t 2021',
      'target RE-all separation_quota CN 162000 t 2021',
      'target RE-all mining_quota CN 210000 t 2022',
      'target RE-all separation_quota CN 202000 t 2022',
    ]);
  });
});
