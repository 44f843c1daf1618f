/** How heavy a part's magnets are, from what the bill tells. */
import type { Part } from './bom/bill.ts';
import type { Magnet } from './magnet.ts';

export interface PartMass {
  /** One magnet, all magnets of a unit, and a year's, as far as they follow. */
  readonly magnet_g?: number;
  readonly unit_g?: number;
  readonly year_kg?: number;
  readonly magnetsPerUnit: number;
  readonly notes: readonly string[];
}

/** Told mass and the one from the size may differ by chamfers and holes, hardly by more than this. */
const GIVE = 0.25;

/** Mass of a part: as told, else from the unit's, else from size and density. A missing count is taken as 1. */
export function massOf(part: Part, magnet: Magnet | undefined): PartMass {
  const notes: string[] = [];
  const magnetsPerUnit = part.magnets_per_unit ?? 1;
  const density = magnet?.properties.density_g_cm3?.value;
  const bySize = part.size && density && (part.size.volume_mm3 * density) / 1000;
  const told =
    part.mass_g ?? (part.unit_mass_g === undefined ? undefined : part.unit_mass_g / magnetsPerUnit);
  if (told !== undefined && bySize && Math.abs(bySize / told - 1) > GIVE) {
    notes.push(`mass of ${grams(told)} g, but ${grams(bySize)} g by size and density: the mass told counts`);
  }
  if (part.mass_g !== undefined && part.unit_mass_g !== undefined) {
    const unit = part.mass_g * magnetsPerUnit;
    if (Math.abs(unit / part.unit_mass_g - 1) > 0.02) {
      notes.push(
        `${magnetsPerUnit} magnets of ${grams(part.mass_g)} g are not ${grams(part.unit_mass_g)} g a unit`,
      );
    }
  }
  if (told === undefined && bySize) notes.push('mass worked out from size and density');
  const magnet_g = told ?? (bySize || undefined);
  if (magnet_g === undefined)
    return { magnetsPerUnit, notes: ['no mass and no size: cost for a kilogram only'] };
  if (part.magnets_per_unit === undefined) notes.push('one magnet per unit assumed');
  const unit_g = magnet_g * magnetsPerUnit;
  return {
    magnet_g,
    unit_g,
    ...(part.units_per_year === undefined ? {} : { year_kg: (unit_g / 1000) * part.units_per_year }),
    magnetsPerUnit,
    notes,
  };
}

const grams = (value: number): number => Number(value.toPrecision(3));
