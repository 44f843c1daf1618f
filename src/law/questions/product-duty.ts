import type { Act, RuleOf } from '../../facts/schemas/acts.ts';
import type { Finding } from '../answer.ts';
import { among, type Case, shortName, withRule } from '../case.ts';
import { addYears, type Day, lastDay } from '../days.ts';
import { holdsMagnet } from '../items.ts';

type ProductDuty = RuleOf<'product_duty'>;

/** Duties on a product put on a market because magnets are in it: label, published recycled share, minimum share. */
export function productDuty(c: Case, duty: ProductDuty['duty']): Finding {
  const found = withRule(c.law, 'product_duty').find(
    ({ rule }) => rule.duty === duty && among(c.law, c.shipment.to, [rule.into]),
  );
  if (!found) return c.find('not_applicable', 'not put on the market of the Union');
  const { act, rule } = found;
  if (!holdsMagnet(c)) {
    return c.find(
      'not_applicable',
      'the duty is on products that hold magnets, not on the magnet or material itself',
    );
  }
  if (c.status(act) === 'not_yet') return c.find('none', `no such rule on ${c.date}`);
  if (duty === 'minimum_recycled_share') return minimum(c, act, rule);

  const { item, end_use } = c.shipment;
  const what = duty === 'label' ? 'label and data carrier' : 'publish the recycled share';
  if (item.product === undefined && c.date < earliest(rule)) {
    c.cite(act, what);
    c.say('date', `It runs for no product on ${c.date}.`, act);
    return c.find('not_yet', `${what}: not yet on ${c.date}, for any product`);
  }
  const product = item.product ?? (item.form === 'motor' ? 'electric_motor' : chooseProduct(c));
  const name = product.replaceAll('_', ' ');
  c.cite(act, what);
  if (end_use && rule.exempt_end_uses.includes(end_use)) {
    c.say('parties', `Products for ${end_use} use are exempt.`, act);
    return c.find('exempt', `exempt: ${end_use} use`);
  }
  if (rule.exempt_products.includes(product)) return c.find('exempt', `exempt: ${name}`);
  if (!rule.products.includes(product) && !rule.fixed.some((f) => f.products.includes(product))) {
    c.flag('a product that holds an electric motor counts through the motor');
    return c.find(
      'none',
      `${product === 'other_product' ? 'it' : `a ${name}`} is not among the products named`,
    );
  }
  c.say('item', `A ${name} is among the products named.`, act);
  if (item.family && !rule.families.includes(item.family)) {
    c.say('item', `${item.family} magnets are not among the types named.`, act);
    return c.find('none', `no duty for ${item.family} magnets`);
  }
  if (rule.above_kg !== undefined && !above(c, act, rule.above_kg)) {
    return c.find(
      'none',
      `no duty: magnets of ${item.magnet_mass_kg ?? 'up to'} ${item.magnet_mass_kg === undefined ? `${rule.above_kg} ` : ''}kg are not above ${rule.above_kg} kg`,
    );
  }
  return started(c, act, rule, product)
    ? c.find('applies', applied(c, duty))
    : c.find('not_yet', `${what}: not yet on ${c.date}`);
}

function applied(c: Case, duty: ProductDuty['duty']): string {
  if (duty === 'label') return 'the product needs the magnet label and its data carrier';
  const share = c.shipment.item.recycled_share_pct;
  return share === undefined
    ? 'publish the share recovered from post-consumer waste; 0% is lawful'
    : `publish "${share}%" recovered from post-consumer waste; that is lawful`;
}

function above(c: Case, act: Act, limit: number): boolean {
  const mass = c.shipment.item.magnet_mass_kg;
  if (mass !== undefined) {
    c.say('item', `Magnets weigh ${mass} kg; the line is above ${limit} kg.`, act);
    return mass > limit;
  }
  return (
    c.choose({
      id: 'item.magnet_mass_kg',
      kind: 'field',
      field: 'item.magnet_mass_kg',
      options: [
        { id: 'above', says: `its magnets weigh more than ${limit} kg together` },
        { id: 'below', says: `its magnets weigh ${limit} kg or less together` },
      ],
    }) === 'above'
  );
}

/** Whether the duty runs on the case's day; asks where it hangs on an act that has not been seen. */
function started(c: Case, act: Act, rule: ProductDuty, product: string): boolean {
  const fixed = rule.fixed.find((f) => f.products.includes(product));
  if (fixed) {
    c.say('date', `For this product from ${fixed.from}.`, act);
    if (c.date < fixed.from || !fixed.awaits_too) return c.date >= fixed.from;
  }
  if (rule.not_before && c.date < rule.not_before) {
    c.say('date', `Not before ${rule.not_before}.`, act);
    return false;
  }
  const { awaits } = rule;
  if (!awaits) return true;
  const by = addYears(c.date, -awaits.years);
  if (awaits.seen) return by >= awaits.seen;
  c.say(
    'date',
    `It starts ${awaits.years} years after the ${awaits.act}, which was due ${awaits.due} and has not been found adopted.`,
    act,
  );
  if (by <= known(act)) {
    c.flag(
      `the ${awaits.act} was not found up to ${act.evidence}; had it been in force by ${by}, the duty would run`,
    );
    return false;
  }
  const adopted = c.choose({
    id: `awaits:${act.id}`,
    kind: 'law',
    options: [
      {
        id: 'no',
        says: `the ${awaits.act} was not in force by ${by}`,
        rests: [act.id],
        missing: `the ${awaits.act}`,
      },
      {
        id: 'yes',
        says: `the ${awaits.act} was in force by ${by}`,
        rests: [act.id],
        missing: `the ${awaits.act}`,
      },
    ],
  });
  return adopted === 'yes';
}

/** Before this day the duty cannot run for any product. */
function earliest(rule: ProductDuty): Day {
  const days = rule.fixed.map((f) => f.from);
  if (rule.awaits) days.push(addYears(rule.awaits.seen ?? rule.awaits.due, rule.awaits.years));
  const first = days.sort()[0] ?? '0000-01-01';
  return rule.not_before && rule.not_before > first ? rule.not_before : first;
}

const known = (act: Act): Day => lastDay(act.evidence);

function minimum(c: Case, act: Act, rule: ProductDuty): Finding {
  c.cite(act, 'power to set minimum shares');
  c.say(
    'date',
    `No minimum share is set by any act known; the Commission may set one by ${rule.latest}.`,
    act,
  );
  for (const claim of act.misreported ?? []) c.flag(claim.truth);
  if (c.date > known(act))
    c.flag(`acts after ${act.evidence} are unknown: a minimum may have been set since`);
  return c.find(
    'none',
    `no minimum recycled share exists in law known to ${act.evidence}; ${shortName(act)} only empowers`,
  );
}

function chooseProduct(c: Case): string {
  return c.choose({
    id: 'item.product',
    kind: 'field',
    field: 'item.product',
    options: [
      {
        id: 'electric_motor',
        says: 'it is or holds an electric motor, or is another product that the article names',
      },
      { id: 'other_product', says: 'it is none of the products that the article names' },
    ],
  });
}
