/**
 * Conversions of mass, money, tax, chemical form and stage of making. Each answers with the value and the steps that
 * led to it in words, or refuses in words: nothing is assumed in silence. Pure: facts are passed in.
 */
export {
  type Conversion,
  type ConversionStep,
  type Converted,
  chain,
  type Refused,
} from './conversion.ts';
export { convertBlank } from './convert-blank.ts';
export { exchange } from './convert-exchange.ts';
export { type Composition, convertForm, convertFormPrice, oxidePerMetal } from './convert-form.ts';
export { convertMass, isMassUnit } from './convert-mass.ts';
export { convertPrice, type Price, type PriceBasis } from './convert-price.ts';
export { convertVat, type VatChange, type VatState } from './convert-vat.ts';
