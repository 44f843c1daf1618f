/** A bill of materials as it was read. */
import type { Composition, Element, Route, TemperatureClass } from '../composition.ts';
import type { Use } from '../parameters.ts';
import type { ContractTerms } from './contract.ts';

/** Price of the last order, without tax. */
export interface PricePaid {
  readonly value: number;
  readonly currency: string;
  readonly per: 'piece' | 'unit' | 'kg';
}

/** One line of a bill of materials. What the file does not say is absent. */
export interface Part {
  /** Line of the file, as a spreadsheet counts. */
  readonly row: number;
  readonly part: string;
  readonly description?: string;
  readonly supplier?: string;
  /** Where the magnet is made: ISO code. */
  readonly country?: string;
  readonly grade?: string;
  readonly temperature_class?: TemperatureClass;
  readonly route?: Route;
  readonly composition?: Composition;
  /** Elements that the maker diffuses in. */
  readonly diffused?: readonly Element[];
  /** Code of law/shipment.yaml: magnet, rotor, motor ... */
  readonly form?: string;
  /** Mass of one magnet, and of all magnets of a unit, in grams. */
  readonly mass_g?: number;
  readonly unit_mass_g?: number;
  readonly size?: MagnetSize;
  readonly magnets_per_unit?: number;
  readonly units_per_year?: number;
  readonly temperature_C?: number;
  readonly Hcj_kA_m?: number;
  readonly destination?: string;
  readonly end_use?: string;
  readonly defence?: boolean;
  /** Row of demand/content.csv. */
  readonly application?: string;
  readonly use?: Use;
  readonly price_paid?: PricePaid;
  /** Day, or last day of the month, of the last order. */
  readonly ordered?: string;
  readonly contract?: ContractTerms;
  readonly stock_weeks?: number;
  readonly device_mass_g?: number;
  readonly customs_code?: string;
}

export interface MagnetSize {
  readonly volume_mm3: number;
  /** Smallest extent: how far diffusion has to reach, from both sides. */
  readonly thinnest_mm: number;
}

/** Something in the file that could not be used, or was used with a guess. */
export interface BillProblem {
  /** Line of the file; 0 where it is about the file as a whole. */
  readonly row: number;
  /** Heading as the file has it, and letter of the column. */
  readonly column?: string;
  readonly field?: string;
  readonly kind: 'row left out' | 'cell left out' | 'note';
  readonly found: string;
  /** What would be right. */
  readonly expected?: string;
}

/** How a column of the file was understood. */
export interface BillColumn {
  readonly letter: string;
  readonly heading: string;
  readonly field?: string;
  /** Unit in the heading. */
  readonly unit?: string;
  readonly how: 'named' | 'guessed' | 'chosen' | 'not used';
}

export interface Bill {
  /** Name of the file, and of the sheet where it has several. */
  readonly name: string;
  readonly parts: readonly Part[];
  readonly problems: readonly BillProblem[];
  readonly columns: readonly BillColumn[];
}
