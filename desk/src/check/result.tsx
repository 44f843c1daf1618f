import { useEffect, useMemo, useState } from 'preact/hooks';
import { finding, marks as marksOf } from '../../../src/brief/checked-document.ts';
import { periodWords } from '../../../src/brief/numbers.ts';
import type { Checked } from '../../../src/server/shapes/checked.ts';
import { chooseFragment, go, readAddress, useAddress } from '../address.ts';
import { ApiError, api, forget, type Problem, remember, send } from '../api.ts';
import { Icon } from '../components/icon.tsx';
import { Head } from '../components/sheet.tsx';
import { Failed } from '../components/states.tsx';
import { isTyping } from '../frame/keys.tsx';
import { Account } from './account.tsx';
import { linesOf } from './lines.ts';
import { PageText } from './page-text.tsx';
import { Panel } from './panel.tsx';
import { Strip } from './strip.tsx';
import { plain } from './text.ts';

/** A checked document: finding, strip, text, evidence, account. */
export function Result({ checked }: { checked: Checked }) {
  const { fragment } = useAddress();
  const { document, statements, asOf } = checked;
  const marks = useMemo(() => marksOf(checked), [checked]);
  const order = useMemo(
    () => marks.flatMap((mark) => (mark.type === 'statement' ? [mark.statement] : [])),
    [marks],
  );
  const chosen = statementOf(fragment, statements.length);
  const fence = useMemo(() => linesOf(document).find(({ teasers }) => teasers)?.start, [document]);

  const step = (by: number) => {
    if (order.length === 0) return;
    // Of the address as it is now: keys may come faster than the page is drawn.
    const from = statementOf(readAddress().fragment, statements.length);
    const now = from === undefined ? (by > 0 ? -1 : 0) : order.indexOf(from);
    const next = order[(now + by + order.length) % order.length];
    if (next !== undefined) chooseFragment(`s${next + 1}`);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.defaultPrevented) return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === 'Escape' && chosen !== undefined) chooseFragment('');
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  const dated = document.published
    ? `dated ${periodWords(document.published)}${document.publishedFrom && document.publishedFrom !== 'given' ? ` (from its ${document.publishedFrom})` : ''}`
    : 'without a date of its own';
  return (
    <>
      <Head
        title={finding(checked)}
        lede={
          <>
            {plain(document.title ?? document.origin ?? 'A document')}, {dated}. Held against the record, the
            law and itself as of {periodWords(asOf)}.
            {document.notes?.map((note) => ` ${plain(note)}`).join(' ')}
          </>
        }
        actions={<Actions checked={checked} />}
      />
      {marks.length > 0 && <Strip checked={checked} marks={marks} chosen={chosen} fence={fence} />}
      <div class="check">
        <div class="stack">
          <PageText checked={checked} chosen={chosen} />
          <Account checked={checked} marks={marks} chosen={chosen} />
        </div>
        <Panel checked={checked} order={order} chosen={chosen} step={step} />
      </div>
    </>
  );
}

/** Which statement a fragment names: `s12` the one with index 11. */
function statementOf(fragment: string, count: number): number | undefined {
  const number = Number(/^s(\d{1,6})$/.exec(fragment)?.[1] ?? 0);
  return number >= 1 && number <= count ? number - 1 : undefined;
}

function Actions({ checked }: { checked: Checked }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const file = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const filed = await send<Checked>(`/api/checked/${checked.id}/file`, {});
      forget();
      remember(api(`checked/${filed.id}`), filed);
      go(`/check/${filed.id}${location.hash}`);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.problem : { title: 'It could not be filed', status: 0 });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <a class="btn" href="/check">
        Check another
      </a>
      <a class="btn" href={`/api/checked/${checked.id}/report`} download>
        <Icon name="down" />
        Report
      </a>
      {checked.filed ? (
        <button type="button" class="btn" onClick={file} disabled={busy}>
          {busy ? 'Judging …' : 'Judge again'}
        </button>
      ) : (
        <button type="button" class="btn main" onClick={file} disabled={busy}>
          {busy ? 'Saving …' : `Save ${checked.reading.observations.length} figures to ledger`}
        </button>
      )}
      {problem && <Failed problem={problem} />}
    </>
  );
}
