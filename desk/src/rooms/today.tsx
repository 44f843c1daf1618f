import { useMemo } from 'preact/hooks';
import { daysBetween, figure, periodWords, rangeOf, signed } from '../../../src/brief/numbers.ts';
import type { Status } from '../../../src/server/shapes/status.ts';
import type { BoardRow, Today as Day } from '../../../src/server/shapes/today.ts';
import { go } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { monthBars } from '../charts/months.ts';
import { cut, plain } from '../check/text.ts';
import { Chart } from '../components/chart.tsx';
import { Icon } from '../components/icon.tsx';
import { Age, Known, Missing, TallyBar, Unit } from '../components/marks.tsx';
import { Num } from '../components/origin-card.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Spark } from '../components/spark.tsx';
import { Await } from '../components/states.tsx';
import { useDay } from '../frame/bar.tsx';

export default function Today() {
  const { day, chosen } = useDay();
  const asked = useAnswer<Day>(day && api('today', { asOf: day }));
  if (!asked.data)
    return (
      <Await asked={asked} what="Loading the day">
        {() => null}
      </Await>
    );
  return <Await asked={asked}>{(data) => <Board day={data} chosen={chosen} />}</Await>;
}

const shortDay = (day: string) => periodWords(day).replace(/ \d{4}$/, '');
/** Days within words are said short. */
const shortDays = (text: string) => text.replace(/\d{4}-\d\d-\d\d/g, (day) => shortDay(day));
const pct = (value: number) => `${signed(value)}%`;
/** With the chosen day kept in the address. */
const at = (path: string, day: string, chosen: boolean) =>
  chosen ? `${path}${path.includes('?') ? '&' : '?'}day=${day}` : path;

/** The day's finding: what moved most on the month; or how old everything is. */
function findingOf({ board, asOf, staleAfter }: Day): string {
  const moves = board.flatMap((row) =>
    'pct' in row.onMonth && (row.age ?? 0) <= staleAfter ? [{ name: row.name, pct: row.onMonth.pct }] : [],
  );
  if (moves.length === 0) {
    const newest = board
      .map(({ china }) => china?.day ?? '')
      .sort()
      .at(-1);
    return newest
      ? `Prices end on ${periodWords(newest)}, ${figure(daysBetween(newest, asOf))} days before`
      : 'No price is on record yet';
  }
  const say = ({ name, pct: by }: (typeof moves)[number], first: boolean) =>
    Math.abs(by) < 0.05
      ? `${name} ${first ? 'is ' : ''}unchanged`
      : `${name}${first ? ' is' : ''} ${figure(Math.abs(by), 1)}% ${by > 0 ? 'dearer' : 'cheaper'}${first ? ' than a month before' : ''}`;
  const lead = moves.find(({ name }) => /^PrNd oxide/.test(name)) ?? moves[0]!;
  const other = moves
    .filter(({ name }) => name.split(' ')[0] !== lead.name.split(' ')[0])
    .sort((a, b) => Math.abs(b.pct) - Math.abs(a.pct))[0];
  return [say(lead, true), other && say(other, false)].filter(Boolean).join(', ');
}

function Board({ day, chosen }: { day: Day; chosen: boolean }) {
  const { asOf, trade, board } = day;
  const status = useAnswer<Status>(api('status')).data;
  const newest = board
    .map(({ china }) => china?.day ?? '')
    .sort()
    .at(-1);
  const law = status?.newest.law;
  const freshness = [
    newest && `newest quotation ${periodWords(newest)}`,
    trade.newest && `newest customs month ${periodWords(trade.newest.month)}`,
    law && (law < asOf ? `law read to ${periodWords(law)}` : 'law read to that day'),
  ].filter(Boolean);
  return (
    <>
      <Head title={findingOf(day)} lede={`${periodWords(asOf)}: ${freshness.join(', ')}.`} />
      {day.stale > 0 && (
        <p class="banner">
          <Icon name="warn" />
          <span>
            {figure(day.stale)} results on file rest on something that was taken back.{' '}
            <a href="/sources?show=stale">See which</a>
          </span>
        </p>
      )}
      <Figures day={day} chosen={chosen} />
      <div class="today">
        <div class="col">
          <PriceBoard day={day} chosen={chosen} />
          <Exports day={day} chosen={chosen} />
          <Gaps day={day} />
        </div>
        <div class="col">
          <Verdicts day={day} />
          <Acts day={day} />
        </div>
      </div>
    </>
  );
}

/** Four figures: two prices, the last customs month, the next change of the law. */
function Figures({ day, chosen }: { day: Day; chosen: boolean }) {
  const { asOf, trade, acts, staleAfter } = day;
  const next = acts.find((act) => act.date > asOf);
  const wanted = ['PrNd-oxide', 'Dy-oxide'];
  return (
    <div class="say">
      {day.board
        .filter(({ code, china }) => wanted.includes(code) && china)
        .map(({ code, name, china, onMonth, sinceLast, age = 0, extreme }) => (
          <a key={code} href={at(`/prices?material=${code}`, asOf, chosen)}>
            <span class="label">{name}, China, incl. VAT</span>
            <span class="big">
              {figure((china!.low + china!.high) / 2)} <Unit>CNY/t</Unit>
            </span>
            <p>
              {age > staleAfter
                ? `of ${periodWords(china!.day)}, ${figure(age)} days old`
                : [
                    'pct' in onMonth && `${pct(onMonth.pct)} on the month`,
                    'pct' in sinceLast && `${pct(sinceLast.pct)} since ${shortDay(sinceLast.since)}`,
                  ]
                    .filter(Boolean)
                    .join(', ') || 'no base to compare with'}
              {extreme && age <= staleAfter
                ? `. ${extreme.what === 'lowest' ? 'Lowest' : 'Highest'} ${extreme.since ? `since ${periodWords(extreme.since)}` : 'in a year'}`
                : ''}
            </p>
          </a>
        ))}
      {trade.newest && (
        <a href={at('/trade', asOf, chosen)}>
          <span class="label">Magnet exports, China, {periodWords(trade.newest.month)}</span>
          <span class="big">
            {figure(trade.newest.tonnes)} <Unit>t</Unit>
          </span>
          <p>
            {[
              trade.onMonth !== undefined && `${pct(trade.onMonth)} on the month`,
              trade.onYear !== undefined && `${pct(trade.onYear)} on a year before`,
            ]
              .filter(Boolean)
              .join(', ') || 'no base to compare with'}
          </p>
        </a>
      )}
      {next && (
        <a href={at(`/law?act=${next.actId}`, asOf, chosen)}>
          <span class="label">Next change of the law</span>
          <span class="big">
            {periodWords(next.date)} <Unit>in {daysBetween(asOf, next.date)} days</Unit>
          </span>
          <p>
            {cut(next.title, 90)}: {next.certain ? next.what : `${next.what}, unsure`}
          </p>
        </a>
      )}
    </div>
  );
}

const Change = ({ of, stale }: { of: BoardRow['onMonth']; stale: boolean }) =>
  'none' in of ? (
    <Missing why={stale ? 'stale' : shortDays(of.none.replace('no quotation a month before', 'no base'))} />
  ) : (
    <>
      <Num row={of.row}>{pct(of.pct)}</Num>
      <br />
      <span class="age">{shortDay(of.since)}</span>
    </>
  );

function PriceBoard({ day, chosen }: { day: Day; chosen: boolean }) {
  const { asOf, board, staleAfter } = day;
  // Up and down go from row to row, as in a list.
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step || !(event.currentTarget instanceof HTMLElement)) return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody .mat a')];
    const now = links.indexOf(document.activeElement as HTMLElement);
    if (now < 0) return;
    event.preventDefault();
    links[Math.max(0, Math.min(links.length - 1, now + step))]?.focus();
  };
  return (
    <Sheet
      title="Price board"
      note={
        <span class="legend">
          <span>
            <Known as="observed" />
            observed
          </span>
          <span>
            <Known as="derived" />
            derived
          </span>
        </span>
      }
      csv={api('today', { asOf, format: 'csv' })}
      cite={{
        title: `Price board, ${periodWords(asOf)}`,
        source: 'Quotations as published by the sources named; derived figures carry their steps',
        asOf,
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links inside */}
      <div class="scroll" onKeyDown={key}>
        <table class="board">
          <thead>
            <tr>
              <th>Material</th>
              <th class="num">
                China
                <br />
                CNY/t
              </th>
              <th class="num">
                since last
                <br />
                quotation
              </th>
              <th class="num">
                on the
                <br />
                month
              </th>
              <th class="hide-n hide-m">12 months</th>
              <th class="num hide-n">
                China ex VAT
                <br />
                USD/kg
              </th>
              <th class="num hide-n">
                outside, USD/kg
                <br />× China that day
              </th>
            </tr>
          </thead>
          <tbody>
            {board.map((row) => {
              const stale = (row.age ?? 0) > staleAfter;
              const { china, outside } = row;
              return (
                <tr key={row.code}>
                  <td class="mat">
                    <a class="v" href={at(`/prices?material=${row.code}`, asOf, chosen)}>
                      {row.name}
                    </a>
                    <small>
                      {china ? (
                        <>
                          <span class="who" title={plain(china.source)}>
                            {plain(china.source)}
                          </span>
                          , <Age days={row.age ?? 0} old={stale} />
                        </>
                      ) : (
                        'no quotation'
                      )}
                    </small>
                  </td>
                  <td class="num">
                    {china ? (
                      <Num row={china.row} class="lvl">
                        {rangeOf(china.low, china.high)}
                      </Num>
                    ) : (
                      <span class="muted">none</span>
                    )}
                  </td>
                  <td class="num">
                    <Change of={row.sinceLast} stale={stale} />
                  </td>
                  <td class="num">
                    <Change of={row.onMonth} stale={stale} />
                  </td>
                  <td class="hide-n hide-m">
                    <Spark points={row.year} label={`${row.name}, ${row.year.length} quotations of a year`} />
                  </td>
                  <td class="num hide-n">
                    {row.chinaUsdPerKg && china ? (
                      <Num row={china.row} how={row.chinaUsdPerKg.how} class="derived-n">
                        <Known as="derived" />
                        {figure(
                          row.chinaUsdPerKg.value,
                          row.chinaUsdPerKg.value < 10 ? 2 : row.chinaUsdPerKg.value < 100 ? 1 : 0,
                        )}
                      </Num>
                    ) : (
                      <span class="muted">n/a</span>
                    )}
                  </td>
                  <td class="num hide-n">
                    {outside ? (
                      <>
                        <Num row={outside.row}>{rangeOf(outside.low, outside.high)}</Num>{' '}
                        {outside.multiple && (
                          <Num row={outside.row} how={outside.multiple.how} class="derived-n">
                            <Known as="derived" />
                            {figure(outside.multiple.value, 1)}×
                          </Num>
                        )}
                        <br />
                        <span class="age">{outside.place} </span>
                        <Age days={outside.age} old={outside.age > 2 * staleAfter} />
                      </>
                    ) : (
                      <span class="muted">none</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

function Exports({ day, chosen }: { day: Day; chosen: boolean }) {
  const { trade, asOf } = day;
  const { newest, months, missing, partners } = trade;
  const bars = useMemo(
    () =>
      [
        ...months.map(({ month, tonnes, derived }) => ({ month, value: tonnes, derived })),
        ...missing.map((month) => ({ month, derived: false })),
      ].sort((a, b) => a.month.localeCompare(b.month)),
    [months, missing],
  );
  const draw = useMemo(() => monthBars(bars, 't'), [bars]);
  if (!newest) {
    return (
      <Sheet title="China's magnet exports">
        <p class="body sub">No customs month was public by {periodWords(asOf)}.</p>
      </Sheet>
    );
  }
  const low = months.reduce((a, b) => (b.tonnes < a.tonnes ? b : a));
  const high = months.reduce((a, b) => (b.tonnes > a.tonnes ? b : a));
  const finding =
    newest === high
      ? `${periodWords(newest.month)} is the highest month of the last two years`
      : newest === low
        ? `${periodWords(newest.month)} is the lowest month of the last two years`
        : `${figure(100 * (1 - newest.tonnes / high.tonnes), 0)}% below the high of ${periodWords(high.month)}, ${figure(newest.tonnes / low.tonnes, 1)} times the low of ${periodWords(low.month)}`;
  const most = Math.max(...partners.map(({ at: month }) => month.tonnes), 1);
  return (
    <Sheet
      title="China's magnet exports"
      note={`tonnes a month, ${periodWords(months[0]!.month)} to ${periodWords(newest.month)}`}
      csv={api('trade', { asOf, product: 'NdFeB-magnet', reporter: 'CN', flow: 'export', format: 'csv' })}
      picture
      cite={{
        title: "China's magnet exports by month",
        source: 'Chinese customs as published; hollow months worked back from stated changes',
        asOf,
      }}
    >
      <div class="body tradegrid">
        <div>
          <p class="finding">{finding}</p>
          <Chart
            draw={draw}
            height={218}
            label={`Bars of monthly magnet exports in tonnes. Lowest ${figure(low.tonnes)} in ${periodWords(low.month)}, highest ${figure(high.tonnes)} in ${periodWords(high.month)}, last ${figure(newest.tonnes)} in ${periodWords(newest.month)}.`}
          />
        </div>
        <div>
          <p class="label">Newest month by destination, change on the year</p>
          <ul class="dests">
            {partners.map(({ partner, name, at: month, onYear }) => (
              <li key={partner}>
                <a href={at(`/trade?partner=${partner}`, asOf, chosen)}>
                  <span>{name}</span>
                  <b class="num">{figure(month.tonnes)}</b>
                  <i style={{ width: `${(100 * month.tonnes) / most}%` }} />
                  <span class="num sub">
                    {onYear === undefined ? <span class="muted">n/a</span> : pct(onYear)}
                    {month.month !== newest.month && <span class="age"> {periodWords(month.month)}</span>}
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {missing.length > 0 && (
            <p class="small muted">
              No figure for {missing.map(periodWords).join(', ')}: left empty, not drawn as zero.
            </p>
          )}
        </div>
      </div>
    </Sheet>
  );
}

const Gaps = ({ day }: { day: Day }) => (
  <Sheet
    title="What is stale or missing"
    note="shown with its age, never compared with newer figures"
    cite={{ title: 'What is stale or missing', source: 'The ledger of this machine', asOf: day.asOf }}
  >
    <div class="body">
      {day.gaps.length === 0 ? (
        <p class="sub">Nothing that the board shows is older than {day.staleAfter} days.</p>
      ) : (
        <ul class="stale">
          {day.gaps.map(({ text, days }) => (
            <li key={text}>
              {days === undefined ? (
                <span class="age old">
                  <Icon name="undecided" />
                  no figure
                </span>
              ) : (
                <Age days={days} old />
              )}
              <br />
              <span class="sub">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  </Sheet>
);

const Verdicts = ({ day }: { day: Day }) => {
  const [newest, ...others] = day.documents;
  return (
    <Sheet
      title="Last verdicts"
      note={newest && <a href={`/check/${newest.id}`}>Open page</a>}
      {...(newest && {
        csv: api('statements', { limit: 10_000, format: 'csv' }),
        cite: { title: 'Last verdicts', source: 'Documents on file, as last judged', asOf: day.asOf },
      })}
    >
      <div class="body">
        {!newest ? (
          <p class="sub">
            Nothing was checked by this day. <a href="/check">Check a page</a>: paste, drop or fetch it.
          </p>
        ) : (
          <>
            <p class="sub">
              {plain(newest.title)}
              {newest.published ? `, ${periodWords(newest.published)}` : ''}
              {newest.sample ? ' (sample)' : ''}
            </p>
            <div class="tally-row">
              <TallyBar counts={newest.counts} />
            </div>
            <p class="small muted">
              {Object.entries(newest.counts)
                .filter(([, n]) => n > 0)
                .map(([verdict, n]) => `${n} ${verdict}`)
                .join(', ')}
            </p>
            <ul class="vlist">
              {newest.gravest.map(({ index, verdict, quote, expected }) => (
                <li key={index} class={`v-${verdict}`}>
                  <Icon name={verdict} />
                  <div>
                    <a href={`/check/${newest.id}#s${index + 1}`}>
                      <q>{plain(cut(quote.replace(/\s+/g, ' '), 90))}</q>
                    </a>
                    <p>{plain(cut(expected, 110))}</p>
                  </div>
                </li>
              ))}
            </ul>
            {others.length > 0 && (
              <ul class="acts">
                {others.slice(0, 4).map(({ id, title, published, counts }) => (
                  <li key={id}>
                    <time>{published ? periodWords(published) : 'no date'}</time>
                    <span>
                      <a class="v" href={`/check/${id}`}>
                        {plain(title)}
                      </a>{' '}
                      <span class="sub">
                        {counts.holds} hold, {counts.fails} fail
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Sheet>
  );
};

function Acts({ day }: { day: Day }) {
  const { asOf } = day;
  const ahead = day.acts.filter(({ date }) => date > asOf);
  const behind = day.acts.filter(({ date }) => date <= asOf).reverse();
  const list = (some: Day['acts']) => (
    <ul class="acts">
      {some.map(({ actId, title, date, what, certain, note }) => (
        <li key={actId + date + what}>
          <time dateTime={date}>
            {periodWords(date)}
            <small>
              {date > asOf ? `in ${daysBetween(asOf, date)} days` : `${daysBetween(date, asOf)} days ago`}
            </small>
          </time>
          <span>
            <a class="v" href={`/law?act=${actId}&day=${date}`}>
              {title}
            </a>
            : {what}
            {!certain && <b> (unsure)</b>} {note && <span class="sub">{cut(note, 90)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <Sheet
      title="Acts that start or lapse"
      note={
        <button type="button" class="linkish" onClick={() => go('/law')}>
          All acts
        </button>
      }
      csv={api('acts', { asOf, format: 'csv' })}
      cite={{ title: 'Acts that start or lapse', source: 'Acts on record, with their sources in Law', asOf }}
    >
      <div class="body">
        {ahead.length === 0 ? <p class="sub">Nothing in the next 90 days.</p> : list(ahead.slice(0, 8))}
        {behind.length > 0 && (
          <details>
            <summary class="sub">{behind.length} in the last 30 days</summary>
            {list(behind)}
          </details>
        )}
      </div>
    </Sheet>
  );
}
