import { anyRegister } from '../../../../kernel/register/contract.ts';
import { ApiError, errorOf, networkError } from '../api/api-error.ts';
import type { ReadImport } from './register-fields.ts';

const NAME_MAX = 200;

/** Sends a table to be checked; nothing is written into the register. Throws ApiError as a call of the API does. */
export async function uploadImport(record: string, file: File): Promise<ReadImport> {
  const query = new URLSearchParams({ fileName: file.name.slice(-NAME_MAX) });
  const response = await fetch(`/api/registers/${encodeURIComponent(record)}/imports?${query}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw await errorOf(response);
  const answer = anyRegister.readImport.output.safeParse(await response.json().catch(() => undefined));
  if (answer.success) return answer.data;
  throw new ApiError('answer', response.status, '服务器的答复格式不对', 'The answer has the wrong shape');
}
