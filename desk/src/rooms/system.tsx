// The sheet of marks and states: every component of the desk in every state, drawn with the styles that rooms use.
import type { ComponentChildren } from 'preact';
import type { Verdict } from '../../../src/judging/verdict.ts';
import { Icon } from '../components/icon.tsx';
import { Age, Known, Missing, TallyBar, Unit, VerdictMark } from '../components/marks.tsx';
import { Scroll } from '../components/scroll.tsx';
import { Copy, Head, Sheet } from '../components/sheet.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';

const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['holds', 'agrees within the precision of the words'],
  ['fails', 'the evidence says otherwise'],
  ['basis', 'both true, on named bases'],
  ['conflicts', 'like sources disagree'],
  ['undecided', 'and what would decide it'],
  ['forecast', 'a probability with a range'],
];
const COLOURS = [
  ...['paper', 'sheet', 'sunk', 'line', 'line-2', 'edge', 'ink', 'ink-2', 'ink-3', 'accent', 'accent-wash'],
  ...VERDICTS.flatMap(([verdict]) => [verdict, `${verdict}-wash`]),
];

const Row = ({
  name,
  children,
  note,
}: {
  name: ComponentChildren;
  children: ComponentChildren;
  note: string;
}) => (
  <tr>
    <td>{name}</td>
    <td>{children}</td>
    <td class="sub">{note}</td>
  </tr>
);

export default function System() {
  return (
    <>
      <Head
        title="The marks of the desk"
        lede="One sheet to build from: verdicts, data classes, numbers, controls, states."
        actions={
          <>
            <button type="button" class="btn">
              Action
            </button>
            <button type="button" class="btn main">
              Main action
            </button>
          </>
        }
      />
      <div class="stack">
        <div class="two">
          <Verdicts />
          <Classes />
        </div>
        <Sheet title="Colours" note="text on sheet at least 4.5:1 in both themes, held by a test">
          <div class="body swatches">
            {COLOURS.map((name) => (
              <div class="sw" key={name} style={{ '--b': `var(--${name})` }}>
                <i />
                <span>{name}</span>
              </div>
            ))}
          </div>
        </Sheet>
        <States />
        <div class="two">
          <Controls />
          <Type />
        </div>
        <Sheet
          title="A sheet"
          note="its note"
          cite={{ title: 'A sheet', source: 'Where its figures come from' }}
          csv="/api/acts?format=csv"
        >
          <div class="body">
            <p class="finding">A chart's finding, in one sentence that is computed</p>
            <p class="sub">Every sheet ends with its source, and with CSV, Cite and Address.</p>
          </div>
        </Sheet>
      </div>
    </>
  );
}

const Verdicts = () => (
  <Sheet title="Verdicts">
    <Scroll label="Examples">
      <table>
        <tbody>
          {VERDICTS.map(([verdict, note]) => (
            <Row key={verdict} name={<VerdictMark verdict={verdict} />} note={note}>
              <span class="page-words">
                <a class={`fig v-${verdict}`} href="#figure">
                  5,774 tons
                  {verdict !== 'holds' && (
                    <sup>
                      <Icon name={verdict} />
                    </sup>
                  )}
                </a>
              </span>{' '}
              <span class={`cell v-${verdict}`}>5,774</span> <VerdictMark verdict={verdict} pill />
            </Row>
          ))}
          <Row name={<span class="muted">set aside</span>} note="a date, a ticker, a page number">
            <span class="page-words">
              <span class="aside">2025-11-14</span>
            </span>{' '}
            <span class="cell set">2025</span>
          </Row>
          <Row name={<span class="muted">unread</span>} note="not understood, and listed">
            <span class="page-words">
              <span class="unread">six</span>
            </span>{' '}
            <span class="cell un">six</span>
          </Row>
        </tbody>
      </table>
    </Scroll>
    <div class="body">
      <div class="ribbon" role="img" aria-label="The strip: one block for each kind">
        {VERDICTS.map(([verdict]) => (
          <i key={verdict} class={`v-${verdict}`} />
        ))}
        <span class="gap" />
        <i class="set" />
        <i class="un" />
      </div>
      <br />
      <TallyBar counts={{ holds: 23, fails: 4, conflicts: 1, basis: 2, undecided: 3, forecast: 1 }} />
    </div>
  </Sheet>
);

const Classes = () => (
  <Sheet title="How we know a number">
    <Scroll label="Examples">
      <table>
        <tbody>
          <Row
            name={
              <>
                <Known as="observed" />
                observed
              </>
            }
            note="upright ink; filled dot; solid line"
          >
            5,774 t
          </Row>
          <Row
            name={
              <>
                <Known as="derived" />
                derived
              </>
            }
            note="hollow dot in front; hollow bar; formula in its card"
          >
            <span class="derived-n">
              <Known as="derived" />
              3,586 t
            </span>
          </Row>
          <Row
            name={
              <>
                <Known as="modelled" />
                modelled
              </>
            }
            note="italic, model colour, always a range; dashed line in a band"
          >
            <span class="model-n">61% (44–72)</span>
          </Row>
          <Row
            name={
              <>
                <Known as="disputed" />
                disputed
              </>
            }
            note="half-filled diamond; both values, joined by a whisker"
          >
            <Known as="disputed" />
            1,490k or 1,510k
          </Row>
          <Row name={<span class="muted">missing</span>} note="a gap with “?”, never zero, never bridged">
            <Missing why="no quotation a month before" />
          </Row>
          <Row name={<Age days={128} old />} note="age in days, no change shown">
            2,850 <Unit>USD/kg</Unit>
          </Row>
        </tbody>
      </table>
    </Scroll>
  </Sheet>
);

const States = () => (
  <Sheet title="States">
    <div class="body states">
      <div class="state drop">
        <Icon name="check" />
        <h3>Drop a page, paste text, or give an address</h3>
        <p class="sub">HTML, PDF, Markdown, CSV, spreadsheet.</p>
      </div>
      <div class="state">
        <Loading what="Reading" />
      </div>
      <Failed
        problem={{
          title: 'The address did not answer',
          detail: 'It took longer than 30 s. What you pasted before is still here.',
          status: 504,
        }}
        again={() => {}}
      />
      <Empty title="No quotation after 12 Feb 2026">
        Prices end 283 days before today. The board shows that day; changes are not computed across the gap.
      </Empty>
      <div class="state">
        <h3>Nothing fails here</h3>
        <p class="sub">18 of 18 statements hold. 2 numbers were set aside.</p>
        <TallyBar counts={{ holds: 18 }} />
      </div>
      <div class="state">
        <h3>Focus</h3>
        <p class="sub">2 px accent ring, 2 px off, on everything that acts.</p>
        <p>
          <button type="button" class="btn fixfocus">
            Button
          </button>{' '}
          <a class="fig v-fails fixfocus" href="#figure">
            25%
          </a>
        </p>
      </div>
    </div>
    <div class="body">
      <p class="banner">
        <Icon name="warn" />
        <span>
          <b>Something rests on what was taken back.</b> A banner says so at the head of a room.
        </span>
      </p>
      <span class="ph">placeholder, not a forecast</span>
    </div>
  </Sheet>
);

const Controls = () => (
  <Sheet title="Controls">
    <div class="body prose">
      <p>
        <button type="button" class="btn">
          At rest
        </button>{' '}
        <button type="button" class="btn main">
          Main
        </button>{' '}
        <button type="button" class="btn quiet">
          Quiet
        </button>{' '}
        <button type="button" class="btn" disabled>
          Off
        </button>{' '}
        <Copy icon="copy" label="Cite" text={() => 'A citation'} />
      </p>
      <p>
        <span class="seg">
          <button type="button" aria-pressed="true">
            CNY
          </button>
          <button type="button" aria-pressed="false">
            USD
          </button>
        </span>
      </p>
      <form class="form">
        <label>
          A field
          <input class="field" value="1.8" />
        </label>
        <label>
          A choice
          <select class="field">
            <option>bare magnet</option>
          </select>
        </label>
        <label class="w">
          A lever
          <input type="range" min="0" max="100" value="60" style={{ '--p': '60%' }} />
        </label>
      </form>
      <p>
        Licence:{' '}
        <span class="lic need">
          <Icon name="lock" /> needed
        </span>{' '}
        <span class="lic free">
          <Icon name="open" /> not needed
        </span>{' '}
        <span class="lic maybe">
          <Icon name="basis" /> two readings
        </span>
      </p>
    </div>
  </Sheet>
);

const Type = () => (
  <Sheet title="Type">
    <div class="body prose">
      <p class="t-finding">Findings, 28 serif</p>
      <p class="finding">Chart findings, 18 serif</p>
      <p class="page-words">The document's words, 17 serif: never our own</p>
      <p>Interface, 14 sans. 1,510,000 and 8,250,000 align</p>
      <p class="label">Labels, 12</p>
      <p class="formula">5,774 / 6,146 − 1 = −6.0527%</p>
    </div>
  </Sheet>
);
