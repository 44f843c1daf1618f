import { Scroll } from '../components/scroll.tsx';
import type { MonthView } from './messages.ts';
import { endWords, type PlaceWords, percent, sharesOfTakers, tonnesWords } from './words.ts';

const KIND_WORDS: Readonly<Record<string, string>> = {
  concentrate: 'concentrate',
  oxide: 'oxide',
  metal: 'metal',
  magnet: 'magnets',
  scrap: 'scrap',
};
/** Below it a flow is told as one line with the others. */
const LEAST = 0.005;

/** Every flow of a month as a row: what the pictures show, to be read, sorted and taken along. */
export function FlowTable({
  view,
  places,
  element,
}: {
  view: MonthView;
  places: PlaceWords;
  element: string;
}) {
  const shareOf = sharesOfTakers(view);
  const shown = view.links.filter(({ tonnes }) => tonnes >= LEAST);
  const rest = view.links.slice(shown.length);
  return (
    <Scroll label={`Flows of ${element}`}>
      <table class="flow-table">
        <thead>
          <tr>
            <th>From</th>
            <th>To</th>
            <th class="hide-n">As</th>
            <th class="num">t of {element}</th>
            <th class="num">of what the taker takes</th>
            <th class="hide-n">Limit</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((link) => {
            const share = shareOf(link);
            return (
              <tr
                key={`${link.from.stage}@${link.from.place}>${link.to.stage}@${link.to.place}>${link.kind}`}
              >
                <td>{endWords(link.from, 'from', places)}</td>
                <td>{endWords(link.to, 'to', places)}</td>
                <td class="hide-n muted">{KIND_WORDS[link.kind] ?? link.kind}</td>
                <td class="num model-n">{tonnesWords(link.tonnes)}</td>
                <td class="num model-n">
                  {share === undefined ? <span class="muted">n/a</span> : percent(share)}
                </td>
                <td class="hide-n sub">{link.bound > 0.5 ? 'as much as is allowed' : ''}</td>
              </tr>
            );
          })}
          {rest.length > 0 && (
            <tr>
              <td colSpan={3} class="muted">
                {rest.length} flows of less than {LEAST} t each
              </td>
              <td class="num model-n">{rest.reduce((sum, { tonnes }) => sum + tonnes, 0).toFixed(3)}</td>
              <td />
              <td class="hide-n" />
            </tr>
          )}
        </tbody>
      </table>
    </Scroll>
  );
}
