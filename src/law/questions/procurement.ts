import type { Act, RuleOf } from '../../facts/schemas/acts.ts';
import type { Finding } from '../answer.ts';
import { among, type Case, shortName, withRule } from '../case.ts';
import { classOf, holdsMagnet } from '../items.ts';
import type { Stage } from '../shipment.ts';
import { chooseEndUse } from './users.ts';

type Procurement = RuleOf<'procurement'>;

/** May it go into a defence contract? The rule of the day, its exemptions, and the chain step by step. */
export function procurement(c: Case): Finding {
  const buyer = c.shipment.end_user?.country ?? c.shipment.to;
  const rules = withRule(c.law, 'procurement').filter(
    ({ rule }) => rule.country === buyer || c.shipment.us_defence_contract,
  );
  if (rules.length === 0)
    return c.find('not_applicable', 'no purchasing rule of the buyer’s country is on record');
  const { family, form } = c.shipment.item;
  if (classOf(c, form) !== 'magnet' && !holdsMagnet(c))
    return c.find('not_applicable', 'the rule is about magnets and what holds them');
  if (family && !rules.some(({ rule }) => rule.families.includes(family))) {
    return c.find('not_applicable', `${family} magnets are not covered material`);
  }
  const alive = rules.find(({ act }) => c.status(act) === 'in_force');
  if (!alive) return c.find('not_applicable', `no purchasing rule for magnets is in force on ${c.date}`);
  if (!defence(c)) return c.find('not_applicable', 'not for a defence contract');
  const { act, rule } = alive;
  if (family === undefined) {
    const asked = c.choose({
      id: 'item.family',
      kind: 'field',
      field: 'item.family',
      options: Object.keys(c.law.words.families).map((id) => ({ id, says: `the magnet is ${id}` })),
    });
    if (!rule.families.includes(asked))
      return c.find('not_applicable', `${asked} magnets are not covered material`);
  }
  c.cite(act, 'purchasing rule of the day', act.number?.clause);
  c.say(
    'date',
    `${act.title} is in force on ${c.date}; what counts is the contract and delivery it falls under.`,
    act,
  );
  c.say('buyer', `Buyer: ${rule.buyer}.`, act);
  for (const other of rules) if (other !== alive) c.cite(other.act, 'another phase of the rule');
  return judged(c, act, rule);
}

function defence(c: Case): boolean {
  const { us_defence_contract, end_use } = c.shipment;
  if (us_defence_contract !== undefined) return us_defence_contract;
  return (end_use ?? chooseEndUse(c)) === 'military';
}

function judged(c: Case, act: Act, rule: Procurement): Finding {
  const barred = barredSteps(c, rule);
  if (barred.length === 0) {
    c.say(
      'place',
      `Every step that counts (${rule.stages.join(', ')}) lies outside ${rule.barred.join(', ')}.`,
      act,
    );
    return c.find('compliant', `compliant: ${rule.stages.join(', ')} outside ${rule.barred.join(', ')}`);
  }
  c.say('place', `${barred.join('; ')}: inside ${rule.barred.join(', ')}.`, act);
  const exempt = exemption(c, act, rule);
  if (exempt) return c.find('exempt', exempt);
  return c.find('not_compliant', `not compliant: ${barred.join('; ')}`);
}

/** The steps that lie in a barred country; asks for those that were left out, and for additions that may not count. */
function barredSteps(c: Case, rule: Procurement): readonly string[] {
  const { origin = {} } = c.shipment;
  const barred: string[] = [];
  const missing: Stage[] = [];
  for (const stage of rule.stages) {
    const places = origin[stage];
    if (!places) missing.push(stage);
    else if (places.some((place) => among(c.law, place, rule.barred)))
      barred.push(`${stage} in ${places.join(', ')}`);
  }
  if (holdsMagnet(c)) {
    const places = origin.assembled?.filter((place) => among(c.law, place, rule.barred)) ?? [];
    if (places.length > 0) barred.push(`end item made in ${places.join(', ')}`);
  }
  if (rule.stages.includes('separated')) {
    const inputs = (origin.inputs ?? []).filter((input) => among(c.law, input.origin, rule.barred));
    for (const input of inputs.filter((i) => rule.named.includes(i.element)))
      barred.push(`${input.element} from ${input.origin}`);
    const minor = [...new Set(inputs.filter((i) => !rule.named.includes(i.element)).map((i) => i.element))];
    if (barred.length === 0 && minor.length > 0) {
      const counts = c.choose({
        id: 'procurement:additions',
        kind: 'law',
        options: [
          {
            id: 'out',
            says: `additions such as ${minor.join(', ')} do not count`,
            missing: 'the clause text, or guidance from the contracting officer',
          },
          {
            id: 'in',
            says: `additions such as ${minor.join(', ')} count`,
            missing: 'the clause text, or guidance from the contracting officer',
          },
        ],
      });
      if (counts === 'in') barred.push(`${minor.join(', ')} from a barred country`);
    }
  }
  if (barred.length === 0 && missing.length > 0) {
    const inside = c.choose({
      id: `origin:${missing.join('+')}`,
      kind: 'field',
      field: `origin.${missing.join(', origin.')}`,
      options: [
        { id: 'out', says: `${missing.join(', ')}: outside ${rule.barred.join(', ')}` },
        { id: 'in', says: `one of ${missing.join(', ')}: in ${rule.barred.join(', ')}` },
      ],
    });
    if (inside === 'in') barred.push(`one of ${missing.join(', ')}`);
  }
  return barred;
}

/** An exemption that frees the item although a step is barred, in words. */
function exemption(c: Case, act: Act, rule: Procurement): string | undefined {
  const { item, origin = {}, electronic_device, cots } = c.shipment;
  if (electronic_device && rule.electronic_devices_exempt) {
    c.flag('the department may decide otherwise for an electronic device');
    c.say('depth', 'An electronic device is exempt.', act);
    return 'exempt: electronic device';
  }
  const recycledIn = rule.recycled_exempt_in;
  if (
    recycledIn &&
    item.family === 'NdFeB' &&
    item.recycled_share_pct === 100 &&
    origin.made?.every((p) => p === recycledIn)
  ) {
    c.doubt(
      act.exemptions.find((e) => e.includes('recycled')) ?? 'the words on recycled material were not read',
    );
    return `exempt: recycled material milled and sintered in ${recycledIn}`;
  }
  const magnet = classOf(c, item.form) === 'magnet';
  const share = magnet
    ? 100
    : item.magnet_mass_kg !== undefined && item.device_mass_kg
      ? (100 * item.magnet_mass_kg) / item.device_mass_kg
      : undefined;
  const limit = rule.cots_free_below_pct;
  if (limit !== undefined && share !== undefined && share >= limit) {
    c.say('depth', `${rule.cots_note}: here it is ${round(share)}%.`, act);
    return undefined;
  }
  const off =
    cots ?? ask(c, 'cots', 'it is a commercial off-the-shelf item', 'it is made or changed for this buyer');
  if (!off) return undefined;
  if (limit !== undefined && share === undefined) {
    const light = ask(
      c,
      'item.magnet_mass_kg',
      `covered material is less than ${limit}% of its weight`,
      `covered material is ${limit}% or more of its weight`,
    );
    if (!light) return undefined;
  }
  c.say('depth', `${rule.cots_note}.`, act);
  return `exempt: commercial off-the-shelf item under ${shortName(act)}`;
}

function ask(c: Case, field: string, yes: string, no: string): boolean {
  return (
    c.choose({
      id: field,
      kind: 'field',
      field,
      options: [
        { id: 'yes', says: yes },
        { id: 'no', says: no },
      ],
    }) === 'yes'
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
