import { NotYet } from './not-yet.tsx';

export default function Chain() {
  return (
    <NotYet
      title="Who depends on whom?"
      lede="Flows of a month by stage and place, balances, prices and why they are what they are, origin traced through the stages."
    >
      <p>
        The model of the chain works on the command line (<code>coercivity scenario --help</code>); this room
        does not show it yet. What customs record of the flows is in <a href="/trade">Trade</a>.
      </p>
    </NotYet>
  );
}
