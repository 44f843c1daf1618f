import type { ComponentChildren } from 'preact';
import { Head, Sheet } from '../components/sheet.tsx';

/** A room that is not there yet: what it will answer, and what can be done meanwhile. */
export const NotYet = ({
  title,
  lede,
  children,
}: {
  title: string;
  lede: string;
  children: ComponentChildren;
}) => (
  <>
    <Head title={title} lede={lede} />
    <Sheet title="Not here yet">
      <div class="body prose">{children}</div>
    </Sheet>
  </>
);
