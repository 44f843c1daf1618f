import { useEffect, useRef, useState } from 'preact/hooks';
import { periodWords } from '../../../src/brief/numbers.ts';
import type { CheckAnswer } from '../../../src/server/shapes/checked.ts';
import type { DocumentRow } from '../../../src/server/shapes/sources.ts';
import { go, useAddress } from '../address.ts';
import { ApiError, api, ask, type Problem, remember, useAnswer } from '../api.ts';
import { Icon } from '../components/icon.tsx';
import { Head, Sheet } from '../components/sheet.tsx';
import { Await, Failed, Loading } from '../components/states.tsx';

/** Paste, drop or fetch. What was pasted stays where it is until the result is there. */
export function Enter() {
  const { query } = useAddress();
  const asOf = query.get('day') ?? undefined;
  const [text, setText] = useState('');
  const [address, setAddress] = useState('');
  const [published, setPublished] = useState('');
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [several, setSeveral] = useState<CheckAnswer>();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const run = async (what: string, request: () => Promise<CheckAnswer>) => {
    setBusy(what);
    setProblem(undefined);
    setSeveral(undefined);
    try {
      const answer = await request();
      for (const one of answer.documents) remember(api(`checked/${one.id}`), one);
      if (answer.documents.length === 1) go(`/check/${answer.documents[0]!.id}`);
      else setSeveral(answer);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.problem : { title: 'It could not be read', status: 0 });
    } finally {
      setBusy(undefined);
    }
  };
  const post = (body: object) =>
    ask<CheckAnswer>('/api/check', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, ...(published && { published }), ...(asOf && { asOf }) }),
    });
  const checkText = () => text.trim() && run('Reading the text', () => post({ text }));
  const checkAddress = () =>
    address.trim() && run('Fetching the page', () => post({ address: address.trim() }));
  const checkFile = (file: File | undefined) =>
    file &&
    run(`Reading ${file.name}`, () =>
      ask<CheckAnswer>(api('check/file', { name: file.name, asOf }), {
        method: 'POST',
        headers: { 'Content-Type': file.type || 'application/octet-stream' },
        body: file,
      }),
    );

  // A file may be dropped anywhere in the room.
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(event.type !== 'dragleave');
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      setOver(false);
      checkFile(event.dataTransfer.files[0]);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', drag);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', drag);
      removeEventListener('drop', drop);
    };
  });

  return (
    <>
      <Head
        title="Is this page true?"
        lede="Every number of the page is read or accounted for, and every statement held against the page itself, the record, the law and the calendar. Nothing is filed until you say so."
      />
      <div class="enter">
        <div class="stack">
          <section class={`sheet drop-field${over ? ' over' : ''}`} aria-label="What to check">
            <label class="paste">
              <span class="label">Paste a text</span>
              <textarea
                rows={9}
                value={text}
                placeholder="A bulletin, a news item, a table …"
                onInput={(event) => setText(event.currentTarget.value)}
                onKeyDown={(event) =>
                  (event.ctrlKey || event.metaKey) && event.key === 'Enter' && checkText()
                }
              />
            </label>
            <div class="enter-row">
              <button type="button" class="btn main" disabled={!text.trim() || !!busy} onClick={checkText}>
                <Icon name="check" />
                Check the text
              </button>
              <label class="inline">
                <span class="label">
                  Its date, if it does not say{published && `: ${periodWords(published)}`}
                </span>
                <input
                  type="date"
                  value={published}
                  onInput={(event) => setPublished(event.currentTarget.value)}
                />
              </label>
            </div>
            <div class="enter-row line">
              <button type="button" class="btn" disabled={!!busy} onClick={() => input.current?.click()}>
                <Icon name="down" />
                Choose a file
              </button>
              <span class="sub">or drop one here: HTML, PDF, Markdown, CSV, spreadsheet</span>
              <input
                ref={input}
                type="file"
                hidden
                aria-label="File to check"
                onChange={(event) => checkFile(event.currentTarget.files?.[0])}
              />
            </div>
            <form
              class="enter-row line"
              onSubmit={(event) => {
                event.preventDefault();
                checkAddress();
              }}
            >
              <input
                class="field grow"
                type="url"
                aria-label="Address of a page"
                placeholder="https://"
                value={address}
                onInput={(event) => setAddress(event.currentTarget.value)}
              />
              <button type="submit" class="btn" disabled={!address.trim() || !!busy}>
                <Icon name="link" />
                Fetch the page
              </button>
            </form>
          </section>
          {busy && (
            <div class="state">
              <h3>{busy} …</h3>
              <Loading what={busy} />
            </div>
          )}
          {problem && <Failed problem={problem} />}
          {several && <Several answer={several} />}
        </div>
        <Before />
      </div>
    </>
  );
}

const Several = ({ answer }: { answer: CheckAnswer }) => (
  <Sheet title={`${answer.documents.length} documents in it`}>
    <div class="body">
      {answer.notes.map((note) => (
        <p key={note} class="sub">
          {note}
        </p>
      ))}
      <ul class="todo">
        {answer.documents.map(({ id, document, statements }) => (
          <li key={id}>
            <a href={`/check/${id}`}>
              <b>{document.title ?? document.origin ?? id}</b>
              <span>
                {statements.length} statements
                {document.published ? `, ${periodWords(document.published)}` : ''}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  </Sheet>
);

function Before() {
  const asked = useAnswer<{ items: DocumentRow[] }>(api('documents', { limit: 200 }));
  return (
    <Sheet title="Checked before">
      <div class="body">
        <Await asked={asked} what="Loading what was checked before">
          {({ items }) => {
            const checked = items.filter((one) => one.checked).slice(0, 12);
            return checked.length === 0 ? (
              <p class="sub">Nothing yet. What you check and save stands here.</p>
            ) : (
              <ul class="acts">
                {checked.map(({ id, title, published, observations, retracted }) => (
                  <li key={id}>
                    <time>{published ? periodWords(published) : 'no date'}</time>
                    <span>
                      <a class="v" href={`/check/${id}`}>
                        {title}
                      </a>{' '}
                      <span class="sub">
                        {observations} figures{retracted ? ', taken back' : ''}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            );
          }}
        </Await>
      </div>
    </Sheet>
  );
}
