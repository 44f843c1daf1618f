import { NotYet } from './not-yet.tsx';

export default function Scenarios() {
  return (
    <NotYet
      title="What if?"
      lede="Licences stop, a mine comes late, a stock is released: who runs short, when, and what binds."
    >
      <p>
        Scenarios run on the command line (<code>coercivity scenario list</code>,{' '}
        <code>coercivity scenario run</code>); this room does not run them yet.
      </p>
    </NotYet>
  );
}
