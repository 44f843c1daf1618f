import { describe, expect, it } from 'vitest';
import { checked } from './support.ts';

/** The pages of data/trade/contradictions.csv again, as small documents that are read and judged as `check` does. */
describe('contradictions, from the words to the verdict', () => {
  it.each([
    [
      '1',
      '2025-11-21',
      "China's exports of rare earth magnets came to 4,343.5 tonnes in October, up 8.58% from September.",
      ['value basis', 'change basis'],
    ],
    [
      '2',
      '2026-01-21',
      "China's exports of rare earth magnets to Japan reached 411.3 tonnes in December 2025.",
      ['value fails'],
    ],
    [
      '2, the year',
      '2026-01-21',
      "China's exports of rare earth magnets to Japan totalled 4,877.6 tonnes in 2025.",
      ['sum fails'],
    ],
    ['3', '2025-01-20', '2024年中国进口稀土177535吨，同比下降19.2%。', ['sum fails', 'change fails']],
    [
      '4',
      '2025-01-15',
      "China's imports of rare earths from Myanmar fell 10% year on year in the first eleven months of 2024.",
      ['change fails'],
    ],
    [
      '5',
      '2025-01-10',
      'China exported 47,778 tonnes of rare earth magnets from January to October 2023. In October 2023 alone exports were 4,725 tonnes.',
      ['sum fails', 'value fails'],
    ],
    [
      '6',
      '2026-04-21',
      "China's exports of rare earth magnets in January and February 2025 came to 10,763 tonnes.",
      ['sum fails'],
    ],
    [
      '7',
      '2025-07-08',
      "China's rare earth exports rose 30.8% month on month in June 2025 to 7,742.2 tonnes.",
      ['change fails', 'value holds'],
    ],
    ['8', '2025-09-22', '中国8月对美国稀土磁铁出口589.85吨，环比减少1.6%。', ['value holds', 'change fails']],
    [
      '9',
      '2025-09-18',
      "China's exports of rare earth products rose to 7,338 tonnes in August from 5,994 tonnes in July, a gain of 22.4%.",
      ['value basis', 'value holds', 'change basis'],
    ],
    [
      '10',
      '2025-08-21',
      'In April and May only 46 tonnes of rare earth magnets were shipped from China to the United States.',
      ['sum fails'],
    ],
    [
      '11',
      '2025-08-08',
      "China's rare earth exports were worth $2.277 billion in the first seven months of 2025.",
      ['sum fails'],
    ],
    ['12', '2026-01-14', 'China exported 62.585 metric tons of rare earths in 2025.', ['sum fails']],
    [
      '13',
      '2025-08-07',
      'Exports of rare earths from China in the first seven months amounted to 38.563.6 tons.',
      ['sum holds'],
    ],
    ['14', '2025-11-08', 'China exported 4345.5 tonnes of rare earths in October.', ['value fails']],
  ] as const)('%s', (_, published, text, expected) => {
    expect(checked(text, published).map((s) => `${s.kind} ${s.verdict}`)).toEqual(expected);
  });
});
