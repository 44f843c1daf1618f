import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedWords } from '../../src/intake/index.ts';
import { addressDate, bylineDate } from '../../src/intake/page-date.ts';
import { datesIn, wholeDate } from '../../src/intake/written-date.ts';

const words = shippedWords();
const byline = (text: string, language?: string) => bylineDate(text, words, language).date;

describe('the date of a page', () => {
  it.each([
    ['Views: 3 Author: Desk Publish Time: 2025-11-14 Origin: Site'],
    ['发布时间:2025年11月14日 08:30 来源:本站'],
    ['時(shí)間:2025-11-14'],
    ['公開日:2025年11月14日'],
    ['令和7年11月14日'],
    ['Veröffentlicht am 14. November 2025'],
    ['Publié le 14 novembre 2025'],
    ['Publicado: 14 de noviembre de 2025'],
    ['입력 2025-11-14 09:00'],
    ['Date:\n14 Nov 2025'],
    ['Friday, November 14th, 2025'],
    ['14th November 2025 By: A. Writer - The Paper Senior Deputy Editor'],
    ['Shares page  2025-11-14 19:36  Maker (600000) news'],
    ['11/14/2025'],
    ['11/14/25 4:05:00 PM ET'],
    ['2025/11/14'],
  ])('is read from: %s', (line) => {
    expect(byline(`A headline\n${line}\nThe price rose on 3 March 2020, as before.`)).toBe('2025-11-14');
  });

  it.each([
    ['On 14 November 2025 the ministry suspended the act.'],
    ['The act of 2025-11-14 takes effect on 2025-12-01.'],
    ['2025年11月14日,商务部发布公告。'],
    ['Prices as of yesterday'],
    ['Phone 2025-1114'],
    ['30 February 2025'],
  ])('is not read from: %s', (line) => {
    expect(byline(`A headline\n${line}\nAnd more.`)).toBeUndefined();
  });

  it('opens the whole text after its label alone', () => {
    expect(byline(' date 2025-11-14 Quotas rise by 20%\nMore.')).toBe('2025-11-14');
  });

  it('is left open where day and month could be exchanged, unless the language or the clock tells', () => {
    expect(bylineDate('Date: 09/05/2025', words, 'en')).toEqual({ doubtful: '09/05/2025' });
    expect(bylineDate('Datum: 09/05/2025', words, 'de')).toEqual({ doubtful: '09/05/2025' });
    expect(byline('Date: 9/5/2025 10:00 AM EST', 'en')).toBe('2025-09-05');
    expect(byline('Date: 09.05.2025', 'en')).toBe('2025-05-09');
  });

  it.each([
    ['https://example.org/2025/11/14/magnets', '2025-11-14'],
    ['https://example.org/news/202511/14/c_1.html', '2025-11-14'],
    ['https://example.org/news/20251114-magnets.html', '2025-11-14'],
    ['https://example.org/a-2025-11-14.html?from=2020-01-01', '2025-11-14'],
    ['https://example.org/2025/11/magnets', '2025-11'],
    ['https://example.org/id/20259914', undefined],
    ['https://example.org/id/1202511145', undefined],
    ['/tmp/2020-01-01/prices-2025-11-14.csv', '2025-11-14'],
    ['prices.csv', undefined],
  ])('in %s is %s', (address, date) => {
    expect(addressDate(address)).toBe(date);
  });

  it('is found in every way of writing any day', () => {
    const day = fc.date({ min: new Date('1995-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    const locales = ['en-GB', 'en-US', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'zh-CN', 'ja', 'ko'];
    fc.assert(
      fc.property(day, fc.constantFrom(...locales), (date, locale) => {
        const iso = date.toISOString().slice(0, 10);
        const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        expect(datesIn(`x ${long} y`, locale.slice(0, 2)).map((found) => found.date)).toEqual([iso]);
        expect(wholeDate(date.toISOString())).toBe(iso);
        expect(wholeDate(date.toUTCString())).toBe(iso);
      }),
    );
  });
});
