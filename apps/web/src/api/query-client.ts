import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

const FRESH_MS = 60_000;
const RETRIES_MAX = 2;

/** Only what a second try may mend is tried again: no answer at all, or the server's own failure. */
const mayRetry = (count: number, error: Error): boolean =>
  count < RETRIES_MAX && error instanceof ApiError && (error.status === 0 || error.status >= 502);

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: FRESH_MS, retry: mayRetry, refetchOnWindowFocus: false } },
});
