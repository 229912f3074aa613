import type { z } from 'zod';
import { ApiError, errorOf, networkError } from './api-error.ts';

/** Sends a file as it is; throws ApiError as a call of the API does. */
export async function uploadFile<T>(url: string, file: File, answerSchema: z.ZodType<T>): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw await errorOf(response);
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (answer.success) return answer.data;
  throw new ApiError('answer', response.status, '服务器的答复格式不对', 'The answer has the wrong shape');
}
