import type { Act, ItemLine, RuleOf } from '../../facts/schemas/acts.ts';
import type { Finding } from '../answer.ts';
import { type Case, shortName, withRule } from '../case.ts';
import { describeItem, flagPresumed, isAssembled, matchAct, presence, settle } from '../items.ts';
import { screen } from '../parties.ts';
import type { Input } from '../shipment.ts';
import { chooseEndUse } from './users.ts';

type ForeignLicence = RuleOf<'foreign_licence'>;

/** Rules of a country of origin that follow its goods abroad: bans on users, and licences for foreign exporters. */
export function reexportLicence(c: Case, from: string, to: string): Finding | undefined {
  const origins = [...new Set(withRule(c.law, 'foreign_licence').map((r) => r.rule.origin))];
  for (const origin of origins) {
    if (from === origin || to === origin) continue;
    const banned = bannedTransfer(c, origin, to);
    if (banned) return banned;
    if (from === to && c.shipment.end_use !== 'military') continue;
    const needed = foreignLicence(c, origin);
    if (needed) return needed;
  }
  return undefined;
}

/** Where the goods themselves come from: the place of the last step that made them what they are. */
function madeIn(c: Case): readonly string[] {
  const { origin } = c.shipment;
  if (!origin) return [];
  if (origin.country) return [origin.country];
  return (
    origin.assembled ??
    origin.magnetised ??
    origin.made ??
    origin.melted ??
    origin.metal ??
    origin.separated ??
    origin.mined ??
    []
  );
}

/** Materials of an origin inside the item: those named, and what a magnet made there holds inside a part made elsewhere. */
function inputsFrom(c: Case, origin: string): readonly Input[] {
  const named = (c.shipment.origin?.inputs ?? []).filter((input) => input.origin === origin);
  if (!isAssembled(c) || !c.shipment.origin?.made?.includes(origin)) return named;
  const elements = new Set(
    c.law.acts.flatMap((act) => act.scope.items.flatMap((line) => line.contains ?? [])),
  );
  const held = [...elements].filter(
    (element) => element !== 'RE' && ['yes', 'presumed'].includes(presence(c, element)),
  );
  return [...named, ...held.map((element) => ({ element, origin }))];
}

/** Goods of the origin, or with inputs of it, on their way to a user that its bans name. */
function bannedTransfer(c: Case, origin: string, to: string): Finding | undefined {
  const own = madeIn(c).includes(origin);
  const inputs = inputsFrom(c, origin);
  if (!own && inputs.length === 0) return undefined;
  const lists = withRule(c.law, 'licence').flatMap(({ act, rule }) =>
    rule.exports_from === origin && rule.kind === 'dual_use' ? [act] : [],
  );
  const inForce = (act: Act) => c.status(act) === 'in_force';
  const listed = lists.find((act) => matchAct(c, act).match === 'in' && inForce(act));
  const names = (act: Act) => act.scope.elements.some((e) => inputs.some((input) => input.element === e));
  const holds = lists.find((act) => names(act) && inForce(act));
  if (!listed && !holds) return undefined;

  if (own && listed) {
    const hit = screen(c, origin).find(
      (h) => h.list === 'control' && !h.group && c.status(h.act) === 'in_force',
    );
    if (hit) {
      c.cite(hit.act, 'control list: no transfer of goods of this origin');
      c.say(
        'parties',
        `${hit.party} is on the control list; foreigners may not transfer listed goods of ${origin} to it.`,
        hit.act,
      );
      return c.find('barred', `barred: ${hit.party} is on the control list of ${origin}`);
    }
  }
  const user = c.shipment.end_user?.country ?? to;
  for (const { act, rule } of withRule(c.law, 'end_use_ban')) {
    if (
      rule.origin !== origin ||
      (rule.country !== user && rule.country !== to) ||
      c.status(act) !== 'in_force'
    )
      continue;
    const use = c.shipment.us_defence_contract
      ? 'military'
      : (c.shipment.end_use ?? (own && listed ? chooseEndUse(c) : 'civil'));
    if (!rule.end_uses.includes(use)) continue;
    c.cite(act, `bars transfers of goods of ${origin} to ${use} users in ${rule.country}`);
    if (own && listed) {
      c.say(
        'parties',
        `${shortName(act)} reaches persons of any country who pass listed goods of ${origin} on to ${use} users in ${rule.country}.`,
        act,
      );
      return c.find(
        'barred',
        `barred by ${shortName(act)}: listed goods of ${origin} for ${use} use in ${rule.country}`,
      );
    }
    const elements = [...new Set(inputs.map((input) => input.element))].join(', ');
    c.say(
      'parties',
      `${shortName(act)} bars passing ${origin}-origin dual-use items to ${use} users in ${rule.country}; whether it follows ${elements} into goods made elsewhere is not said.`,
      act,
    );
    c.flag(
      `${shortName(act)}: the ${elements} in it is of ${origin} origin and the end use is ${use}; who passes it on may be held liable`,
    );
  }
  if (c.shipment.end_use === 'military' || c.shipment.us_defence_contract) {
    c.flag(
      `the end-use promise given when the material was licensed for export from ${origin} binds: check that it allows this use`,
    );
  }
  return undefined;
}

function foreignLicence(c: Case, origin: string): Finding | undefined {
  for (const { act, rule } of withRule(c.law, 'foreign_licence')) {
    if (rule.origin !== origin) continue;
    const { match, line } = matchAct(c, act);
    if (!line) continue;
    const reached = reaches(c, rule, line, true);
    if (reached === 'no') continue;
    const now = c.status(act);
    if (now === 'suspended' || now === 'announced') {
      c.cite(act, `${now}: would need a licence`);
      c.say('date', `${shortName(act)} would reach it, and is ${now} on ${c.date}.`, act);
      continue;
    }
    if (now !== 'in_force') continue;
    if (match === 'ask' && settle(c, line) === 'out') continue;
    if (match === 'unclear')
      c.flag(`the alloy is not among those of ${line.code ?? 'the list'} by name; it is read as inside`);
    if (reached === 'unknown' && reaches(c, rule, line, false) === 'no') continue;
    return needed(c, act, rule, line, origin);
  }
  return undefined;
}

/** Whether a limb reaches the goods: `unknown` where a field that was left out decides and may not be asked for. */
function reaches(c: Case, rule: ForeignLicence, line: ItemLine, peek: boolean): 'yes' | 'no' | 'unknown' {
  const { origin = {} } = c.shipment;
  const ask = (id: string, field: string, yes: string, no: string) => {
    if (peek) return 'unknown' as const;
    return c.choose({
      id,
      kind: 'field',
      field,
      options: [
        { id: 'yes', says: yes },
        { id: 'no', says: no },
      ],
    }) as 'yes' | 'no';
  };
  const made = madeIn(c);
  if (rule.limb === 'origin') {
    if (made.length > 0) return made.includes(rule.origin) ? 'yes' : 'no';
    return ask(
      'origin.country',
      'origin',
      `the goods are of ${rule.origin} origin`,
      `the goods are not of ${rule.origin} origin`,
    );
  }
  if (made.includes(rule.origin)) return 'no';
  if (rule.limb === 'technology') {
    if (origin.chinese_technology !== undefined) return origin.chinese_technology ? 'yes' : 'no';
    return ask(
      'origin.chinese_technology',
      'origin.chinese_technology',
      'technology from China was used to make it',
      'no technology from China was used',
    );
  }
  const elements = rule.inputs.flatMap(
    (input) => input.contains ?? input.alloys?.flatMap((a) => a.split('-')) ?? [],
  );
  const inputs = (origin.inputs ?? []).filter(
    (input) => input.origin === rule.origin && elements.includes(input.element),
  );
  const floor = rule.min_value_share_pct ?? 0;
  const shares = inputs.map((input) => input.value_share_pct);
  if (shares.some((share) => share === undefined)) {
    return ask(
      'origin.inputs',
      'origin.inputs',
      `listed material of ${rule.origin} is ${floor}% or more of its value`,
      `listed material of ${rule.origin} is below ${floor}% of its value`,
    );
  }
  if (inputs.length > 0)
    return shares.reduce<number>((sum, share) => sum + share!, 0) >= floor ? 'yes' : 'no';
  const sourced = elsewhere(c, rule.origin, elements, line);
  if (sourced) return 'no';
  return ask(
    'origin.inputs',
    'origin.inputs',
    `listed material of ${rule.origin} is ${floor}% or more of its value`,
    `listed material of ${rule.origin} is below ${floor}% of its value`,
  );
}

/** Whether the shipment says that its controlled material comes from somewhere else. */
function elsewhere(c: Case, origin: string, elements: readonly string[], line: ItemLine): boolean {
  const { origin: chain = {} } = c.shipment;
  const wanted = elements.filter(
    (e) => ['yes', 'presumed'].includes(presence(c, e)) && (line.contains?.includes(e) ?? true),
  );
  const named = (chain.inputs ?? []).filter((input) => wanted.includes(input.element));
  if (
    wanted.length > 0 &&
    wanted.every((e) => named.some((input) => input.element === e && input.origin !== origin))
  )
    return true;
  const steps = [chain.separated, chain.metal].filter((s): s is readonly string[] => s !== undefined);
  return steps.length === 2 && steps.every((step) => !step.includes(origin));
}

function needed(c: Case, act: Act, rule: ForeignLicence, line: ItemLine, origin: string): Finding {
  const { end_use, us_defence_contract } = c.shipment;
  const issuer = act.issuers[0] ?? origin;
  c.cite(act, 'licence for exports by foreigners', line.code);
  flagPresumed(c, line);
  c.say('item', `${describeItem(c)}: ${line.code ? `${line.code}, ` : ''}${line.text}.`, act);
  c.say('date', `${shortName(act)} is in force on ${c.date}.`, act);
  c.say('place', `It binds foreigners who export to any country but ${origin}: ${limbWords(rule)}.`, act);
  if (end_use && rule.exempt_end_uses.includes(end_use)) {
    return c.find('not_required', `exempt under ${shortName(act)}: ${act.exemptions.join('; ')}`);
  }
  const use = us_defence_contract ? 'military' : end_use;
  const listedParty = screen(c, origin).find((hit) => c.status(hit.act) === 'in_force');
  if ((use && rule.denied_end_uses.includes(use)) || listedParty) {
    const why = listedParty ? `${listedParty.party} is listed` : `${use} end use`;
    c.say('parties', `Denied in principle: ${why}.`, act);
    return c.find(
      'denied_in_principle',
      `licence of ${issuer} needed under ${shortName(act)}, and denied in principle: ${why}`,
    );
  }
  const regime = withRule(c.law, 'licensing').find((r) => r.act.jurisdictions.includes(origin));
  const time = regime ? ` Up to ${regime.rule.working_days} working days.` : '';
  c.say('licence', `${act.summary}.${time}`, act);
  return c.find('required', `licence of ${issuer} needed under ${shortName(act)}`);
}

function limbWords({ limb, origin, min_value_share_pct }: ForeignLicence): string {
  if (limb === 'origin') return `listed goods of ${origin} origin`;
  if (limb === 'technology') return `listed goods made elsewhere with technology from ${origin}`;
  return `listed goods made elsewhere with ${min_value_share_pct}% or more of their value in listed material from ${origin}`;
}
