import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { ErrorView } from './error-view.tsx';
import { LoadingView } from './loading-view.tsx';

interface Props<T> {
  readonly query: UseQueryResult<T, ApiError>;
  readonly children: (data: T) => ReactNode;
}

/** The three states of everything that is read: on its way, failed with a way out, there. */
export function QueryView<T>({ query, children }: Props<T>) {
  if (query.isPending) return <LoadingView />;
  if (query.isError) return <ErrorView error={query.error} onRetry={() => void query.refetch()} />;
  return children(query.data);
}
