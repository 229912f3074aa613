import { App } from 'antd';
import type { z } from 'zod';
import type { Contract } from '../../../../kernel/module/define-contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { useSend } from '../api/use-send.ts';
import { useI18n } from '../i18n/use-i18n.ts';

const CONFLICT = 409;
const READ_SECONDS = 8;

export interface Announced<O> {
  readonly done: string | ((answer: O) => string);
  /** Better words than the server's for a refusal. */
  readonly refusalText?: ((error: ApiError) => string | undefined) | undefined;
  readonly onDone?: ((answer: O) => void | Promise<void>) | undefined;
}

/** Sends and says what came of it. After a conflict the button may be gone, so the words stand above the page. */
export function useAnnouncedSend<I extends z.ZodObject, O extends z.ZodType>(
  contract: Contract<I, O>,
  { done, refusalText, onDone }: Announced<z.output<O>>,
) {
  const { language } = useI18n();
  const { message } = App.useApp();
  const wordsOf = (error: ApiError): string => refusalText?.(error) ?? error[language];
  const send = useSend(contract, {
    onDone: async (answer) => {
      void message.success(typeof done === 'string' ? done : done(answer));
      await onDone?.(answer);
    },
    onRefused: (error) => {
      if (error.status === CONFLICT) void message.warning(wordsOf(error), READ_SECONDS);
    },
  });
  return { send, wordsOf };
}
