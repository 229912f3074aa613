import type { z } from 'zod';
import { type Contract, isReading, pathParameters } from '../../../../kernel/module/define-contract.ts';
import type { Language } from '../i18n/translate.ts';
import { ApiError, errorOf, networkError } from './api-error.ts';
import { sessionGate } from './session-gate.ts';

export interface CallOptions {
  readonly language: Language;
  readonly signal?: AbortSignal;
  /** Of a submit that may be sent again: the server carries it out once. */
  readonly idempotencyKey?: string;
}

const KEY_BYTES = 16;

/** Not crypto.randomUUID, which browsers withhold from pages that come over plain HTTP. */
export const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** Nobody is signed in any more. */
export const LOST: ReadonlySet<string> = new Set(['access.session-expired', 'access.sign-in']);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface Call {
  readonly url: string;
  readonly request: RequestInit;
}

function callOf(contract: Contract, input: object, { language, signal, idempotencyKey }: CallOptions): Call {
  const values = new Map<string, unknown>(Object.entries(input));
  let url: string = contract.path;
  for (const name of pathParameters(contract.path)) {
    url = url.replace(`:${name}`, encodeURIComponent(textOf(values.get(name))));
    values.delete(name);
  }
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': language === 'zh' ? 'zh-CN' : 'en',
  });
  const request: RequestInit = {
    method: contract.method,
    headers,
    ...(signal === undefined ? {} : { signal }),
  };
  if (contract.method === 'POST') {
    headers.set('content-type', 'application/json');
    if (!isReading(contract)) headers.set('idempotency-key', idempotencyKey ?? newIdempotencyKey());
    request.body = JSON.stringify(Object.fromEntries(values));
  } else {
    const query = [...values].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, textOf(value)]],
    );
    if (query.length > 0) url += `?${new URLSearchParams(query)}`;
  }
  return { url, request };
}

/** Sends the call; when its session has ended meanwhile, waits for a log-in over the page and sends it once more. */
async function send({ url, request }: Call): Promise<Response> {
  const ask = (): Promise<Response> =>
    fetch(url, request).catch((cause: unknown) => {
      throw request.signal?.aborted === true ? cause : networkError();
    });
  const response = await ask();
  if (response.ok) return response;
  const error = await errorOf(response);
  if (!LOST.has(error.code) || !(await sessionGate.wait())) throw error;
  const second = await ask();
  if (second.ok) return second;
  throw await errorOf(second);
}

/** What the server would refuse is not sent. */
function wrongInput({ issues }: z.ZodError): ApiError {
  const fields = [...new Set(issues.map((issue) => issue.path.join('.')))].join(', ');
  return new ApiError(
    'request.input',
    400,
    `填写的内容不符合要求：${fields}`,
    `This does not fit: ${fields}`,
  );
}

/** Calls one contract of the API: path parameters are filled in, the rest is query (GET) or JSON body (POST). */
export async function callApi<I extends z.ZodObject, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  options: CallOptions,
): Promise<z.output<O>> {
  const parsed = contract.input.safeParse(input);
  if (!parsed.success) throw wrongInput(parsed.error);
  const response = await send(callOf(contract, parsed.data, options));
  const answer = contract.output.safeParse(await response.json().catch(() => undefined));
  if (answer.success) return answer.data;
  throw new ApiError(
    'answer',
    response.status,
    '服务器的答复格式不对',
    'The answer has the wrong shape',
    answer.error.message,
  );
}
