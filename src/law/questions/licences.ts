import type { Act } from '../../facts/schemas/acts.ts';
import type { Finding } from '../answer.ts';
import { type Case, shortName, withRule } from '../case.ts';
import { screen } from '../parties.ts';
import { chooseGroup } from './users.ts';

/** A licence is needed: is there one, which kinds are open, how long does it take? */
export function licensed(c: Case, from: string, act: Act): Finding {
  const watched = screen(c, from).some(
    (hit) => hit.list === 'watch' && c.status(hit.act) === 'in_force' && (!hit.group || chooseGroup(c, hit)),
  );
  const regime = withRule(c.law, 'licensing').find(
    (r) => r.act.jurisdictions.includes(from) && c.status(r.act) === 'in_force',
  );
  const held = heldLicence(c, watched);
  if (held)
    return c.find(
      'covered',
      `covered by the ${held} licence; ${shortName(act)} still applies, and that licence is the licence`,
    );
  const time = regime && !watched ? `up to ${regime.rule.working_days} working days` : 'no time limit';
  if (regime) {
    c.cite(regime.act, 'licence types and times');
    const kinds = regime.rule.licences
      .filter((l) => !watched || l.type === 'individual')
      .map((l) => `${l.type} (${l.text})`);
    c.say('licence', `Kinds: ${kinds.join('; ')}. Time: ${time}; ${regime.rule.note}.`, regime.act);
  }
  const general = withRule(c.law, 'general_licence').find(
    (g) => g.rule.acts.includes(act.id) && c.status(g.act) === 'in_force',
  );
  if (general && !watched) {
    c.cite(general.act, 'general licences exist');
    c.say(
      'licence',
      'A general licence of the exporter that names this end user would cover it.',
      general.act,
    );
  }

  return c.find(
    'required',
    `${watched ? 'individual ' : ''}export licence needed under ${shortName(act)}; ${time}`,
  );
}

/** The kind of a licence in hand that covers this shipment on its day. */
function heldLicence(c: Case, watched: boolean): string | undefined {
  const { licences = [], buyer, end_user, exporter } = c.shipment;
  for (const licence of licences) {
    if ((licence.from && c.date < licence.from) || (licence.until && c.date > licence.until)) {
      c.flag(`the ${licence.type} licence given is not valid on ${c.date}`);
      continue;
    }
    if (licence.type !== 'individual' && watched) {
      c.flag(`a ${licence.type} licence cannot be used for a watch-listed party`);
      continue;
    }
    if (licence.type === 'certificate') c.flag('a certificate covers tests, exhibitions and spares only');
    const users = licence.end_users?.map((u) => u.toLowerCase());
    const user = (end_user?.name ?? buyer?.name)?.toLowerCase();
    if (users && user && !users.includes(user)) {
      c.flag(`the ${licence.type} licence given does not name ${end_user?.name ?? buyer?.name}`);
      continue;
    }
    if (licence.holder && exporter?.name && licence.holder.toLowerCase() !== exporter.name.toLowerCase()) {
      c.flag(`the ${licence.type} licence is held by ${licence.holder}, not by ${exporter.name}`);
      continue;
    }
    c.say(
      'licence',
      `A ${licence.type} licence is held${users ? ` that names ${licence.end_users!.join(', ')}` : ''}.`,
    );
    if (!users) c.flag('the licence given does not say which end users it names');
    return licence.type;
  }
  return undefined;
}
