import { NotYet } from './not-yet.tsx';

export default function Parts() {
  return (
    <NotYet
      title="What about my parts?"
      lede="A bill of materials: composition, cost today, swing by element, licence, recycled share, substitutes."
    >
      <p>
        This room is being built. Whether a part may be shipped can be asked in <a href="/law">Law</a>, what
        its materials cost in <a href="/prices">Prices</a>.
      </p>
    </NotYet>
  );
}
