import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import type { Act, ActStatus, Law, ShipmentLexicon, Span } from '../../law/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import { paint, table, wrap } from '../terminal.ts';

interface Common {
  readonly json?: boolean;
  readonly place?: string;
}

interface ShipmentOptions extends Common {
  readonly set?: readonly string[];
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly item?: string;
  readonly hs?: string;
  readonly endUse?: string;
}

const EXAMPLES = `
Examples:
  coercivity law shipment.yaml                      decide the shipment in a file (- reads standard input)
  coercivity law --item "45SH NdFeB magnet with 1.5% Dy" --from CN --to DE --date 2025-05-15
  coercivity law shipment.yaml --date 2026-11-20 --set end_use=military --json
  coercivity law on 2026-11-20 --place CN           what is in force that day
  coercivity law diff 2025-11-06 2025-11-07         what changed between two days
  coercivity law show cn-mofcom-2025-61-1-1         one act: its life, scope, sources
  coercivity law find "Announcement No. 61"         the act that a text means
  coercivity law timeline --place US

This is no legal advice.`;

/** `law`: decides a shipment; with a sub-command, tells about the acts. */
export function register(program: Command): void {
  const command = program
    .command('law')
    .description(
      'May it be shipped, may it be used, what duty: the acts as dated rules, and a shipment decided by them',
    )
    .argument('[shipment]', 'shipment as YAML or JSON; - for standard input')
    .option('--date <day>', 'day of export, YYYY-MM-DD')
    .option('--from <country>', 'country that the goods leave')
    .option('--to <country>', 'destination')
    .option('--item <words>', 'the item in words: "45SH NdFeB magnet with 1.5% Dy"')
    .option('--hs <code>', 'customs code')
    .option('--end-use <use>', 'civil, military, ...')
    .option(
      '--set <field=value>',
      'any other field, such as origin.made=JP or item.magnet_mass_kg=0.15',
      collect,
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(decideShipment);

  // --json stands at `law`, so that it may come before or after the sub-command's name.
  const sub = (name: string, description: string) => command.command(name).description(description);
  sub('timeline', 'every act with its life')
    .option('--place <code>', 'acts of one place: CN, US, EU ...')
    .action(timeline);
  sub('show <act>', 'one act: dates, scope, exemptions, sources, what is unsure').action(show);
  sub('on <day>', 'what is in force on a day').option('--place <code>', 'acts of one place').action(on);
  sub('diff <day> <other>', 'what changed between two days')
    .option('--place <code>', 'acts of one place')
    .action(diff);
  sub('find <words...>', 'the acts that a text may mean, and how they differ from it').action(find);
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

async function load(): Promise<{
  law: Law;
  lexicon: ShipmentLexicon;
  words: typeof import('../../law/index.ts');
}> {
  const [{ loadFacts }, words] = await Promise.all([
    import('../../facts/index.ts'),
    import('../../law/index.ts'),
  ]);
  const facts = loadFacts();
  return {
    law: words.createLaw(facts.acts, facts.lawWords, facts.shipmentWords),
    lexicon: { shipment: facts.shipmentWords, places: facts.lawWords.places },
    words,
  };
}

function print(value: unknown): void {
  process.stdout.write(typeof value === 'string' ? `${value}\n` : `${JSON.stringify(value, null, 2)}\n`);
}

/** Errors about what was asked for are the person's to mend, not ours. */
function asked<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(`${error.message}.`);
    throw error;
  }
}

async function decideShipment(file: string | undefined, options: ShipmentOptions): Promise<void> {
  const given = { ...(file ? readShipmentFile(file) : {}), ...optionFields(options) };
  if (Object.keys(given).length === 0) {
    throw new CommandError(
      'give a shipment file, or say what is shipped with --item, --from, --to and --date',
    );
  }
  const { law, lexicon, words } = await load();
  const { shipment, problems } = words.readShipment(given, lexicon);
  for (const problem of problems) {
    const where = file && file !== '-' ? `${file}, ` : '';
    process.stderr.write(
      `${paint('yellow', `${where}field "${problem.field}":`, process.stderr)} "${problem.found}" cannot be used; it should be ${problem.expected}\n`,
    );
  }
  if (!shipment.date)
    throw new CommandError('the day of the shipment is missing: give date, YYYY-MM-DD', EXIT.input);
  const decision = asked(() => law.decide(shipment));
  print(options.json ? { problems, ...decision } : wrapped(words.explainDecision(decision)));
  if (problems.length > 0) process.exitCode = EXIT.input;
}

/** Long lines broken for the terminal, each under its own indent. */
function wrapped(text: string): string {
  const width = Math.min(process.stdout.columns ?? 100, 110);
  return text
    .split('\n')
    .map((line) => {
      const indent = line.length - line.trimStart().length;
      const [first, ...rest] = wrap(line.trimStart(), width - indent - 2).split('\n');
      return [' '.repeat(indent) + (first ?? ''), ...rest.map((more) => ' '.repeat(indent + 2) + more)].join(
        '\n',
      );
    })
    .join('\n');
}

const MOST_BYTES = 1_000_000;

function readShipmentFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as Error).message}).`, EXIT.input);
  }
  if (text.length > MOST_BYTES)
    throw new CommandError(`${file} is larger than a shipment file can be.`, EXIT.input);
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw new CommandError(`${file}: ${error.message.split('\n')[0]}`, EXIT.input);
  const value: unknown = document.toJS({ maxAliasCount: 20 });
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new CommandError(
      `${file} holds no shipment: it should have fields such as item, from, to, date.`,
      EXIT.input,
    );
  }
  return value as Record<string, unknown>;
}

/** Options as fields of a shipment; `--set origin.made=JP` goes into `origin`. */
function optionFields(options: ShipmentOptions): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const named = {
    date: options.date,
    from: options.from,
    to: options.to,
    item: options.item,
    hs: options.hs,
    end_use: options.endUse,
  };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) fields[name] = value;
  for (const setting of options.set ?? []) {
    const at = setting.indexOf('=');
    if (at < 1)
      throw new CommandError(`--set ${setting}: write it as field=value, as in --set end_use=civil`);
    // Item and origin may be given at the top, so the path's head is only a help to the reader.
    fields[setting.slice(0, at).replace(/^(?:item|origin)\./, '')] = setting.slice(at + 1);
  }
  return fields;
}

async function timeline(_: Common, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Common>();
  const { law, words } = await load();
  const rows = law.timeline().filter((row) => inPlace(row.act, options.place));
  if (options.json) {
    print(
      rows.map(({ act, spans }) => ({
        act: act.id,
        title: act.title,
        jurisdictions: act.jurisdictions,
        spans,
      })),
    );
    return;
  }
  const run = (span: Span) =>
    `${span.from === 'unknown' ? '' : span.from} to ${span.until ?? ''}`.replace(/^ /, '');
  print(
    table(
      [{ head: 'act' }, { head: 'days' }, { head: 'status' }],
      rows.flatMap(({ act, spans }) =>
        spans.map((span, i) => [i === 0 ? act.id : '', run(span), colour(span, words.statusWords(span))]),
      ),
    ),
  );
}

function colour(status: Pick<ActStatus, 'status' | 'certainty'>, text: string): string {
  if (status.certainty === 'unsure') return paint('yellow', text);
  return status.status === 'in_force'
    ? paint('green', text)
    : status.status === 'suspended'
      ? paint('cyan', text)
      : paint('dim', text);
}

const inPlace = (act: Act, place: string | undefined) =>
  !place || act.jurisdictions.includes(place.toUpperCase());

async function show(id: string, _: Common, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Common>();
  const { law, words } = await load();
  const happenings = asked(() => law.happenings(id));
  const act = law.act(id)!;
  if (options.json) {
    print({ ...act, happenings, spans: law.spans(id) });
    return;
  }
  const lines = [
    paint('bold', act.title),
    `${act.id} · ${[...act.issuers, ...act.jurisdictions].join(', ')} · ${act.kind.replaceAll('_', ' ')}`,
    '',
  ];
  lines.push(wrap(act.summary, 100), wrap(act.legal_effect, 100), '', 'Life');
  for (const h of happenings) lines.push(`  ${h.from.padEnd(10)}  ${words.happeningWords(h, act.id)}`);
  lines.push('', 'Status');
  for (const span of law.spans(id)) {
    lines.push(
      `  ${String(span.from).padEnd(10)}  ${`to ${span.until ?? 'now and on'}`.padEnd(14)}  ${colour(span, words.statusWords(span))}`,
    );
  }
  const list = (title: string, entries: readonly string[]) => {
    if (entries.length > 0) lines.push('', title, ...entries.map((entry) => wrap(entry, 100, '  ')));
  };
  list('Scope', scopeLines(act));
  list('Exemptions', act.exemptions);
  list('Unsure', act.uncertainties);
  list(
    'Wrong claims that circulate',
    (act.misreported ?? []).map((m) => `"${m.claim}". ${m.truth}`),
  );
  list(
    'Sources',
    act.sources.map((s) => `${s.url ?? s.text} (${s.seen})${s.note ? `: ${s.note}` : ''}`),
  );
  lines.push('', `Looked up to ${act.evidence}; confidence ${act.confidence}.`);
  print(lines.join('\n'));
}

function scopeLines({ scope }: Act): readonly string[] {
  const named = (label: string, list: readonly string[]) =>
    list.length > 0 ? [`${label}: ${list.join(', ')}`] : [];
  return [
    ...named('elements', scope.elements),
    ...scope.items.map(
      (item) =>
        `${item.code ? `${item.code}: ` : ''}${item.text}${item.unread ? ' (line not read in full)' : ''}`,
    ),
    ...scope.goods,
    ...scope.thresholds.map(
      (t) =>
        `${t.of}: ${t.above !== undefined ? `above ${t.above}` : t.min !== undefined ? `${t.min} or more` : `${t.max} at most`} ${t.unit}`,
    ),
    ...named('customs codes', scope.hs),
    ...named('origins', scope.origins),
    ...named(
      'destinations',
      scope.destinations.map((d) => (d === '*' ? 'all' : d)),
    ),
    ...named(
      'parties',
      scope.parties.map((p) => p.name),
    ),
    ...(scope.parties_listed && scope.parties_listed > scope.parties.length
      ? [`${scope.parties_listed - scope.parties.length} more listed parties whose names were not read`]
      : []),
    ...named('end uses', scope.end_uses),
  ];
}

async function on(day: string, _: Common, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Common>();
  const { law, words } = await load();
  const statuses = asked(() => law.inForceOn(day, options.place?.toUpperCase()));
  if (options.json) {
    print({ date: day, evidence: law.evidence, in_force: statuses });
    return;
  }
  print(
    table(
      [{ head: 'act' }, { head: 'title' }, { head: `on ${day}` }],
      statuses.map((status) => [
        status.act,
        law.act(status.act)!.title,
        colour(status, words.statusWords(status)),
      ]),
    ),
  );
  if (day > law.evidence)
    print(`\nThe law was read to ${law.evidence}; what came after is unknown, not absent.`);
}

async function diff(day: string, other: string, _: Common, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Common>();
  const { law, words } = await load();
  const [from, to] = [day, other].sort() as [string, string];
  const changes = asked(() => law.changesBetween(from, to)).filter((change) =>
    inPlace(law.act(change.act)!, options.place),
  );
  if (options.json) {
    print({ from, to, changes });
    return;
  }
  if (changes.length === 0) print(`No act on record changed between ${from} and ${to}.`);
  for (const change of changes) {
    const same = words.statusWords(change.before) === words.statusWords(change.after);
    print(`${paint('bold', change.act)}  ${change.title}`);
    print(
      `  ${same ? words.statusWords(change.after) : `${words.statusWords(change.before)} → ${words.statusWords(change.after)}`}`,
    );
    for (const h of change.happenings) print(`  ${h.from}  ${words.happeningWords(h, change.act)}`);
  }
}

async function find(query: readonly string[], _: Common, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Common>();
  const { law } = await load();
  const found = law.find(query.join(' '));
  if (options.json) {
    print(found);
    return;
  }
  if (found.length === 0) print('No act on record shares a number, a name or a word with that.');
  for (const candidate of found) {
    const mark = candidate.match === 'near' ? paint('yellow', 'near') : paint('green', candidate.match);
    print(
      `${mark}  ${paint('bold', candidate.act)}  ${candidate.title}${candidate.clauses.length > 0 ? ` (and ${candidate.clauses.length} more clauses)` : ''}`,
    );
    for (const d of candidate.differs) print(`      ${d.field}: asked ${d.asked}, has ${d.has || 'none'}`);
    if (candidate.misreported)
      print(
        wrap(`"${candidate.misreported.claim}" circulates. ${candidate.misreported.truth}`, 100, '      '),
      );
  }
}
