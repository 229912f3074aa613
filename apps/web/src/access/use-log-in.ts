import { useState } from 'react';
import { logIn } from '../../../../kernel/access/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { useSend } from '../api/use-send.ts';

export interface LogInValues {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

const CODE_REQUIRED = 'access.code-required';

/** Signs in; `codeAsked` once the server has asked for the second factor. */
export function useLogIn(onSignedIn: () => void | Promise<void>) {
  const [codeAsked, setCodeAsked] = useState(false);
  const send = useSend(logIn, {
    onDone: onSignedIn,
    onRefused: ({ code }) => {
      if (code === CODE_REQUIRED) setCodeAsked(true);
    },
  });
  // To be asked for the code is a step, no refusal.
  const error: ApiError | null = send.error?.code === CODE_REQUIRED ? null : send.error;
  return { send, error, codeAsked };
}
