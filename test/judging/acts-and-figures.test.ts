import { describe, expect, it } from 'vitest';
import { checked } from './support.ts';

/** Sentences read and judged as `check` does, each with the verdicts expected of it by kind. */
const verdicts = (text: string, published: string): readonly string[] =>
  checked(text, published).map((s) => `${s.kind} ${s.verdict}`);

describe('what an act asks', () => {
  it.each([
    [
      'The Critical Raw Materials Act wants recycling to cover 25% of annual consumption in the Union.',
      'act holds',
    ],
    ['No more than 65% may come from one third country under the Critical Raw Materials Act.', 'act holds'],
    ['Under the Critical Raw Materials Act at least 60% must be processed in the Union.', 'act fails'],
    [
      'Announcement No. 61 asks for a licence where 0.1% or more of the value is Chinese rare earths.',
      'act holds',
    ],
    [
      'Announcement No. 61 asks for a licence where 5% or more of the value is Chinese rare earths.',
      'act fails',
    ],
    ['MP Materials has a price floor of $110 per kg for its NdPr from the Pentagon.', 'act holds'],
    ['Announcement No. 97 of 2025 bans exports of magnets to Europe.', 'act undecided'],
  ])('%s', (text, expected) => {
    expect(verdicts(text, '2025-10-20')).toEqual([expected]);
  });

  it('which elements a control covers', () => {
    const told =
      'Since 4 April 2025 China licenses exports of seven rare earths: Sm, Gd, Tb, Dy, Lu, Sc and Y.';
    const of = (text: string) => checked(text, '2025-06-02').map((s) => s.verdict);
    expect(of(told)).not.toContain('fails');
    const wrong = checked(
      'China put export controls on praseodymium and neodymium on 4 April 2025.',
      '2025-06-02',
    ).find((s) => s.verdict === 'fails');
    expect(wrong!.found).toContain('Nd');
    expect(of('中国4月4日对镨、钕等稀土实施出口管制。')).toContain('fails');
    expect(of('The export controls of 4 April 2025 exempt neodymium and praseodymium.')).not.toContain(
      'fails',
    );
  });
});

describe('one figure in two currencies', () => {
  it.each([
    ['Dysprosium oxide was assessed at CNY 1,620 per kg ($227.4/kg) in China.', 'conversion holds'],
    ['Dysprosium oxide was assessed at CNY 1,620 per kg ($201.3/kg) in China.', 'conversion holds'],
    [
      'Dysprosium oxide was assessed at CNY 1,620 per kg ($227.4/kg excluding VAT) in China.',
      'conversion basis',
    ],
    ['Dysprosium oxide was assessed at CNY 1,620 per kg ($325/kg) in China.', 'conversion fails'],
    ['氧化镝报价每公斤1620元（约合227美元）。', 'conversion holds'],
  ])('%s', (text, expected) => {
    expect(verdicts(text, '2025-09-25')).toContain(expected);
  });
});

describe('a price that its material never had', () => {
  it.each([
    ['Terbium oxide was quoted at 72,000 yuan/kg.', '10 times too large'],
    ['Praseodymium-neodymium oxide was quoted at 56,000 yuan per tonne.', '10 times too small'],
  ])('%s', (text, how) => {
    const [s] = checked(text, '2025-09-25');
    expect(s).toMatchObject({ kind: 'value', verdict: 'fails' });
    expect(s!.how).toContain(how);
  });
  it('is left open where it may be of another thing', () => {
    expect(
      verdicts('Terbium oxide and gold: 72,000 yuan/kg for dysprosium oxide.', '2025-09-25'),
    ).not.toContain('value fails');
  });
});

describe('series named in words alone', () => {
  const published = '2025-10-21';
  it.each([
    ['Germany was the biggest buyer of Chinese rare earth magnets in September.', 'rank holds'],
    ['Vietnam was the biggest buyer of Chinese rare earth magnets in September.', 'rank fails'],
    ["China's exports of rare earth magnets rose for a third month in August.", 'streak holds'],
    ["China's exports of rare earth magnets rose for a fourth month in September.", 'streak fails'],
    [
      "China's exports of rare earth magnets came to 5,774 tonnes in September, the fourth consecutive monthly increase.",
      'streak fails',
    ],
  ])('%s', (text, expected) => {
    expect(verdicts(text, published)).toContain(expected);
  });
});

describe('shares of an output', () => {
  it.each([
    ["China turns out 40% of the world's rare earth magnets.", 'share fails'],
    ['China mined 270,000 tonnes of rare earths in 2024, about 69% of world output.', 'share holds'],
    ['China mined 270,000 tonnes of rare earths in 2024, about 45% of world output.', 'share fails'],
  ])('%s', (text, expected) => {
    expect(verdicts(text, '2025-10-01')).toContain(expected);
  });
});

it('what another country counts as its imports is not held against Chinese customs', () => {
  const text = "Japan's imports of rare earth magnets from China rose for a third month in September.";
  expect(checked(text, '2025-10-21').filter((s) => s.kind === 'streak')).toEqual([]);
});

describe('what was laid aside', () => {
  it.each([
    // Announcement 18 of April 2025 ran on; those of 9 October were suspended on 7 November.
    ['On 7 November 2025 China suspended the export controls on seven rare earths of April 2025.', ['fails']],
    ['Announcement No. 18 of 2025 has been suspended until November 2026.', ['fails']],
    [
      'On 7 November 2025 China suspended Announcement 61 of 9 October 2025 until 10 November 2026.',
      ['holds', 'holds'],
    ],
    ['Beijing suspended its October 9 rare earth export controls until 10 November 2026.', ['holds']],
  ])('%s', (text, expected) => {
    const found = checked(text, '2025-12-10').map((s) => s.verdict);
    expect(found.slice(0, expected.length)).toEqual(expected);
    if (!expected.includes('fails')) expect(found).not.toContain('fails');
  });
});
