// What a month says besides its picture: concentration, who depends on whom, what binds, who goes short.
import { useState } from 'preact/hooks';
import { figure, periodWords } from '../../../src/brief/numbers.ts';
import { choose } from '../address.ts';
import { Scroll } from '../components/scroll.tsx';
import { Sheet } from '../components/sheet.tsx';
import type { BoundRow, MonthView } from './messages.ts';
import { BOUND_WORDS } from './node-panel.tsx';
import { boundsCsv, concentrationCsv, dependencesCsv } from './tables.ts';
import { capital, type PlaceWords, percent, stageAtWords, stageHead, tonnesWords } from './words.ts';

interface MonthSheetProps {
  readonly view: MonthView;
  readonly places: PlaceWords;
  readonly scenario: string;
  readonly element: string;
  readonly source: string;
}

const PARTS_SHOWN = 5;
const FIRST_ROWS = 10;

export function ConcentrationSheet({ view, places, scenario, element, source }: MonthSheetProps) {
  const stages = view.concentration.filter(({ tonnes }) => tonnes > 0);
  return (
    <Sheet
      title="How concentrated is each stage?"
      note={`shares of ${element} by place`}
      csv={() => concentrationCsv(view, { scenario, places })}
      cite={{ title: `Concentration by stage, ${element}, ${periodWords(view.month)}`, source }}
    >
      <Scroll label="Concentration by stage">
        <table class="conc">
          <thead>
            <tr>
              <th>Stage</th>
              <th>Places by share</th>
              <th class="num">largest</th>
              <th class="num">HHI</th>
              <th class="num hide-n">t</th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stage, places: own, hhi, tonnes }) => (
              <tr key={stage}>
                <td>{stageHead(stage)}</td>
                <td class="parts-cell">
                  <span class="partbar" aria-hidden="true">
                    {own.slice(0, PARTS_SHOWN).map(({ place, share }) => (
                      <i key={place} style={{ '--n': share }} />
                    ))}
                  </span>
                  <span class="small muted">
                    {own
                      .slice(0, 4)
                      .filter(({ share }) => share >= 0.005)
                      .map(({ place, share }) => `${places.short(place)} ${percent(share)}`)
                      .join(' · ')}
                  </span>
                </td>
                <td class="num">
                  <span class="model-n">{percent(own[0]?.share ?? 0)}</span>
                  <br />
                  <span class="age">{places.short(own[0]?.place ?? '')}</span>
                </td>
                <td class="num model-n">{figure(hhi, 0)}</td>
                <td class="num model-n hide-n">{tonnesWords(tonnes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="body small muted">
        HHI: sum of squared shares in percent, 10,000 for a single place. Separated counts oxide from ore,
        from scrap and the unexplained.
      </p>
    </Sheet>
  );
}

export function DependenceSheet({ view, places, scenario, element, source }: MonthSheetProps) {
  const [all, setAll] = useState(false);
  const rows = all ? view.dependences : view.dependences.slice(0, FIRST_ROWS);
  return (
    <Sheet
      title="Who depends on whom?"
      note={`by tonnes of ${element} taken from abroad`}
      csv={() => dependencesCsv(view, { scenario, places })}
      cite={{ title: `Who depends on whom, ${element}, ${periodWords(view.month)}`, source }}
    >
      {rows.length === 0 ? (
        <p class="body sub">Nobody takes {element} from abroad in this month.</p>
      ) : (
        <Scroll label="Who depends on whom">
          <table>
            <thead>
              <tr>
                <th>Who</th>
                <th>On</th>
                <th class="num">share</th>
                <th class="num">t</th>
                <th class="num hide-n">own stock</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const node = view.pools[`${row.who.stage}@${row.who.place}`]?.[0]?.node;
                return (
                  <tr key={`${row.who.stage}@${row.who.place}`}>
                    <td>
                      {node ? (
                        <button type="button" class="linkish" onClick={() => choose({ node }, true)}>
                          {stageAtWords(row.who, places)}
                        </button>
                      ) : (
                        stageAtWords(row.who, places)
                      )}
                    </td>
                    <td>
                      {capital(places.name(row.on))}
                      {row.bound > 0.5 && <small class="age"> at its limit</small>}
                    </td>
                    <td class="num model-n">{percent(row.share)}</td>
                    <td class="num model-n">{tonnesWords(row.tonnes)}</td>
                    <td class="num model-n hide-n">
                      {row.fromStock > 0.005 ? percent(row.fromStock) : <span class="muted">none</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
      {view.dependences.length > FIRST_ROWS && (
        <p class="more-row">
          <button type="button" class="linkish" onClick={() => setAll(!all)}>
            {all ? 'The first ten' : `Show all ${view.dependences.length}`}
          </button>
        </p>
      )}
    </Sheet>
  );
}

export function BoundsSheet({ view, places, scenario, source }: MonthSheetProps) {
  const [all, setAll] = useState(false);
  const rows = all ? view.bounds : view.bounds.slice(0, FIRST_ROWS);
  const widest = Math.max(1e-9, ...view.bounds.map(({ thousandUsd }) => thousandUsd));
  return (
    <Sheet
      title={`What binds in ${periodWords(view.month)}`}
      note="by what it costs in the month"
      csv={() => boundsCsv(view, { scenario, places })}
      cite={{ title: `What binds, ${periodWords(view.month)}`, source }}
    >
      {rows.length === 0 ? (
        <p class="body sub">Nothing is at its limit: every price in this month is cost.</p>
      ) : (
        <Scroll label="What binds">
          <table>
            <thead>
              <tr>
                <th>What is at its limit</th>
                <th class="hide-n">Goes through</th>
                <th class="num">rent, USD/kg</th>
                <th class="num">million USD</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <BoundLine key={row.kind + row.what + row.where} row={row} widest={widest} places={places} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {view.bounds.length > FIRST_ROWS && (
        <p class="more-row">
          <button type="button" class="linkish" onClick={() => setAll(!all)}>
            {all ? 'The first ten' : `Show all ${view.bounds.length}`}
          </button>
        </p>
      )}
    </Sheet>
  );
}

const BoundLine = ({ row, widest, places }: { row: BoundRow; widest: number; places: PlaceWords }) => (
  <tr>
    <td>
      {row.node ? (
        <button type="button" class="linkish" onClick={() => choose({ node: row.node }, true)}>
          {capital(row.what)}
        </button>
      ) : (
        capital(row.what)
      )}
      <small class="age wrap">
        {row.where === 'at capacity' ? BOUND_WORDS[row.kind] : capital(row.where)}
        {row.destinations.length > 0 && `. To ${row.destinations.map(places.short).join(', ')}`}
      </small>
    </td>
    <td class="hide-n sub">
      <span class="model-n">{tonnesWords(row.tonnes)} t</span>
      {row.normal > 0 && (
        <>
          , <span class="model-n">{percent(row.tonnes / row.normal)}</span> of a normal month
        </>
      )}
    </td>
    <td class="num model-n">+{figure(row.rentUsdPerKg, row.rentUsdPerKg < 100 ? 1 : 0)}</td>
    <td class="num model-n">
      {figure(row.thousandUsd / 1000, 1)}
      <span class="miniband" style={{ '--w': `${(100 * row.thousandUsd) / widest}%` }} aria-hidden="true" />
    </td>
  </tr>
);

export function ShortSheet({ view, places }: Pick<MonthSheetProps, 'view' | 'places'>) {
  if (view.short.length === 0) return null;
  return (
    <Sheet title={`Who goes short in ${periodWords(view.month)}`} note="of what users want">
      <ul class="rows body">
        {view.short.map(({ place, share, tonnes, worst }) => (
          <li key={place}>
            <span>
              {capital(places.name(place))}
              <small>
                {tonnesWords(tonnes)} t of magnets; worst off: {worst}
              </small>
            </span>
            <b class="model-n">{percent(share)}</b>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
