import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const acts = (text: string, published = '2025-10-20'): string[] =>
  read({ text, published }, vocabulary)
    .observations.filter(({ kind }) => kind === 'policy')
    .map(({ status, period, place }) => [status, period, place].filter(Boolean).join(' '));
const numbered = (text: string, published = '2025-11-20'): string[] =>
  read({ text, published }, vocabulary)
    .observations.filter(({ kind }) => kind === 'policy')
    .map(({ instrument, status, period }) =>
      [/\d+/.exec(instrument ?? '')?.[0], status, period].filter(Boolean).join(' '),
    );

describe('acts with a number', () => {
  it.each([
    [
      'On 3 March 2025 MOFCOM issued Announcement No. 12 of 2025, which took effect the same day.',
      ['12 announced 2025-03-03', '12 in_force 2025-03-03'],
    ],
    [
      'MOFCOM suspended Announcements 55-57 and 61 from November 8, 2025 until November 9, 2026.',
      [
        '55 suspended 2025-11-08',
        '56 suspended 2025-11-08',
        '57 suspended 2025-11-08',
        '61 suspended 2025-11-08',
      ],
    ],
    [
      '2025年3月3日，商务部发布《商务部公告2025年第12号》，对相关物项实施出口管制。其中第二项自2025年5月1日起实施，第三项自公布之日起实施。',
      ['12 announced 2025-03-03', '12 in_force 2025-05-01', '12 in_force 2025-03-03'],
    ],
    [
      'On November 5, 2025, MOFCOM published Announcement No. 80 of 2025, suspending with immediate effect the following announcements:\n- Announcement No. 55 of 2025 (machines)\n- Announcement No. 57 of 2025 (five elements)',
      ['80 announced 2025-11-05', '55 suspended 2025-11-05', '57 suspended 2025-11-05'],
    ],
    [
      'On October 9, 2025, MOFCOM issued a series of announcements. Announcement No. 91 controls equipment and came into force on the date of issue. Announcement No. 92 covers goods made abroad. It takes effect December 1, 2025.',
      ['91 in_force 2025-10-09', '92 in_force 2025-12-01'],
    ],
    [
      '- April 4, 2025: MOFCOM Announcement No. 18 - seven elements\n- October 9, 2025: MOFCOM Announcement No. 62 - technology',
      ['18 announced 2025-04-04', '62 announced 2025-10-09'],
    ],
    ['Announcement No. 61 was suspended on 7 November.', ['61 suspended 2025-11-07']],
  ])('%s', (text, expected) => {
    expect(numbered(text)).toEqual(expected);
  });
});

describe('acts without a number', () => {
  it.each([
    ['The curbs, which come into force on 1 December, hit magnets too.', ['in_force 2025-12-01']],
    ['The curbs, which came into force on 1 December, hit magnets too.', ['in_force 2024-12-01']],
    ['Malaysia will ban exports of raw rare earths from 1 January 2026.', ['in_force 2026-01-01 MY']],
    ['China has required exporters to apply for a licence since April 4.', ['in_force 2025-04-04 CN']],
    ['MOFCOM said it would suspend the export controls on October 11.', ['suspended 2025-10-11 CN']],
    [
      'Japan and Australia signed a framework agreement on critical minerals on October 2.',
      ['announced 2025-10-02 AU'],
    ],
    ['《矿产管理条例》自2024年7月1日起施行。', ['in_force 2024-07-01']],
    ['中国商務省は10月9日、レアアースの輸出規制を強化すると発表した。', ['announced 2025-10-09 CN']],
    ['중국은 4월 4일부터 희토류 수출통제를 시행했다.', ['in_force 2025-04-04 CN']],
    [
      'China anunció el 9 de octubre nuevos controles a la exportación de tierras raras.',
      ['announced 2025-10-09 CN'],
    ],
    [
      'Das hat die Behörde den Firmen mitgeteilt und nicht weiter begründet. Am 1. Dezember sollen in China verschärfte Exportkontrollen für Seltene Erden in Kraft treten.',
      ['in_force 2025-12-01 CN'],
    ],
    [
      'Seit dem 4. April benötigen Exporteure in China für Seltene Erden eine Lizenz.',
      ['in_force 2025-04-04 CN'],
    ],
    [
      '中国商務省は10月17日、10月9日に発表したレアアース輸出規制の実施を停止すると発表した。',
      ['suspended 2025-10-17 CN', 'announced 2025-10-09 CN'],
    ],
    [
      '중국 상무부는 10월 17일 10월 9일 발표한 희토류 수출통제를 유예한다고 밝혔다.',
      ['suspended 2025-10-17 CN', 'announced 2025-10-09 CN'],
    ],
    [
      '商务部10月8日发布对相关物项实施出口管制措施的公告，并于发布之日起正式实施。',
      ['announced 2025-10-08 CN', 'in_force 2025-10-08 CN'],
    ],
    [
      'The Critical Raw Materials Act, of which Chinese makers speak much, entered into force on 23 May 2024.',
      ['in_force 2024-05-23 EU'],
    ],
    [
      'Le 9 octobre, la Chine a durci son contrôle sur les terres rares ; le 30 octobre elle a accepté de suspendre ces mesures, selon les autorités.',
      ['announced 2025-10-09 CN', 'suspended 2025-10-30 CN'],
    ],
    ['Malaysia banned exports of raw rare earths from January 2024.', ['in_force 2024-01 MY']],
    ['February 4, 2025: export controls on tungsten and other metals by China', ['announced 2025-02-04 CN']],
    ['The Minerals Security Act entered into force on 12 June 2024.', ['in_force 2024-06-12']],
  ])('%s', (text, expected) => {
    expect(acts(text)).toEqual(expected);
  });

  it('ends on the day of the sentence before, where the end has no day of its own', () => {
    const text =
      'The two sides agreed on October 15 to a truce. Beijing will suspend the export controls that it announced on October 9.';
    expect(acts(text)).toEqual(['announced 2025-10-09 CN', 'suspended 2025-10-15 CN']);
    expect(acts('Brussels urged Beijing on October 15 to suspend its export controls.')).toEqual([]);
  });

  it('needs no year where the page has no date', () => {
    const found = read(
      { text: 'China announced new export controls on 9 October.' },
      vocabulary,
    ).observations.map(({ status, period }) => [status, period]);
    expect(found).toEqual([['announced', undefined]]);
  });

  it('is told once, however often a page comes back to it', () => {
    const text =
      'China announced new export controls on 9 October. Traders were surprised.\nThe export controls announced in October shook the market.';
    expect(acts(text)).toEqual(['announced 2025-10-09 CN']);
  });

  it.each([
    'As of 1 May, dysprosium oxide under export control stood at 1,650 yuan/kg.',
    'The two firms signed an offtake agreement on 2 October.',
    'China lifts its 2021 rare earth quotas by 20% on 30 September.',
    'The October 9 announcement came as a surprise to traders.',
  ])('%s is none', (text) => {
    expect(acts(text)).toEqual([]);
  });
});
