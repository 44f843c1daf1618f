import { datesInWords, figure, periodWords, rangeOf, signed } from '../../../src/brief/numbers.ts';
import type { PartRow } from '../../../src/server/shapes/parts.ts';
import { plain } from '../check/text.ts';
import { amount, shareWords } from './amounts.ts';

/** All about the chosen part: its sum, its law, what helps, and what scenarios of the chain do to it. */
export function Detail({
  one,
  currency,
  titles,
}: {
  one: PartRow;
  currency: string;
  /** Titles of scenarios by name. */
  titles: ReadonlyMap<string, string>;
}) {
  const laws = [
    ['Export licence', one.licence],
    ['Import duty', one.duty],
    ['Recycled share', one.recycledShare],
    ['Procurement', one.procurement],
  ] as const;
  return (
    <div class="detail">
      <div>
        <p class="label">
          Why a kilogram of {plain(one.part)} costs{' '}
          {one.exWorks ? `${rangeOf(one.exWorks.low, one.exWorks.high)} ${currency}` : 'nobody can say'}
        </p>
        {one.refused ? (
          <p>{one.refused}</p>
        ) : (
          <p class="formula">
            {one.lines.map((line) => `${line.what}: ${line.formula} = ${amount(line.amount)}`).join('\n')}
            {one.linesUnit && `\nin ${one.linesUnit}${one.rate ? `; ${one.rate}` : ''}`}
          </p>
        )}
        {one.composition && (
          <p class="small muted">
            Composition, weight %:{' '}
            {Object.entries(one.composition)
              .map(([element, share]) => `${element} ${figure(share, 1)}`)
              .join(', ')}
          </p>
        )}
      </div>
      <div>
        <p class="label">What the law says</p>
        {laws.map(([question, of]) =>
          of ? (
            <p key={question} class="sub">
              <b>{question}</b>: {datesInWords(of.says)}
              {of.acts.map(({ id, title }) => (
                <a key={id} class="v actlink" href={`/law?act=${encodeURIComponent(id)}`}>
                  {title}
                </a>
              ))}
            </p>
          ) : null,
        )}
      </div>
      <div>
        <p class="label">What helps, and what was assumed</p>
        {one.substitutes.slice(0, 4).map(({ to, costPct, massPct, years, licence, note }) => (
          <p key={to} class="sub">
            <b>{to}</b>:{' '}
            {costPct
              ? `cost ${signed(costPct.value, 0)}% (${signed(costPct.low, 0)} to ${signed(costPct.high, 0)}), `
              : ''}
            mass {signed(massPct.value, 0)}%, {years} {years === 1 ? 'year' : 'years'}
            {licence && `, ${licence}`}
            {note && ` (${note})`}
          </p>
        ))}
        {one.shortages.length > 0 && (
          <>
            <p class="label">By scenario: not met in the worst quarter, and price</p>
            <ul class="plain-list small">
              {one.shortages.map(({ scenario, unmet, costPct, from }) => (
                <li key={scenario}>
                  <a class="v" href={`/scenarios?scenario=${encodeURIComponent(scenario)}`}>
                    {titles.get(scenario) ?? scenario}
                  </a>{' '}
                  <span class="model-n">
                    {shareWords(unmet)}, price {signed(costPct.value, 0)}%
                    {from && `, short from ${periodWords(from)}`}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {one.notes.map((note) => (
          <p key={note} class="small muted">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}
