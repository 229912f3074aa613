import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly help: string;
  readonly note?: string;
  readonly children?: ReactNode;
}

/** A whole page that says what is wrong and what to do. */
export const Notice = ({ title, help, note, children }: Props) => (
  <section className="notice" role="alert">
    <h1>{title}</h1>
    <p>{help}</p>
    {note !== undefined && <p className="quiet">{note}</p>}
    <p className="notice-actions">{children}</p>
  </section>
);
