import { useMutation } from '@tanstack/react-query';
import type { ApiError } from '../api/api-error.ts';
import { saveFile } from './save-file.ts';

interface Wanted {
  readonly url: string;
  readonly name: string;
  /** What is asked with, where it may be personal and must not stand in the address. */
  readonly body?: object;
}

/** Keeps a file of the server, with the states of a call. */
export const useSaveFile = () =>
  useMutation<void, ApiError, Wanted>({ mutationFn: ({ url, name, body }) => saveFile(url, name, body) });
