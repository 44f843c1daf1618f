import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/facts/index.ts';
import { KINDS } from '../../src/reading/observation.ts';
import { shippedFacts } from '../../src/workbench/shipped-facts.ts';

const facts = loadFacts();
const observations = shippedFacts(facts);
const of = (file: string) => observations.filter((each) => each.file === file);

describe('shippedFacts', () => {
  it('gives one observation for every price and every trade figure, with its line', () => {
    for (const [file, rows] of [
      ['prices/quotations.csv', facts.quotations],
      ['prices/suspects.csv', facts.suspectQuotations],
      ['trade/customs.csv', facts.customs],
      ['trade/derived.csv', facts.derivedTrade],
    ] as const) {
      expect(of(file).map((each) => each.row)).toEqual(rows.map((_, index) => index + 2));
    }
  });

  it('uses the kinds, periods and figures of observations', () => {
    for (const { observation, file, row } of observations) {
      const where = `${file}:${row}`;
      expect(KINDS, where).toContain(observation.kind);
      const figures = [observation.value, observation.low, observation.high, observation.change];
      expect(
        figures.some((figure) => figure !== undefined),
        where,
      ).toBe(true);
      expect(Object.values(observation), where).not.toContain(undefined);
    }
  });

  it('gives every row a voice and a standing, and an address wherever one is on record', () => {
    for (const { source } of observations) {
      expect(source.voice).toBeTruthy();
      expect(source.standing).toBeTruthy();
    }
    const copies = observations.filter((each) => each.source.name === 'Reuters via Kitco');
    expect(copies.length).toBeGreaterThan(0);
    for (const { source } of copies) expect(source).toMatchObject({ voice: 'Reuters', standing: 'copy' });
    const customs = observations.filter((each) => each.source.voice === 'UK HMRC');
    for (const { source } of customs) expect(source.standing).toBe('record');
  });

  it('keeps suspects and disputed rows apart from what is believed', () => {
    expect(of('prices/suspects.csv').every((each) => each.status === 'suspect')).toBe(true);
    const mislabelled = observations.filter(
      ({ observation }) => observation.subject === 'NdFeB-magnet' && observation.value === 4343.5,
    );
    expect(mislabelled.map((each) => each.status)).toEqual(['disputed']);
    expect(of('trade/derived.csv').every((each) => each.status === 'derived')).toBe(true);
  });

  it('says that tax is in a price only where the page says so', () => {
    const unsaid = facts.quotations.findIndex((row) => row.vat_source === 'assumed');
    expect(of('prices/quotations.csv')[unsaid]?.observation).not.toHaveProperty('vat');
    const said = facts.quotations.findIndex((row) => row.vat_source === 'stated');
    expect(of('prices/quotations.csv')[said]?.observation).toHaveProperty('vat');
  });

  it('leaves a stated change out where only the change is wrong', () => {
    const june = observations.find(
      ({ observation, source }) => observation.value === 7742.2 && source.name === 'WION',
    );
    expect(june?.status).toBe('as_published');
    expect(june?.observation).not.toHaveProperty('change');
  });
});
