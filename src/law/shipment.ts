import type { Day } from './days.ts';

export type EndUse = 'civil' | 'military' | 'space' | 'wmd' | 'terrorism' | 'emergency';

/** What is shipped. Codes are those of `data/law/shipment.yaml`; what is not known is left out. */
export interface Item {
  /** NdFeB, SmCo, AlNiCo, ferrite, Ce. */
  readonly family?: string;
  /** oxide, metal, alloy, magnet_powder, blank, magnet, rotor, motor, device, technology ... */
  readonly form: string;
  readonly grade?: string;
  /** sintered or bonded. */
  readonly route?: string;
  /** Weight percent by element. Once one is given, elements that are not named count as absent. */
  readonly composition?: Readonly<Record<string, number>>;
  /** Elements said to be in it, or not to be in it, without a figure. */
  readonly contains?: readonly string[];
  readonly free_of?: readonly string[];
  /** Alloy system: `Dy-Fe`. */
  readonly alloy?: string;
  /** Customs code, digits only. */
  readonly hs?: string;
  /** Category of Article 28(1) of the Critical Raw Materials Act: washing_machine, wind_generator ... */
  readonly product?: string;
  /** All magnets of one product together. */
  readonly magnet_mass_kg?: number;
  readonly device_mass_kg?: number;
  readonly recycled_share_pct?: number;
  /** For technology and services: mining, separation, metal, magnet_making, recycling. */
  readonly field?: string;
  /** Whether a service brings controlled know-how along. */
  readonly technology_transferred?: boolean;
  readonly public_information?: boolean;
}

/** A material of another origin inside the item. */
export interface Input {
  /** Element symbol. */
  readonly element: string;
  readonly origin: string;
  /** Share in the value of the item as shipped (of the magnet, or of the part that holds it). */
  readonly value_share_pct?: number;
}

export const STAGES = ['mined', 'separated', 'metal', 'melted', 'made', 'magnetised', 'assembled'] as const;
export type Stage = (typeof STAGES)[number];

/** Where each step was done; several countries where it was done in several. */
export interface Origin extends Readonly<Partial<Record<Stage, readonly string[]>>> {
  /** Customs origin of the goods as shipped. */
  readonly country?: string;
  readonly inputs?: readonly Input[];
  /** Made with mining, separation, metal, magnet or recycling technology from China. */
  readonly chinese_technology?: boolean;
}

export interface Party {
  readonly name?: string;
  readonly country?: string;
}

export interface HeldLicence {
  readonly type: 'individual' | 'general' | 'certificate';
  readonly holder?: string;
  /** End users named in it. */
  readonly end_users?: readonly string[];
  readonly from?: Day;
  readonly until?: Day;
}

/** One shipment of goods, technology or help, as the rules see it. */
export interface Shipment {
  /** Day of export. */
  readonly date?: Day;
  /** Day of entry for consumption at the destination; the day of export where it is left out. */
  readonly entry_date?: Day;
  readonly from?: string;
  readonly to?: string;
  readonly item: Item;
  readonly origin?: Origin;
  readonly exporter?: Party;
  readonly buyer?: Party;
  readonly end_user?: Party;
  readonly end_use?: EndUse;
  /** Goes into a contract of the US Department of Defense, at any tier. */
  readonly us_defence_contract?: boolean;
  /** Commercial off-the-shelf item. */
  readonly cots?: boolean;
  readonly electronic_device?: boolean;
  /** A trade preference is claimed at import and its rules of origin are met. */
  readonly preference_claimed?: boolean;
  readonly licences?: readonly HeldLicence[];
}
