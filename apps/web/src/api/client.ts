import type { z } from 'zod';
import { type Contract, pathParameters } from '../../../../kernel/module/define-contract.ts';
import type { Language } from '../i18n/translate.ts';
import { ApiError, errorOf, networkError } from './api-error.ts';

export interface CallOptions {
  readonly language: Language;
  readonly signal?: AbortSignal;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Calls one contract of the API: path parameters are filled in, the rest is query (GET) or JSON body (POST). */
export async function callApi<I extends z.ZodObject, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  { language, signal }: CallOptions,
): Promise<z.output<O>> {
  const values = new Map<string, unknown>(Object.entries(contract.input.parse(input)));
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
    request.body = JSON.stringify(Object.fromEntries(values));
  } else {
    const query = [...values].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, textOf(value)]],
    );
    if (query.length > 0) url += `?${new URLSearchParams(query)}`;
  }
  const response = await fetch(url, request).catch((cause: unknown) => {
    throw signal?.aborted === true ? cause : networkError();
  });
  if (!response.ok) throw await errorOf(response);
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
