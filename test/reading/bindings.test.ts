import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { type Observation, read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

// Which word of change, which time, place and name go with a figure, where several stand near it.

const vocabulary = createVocabulary(loadFacts());
const all = (text: string, published?: string): readonly Observation[] =>
  read({ text, ...(published ? { published } : {}) }, vocabulary).observations;
const changesOf = ({ change = [] }: Observation): string =>
  change.map(({ basis, value, direction, unit }) => `${basis} ${value ?? direction}${unit ?? ''}`).join(', ');
const told = (text: string, published?: string): string[] =>
  all(text, published).map((each) =>
    [each.kind, each.subject, each.value ?? each.low, each.partner, each.period, changesOf(each)]
      .filter((part) => part !== undefined && part !== '')
      .join(' | '),
  );

describe('a change in percent', () => {
  it.each([
    [
      'Chinese exports of rare earth magnets to Japan fell to 228 t in September. This represents a 12.5% decrease from August.',
      'trade | NdFeB-magnet | 228 | JP | 2025-09 | mom -12.5pct',
    ],
    [
      'Exports of rare earth magnets from China to Japan came to 260 t in May, up 31.5% from the previous month and 2.4% higher than in May 2024.',
      'trade | NdFeB-magnet | 260 | JP | 2025-05 | mom 31.5pct, yoy 2.4pct',
    ],
    [
      'With a 9.5 percent climb, terbium oxide settled at CNY 5,200 per kilogram.',
      'price | Tb-oxide | 5200 | 2025-11-20 | prev 9.5pct',
    ],
    [
      'Die chinesischen Exporte von Seltenerdmagneten nach Japan sind im September um 22,5 Prozent gegenüber dem Vorjahr auf 228 Tonnen gesunken.',
      'trade | NdFeB-magnet | 228 | JP | 2025-09 | yoy -22.5pct',
    ],
    [
      'Nach Angaben des Zolls stiegen die gesamten chinesischen Exporte von Seltenerdmagneten im September hingegen um 17,5 Prozent auf 5.774 Tonnen.',
      'trade | NdFeB-magnet | 5774 | WORLD | 2025-09 | prev 17.5pct',
    ],
  ])('%s', (text, expected) => {
    expect(told(text, '2025-11-20')).toContain(expected);
  });

  it('in an opening clause of German is of its verb at the end, whatever its size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 899 }),
        fc.integer({ min: 100, max: 999 }),
        fc.constantFrom(['gesunken', -1], ['gestiegen', 1], ['gefallen', -1], ['gewachsen', 1] as const),
        (tenths, tonnes, [verb, sign]) => {
          const percent = `${Math.floor(tenths / 10)},${tenths % 10}`;
          const text = `Die Exporte von Seltenerdmagneten aus China nach Japan sind im September um ${percent} Prozent auf ${tonnes} Tonnen ${verb}.`;
          expect(told(text, '2025-11-20')).toEqual([
            `trade | NdFeB-magnet | ${tonnes} | JP | 2025-09 | prev ${(Number(sign) * tenths) / 10}pct`,
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a price', () => {
  it('is of each product of a list that it ends', () => {
    expect(
      told('List prices of lanthanum oxide and cerium oxide stayed unchanged at 12,500 yuan/t.'),
    ).toEqual(
      ['price | La-oxide | 12500 | prev 0pct', 'price | Ce-oxide | 12500 | prev 0pct'].map((line) =>
        line.replace('0pct', '0'),
      ),
    );
  });

  it('takes no step of a product that the step names behind itself', () => {
    expect(
      told(
        'Gadolinium oxide was lifted by 6,000 yuan/t to 171,000 yuan/t, with a decline of 9,000 yuan/t in prices of europium oxide, standing at 265,000 yuan/t.',
      ),
    ).toEqual(['price | Gd-oxide | 171000 | prev 6000abs', 'price | Eu-oxide | 265000 | prev -9000abs']);
  });

  it('takes what it is more or less than another month by as its step', () => {
    expect(
      told(
        'PrNd metal was reported at 610,000 yuan/ton, 172,500 yuan/ton less than in April, a month on month decrease of 22.04%.',
        '2023-05-05',
      ),
    ).toEqual(['price | PrNd-metal | 610000 | 2023-05 | mom -172500abs, mom -22.04pct']);
  });

  it('in another currency in brackets is an aside, also where the currency shares its sign', () => {
    const text = '北方稀土將第四季稀土精礦交易價格調整為每噸不含稅人民幣2萬6205元（約新台幣11萬3206元）。';
    expect(all(text, '2025-10-12').map(({ low, unit }) => [low, unit])).toEqual([[26_205, 'CNY/t']]);
  });

  it('is of what the clause behind it names', () => {
    expect(
      told(
        'At CNY 27,000 ($4,400) per metric ton, the price of lanthanum oxide did not change this week.',
      )[0],
    ).toContain('price | La-oxide | 27000');
  });

  it('said again in brackets, with one unit behind both, is one price', () => {
    expect(told('In March, neodymium oxide was trading at $144.2 ($194.4)/kg.')).toHaveLength(1);
  });
});

describe('the end of a movement', () => {
  it.each([
    'to 46 tonnes',
    'to just 46 tonnes',
    'to a mere 46 tonnes',
    'to only about 46 tonnes',
    'to as little as 46 tonnes',
  ])('is "%s"', (words) => {
    expect(
      told(`China's exports of rare earth magnets to the US fell ${words} in May.`, '2025-06-20'),
    ).toEqual(['trade | NdFeB-magnet | 46 | US | 2025-05 | prev down']);
  });

  it.each([
    ['Die chinesischen Ausfuhren Seltener Erden stiegen von 48.700 auf 52.300 Tonnen.', [48_700, 52_300]],
    ['Les exportations chinoises de terres rares ont augmenté de 48 700 à 52 300 tonnes.', [48_700, 52_300]],
    ['Las exportaciones chinas de tierras raras subieron de 48.700 a 52.300 toneladas.', [48_700, 52_300]],
    ['As exportações chinesas de terras raras subiram de 48.700 para 52.300 toneladas.', [48_700, 52_300]],
  ])('names the unit of its start: %s', (text, expected) => {
    expect(all(text).map(({ value, unit }) => [value, unit])).toEqual(expected.map((value) => [value, 't']));
  });
});

describe('the time of a figure', () => {
  it('on an undated page is in the one year that its months name', () => {
    const text =
      'In September China exported 5,774 t of rare earth magnets.\n\nIn May 2025 it had been 1,238 t, and in July 5,577 t.';
    expect(told(text).map((line) => line.split(' | ').slice(2, 5).join(' '))).toEqual([
      '5774 WORLD 2025-09',
      '1238 WORLD 2025-05',
      '5577 WORLD 2025-07',
    ]);
  });

  it('is not guessed where the months name two years', () => {
    const text =
      'In September China exported 5,774 t of rare earth magnets, against 4,914 t in September 2024.\n\nIn May 2025 it had been 1,238 t.';
    expect(all(text).find(({ value }) => value === 5774)?.period).toBeUndefined();
  });

  it('is not the begin of a range, nor an index base', () => {
    const text =
      'Rare earth index: 598 points.\n(Note: the period runs from 2011-12-01 to present)\nDysprosium oxide stood at 2,640,000 yuan/ton.';
    expect(all(text)[0]?.period).toBeUndefined();
  });

  it('of a monthly flow is the one that is said', () => {
    const text =
      'In 2024, monthly exports of rare earth magnets from China to the US exceeded 400 t. In May 2025, however, they fell to just 46 t.';
    expect(told(text)).toEqual([
      'trade | NdFeB-magnet | 400 | US | 2024',
      'trade | NdFeB-magnet | 46 | US | 2025-05 | prev down',
    ]);
  });
});

describe('the places of a figure', () => {
  it('are none of a clause behind it', () => {
    const text =
      "China's rare earth magnet exports dipped in October. Year-to-date exports total 45,290 t, even as October's U.S. shipments grew.";
    const found = all(text, '2025-11-20').find(({ value }) => value === 45_290);
    expect([found?.reporter, found?.partner]).toEqual(['CN', 'WORLD']);
  });

  it.each(['the No.1', 'the biggest', 'the top'])('are those that are called a destination: %s', (rank) => {
    const text = `China exported 5,577 t of rare earth magnets in July. Germany remained ${rank} export destination with a volume of 1,116 t, up 46% from the prior month.`;
    const found = all(text, '2025-08-20').find(({ value }) => value === 1116);
    expect([found?.reporter, found?.partner]).toEqual(['CN', 'DE']);
  });

  it('are where goods go, whoever reacted before', () => {
    const text =
      'China liefert Seltenerdmagnete. Nach einer Reaktion der USA erholten sich die Exporte in die USA im Juli auf 619 Tonnen.';
    const found = all(text, '2025-11-20').find(({ value }) => value === 619);
    expect([found?.reporter, found?.partner]).toEqual(['CN', 'US']);
  });
});

describe('a part of what the sentence before told', () => {
  it.each([
    'In 2010 China made 82,600 t of rare earth permanent magnets. Of that sintered NdFeB magnets were 78,000 t; SmCo magnets 600 t.',
    'In 2010 China made 82,600 t of rare earth permanent magnets. Among them sintered NdFeB magnets were 78,000 t; SmCo magnets 600 t.',
  ])('was made like the whole, on a page that also tells of trade: %s', (text) => {
    const page = `${text}\n\nIn 2010 China exported 13 885.92 t of such magnets, an export value of US$625.3 million.`;
    expect(
      all(page, '2011-08-17').map(({ kind, subject, value, unit }) => `${kind} ${subject} ${value} ${unit}`),
    ).toEqual([
      'production NdFeB-magnet 82600 t',
      'production NdFeB-magnet 78000 t',
      'production SmCo-magnet 600 t',
      'trade NdFeB-magnet 13885.92 t',
      'trade NdFeB-magnet 625300000 USD',
    ]);
  });
});

describe('a price without its mass', () => {
  it.each([
    'The price of cerium oxide is US$ 22.50.',
    'The cerium oxide price also reached more than US$ 22.50.',
  ])('has the mass of the price before it, where the sentence says that it is a price: %s', (sentence) => {
    const [, second] = all(
      `The price of lanthanum oxide is US$ 23.50 per kilogram. ${sentence}`,
      '2010-09-01',
    );
    expect([second?.subject, second?.low, second?.unit]).toEqual(['Ce-oxide', 22.5, 'USD/kg']);
  });

  it('is none in a sentence that does not', () => {
    const text =
      'The price of lanthanum oxide is US$ 23.50 per kilogram. For cerium oxide the buyer paid US$ 22.50 of postage.';
    expect(all(text, '2010-09-01')).toHaveLength(1);
  });
});

describe('years of accounts of a country', () => {
  it.each([
    ['India', '2024-04/2025-03'],
    ['Japan', '2024-04/2025-03'],
    ['Vietnam', '2025'],
  ])('are those that %s keeps', (place, period) => {
    const text = `${place}'s imports of rare earth magnets rose to 53,700 tonnes in FY25. Buyers in ${place} look for other sources.`;
    expect(all(text, '2025-06-20')[0]?.period).toBe(period);
  });
});

describe('words for rules before a flow', () => {
  it.each([
    'Depuis le contrôle des exportations, le cérium affiche une hausse de 45%. Avec le contrôle de ses exportations, Pékin pèse.',
    'Desde el control de las exportaciones, el cerio muestra un alza de 45%. El control de las exportaciones pesa.',
    'Since the ban on exports cerium shows a rise of 45%. The ban on exports weighs.',
  ])('make no page about trade: %s', (text) => {
    expect(all(text, '2026-01-24').filter(({ kind }) => kind === 'trade')).toEqual([]);
  });
});

describe('Chinese, Japanese and Korean', () => {
  it.each([
    ['中国が今年1月から9月までに輸出したレアアースは3200トンだった。'],
    ['중국의 희토류 수출은 1월부터 9월까지 3200톤이었다.'],
    ['中国1月至9月稀土出口3200吨。'],
  ])('a run of months between two words is one time: %s', (text) => {
    expect(all(text, '2010-11-17').map(({ period }) => period)).toEqual(['2010-01/2010-09']);
  });

  it.each([
    ['中國11月稀土磁鐵出口量為2891公噸，較10月的3091公噸減少6.5%，但較2018年11月增加10.4%。', '2019-12-25'],
    [
      '중국의 11월 희토류 자석 수출량은 2891톤으로 10월보다 6.5% 줄었지만 2018년 11월보다 10.4% 늘었다.',
      '2019-12-25',
    ],
  ])('each change is measured from the month before it: %s', (text, published) => {
    const found = all(text, published).find(({ value }) => value === 2891);
    expect(found && changesOf(found)).toBe('mom -6.5pct, yoy 10.4pct');
  });

  it('a change and its price behind a semicolon belong together, on a page about trade as well', () => {
    const text =
      '根据海关数据，稀土矿进口量为20060吨，进口金额下降。氧化铽小涨1.2%至835万元/吨;氧化镝涨3.1%至236万元/吨。';
    expect(
      all(text, '2021-02-10')
        .filter(({ kind }) => kind === 'price')
        .map((each) => `${each.subject} ${each.low} ${changesOf(each)}`),
    ).toEqual(['Tb-oxide 8350000 prev 1.2pct', 'Dy-oxide 2360000 prev 3.1pct']);
  });

  it('a partner is not lost to the whole that a share is of', () => {
    const text =
      '中国が輸出したレアアースは3万2200トンだった。そのうち日本への輸出は全体の49.8%にあたる1万6000トンだった。';
    expect(all(text, '2010-11-17').find(({ value }) => value === 16_000)?.partner).toBe('JP');
  });
});

describe('sentences beside tables', () => {
  it('are no rows, though commas part them', () => {
    const text =
      '正海磁材2025年第一季度实现营业总收入14.59亿元,同比增长24.38%,业务规模还在扩大。毛利率13.39%,同比下降1.99个百分点。\n指标 | 2025Q1 | 同比变化 |\n---|---|---|\n营业收入 | 14.59亿元 | +24.38% |\n';
    const found = all(text, '2025-04-25').map(({ metric, value }) => `${metric} ${value}`);
    expect(new Set(found)).toEqual(new Set(['revenue 1459000000', 'gross_margin 13.39']));
  });
});
