import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { download, pictureOf } from './picture.ts';

interface HeadProps {
  /** The finding, in a sentence that answers the room's question. */
  readonly title: string;
  readonly lede?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** The head of a room. */
export const Head = ({ title, lede, actions }: HeadProps) => (
  <div class="head">
    <div>
      <h1>{title}</h1>
      {lede && <p class="lede">{lede}</p>}
    </div>
    {actions && <div class="do">{actions}</div>}
  </div>
);

/** What a sheet rests on and how it is taken along. */
export interface Citation {
  /** Title of what is shown, as it stands in a list of references. */
  readonly title: string;
  readonly source: string;
  readonly asOf?: string;
}

interface SheetProps {
  readonly title?: ComponentChildren;
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly cite?: Citation;
  /** The same as CSV: its address, or the text where the page has the figures itself. */
  readonly csv?: string | (() => string);
  /** There is a chart in it, to be taken along as a picture. */
  readonly picture?: boolean;
  readonly class?: string;
  readonly label?: string;
}

export const Sheet = ({ title, note, children, cite, csv, picture, class: extra, label }: SheetProps) => (
  <section class={`sheet${extra ? ` ${extra}` : ''}`} aria-label={label}>
    {title && (
      <header>
        <h2>{title}</h2>
        {note && <span class="note">{note}</span>}
      </header>
    )}
    {children}
    {cite && <SheetFoot cite={cite} {...(csv && { csv })} {...(picture && { picture })} />}
  </section>
);

/** Words for a list of references: title, source, as-of and address. */
export const citation = ({ title, source, asOf }: Citation): string =>
  `${title}. ${source}.${asOf ? ` As of ${asOf}.` : ''} Coercivity, ${location.href}`;

export function SheetFoot({
  cite,
  csv,
  picture,
}: {
  cite: Citation;
  csv?: string | (() => string);
  picture?: boolean;
}) {
  const foot = useRef<HTMLElement>(null);
  const fileName = cite.title.replace(/[^\w]+/g, '-').toLowerCase();
  const take = () => {
    const sheet = foot.current?.closest('.sheet');
    const blob = sheet && pictureOf(sheet, cite.title, citation(cite));
    if (blob) download(blob, `${fileName}.svg`);
  };
  return (
    <footer ref={foot}>
      <span>{cite.source}</span>
      <span class="take">
        {typeof csv === 'string' && (
          <a class="linkish" href={csv} download>
            <Icon name="down" />
            CSV
          </a>
        )}
        {typeof csv === 'function' && (
          <button
            type="button"
            class="linkish"
            onClick={() => download(new Blob([csv()], { type: 'text/csv' }), `${fileName}.csv`)}
          >
            <Icon name="down" />
            CSV
          </button>
        )}
        {picture && (
          <button type="button" class="linkish" onClick={take}>
            <Icon name="down" />
            Picture
          </button>
        )}
        <Copy icon="copy" label="Cite" text={() => citation(cite)} />
        <Copy icon="link" label="Address" text={() => location.href} />
      </span>
    </footer>
  );
}

/** Copies a text and says so. */
export function Copy({
  icon,
  label,
  text,
  class: extra = 'linkish',
}: {
  icon: 'copy' | 'link';
  label: string;
  text: () => string;
  class?: string;
}) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <button type="button" class={extra} onClick={copy}>
      <Icon name={icon} />
      <span aria-live="polite">{done ? 'Copied' : label}</span>
    </button>
  );
}
