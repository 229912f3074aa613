import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { z } from 'zod';
import type { Contract } from '../../../../kernel/module/define-contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { ApiError } from './api-error.ts';
import { callApi, newIdempotencyKey } from './client.ts';

const CONFLICT = 409;

interface Outcome<T> {
  readonly onDone?: (answer: T) => void | Promise<void>;
  readonly onRefused?: (error: ApiError) => void;
}

interface Submit {
  readonly input: string;
  readonly key: string;
}

/**
 * Sends one contract that changes something. What is on the page is read anew afterwards, also after a conflict, when
 * somebody else was faster. The same input that is sent again, because no answer came, is carried out once.
 */
export function useSend<I extends z.ZodObject, O extends z.ZodType>(
  contract: Contract<I, O>,
  { onDone, onRefused }: Outcome<z.output<O>> = {},
): UseMutationResult<z.output<O>, ApiError, z.input<I>> {
  const { language } = useI18n();
  const client = useQueryClient();
  const submit = useRef<Submit | null>(null);
  return useMutation<z.output<O>, ApiError, z.input<I>>({
    mutationFn: (values) => {
      const input = JSON.stringify(values);
      if (submit.current?.input !== input) submit.current = { input, key: newIdempotencyKey() };
      return callApi(contract, values, { language, idempotencyKey: submit.current.key });
    },
    onSuccess: async (answer) => {
      submit.current = null;
      await onDone?.(answer);
      await client.invalidateQueries();
    },
    onError: async (error) => {
      onRefused?.(error);
      if (error.status === CONFLICT) await client.invalidateQueries();
    },
  });
}
