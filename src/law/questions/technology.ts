import type { Finding } from '../answer.ts';
import { type Case, shortName, withRule } from '../case.ts';
import { classOf } from '../items.ts';

/** Know-how and help that go abroad. */
export function technology(c: Case): Finding {
  const { item, from, to } = c.shipment;
  if (classOf(c, item.form) !== 'technology')
    return c.find('not_applicable', 'goods, not technology or help');
  if (from && from === to) return c.find('not_applicable', 'nothing leaves the country');
  const service = item.form === 'service';
  const field = item.field ?? chooseField(c);
  const rules = withRule(c.law, 'technology').filter(
    ({ rule }) => (!from || rule.exports_from === from) && rule.fields.includes(field),
  );
  const name = field.replaceAll('_', ' ');
  const bans = rules.filter(({ act, rule }) => rule.effect === 'ban' && c.status(act) === 'in_force');
  const licences = rules.filter(({ rule }) => rule.effect === 'licence');

  if (item.public_information) {
    for (const { act } of licences) c.doubt(`${shortName(act)}: ${act.exemptions.join('; ')}`);
    if (!service) return c.find('not_required', 'public information: no licence reported as needed');
  }
  const transfers = !service || item.technology_transferred === true;
  if (transfers && bans.length > 0) {
    const [ban] = bans;
    c.cite(ban!.act, `bars export of ${name} technology`);
    c.say(
      'item',
      `Technology for ${name} is on the list of technologies that may not be exported.`,
      ban!.act,
    );
    for (const { act, rule } of licences) {
      const now = c.status(act);
      c.cite(act, now === 'in_force' ? 'licence as well' : `${now}: licence as well`, rule.code);
      c.say(
        'date',
        `${shortName(act)} is ${now.replaceAll('_', ' ')} on ${c.date}; the ban does not hang on it.`,
        act,
      );
    }
    return c.find('barred', `barred by: ${shortName(ban!.act)}`);
  }
  for (const { act, rule } of licences) {
    if (!rule.help && service) continue;
    const now = c.status(act);
    const code = service ? rule.help_code : rule.code;
    if (now !== 'in_force') {
      c.cite(act, `${now}: would need a licence`, code);
      c.say('date', `${shortName(act)} is ${now.replaceAll('_', ' ')} on ${c.date}.`, act);
      continue;
    }
    c.cite(act, service ? 'licence for help abroad' : 'licence for technology', code);
    c.say(
      'item',
      `${service ? `Help with ${name} abroad` : `Technology for ${name}`}: ${code ?? shortName(act)}.`,
      act,
    );
    c.say('date', `In force on ${c.date}.`, act);
    if (bans[0]) {
      c.cite(bans[0].act, `bars export of ${name} technology`);
      c.flag(
        `technology that goes along is barred outright by ${shortName(bans[0].act)}; the licence does not free it`,
      );
    }
    return c.find('required', `licence needed under ${shortName(act)}${code ? `, ${code}` : ''}`);
  }
  if (service && bans[0] && item.technology_transferred === undefined) {
    const goes = c.choose({
      id: 'item.technology_transferred',
      kind: 'field',
      field: 'item.technology_transferred',
      options: [
        { id: 'no', says: 'only help, no controlled technology goes along' },
        { id: 'yes', says: `technology for ${name} goes along`, rests: [bans[0].act.id] },
      ],
    });
    c.cite(bans[0].act, `bars export of ${name} technology`);
    c.say(
      'item',
      `Technology for ${name} may not be exported, whatever is suspended; help without it is not on that list.`,
      bans[0].act,
    );
    if (goes === 'yes') return c.find('barred', `the technology is barred by: ${shortName(bans[0].act)}`);
  }
  return c.find('not_required', service ? 'no licence needed for help alone' : 'no licence needed');
}

function chooseField(c: Case): string {
  return c.choose({
    id: 'item.field',
    kind: 'field',
    field: 'item.field',
    options: Object.keys(c.law.words.technology_fields).map((id) => ({
      id,
      says: `it is about ${id.replaceAll('_', ' ')}`,
    })),
  });
}
