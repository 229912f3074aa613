import { anyRegister } from '../../../../kernel/register/contract.ts';
import { uploadFile } from '../api/upload-file.ts';
import type { ReadImport } from './register-fields.ts';

const NAME_MAX = 200;

/** Sends a table to be checked; nothing is written into the register. Throws ApiError as a call of the API does. */
export function uploadImport(record: string, file: File): Promise<ReadImport> {
  const query = new URLSearchParams({ fileName: file.name.slice(-NAME_MAX) });
  const url = `/api/registers/${encodeURIComponent(record)}/imports?${query}`;
  return uploadFile(url, file, anyRegister.readImport.output);
}
