import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  readonly kind: 'person' | 'household';
  readonly id: string;
  readonly children: ReactNode;
}

/** To the file of a household or a person. */
export const SubjectLink = ({ kind, id, children }: Props) =>
  kind === 'household' ? (
    <Link to="/households/$id" params={{ id }}>
      {children}
    </Link>
  ) : (
    <Link to="/people/$id" params={{ id }}>
      {children}
    </Link>
  );
