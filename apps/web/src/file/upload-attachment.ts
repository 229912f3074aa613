import {
  type Attachment,
  AttachmentSchema,
  type AttachmentSource,
} from '../../../../kernel/file/contract.ts';
import { ApiError, errorOf, networkError } from '../api/api-error.ts';
import { LOST } from '../api/client.ts';
import { sessionGate } from '../api/session-gate.ts';

/** What the files hang on. */
export interface FileOwner {
  readonly objectKind: string;
  readonly objectId: string;
}

export interface NewFile extends FileOwner {
  readonly label: string;
  readonly source: AttachmentSource;
  readonly file: File;
  /** The same file sent again, because no answer came, is added once. */
  readonly key: string;
}

const NAME_MAX = 200;

/** Only XMLHttpRequest tells how much has been sent. */
const send = (upload: NewFile, onPercent: (percent: number) => void): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { file, key, objectKind, objectId, label, source } = upload;
    const fileName = file.name.slice(-NAME_MAX);
    const query = new URLSearchParams({ objectKind, objectId, label, source, fileName });
    const request = new XMLHttpRequest();
    request.open('POST', `/api/attachments?${query}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', key);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onPercent(total === 0 ? 0 : Math.floor((loaded / total) * 100)),
    );
    request.addEventListener('load', () =>
      resolve(new Response(request.responseText, { status: request.status })),
    );
    for (const failure of ['error', 'abort', 'timeout'])
      request.addEventListener(failure, () => reject(networkError()));
    request.send(file);
  });

/** Adds a file. When the session has ended meanwhile it waits for a log-in over the page. Throws ApiError. */
export async function uploadAttachment(
  upload: NewFile,
  onPercent: (percent: number) => void,
): Promise<Attachment> {
  let response = await send(upload, onPercent);
  if (!response.ok) {
    const error = await errorOf(response);
    if (!LOST.has(error.code) || !(await sessionGate.wait())) throw error;
    response = await send(upload, onPercent);
    if (!response.ok) throw await errorOf(response);
  }
  const answer = AttachmentSchema.safeParse(await response.json().catch(() => undefined));
  if (answer.success) return answer.data;
  throw new ApiError('answer', response.status, '服务器的答复格式不对', 'The answer has the wrong shape');
}
