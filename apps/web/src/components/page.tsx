import type { ReactNode } from 'react';
import { usePageTitle } from './use-page-title.ts';

interface Props {
  readonly title: string;
  /** What kind of page it is, above the title. */
  readonly kicker?: ReactNode;
  readonly lead?: ReactNode;
  readonly extra?: ReactNode;
  /** For a board that needs the whole window. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, kicker, lead, extra, wide = false, children }: Props) {
  usePageTitle(title);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <div className="page-head">
        <div>
          {kicker !== undefined && <p className="kicker">{kicker}</p>}
          <h1>{title}</h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        {extra !== undefined && <div className="page-extra">{extra}</div>}
      </div>
      {children}
    </div>
  );
}
