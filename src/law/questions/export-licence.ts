import type { Act, ItemLine } from '../../facts/schemas/acts.ts';
import type { Finding } from '../answer.ts';
import { among, type Case, shortName, withRule } from '../case.ts';
import {
  classOf,
  describeItem,
  flagAbsent,
  flagPresumed,
  isAssembled,
  matchAct,
  matchLine,
  settle,
} from '../items.ts';
import { licensed } from './licences.ts';
import { reexportLicence } from './reexport.ts';
import { stoppedByEndUse, stoppedByParty } from './users.ts';

/** May these goods leave, and with which licence? Parties and end use beat the rest for any listed item. */
export function exportLicence(c: Case): Finding {
  const { from, to, item } = c.shipment;
  if (classOf(c, item.form) === 'technology') {
    return c.find('not_applicable', 'technology and help are answered under "technology"');
  }
  if (!from || !to) return missingPlace(c, from);
  const banned = exportBan(c, from, to);
  if (banned) return banned;
  const national = nationalLicence(c, from, to);
  if (national) return national;
  return reexportLicence(c, from, to) ?? notRequired(c, from);
}

function missingPlace(c: Case, from: string | undefined): Finding {
  c.flag(`"${from ? 'to' : 'from'}" is not given: no export rule can be looked up without it`);
  return c.find(
    'unclear',
    `the place ${from ? 'of destination' : 'from which the goods leave'} is not given`,
  );
}

/** Goods that may not leave a country at all, or not for this destination. */
function exportBan(c: Case, from: string, to: string): Finding | undefined {
  if (from === to) return undefined;
  for (const { act, rule } of withRule(c.law, 'export_ban')) {
    if (rule.exports_from !== from) continue;
    const targets = act.scope.destinations;
    if (targets.length > 0 && !among(c.law, to, targets)) continue;
    const { match, line } = matchAct(c, act);
    if (!line) continue;
    const now = c.status(act);
    if (now === 'suspended') {
      c.say('date', `${shortName(act)} would stop this, and is suspended that day.`, act);
      c.cite(act, 'suspended: would bar');
      continue;
    }
    if (now !== 'in_force' || (match === 'ask' && settle(c, line) === 'out')) continue;
    c.cite(act, 'bars the export', line.code);
    c.say('item', `${describeItem(c)}: ${line.text}.`, act);
    c.say('date', `In force on ${c.date}.`, act);
    c.say(
      'place',
      `It binds exports from ${from}${targets.includes('*') || targets.length === 0 ? '' : ` to ${to}`}.`,
      act,
    );
    if (rule.strength === 'de_facto') {
      c.flag(`${act.title}: shipments were stopped without a published act`);
      continue;
    }
    const denied = rule.strength === 'denied_in_principle';
    return c.find(
      denied ? 'denied_in_principle' : 'barred',
      denied ? `denied in principle under ${shortName(act)}` : `export barred by ${shortName(act)}`,
    );
  }
  return undefined;
}

interface Listed {
  readonly act: Act;
  readonly line: ItemLine;
  readonly how: 'in' | 'unclear';
}

/** Licences of the country that the goods leave. */
function nationalLicence(c: Case, from: string, to: string): Finding | undefined {
  const rules = withRule(c.law, 'licence').filter(({ rule }) => rule.exports_from === from);
  if (rules.length === 0 || from === to) return undefined;
  const listed = listedUnder(
    c,
    rules.filter(({ rule }) => rule.kind === 'dual_use').map(({ act }) => act),
  );
  const sure = listed.filter((l) => l.how === 'in');
  if (listed.length === 0) return older(c, rules);
  const [first] = sure.length > 0 ? sure : listed;

  for (const { act, line } of listed) {
    c.cite(act, 'licence to export', line.code);
    flagPresumed(c, line);
  }
  c.say(
    'item',
    `${describeItem(c)}: ${listed.map((l) => `${l.line.code ?? shortName(l.act)}, ${l.line.text}`).join('; ')}.`,
    ...listed.map((l) => l.act),
  );
  floor(c, listed);
  c.say('date', `${shortName(first!.act)} is in force on ${c.date}.`, first!.act);
  c.say('place', `It binds every export from ${from}, whatever the destination.`, first!.act);

  const stopped = stoppedByParty(c, from) ?? stoppedByEndUse(c, from, to);
  if (stopped) return stopped;
  if (sure.length === 0) {
    const treated = c.choose({
      id: `line:${first!.act.id}:${first!.line.text}`,
      kind: 'law',
      options: [
        {
          id: 'in',
          says: `"${first!.line.text}" takes it in`,
          rests: [first!.act.id],
          missing: 'the wording of the line, or a classification by MOFCOM',
        },
        {
          id: 'out',
          says: `"${first!.line.text}" does not name it`,
          rests: [first!.act.id],
          missing: 'the wording of the line, or a classification by MOFCOM',
        },
      ],
    });
    if (treated === 'out')
      return c.find('not_required', 'no licence, if the line does not reach it: ask for a classification');
  }
  return licensed(c, from, first!.act);
}

/** The dual-use lists in force that day that hold the item, or the magnet inside it. */
function listedUnder(c: Case, acts: readonly Act[]): readonly Listed[] {
  const { form } = c.shipment.item;
  const assembled = isAssembled(c);
  const listed: Listed[] = [];
  const asks: { act: Act; line: ItemLine; inside: boolean }[] = [];
  const consider = (act: Act, line: ItemLine, how: 'in' | 'unclear', inside: boolean) => {
    const now = c.status(act);
    if (now === 'suspended' || now === 'announced') {
      c.cite(act, `${now}: would list it`, line.code);
      c.say('date', `${shortName(act)} lists ${line.text}, and is ${now} on ${c.date}.`, act);
    }
    if (now === 'in_force' && (!inside || !takenOut(c, act, form))) listed.push({ act, line, how });
  };
  for (const act of acts) {
    const own = matchAct(c, act);
    const { match, line } = own.line || !assembled ? own : matchAct(c, act, 'magnet');
    if (!line) continue;
    const inside = !own.line;
    if (match === 'ask') asks.push({ act, line, inside });
    else consider(act, line, match === 'in' ? 'in' : 'unclear', inside);
  }
  for (const { act, line, inside } of asks) {
    // What one act in force already lists needs no further question.
    if (listed.some((l) => l.how === 'in')) break;
    if (c.status(act) === 'in_force' && settle(c, line) === 'in') consider(act, line, 'in', inside);
  }
  return listed;
}

/** Whether a clarification takes a form out of an act; without one, an assembly is an open case. */
function takenOut(c: Case, act: Act, form: string): boolean {
  const name = form.replaceAll('_', ' ');
  for (const { act: clarification, rule } of withRule(c.law, 'takes_out')) {
    if (!rule.acts.includes(act.id) || !rule.forms.includes(form)) continue;
    if (c.status(clarification) !== 'in_force') continue;
    c.cite(clarification, `takes a ${name} out, ${rule.degree}`);
    c.say(
      'depth',
      `A ${name} with the magnet fixed in it is ${rule.degree} outside ${shortName(act)}.`,
      clarification,
    );
    c.qualify(rule.degree);
    return true;
  }
  const inside = c.choose({
    id: `depth:${form}`,
    kind: 'law',
    options: [
      {
        id: 'out',
        says: `a ${name} counts as a product of its own`,
        missing: 'a clarification that names it: ask MOFCOM before shipping',
      },
      {
        id: 'in',
        says: `the magnet inside a ${name} still counts`,
        rests: [act.id],
        missing: 'a clarification that names it: ask MOFCOM before shipping',
      },
    ],
  });
  c.cite(act, 'lists the magnet inside');
  c.say('depth', `No clarification in force on ${c.date} names a ${name} that holds a listed magnet.`, act);
  return inside === 'out';
}

function floor(c: Case, listed: readonly Listed[]): void {
  if (listed.some((l) => l.line.contains)) c.flag('no content floor is printed: any intended share counts');
  if (listed.some((l) => l.line.unread))
    c.doubt('the list line was not read in full in the act itself; check its wording');
}

/** Quotas and ordinary licences of other years. */
function older(c: Case, rules: readonly { act: Act; rule: { kind: string } }[]): Finding | undefined {
  for (const { act, rule } of rules) {
    if (rule.kind === 'dual_use') continue;
    const line = act.scope.items.find((l) => matchLine(c, l) !== 'out');
    if (!line || c.status(act) !== 'in_force') continue;
    c.cite(act, rule.kind === 'quota' ? 'export quota' : 'ordinary export licence');
    c.say('item', `${describeItem(c)}: ${line.text}.`, act);
    if (rule.kind === 'quota') {
      c.say('date', `Quotas and export duties apply on ${c.date}.`, act);
      return c.find(
        'required',
        `a share of the export quota is needed, and export duty is due: ${act.title}`,
      );
    }
    c.flag(`apart from dual-use control: ${act.summary} (${shortName(act)})`);
  }
  return undefined;
}

function notRequired(c: Case, from: string): Finding {
  const { end_use, us_defence_contract } = c.shipment;
  const generally = c.qualifier();
  if (generally) c.flag(`the word "${generally}" keeps a review of the single case open`);
  else
    c.say(
      'item',
      `${describeItem(c)}: no list in force on ${c.date} that reaches exports from ${from} holds it.`,
    );
  c.say('parties', 'Bans on users and uses reach listed items; this is none that day.');
  flagAbsent(c);
  if (
    !c.law.acts.some((act) => act.rules.some((rule) => 'exports_from' in rule && rule.exports_from === from))
  ) {
    c.flag(`export rules of ${from} itself are not on record here`);
  }
  const catchAll = withRule(c.law, 'licensing').find(
    (r) => r.act.jurisdictions.includes(from) && c.status(r.act) === 'in_force',
  );
  const military = us_defence_contract || (end_use && !['civil', 'emergency', 'space'].includes(end_use));
  if (catchAll && military) {
    c.cite(catchAll.act, 'catch-all for unlisted items');
    c.flag(
      'catch-all: an unlisted item known to serve weapons, terror or military users of concern needs a licence too',
    );
  }
  return c.find('not_required', `no export licence needed${generally ? `, ${generally}` : ''}`);
}
