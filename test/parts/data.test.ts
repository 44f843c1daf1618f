import { describe, expect, it } from 'vitest';
import { fold } from '../../src/parts/fold.ts';
import { createParameters, PARAMETERS } from '../../src/parts/parameters.ts';
import { facts } from './support.ts';

describe('the tables of parts', () => {
  it('a figure that rests on a row of the magnet costs is that row’s, or the middle of its range', () => {
    const rows = new Map(facts.magnetCosts.map((row) => [row.id, row]));
    for (const { parameter, rests_on, value, low, high, unit } of facts.partParameters) {
      const row = rests_on && rows.get(rests_on);
      if (!row) continue;
      const factor = row.unit === 'pct' && unit === 'fraction' ? 0.01 : 1;
      const middle = row.value ?? (row.low! + row.high!) / 2;
      expect(value, parameter).toBeCloseTo(middle * factor, 9);
      if (row.low !== undefined && low !== undefined) expect(low, parameter).toBeCloseTo(row.low * factor, 9);
      if (row.high !== undefined && high !== undefined)
        expect(high, parameter).toBeCloseTo(row.high * factor, 9);
    }
  });

  it('every parameter that the arithmetic knows is in the table, and no other', () => {
    expect(new Set(facts.partParameters.map((row) => row.parameter))).toEqual(new Set(PARAMETERS));
  });

  it('the row that says most counts: family before place, place before class, class before use', () => {
    const parameters = createParameters(facts);
    expect(parameters('finished_yield', { use: 'wind' }).value).toBe(0.8);
    expect(parameters('finished_yield', { use: 'wind', family: 'NdFeB-bonded' }).value).toBe(0.97);
    expect(parameters('conversion', { place: 'DE', use: 'traction' }).value).toBe(32);
    expect(parameters('conversion', { place: 'VN', use: 'traction' }).value).toBe(28);
    expect(parameters('conversion', { place: 'CN', use: 'traction' }).value).toBe(70);
    expect(parameters('conversion', { place: 'CN', use: 'general' }).value).toBe(35);
    expect(createParameters(facts, { margin: 0.2 })('margin')).toMatchObject({ value: 0.2, basis: 'given' });
  });

  it('no heading of a bill means two columns', () => {
    const seen = new Map<string, string>();
    for (const { field, title, words } of facts.partColumns.columns) {
      for (const word of [title, field, ...Object.values(words).flat()]) {
        const folded = fold(word);
        expect(folded, word).not.toBe('');
        expect(seen.get(folded) ?? field, word).toBe(field);
        seen.set(folded, field);
      }
    }
  });

  it('every application is one of the demand tables, and every form one of the law', () => {
    const known = new Set(facts.magnetContent.map((row) => row.application));
    for (const { application } of facts.applicationWords.applications) expect(known).toContain(application);
    for (const form of Object.keys(facts.partWords.forms))
      expect(Object.keys(facts.shipmentWords.forms)).toContain(form);
  });

  it('an oxide holds less of the element than the metal: stoichiometry of the rules agrees with the elements', () => {
    for (const rule of facts.priceRules) {
      const element = facts.elements.find((row) => row.element === rule.element);
      if (!rule.material.endsWith('-oxide') || !element?.oxide_metal_atoms) continue;
      const oxygen = facts.elements.find((row) => row.element === 'O')!.atomic_weight;
      const ratio =
        1 + (element.oxide_oxygen_atoms! * oxygen) / (element.oxide_metal_atoms * element.atomic_weight);
      expect(rule.oxide_per_metal, rule.material).toBeCloseTo(ratio, 3);
    }
  });
});
