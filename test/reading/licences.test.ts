import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { read } from '../../src/reading/index.ts';
import { createVocabulary } from '../../src/vocabulary/index.ts';

const vocabulary = createVocabulary(loadFacts());
const readAll = (text: string): string[] =>
  read({ text, published: '2025-10-20' }, vocabulary).observations.map(({ kind, metric, value, unit }) =>
    [kind, metric, value, unit].join(' '),
  );
const granted = (count: number): string => `approval licences_granted ${count} count`;
const applied = (count: number): string => `approval licences_applied ${count} count`;

describe('counts of licences', () => {
  it.each([
    ['By mid-July just 17 of 96 export licence applications had been approved.', [granted(17), applied(96)]],
    ['Of the 96 licence requests, 17 were granted.', [applied(96), granted(17)]],
    ['Von 96 Anträgen auf Exportlizenzen wurden 17 bewilligt.', [applied(96), granted(17)]],
    ['Sur 96 demandes de licence, 17 ont été accordées.', [applied(96), granted(17)]],
    ['De las 96 solicitudes de licencia, 17 fueron aprobadas.', [applied(96), granted(17)]],
    ['企业提交的96份出口许可申请中，17份获批。', [applied(96), granted(17)]],
    ['輸出許可の申請96件のうち、承認されたのは17件だった。', [applied(96), granted(17)]],
    ['수출 허가 신청 96건 가운데 17건이 승인됐다.', [applied(96), granted(17)]],
    [
      'Firms filed 410 applications with MOFCOM, of which 150 were approved and 30 rejected.',
      [applied(410), granted(150), 'approval licences_refused 30 count'],
    ],
    ['China handed out export licences to 14 companies in August.', ['approval companies_licensed 14 count']],
    ['商务部已发放出口许可证35份。', [granted(35)]],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });

  it('pairs any two counts that are a part and its whole', () => {
    for (const [part, whole] of [
      [1, 2],
      [12, 1050],
      [380, 2900],
    ] as const) {
      expect(readAll(`China approved ${part} of ${whole} export licence applications.`)).toEqual([
        granted(part),
        applied(whole),
      ]);
      expect(readAll(`${whole}份出口许可申请中，${part}份获得批准。`)).toEqual([
        applied(whole),
        granted(part),
      ]);
    }
  });

  it('leaves licences of mines, patents and jobs alone', () => {
    expect(readAll('The state granted 4 of 9 mining licences that the firm applied for.')).toEqual([]);
    expect(readAll('It holds 25 patents and filed 12 patent applications.')).toEqual([]);
  });
});

describe('rates of approval', () => {
  const rate = (value: number): string => `approval licence_approval_rate ${value} pct`;
  it.each([
    ['The approval rate for export licences improved from 20% to 55% in August.', [rate(20), rate(55)]],
    ['China has approved 55% of European licence requests.', [rate(55)]],
    ['出口许可获批率为55%。', [rate(55)]],
    ['輸出許可の承認率は8月に55%へ上がった。', [rate(55)]],
    ['승인율은 20%에서 55%로 올랐다.', [rate(20), rate(55)]],
    ['Die Genehmigungsquote lag im August bei 55 Prozent.', [rate(55)]],
    ['La tasa de aprobación subió al 55 %.', [rate(55)]],
  ])('%s', (text, expected) => {
    expect(readAll(text)).toEqual(expected);
  });
});
