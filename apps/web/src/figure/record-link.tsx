import { Link } from '@tanstack/react-router';
import type { FigureRow } from '../../../../kernel/indicator/contract.ts';

// A line is known by its run and its number in it: '<run uuid>/<seq>'.
const LINE_ID = /^([0-9a-f-]{36})\W(\d+)$/i;

/** The name in a record's row; the link covers the whole row. */
export function RecordLink({ row: { name, what, link } }: { readonly row: FigureRow }) {
  const text = name === '' ? what : name;
  if (link === null) return <>{text}</>;
  if (link.page === 'award') {
    return (
      <Link
        className="row-link"
        to="/awards/$id"
        params={{ id: link.id }}
        search={{ month: link.month ?? undefined }}
      >
        {text}
      </Link>
    );
  }
  if (link.page === 'parameter') {
    return (
      <Link className="row-link" to="/standards" search={{ q: link.id }}>
        {text}
      </Link>
    );
  }
  if (link.page === 'record') {
    const [record = '', id = ''] = link.id.split('/');
    return (
      <Link className="row-link" to="/registers/$record/$id" params={{ record, id }}>
        {text}
      </Link>
    );
  }
  const [, runId, seq] = LINE_ID.exec(link.id) ?? [];
  if (runId === undefined || seq === undefined) return <>{text}</>;
  return (
    <Link className="row-link" to="/lines/$runId/$seq" params={{ runId, seq }}>
      {text}
    </Link>
  );
}
