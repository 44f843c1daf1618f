import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coercivityAt,
  highestTemperature,
  type MagnetCurve,
  remanenceAt,
  workingPoint,
} from '../../src/parts/temperature.ts';

const curve: MagnetCurve = {
  Br_T: 1.31,
  Hcj_kA_m: 1592,
  alpha_Br_pct_K: -0.12,
  beta_Hcj_pct_K: -0.5,
  squareness: 0.9,
  recoilPermeability: 1.05,
};
const anyCurve = fc.record({
  Br_T: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
  Hcj_kA_m: fc.double({ min: 800, max: 3000, noNaN: true }),
  alpha_Br_pct_K: fc.double({ min: -0.2, max: -0.02, noNaN: true }),
  beta_Hcj_pct_K: fc.double({ min: -0.8, max: -0.3, noNaN: true }),
  squareness: fc.double({ min: 0.8, max: 1, noNaN: true }),
  recoilPermeability: fc.double({ min: 1, max: 1.1, noNaN: true }),
});
const permeance = fc.double({ min: 0.2, max: 10, noNaN: true });

describe('a magnet at temperature', () => {
  it('42SH loses 15.6% of remanence and 65% of coercivity from 20 to 150 C', () => {
    expect(remanenceAt(curve, 150)).toBeCloseTo(1.31 * 0.844, 6);
    expect(coercivityAt(curve, 150)).toBeCloseTo(1592 * 0.35, 6);
    expect(remanenceAt(curve, 20)).toBe(1.31);
  });

  it('the working point lies on the load line and on the recoil line', () => {
    fc.assert(
      fc.property(anyCurve, permeance, fc.integer({ min: -40, max: 150 }), (each, pc, at) => {
        const point = workingPoint(each, at, pc);
        const mu0 = 4 * Math.PI * 1e-4;
        expect(point.B_T).toBeCloseTo(pc * mu0 * point.H_kA_m, 9);
        expect(point.B_T).toBeCloseTo(point.Br_T - mu0 * each.recoilPermeability * point.H_kA_m, 9);
      }),
    );
  });

  it('heat and an opposing field only take margin; iron around it gives some', () => {
    fc.assert(
      fc.property(anyCurve, permeance, (each, pc) => {
        const margin = (at: number, opposing: number, load = pc) =>
          workingPoint(each, at, load, opposing).margin_kA_m;
        expect(margin(20, 200)).toBeLessThan(margin(20, 0));
        expect(margin(20, 0, pc + 1)).toBeGreaterThan(margin(20, 0));
      }),
    );
  });

  it('the margin is used up exactly at the highest temperature', () => {
    fc.assert(
      fc.property(anyCurve, permeance, (each, pc) => {
        const highest = highestTemperature(each, pc);
        if (highest === undefined || highest > 190) return;
        expect(workingPoint(each, highest, pc).margin_kA_m).toBeCloseTo(0, 6);
      }),
    );
    expect(highestTemperature(curve, 1)).toBeGreaterThan(100);
    expect(highestTemperature({ ...curve, Hcj_kA_m: 300 }, 0.5)).toBeUndefined();
  });
});
