/** What a site's robots.txt allows (RFC 9309). */

export interface RobotsRule {
  readonly allow: boolean;
  readonly pattern: string;
}

const longestFile = 512 * 1024;
const longestPattern = 2048;

/** The rules for a program: those under its own name, else those for everyone. */
export function robotsRules(text: string, agent: string): RobotsRule[] {
  const own: RobotsRule[] = [];
  const everyone: RobotsRule[] = [];
  let named = false;
  let group: RobotsRule[][] = [];
  let inNames = false;
  for (const line of text.slice(0, longestFile).split(/\r\n?|\n/)) {
    const content = line.split('#', 1)[0]!;
    const colon = content.indexOf(':');
    if (colon < 0) continue;
    const key = content.slice(0, colon).trim().toLowerCase();
    const value = content.slice(colon + 1).trim();
    if (key === 'user-agent') {
      if (!inNames) group = [];
      inNames = true;
      if (value === '*') group.push(everyone);
      else if (value.toLowerCase().split('/', 1)[0] === agent.toLowerCase()) {
        named = true;
        group.push(own);
      }
      continue;
    }
    if (key !== 'allow' && key !== 'disallow') continue;
    inNames = false;
    if (value === '' || value.length > longestPattern) continue;
    for (const rules of group) rules.push({ allow: key === 'allow', pattern: value });
  }
  return named ? own : everyone;
}

/** The longest pattern that fits decides; where two are as long, the one that allows. */
export function robotsAllow(rules: readonly RobotsRule[], url: URL): boolean {
  const path = decoded(`${url.pathname}${url.search}`);
  let best: RobotsRule | undefined;
  for (const rule of rules) {
    if (!fits(decoded(rule.pattern), path)) continue;
    const longer = !best || rule.pattern.length > best.pattern.length;
    if (longer || (rule.pattern.length === best!.pattern.length && rule.allow)) best = rule;
  }
  return best?.allow ?? true;
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

/** `*` stands for anything, `$` at the end for the end; else a beginning is enough. No going back over choices. */
function fits(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = parts[0]!;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  if (parts.length === 1) return !anchored || at === path.length;
  for (const part of parts.slice(1, -1)) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1)!;
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}
