// Where a number comes from: any number of the desk opens its card, on hover, on Enter and on a tap.
import type { ComponentChildren } from 'preact';
import { createPortal } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { count, figure, periodWords, rangeOf } from '../../../src/brief/numbers.ts';
import type { ObservationDetail } from '../../../src/server/shapes/observation.ts';
import { api, useAnswer } from '../api.ts';
import { Icon } from './icon.tsx';
import { Known } from './marks.tsx';
import { Copy } from './sheet.tsx';
import { Failed, Loading } from './states.tsx';

const HOVER_MS = 400;

/** A number that leads to its ledger row. */
export function Num({
  row,
  how,
  children,
  class: extra = '',
}: {
  /** Ledger row. */
  row: string | undefined;
  /** How it was worked out, for a derived figure. */
  how?: string;
  children: ComponentChildren;
  class?: string;
}) {
  const [open, setOpen] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const timer = useRef<number | undefined>(undefined);
  if (!row) return <span class={extra}>{children}</span>;
  const wait = () => {
    timer.current = window.setTimeout(() => setOpen(true), HOVER_MS);
  };
  const leave = () => {
    clearTimeout(timer.current);
  };
  const close = (focus: boolean) => {
    setOpen(false);
    if (focus) link.current?.focus();
  };
  return (
    <>
      <a
        ref={link}
        class={`v ${extra}`}
        href={`/sources/${encodeURIComponent(row)}`}
        aria-haspopup="dialog"
        onPointerEnter={(event) => event.pointerType === 'mouse' && wait()}
        onPointerLeave={leave}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          leave();
          setOpen(true);
        }}
      >
        {children}
      </a>
      {open && link.current && (
        <OriginCard row={row} at={link.current} onClose={close} {...(how && { how })} />
      )}
    </>
  );
}

function OriginCard({
  row,
  how,
  at,
  onClose,
}: {
  row: string;
  how?: string;
  at: HTMLElement;
  onClose: (focus: boolean) => void;
}) {
  const asked = useAnswer<ObservationDetail>(api(`observations/${encodeURIComponent(row)}`));
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const el = card.current;
    if (!el) return;
    const box = at.getBoundingClientRect();
    const width = el.offsetWidth;
    const below = box.bottom + 6 + el.offsetHeight < innerHeight || box.top < el.offsetHeight + 6;
    el.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8)) + scrollX}px`;
    el.style.top = `${(below ? box.bottom + 6 : box.top - el.offsetHeight - 6) + scrollY}px`;
  });
  useEffect(() => {
    const inside = (event: Event) => card.current?.contains(event.target as Node);
    const press = (event: PointerEvent) => !inside(event) && onClose(false);
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose(true);
    };
    addEventListener('pointerdown', press, true);
    addEventListener('keydown', key, true);
    card.current?.focus();
    return () => {
      removeEventListener('pointerdown', press, true);
      removeEventListener('keydown', key, true);
    };
  }, [onClose]);
  return createPortal(
    <div
      class="origin floating"
      role="dialog"
      aria-label="Where this number comes from"
      tabIndex={-1}
      ref={card}
    >
      {asked.error ? (
        <Failed problem={asked.error} />
      ) : asked.data ? (
        <Origin detail={asked.data} {...(how && { how })} />
      ) : (
        <Loading />
      )}
    </div>,
    document.body,
  );
}

/** What a ledger row states, in words: value and unit. */
export function valueWords(o: ObservationDetail['observation']): { value: string; unit: string } {
  const unit = o.unit === 'pct' ? '%' : (o.unit ?? '');
  if (o.low !== undefined && o.high !== undefined) return { value: rangeOf(o.low, o.high), unit };
  if (o.value !== undefined) return { value: figure(o.value), unit };
  return { value: o.status?.replaceAll('_', ' ') ?? 'no figure', unit };
}

/** What a ledger row is about, in words. */
export function aboutWords(o: ObservationDetail['observation']): string {
  return [
    o.subject ?? o.org ?? o.instrument,
    o.metric,
    o.reporter && o.partner ? `${o.reporter} ${o.flow ?? 'trade'} ${o.partner}` : o.place,
    o.basis,
    o.vat && `VAT ${o.vat}`,
    o.period && periodWords(o.period),
  ]
    .filter(Boolean)
    .join(', ');
}

/** The inside of an origin card, also used where a row is shown at length. */
export function Origin({ detail, how }: { detail: ObservationDetail; how?: string }) {
  const { observation: o, status } = detail;
  const { value, unit } = valueWords(o);
  const known = how || status === 'derived' ? 'derived' : status === 'disputed' ? 'disputed' : 'observed';
  return (
    <>
      <p class="label">
        <Known as={known} />
        {known} · {o.kind}
        {status !== 'as_published' && status !== known ? ` · ${status.replaceAll('_', ' ')}` : ''}
      </p>
      <p class="big">
        {value} <span class="unit">{unit}</span>
      </p>
      <p class="sub">{aboutWords(o)}</p>
      {how && <p class="formula">{how}</p>}
      <p class="q">
        “{detail.before}
        <b class="hit">{o.quote}</b>
        {detail.after}”
      </p>
      <dl>
        <dt>Source</dt>
        <dd>
          {detail.source}
          {detail.published ? `, ${periodWords(detail.published.slice(0, 10))}` : ''}
        </dd>
        <dt>Place</dt>
        <dd>
          {detail.row
            ? `${detail.document.title ?? 'shipped facts'}, line ${detail.row}`
            : `document ${detail.document.id}, characters ${o.start}–${o.end}`}
        </dd>
        <dt>Read by</dt>
        <dd>{o.read_by}</dd>
        <dt>Used in</dt>
        <dd>{detail.usedIn ? `${count(detail.usedIn, 'result')} on file` : 'nothing on file'}</dd>
        {detail.note && (
          <>
            <dt>Note</dt>
            <dd>{detail.note}</dd>
          </>
        )}
      </dl>
      <div class="acts-row">
        <a class="btn quiet" href={`/sources/${encodeURIComponent(detail.id)}`}>
          <Icon name="sources" />
          Ledger row
        </a>
        <Copy
          class="btn quiet"
          icon="copy"
          label="Cite"
          text={() =>
            `${aboutWords(o)}: ${value} ${unit}. ${detail.source}${detail.published ? `, ${detail.published}` : ''}${detail.url ? `, ${detail.url}` : ''}. Coercivity ledger row ${detail.id}`
          }
        />
      </div>
    </>
  );
}
