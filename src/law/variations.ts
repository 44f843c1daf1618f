import type { Statutes } from './case.ts';
import type { Item, Shipment } from './shipment.ts';

/** A shipment changed in one respect. */
interface Variation {
  readonly what: string;
  readonly changed: Shipment;
}

/** What one might change or get wrong about a shipment; each is put to the rules again to see whether it matters. */
export function variations({ words }: Statutes, shipment: Shipment): readonly Variation[] {
  const { item } = shipment;
  const found: Variation[] = [];
  const add = (what: string, changed: Partial<Shipment>) =>
    found.push({ what, changed: { ...shipment, ...changed } });
  const withItem = (what: string, changed: Partial<Item>) => add(what, { item: { ...item, ...changed } });
  const form = words.forms[item.form]?.class;

  if (form === 'magnet' && item.family === 'NdFeB') {
    const { Dy: _, Tb: __, ...rest } = item.composition ?? {};
    withItem('without dysprosium and terbium', {
      composition: rest,
      contains: [],
      free_of: ['Dy', 'Tb'],
      grade: '',
    });
    withItem('with dysprosium', {
      contains: [...(item.contains ?? []), 'Dy'],
      free_of: [],
      composition: { ...rest, Dy: item.composition?.Dy || 1 },
    });
    withItem('with holmium', { composition: { ...(item.composition ?? {}), Ho: 1 } });
  }
  if (form === 'magnet') withItem('fixed in a rotor core', { form: 'rotor' });
  if (form === 'assembly' || form === 'goods') withItem('as a bare magnet', { form: 'magnet' });
  if (shipment.end_use !== 'military') add('for a military user', { end_use: 'military' });
  if (shipment.end_use !== 'civil') add('for a civil user', { end_use: 'civil', us_defence_contract: false });
  if (!shipment.licences?.length)
    add('with an individual licence for this end user', { licences: [{ type: 'individual' }] });
  if (shipment.cots !== true) add('as a commercial off-the-shelf item', { cots: true });
  if (shipment.to && shipment.preference_claimed !== true)
    add('with a trade preference claimed', { preference_claimed: true });
  if (item.form === 'service' && item.technology_transferred !== true) {
    withItem('if technology goes along', { technology_transferred: true });
  }
  if (item.magnet_mass_kg !== undefined) {
    withItem('with 1 kg of magnets', { magnet_mass_kg: 1 });
    withItem('with 0.1 kg of magnets', { magnet_mass_kg: 0.1 });
  }
  return found;
}
