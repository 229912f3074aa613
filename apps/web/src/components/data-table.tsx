import { type ReactNode, useRef } from 'react';
import { EmptyNote } from './empty-note.tsx';
import { useOverflow } from './use-overflow.ts';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly number?: boolean;
  /** Share of the table's width, e.g. '20%', to line up several tables. */
  readonly width?: string;
  /** Stays on one line: dates, numbers, names. */
  readonly narrow?: boolean;
  /** In place of the title, e.g. a button that sorts. */
  readonly heading?: ReactNode;
  readonly sorted?: 'ascending' | 'descending';
  readonly cell: (row: R) => ReactNode;
}

interface Props<R> {
  /** Names the table for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly rowClass?: (row: R) => string;
  readonly empty: string;
  /** A last row, under the columns of the same key. */
  readonly total?: Readonly<Record<string, ReactNode>>;
}

const classOf = <R,>({ number, narrow }: Column<R>): string =>
  number === true ? 'number' : narrow === true ? 'narrow' : '';

/** A plain table; on a phone every row becomes a small card with its headings (see table.css). */
export function DataTable<R>({ caption, columns, rows, rowKey, rowClass, empty, total }: Props<R>) {
  const scroller = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(scroller);
  if (rows.length === 0) return <EmptyNote text={empty} />;
  return (
    <div
      className="table-scroll"
      ref={scroller}
      {...(overflows ? { tabIndex: 0, role: 'group', 'aria-label': caption } : {})}
    >
      <table className="data-table">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classOf(column)}
                style={{ width: column.width }}
                {...(column.sorted === undefined ? {} : { 'aria-sort': column.sorted })}
              >
                {column.heading ?? column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)} data-label={column.title}>
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)} data-label={column.title}>
                  {total[column.key] !== undefined && <div>{total[column.key]}</div>}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
