import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const readAll = (text: string, published = '2025-10-30'): string[] =>
  read({ text, published }, vocabulary).observations.map((o) => {
    const changes = (o.change ?? []).map(({ basis, value, unit }) => `${basis}:${value}${unit ?? ''}`);
    return [o.kind, o.subject, o.metric, o.period, o.org, o.value, o.unit, ...changes]
      .filter((part) => part !== undefined)
      .join(' ');
  });

describe('quotas', () => {
  it.each([
    [
      'The 2023 quotas were set at 120,000 tonnes for mining and 115,000 tonnes for smelting and separation.',
      ['target RE-all mining_quota 2023 120000 t', 'target RE-all separation_quota 2023 115000 t'],
    ],
    [
      '2023年第一批稀土开采、冶炼分离总量控制指标分别为12万吨、11.5万吨。',
      ['target RE-all mining_quota 2023 120000 t', 'target RE-all separation_quota 2023 115000 t'],
    ],
    [
      'Export quotas for the first half of 2013 were 15,000 tonnes.',
      ['target RE-all export_quota 2013-H1 15000 t'],
    ],
    [
      '其中，北方稀土开采指标9万吨，中国稀土集团4万吨。',
      [
        'target RE-all mining_quota China Northern Rare Earth 90000 t',
        'target RE-all mining_quota China Rare Earth Group 40000 t',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});

describe('aims', () => {
  it.each([
    [
      'MP Materials aims to produce 900 tonnes of NdFeB magnets by the end of 2025.',
      ['target NdFeB-magnet 2025 MP Materials 900 t'],
    ],
    [
      'The EU wants to extract 12%, process 35% and recycle 20% of its annual consumption by 2030.',
      [
        'target extraction benchmark 2030 12 pct',
        'target processing benchmark 2030 35 pct',
        'target recycling benchmark 2030 20 pct',
      ],
    ],
    [
      'The targets of the EU for 2030:\n- at least 12% of annual consumption for extraction\n- not more than 60% of annual consumption from a single third country',
      ['target extraction benchmark 2030 12 pct', 'target single third country cap 2030 60 pct'],
    ],
    [
      'Das Ziel ist, bis 2030 mindestens 20 Prozent des Bedarfs durch Recycling zu decken.',
      ['target recycling benchmark 2030 20 pct'],
    ],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });

  it('are not shares that are reached already', () => {
    expect(readAll('Recycling covers 1% of demand.')).toEqual([]);
  });
});

describe('funding', () => {
  it.each([
    ['Arafura raised A$75 million in a share placement.', ['funding Arafura 75000000 AUD']],
    [
      'The Pentagon will buy $300 million of preferred stock.',
      ['funding US Department of Defense 300000000 USD'],
    ],
    ['The government awarded Iluka a A$1.5 billion loan.', ['funding Iluka Resources 1500000000 AUD']],
    ['Energy Fuels sold $600 million of convertible notes.', ['funding Energy Fuels 600000000 USD']],
    ['The UK government pledged £40 million for critical minerals.', ['funding UK Government 40000000 GBP']],
    [
      'Ucore received an additional $15 million from the Pentagon.',
      ['funding US Department of Defense 15000000 USD'],
    ],
    ['美国国防部将以3亿美元购买MP公司优先股。', ['funding US Department of Defense 300000000 USD']],
    [
      'El Gobierno concedió un préstamo de 400 millones de dólares a Serra Verde.',
      ['funding Serra Verde 400000000 USD'],
    ],
    [
      'Iluka gets a A$1.5bn loan from the Australian Government. This includes an original A$1.2bn and an additional A$300m.',
      [
        'funding Government of Australia 1500000000 AUD',
        'funding Government of Australia 1200000000 AUD',
        'funding Government of Australia 300000000 AUD',
      ],
    ],
    ['JOGMECは1億5000万豪ドルを出資した。', ['funding JOGMEC 150000000 AUD']],
    ['Le gouvernement a accordé une subvention de 12 millions d’euros.', ['funding 12000000 EUR']],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });

  it.each([
    'Analysts raised their target price for Lynas to A$17 from A$15.',
    'The fund, which has $900 million in assets, lost 5%.',
  ])('%s is none', (text) => {
    expect(readAll(text).filter((each) => each.startsWith('funding'))).toEqual([]);
  });
});
