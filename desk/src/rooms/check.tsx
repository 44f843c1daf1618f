import type { Checked } from '../../../src/server/shapes/checked.ts';
import { useAddress } from '../address.ts';
import { api, useAnswer } from '../api.ts';
import { Enter } from '../check/enter.tsx';
import { Result } from '../check/result.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';

export default function Check() {
  const { id } = useAddress();
  return id ? <Shown key={id} id={id} /> : <Enter />;
}

function Shown({ id }: { id: string }) {
  const asked = useAnswer<Checked>(api(`checked/${encodeURIComponent(id)}`));
  if (asked.error?.status === 404) {
    return (
      <Empty title="This page is not here any more">
        <p>
          It was checked but not saved, and the desk was started anew since.{' '}
          <a href="/check">Check it again</a>; saved pages stay.
        </p>
      </Empty>
    );
  }
  if (asked.error) return <Failed problem={asked.error} again={asked.again} />;
  if (!asked.data) return <Loading what="Loading the checked page" />;
  return <Result checked={asked.data} />;
}
