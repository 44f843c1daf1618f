/**
 * A magnet at temperature: remanence and coercivity from their coefficients, the working point from the permeance,
 * and the highest temperature at which the working point stays above the knee. Linear recoil line, as data sheets use.
 */

/** Values at 20 C. */
export interface MagnetCurve {
  readonly Br_T: number;
  readonly Hcj_kA_m: number;
  /** Percent for each kelvin; negative where it falls. */
  readonly alpha_Br_pct_K: number;
  readonly beta_Hcj_pct_K: number;
  /** Slope of the recoil line over that of the vacuum. */
  readonly recoilPermeability: number;
  /** Field at the knee over Hcj. */
  readonly squareness: number;
}

export const ROOM_C = 20;
/** Vacuum permeability, T for each kA/m. */
export const MU0_T_PER_KA_M = 4 * Math.PI * 1e-4;

const scaled = (value: number, pctPerK: number, temperature_C: number) =>
  value * (1 + (pctPerK / 100) * (temperature_C - ROOM_C));

/** Br = Br20 (1 + alpha (T - 20)), in tesla. */
export const remanenceAt = (curve: MagnetCurve, temperature_C: number): number =>
  scaled(curve.Br_T, curve.alpha_Br_pct_K, temperature_C);

/** Hcj = Hcj20 (1 + beta (T - 20)), in kA/m; never below 0. */
export const coercivityAt = (curve: MagnetCurve, temperature_C: number): number =>
  Math.max(0, scaled(curve.Hcj_kA_m, curve.beta_Hcj_pct_K, temperature_C));

export interface WorkingPoint {
  readonly Br_T: number;
  readonly Hcj_kA_m: number;
  /** Flux density and (positive) demagnetising field where the load line meets the recoil line. */
  readonly B_T: number;
  readonly H_kA_m: number;
  /** Field left to the knee; below 0 flux is lost for good. */
  readonly margin_kA_m: number;
}

/**
 * Where a magnet of a permeance coefficient works at a temperature, with an opposing field of the machine.
 * B = Br + mu0 mur H and B = -Pc mu0 (H + opposing field), with H counted negative.
 *
 * @param permeance -B/(mu0 H) of the open magnet or the magnetic circuit; 1 for a cube-like part, 3 and more in iron
 */
export function workingPoint(
  curve: MagnetCurve,
  temperature_C: number,
  permeance: number,
  opposing_kA_m = 0,
): WorkingPoint {
  const Br_T = remanenceAt(curve, temperature_C);
  const Hcj_kA_m = coercivityAt(curve, temperature_C);
  const sum = permeance + curve.recoilPermeability;
  const H_kA_m = Br_T / (MU0_T_PER_KA_M * sum) + (opposing_kA_m * permeance) / sum;
  return {
    Br_T,
    Hcj_kA_m,
    H_kA_m,
    B_T: Br_T - MU0_T_PER_KA_M * curve.recoilPermeability * H_kA_m,
    margin_kA_m: curve.squareness * Hcj_kA_m - H_kA_m,
  };
}

/**
 * Highest temperature at which the margin to the knee is not used up; both lines are straight in temperature, so it
 * is one division. Undefined where the margin is gone at 20 C, or never goes.
 */
export function highestTemperature(
  curve: MagnetCurve,
  permeance: number,
  opposing_kA_m = 0,
): number | undefined {
  const at20 = workingPoint(curve, ROOM_C, permeance, opposing_kA_m).margin_kA_m;
  const at21 = workingPoint(curve, ROOM_C + 1, permeance, opposing_kA_m).margin_kA_m;
  return at20 <= 0 || at21 >= at20 ? undefined : ROOM_C + at20 / (at20 - at21);
}
