import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Contract } from '../../../../kernel/module/define-contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { ApiError } from './api-error.ts';
import { callApi } from './client.ts';

interface Options {
  readonly enabled?: boolean;
  /** Shows the page before while the next one is on its way. */
  readonly paged?: boolean;
}

/** Reads one contract of the API; answers are kept by contract, input and language. */
export function useApi<I extends z.ZodObject, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  { enabled = true, paged = false }: Options = {},
): UseQueryResult<z.output<O>, ApiError> {
  const { language } = useI18n();
  return useQuery<z.output<O>, ApiError>({
    queryKey: [contract.path, input, language],
    queryFn: ({ signal }) => callApi(contract, input, { language, signal }),
    enabled,
    ...(paged ? { placeholderData: keepPreviousData } : {}),
  });
}
