import type { Act } from '../facts/schemas/acts.ts';
import { type Case, withRule } from './case.ts';
import type { Party } from './shipment.ts';

/** A party of the shipment found on a list. */
export interface Hit {
  readonly act: Act;
  readonly list: 'control' | 'watch';
  readonly party: string;
  readonly listed: string;
  /** Only the group is known to be on the list, or only the group was named. */
  readonly group: boolean;
}

const SUFFIXES =
  /\b(?:co|corp|corporation|company|inc|incorporated|ltd|limited|llc|lp|plc|gmbh|ag|sa|nv|bv|kk|kabushiki kaisha|holdings?)\b/g;

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/株式会社|有限公司|股份|公司|株式會社/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(SUFFIXES, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** Screens buyer and end user against the lists that reach goods of an origin. Asks nothing. */
export function screen(c: Case, origin: string): readonly Hit[] {
  const parties = [c.shipment.buyer, c.shipment.end_user].filter((p): p is Party => p?.name !== undefined);
  return withRule(c.law, 'party_ban').flatMap(({ act, rule }) =>
    rule.origin !== origin
      ? []
      : parties.flatMap((party) => {
          const name = plain(party.name!);
          for (const listed of act.scope.parties) {
            const names = [listed.name, ...listed.aliases].map(plain).filter((n) => n.length > 0);
            const exact = names.some((n) => n === name || (n.includes(' ') && holdsAll(name, n)));
            // One word inside a longer name (Cubic, TDK) may be another firm: a question, not a finding.
            const group = !exact && names.some((n) => isGroupOf(name, n) || holdsAll(name, n));
            if (exact || group) {
              return [
                {
                  act,
                  list: rule.list,
                  party: party.name!,
                  listed: listed.name,
                  group: group || listed.match === 'group',
                },
              ];
            }
          }
          return [];
        }),
  );
}

/** Whether every word of the listed name stands in the given one: "TDK" in "TDK Corporation Tokyo". */
function holdsAll(name: string, listed: string): boolean {
  const given = name.split(' ');
  const words = listed.split(' ');
  return listed.length > 2 && words.every((word) => given.includes(word));
}

/** Whether the given name is the head of a listed one: "Kawasaki Heavy Industries", whose aerospace arm is listed. */
const isGroupOf = (name: string, listed: string) =>
  name.split(' ').length > 1 && listed.startsWith(`${name} `);

/** How complete the lists are that reach goods of an origin, in words. */
export function listCoverage(c: Case, origin: string): string {
  const short = withRule(c.law, 'party_ban').filter(
    ({ act, rule }) =>
      rule.origin === origin &&
      (act.scope.parties_listed ?? 0) > act.scope.parties.length &&
      c.status(act) === 'in_force',
  );
  const missing = short.reduce(
    (sum, { act }) => sum + (act.scope.parties_listed ?? 0) - act.scope.parties.length,
    0,
  );
  return missing > 0
    ? `party lists are partial: at least ${missing} listed names were not read, and new listings come often`
    : 'party lists are those known to this record; new listings come often';
}
