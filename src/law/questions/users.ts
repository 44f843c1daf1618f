import type { Finding } from '../answer.ts';
import { type Case, shortName, withRule } from '../case.ts';
import { type Hit, listCoverage, screen } from '../parties.ts';

/** Control and watch lists: a finding where a listed party stops the shipment, else only what is to be said. */
export function stoppedByParty(c: Case, from: string): Finding | undefined {
  const found = screen(c, from);
  const hits = found.filter((hit) => c.status(hit.act) === 'in_force');
  for (const hit of found.filter((h) => c.status(h.act) === 'suspended')) {
    c.cite(hit.act, `suspended: lists ${hit.listed}`);
    c.flag(
      `${hit.party} is on a list that is suspended on ${c.date}: an exporter still applies for a licence`,
    );
  }
  const bar = hits.find((hit) => hit.list === 'control');
  if (bar && (!bar.group || chooseGroup(c, bar))) {
    c.cite(bar.act, 'control list: no supply');
    c.say('parties', `${bar.party} is on the control list (${bar.listed}).`, bar.act);
    return c.find('barred', `barred: ${bar.party} is on the control list`);
  }
  const watch = hits.find((hit) => hit.list === 'watch');
  if (watch && (!watch.group || chooseGroup(c, watch))) {
    c.cite(watch.act, 'watch list: individual licence only');
    c.say(
      'parties',
      `${watch.party} is on the watch list (${watch.listed}): individual licence only, no time limit.`,
      watch.act,
    );
  } else {
    const named = [c.shipment.buyer?.name, c.shipment.end_user?.name].filter(Boolean);
    c.say(
      'parties',
      named.length > 0
        ? `${named.join(', ')}: not among the listed names read here.`
        : 'No buyer or end user is named, so no name was screened.',
    );
    if (named.length === 0)
      c.flag(
        'name buyer and end user: on the control list the answer would be "barred", on the watch list "individual licence only"',
      );
  }
  c.flag(listCoverage(c, from));
  return undefined;
}

/** Whether a name that is only like a listed one stands for it. */
export function chooseGroup(c: Case, hit: Hit): boolean {
  return (
    c.choose({
      id: `party:${hit.listed}`,
      kind: 'field',
      field: 'end_user.name',
      options: [
        { id: 'out', says: `${hit.party} is not the listed unit ${hit.listed}` },
        { id: 'in', says: `${hit.party} stands for the listed unit ${hit.listed}`, rests: [hit.act.id] },
      ],
    }) === 'in'
  );
}

/** Bans on an end use in a country, for goods listed by the country of origin. */
export function stoppedByEndUse(c: Case, origin: string, to: string): Finding | undefined {
  const user = c.shipment.end_user?.country ?? to;
  for (const { act, rule } of withRule(c.law, 'end_use_ban')) {
    if (rule.origin !== origin || (rule.country !== user && rule.country !== to)) continue;
    if (c.status(act) !== 'in_force') continue;
    const use = c.shipment.us_defence_contract ? 'military' : (c.shipment.end_use ?? chooseEndUse(c));
    if (!rule.end_uses.includes(use)) {
      c.say(
        'parties',
        `End use ${use}: ${shortName(act)} stops military users and uses in ${rule.country} only.`,
        act,
      );
      continue;
    }
    c.cite(act, `bars ${use} users and uses in ${rule.country}`);
    c.say(
      'parties',
      `${shortName(act)} bars listed goods for ${use} users and uses in ${rule.country}; it binds later holders anywhere.`,
      act,
    );
    return c.find('barred', `barred by ${shortName(act)}: ${use} end use in ${rule.country}`);
  }
  return undefined;
}

/** End use where the shipment does not say. */
export function chooseEndUse(c: Case): string {
  return c.choose({
    id: 'end_use',
    kind: 'field',
    field: 'end_use',
    options: [
      { id: 'civil', says: 'the end use is civil' },
      { id: 'military', says: 'the end use is military' },
    ],
  });
}
