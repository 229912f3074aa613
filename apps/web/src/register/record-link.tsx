import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  readonly record: string;
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** To one record of a register. */
export const RecordLink = ({ record, id, className, children }: Props) => (
  <Link
    to="/registers/$record/$id"
    params={{ record, id }}
    {...(className === undefined ? {} : { className })}
  >
    {children}
  </Link>
);
