import { describe, expect, it } from 'vitest';
import { classOfCoercivity, classOfTemperature, readGrade } from '../../src/parts/grade.ts';
import { facts, parts } from './support.ts';

describe('grade names', () => {
  it.each([
    ['45UH', 'NdFeB-sintered', 'UH', undefined],
    ['N42SH', 'NdFeB-sintered', 'SH', undefined],
    ['n 42 sh', 'NdFeB-sintered', 'SH', undefined],
    ['N35', 'NdFeB-sintered', 'N', undefined],
    ['Ｎ５２Ｍ', 'NdFeB-sintered', 'M', undefined],
    ['G48UH', 'NdFeB-sintered', 'UH', 'diffused'],
    ['45UH GBD', 'NdFeB-sintered', 'UH', 'diffused'],
    ['45UH 晶界扩散', 'NdFeB-sintered', 'UH', 'diffused'],
    ['N38(Ce)', 'NdFeB-sintered', 'N', 'cerium'],
    ['35H-Ce', 'NdFeB-sintered', 'H', 'cerium'],
    ['N33VH', 'NdFeB-sintered', 'AH', undefined],
    ['N4316', 'NdFeB-sintered', 'M', undefined],
    ['N4025', 'NdFeB-sintered', 'UH', undefined],
    ['NdFeB class SH', 'NdFeB-sintered', 'SH', undefined],
    ['UH', 'NdFeB-sintered', 'UH', undefined],
    ['SmCo 2:17', 'SmCo', undefined, undefined],
    ['Sm2Co17', 'SmCo', undefined, undefined],
    ['S3018', 'SmCo', undefined, undefined],
    ['Y30H-1', 'ferrite', undefined, undefined],
    ['C8A', 'ferrite', undefined, undefined],
    ['Ferrit', 'ferrite', undefined, undefined],
    ['BNP-6', 'NdFeB-bonded', undefined, undefined],
    ['Alnico 5', 'AlNiCo', undefined, undefined],
  ])('%s', (name, family, temperatureClass, route) => {
    const grade = readGrade(facts, name);
    expect([grade?.family, grade?.temperatureClass, grade?.route]).toEqual([family, temperatureClass, route]);
  });

  it.each(['', 'steel', '1.4404', '42', 'M8 x 20', 'see drawing', 'x'.repeat(5000)])(
    '%.20s is none',
    (name) => {
      expect(readGrade(facts, name)).toBeUndefined();
    },
  );

  it('every sintered grade on record is read back with its own class', () => {
    for (const row of facts.grades) {
      if (row.family !== 'NdFeB-sintered' || !row.temperature_class || /series|^\d+$/.test(row.grade))
        continue;
      const grade = readGrade(facts, row.grade);
      expect(grade?.temperatureClass, row.grade).toBe(row.temperature_class);
    }
  });

  it('classes by coercivity and by heat follow the table', () => {
    expect(classOfCoercivity(facts, 1990)).toBe('UH');
    expect(classOfCoercivity(facts, 1989)).toBe('UH');
    expect(classOfCoercivity(facts, 400)).toBeUndefined();
    expect(classOfTemperature(facts, 150)).toBe('SH');
    expect(classOfTemperature(facts, 151)).toBe('UH');
    expect(classOfTemperature(facts, 300)).toBeUndefined();
  });
});

describe('identifying a magnet', () => {
  const identify = parts.identify;

  it('takes what is told, and says what it estimated', () => {
    expect(identify({ grade: '45UH', route: 'diffused', year: 2025 })).toMatchObject({
      temperatureClass: 'UH',
      route: 'diffused',
      estimated: false,
      notes: [],
    });
    const guessed = identify({ temperature_C: 150, year: 2025 });
    expect(guessed).toMatchObject({ temperatureClass: 'SH', classGround: 'temperature', estimated: true });
    expect(guessed).toHaveProperty('notes.0', expect.stringContaining('150'));
    expect(identify({ Hcj_kA_m: 1360, temperature_C: 60, year: 2025 })).toMatchObject({
      temperatureClass: 'H',
    });
    expect(identify({ application: 'Wind generator', year: 2025 })).toMatchObject({ temperatureClass: 'SH' });
  });

  it('says what would be needed where nothing tells', () => {
    expect(identify({ year: 2025 })).toHaveProperty('unknown', expect.stringContaining('grade'));
    expect(identify({ grade: 'steel', year: 2025 })).toHaveProperty(
      'unknown',
      expect.stringContaining('steel'),
    );
  });

  it('points out a working temperature above the grade, and a class that contradicts it', () => {
    const hot = identify({ grade: 'N42', temperature_C: 120, year: 2025 });
    expect(JSON.stringify(hot)).toContain('above the 80');
    const odd = identify({ grade: '42SH', temperatureClass: 'UH', year: 2025 });
    expect(odd).toMatchObject({ temperatureClass: 'SH' });
    expect(JSON.stringify(odd)).toContain('the grade counts');
  });

  it('does not take a strong magnet for one with cerium', () => {
    const application = 'Loudspeaker, headphone, PC and other electronics';
    expect(identify({ grade: 'N52', application, year: 2025 })).toMatchObject({ route: 'conventional' });
    expect(identify({ grade: 'N35', application, year: 2025 })).toMatchObject({ route: 'cerium' });
  });

  it('a composition told counts as it is', () => {
    const composition = { PrNd: 29.3, Dy: 0.9, Tb: 0.4, Ce: 0, Sm: 0, Co: 0, Fe: 69.4, B: 0, other: 0 };
    expect(identify({ composition, year: 2025 })).toMatchObject({ known: { how: 'given', composition } });
  });
});
