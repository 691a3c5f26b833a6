/** Small parts that every page is made of. */
import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { shownRefusal } from './show.ts';
import { useWords } from './words.tsx';

export function Head({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="head">
      <h1>{title}</h1>
      {children ? <div className="aside">{children}</div> : null}
    </header>
  );
}

export const Panel = ({ children, padded = false }: { children: ReactNode; padded?: boolean }) => (
  <section className={padded ? 'panel padded' : 'panel'}>{children}</section>
);

export const Figure = ({ count, tone, children }: { count: number; tone?: string; children: ReactNode }) => (
  <div className="figure">
    <strong className={tone}>{count.toLocaleString()}</strong>
    {children}
  </div>
);

/** Says what happened and that nothing was harmed; nothing when there is no error. */
export function Trouble({ error }: { error: unknown }) {
  const words = useWords();
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" variant="light" mb="md" title={words.failed}>
      {shownRefusal(error, words)}
    </Alert>
  );
}

/** In a page's place while what it shows is on its way, or can't come. */
export function Awaited({ title, error }: { title: ReactNode; error: unknown }) {
  const words = useWords();
  return (
    <>
      <Head title={title} />
      {error ? <Trouble error={error} /> : <Quiet>{words.loading}</Quiet>}
    </>
  );
}

export const Quiet = ({ children }: { children: ReactNode }) => <span className="quiet">{children}</span>;
