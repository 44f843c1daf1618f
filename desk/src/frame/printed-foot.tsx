import { periodWords } from '../../../src/brief/numbers.ts';
import type { Status } from '../../../src/server/shapes/status.ts';
import { useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { dayWords, useDay } from './bar.tsx';

/** The foot of a printed view: what it was as of and where it is found again. On the screen it is not shown. */
export function PrintedFoot({ name, room }: { name: string; room: string }) {
  useAddress();
  const { day } = useDay();
  const { data } = useAnswer<Status>(api('status'));
  if (!data || !day) return null;
  return (
    <footer class="printonly printed-foot">
      <span>
        Coercivity {data.version}, {name}. {dayWords(room)} {periodWords(day)}.
      </span>
      <span>{location.href}</span>
    </footer>
  );
}
