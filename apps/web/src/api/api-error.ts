import { z } from 'zod';

/** What the server says when it refuses (problem+json): `title` is Chinese, `en` the same in English. */
const ProblemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().nullish(),
  en: z.string().nullish(),
  details: z.record(z.string(), z.unknown()).nullish(),
});

type Details = Readonly<Record<string, unknown>>;

/** A refused or failed call. `zh` and `en` are for people, `code` is stable, `status` is 0 without an answer. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly detail: string | undefined;
  /** What a page may need besides words: the wrong fields of a form, both versions of a stale edit. */
  readonly details: Details;

  constructor(code: string, status: number, zh: string, en: string, detail?: string, details: Details = {}) {
    super(`${code}: ${en}`);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.zh = zh;
    this.en = en;
    this.detail = detail;
    this.details = details;
  }
}

export const networkError = (): ApiError =>
  new ApiError('network', 0, '连接不上服务器', 'The server cannot be reached');

/** The error of an answer that is not 2xx; an answer without problem+json (a proxy's page) still gets a text. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = ProblemSchema.safeParse(body);
  if (!problem.success) {
    return new ApiError(
      'unexpected',
      response.status,
      '服务器没有正常答复',
      'The server gave no proper answer',
    );
  }
  const { code, title, en, detail, details } = problem.data;
  return new ApiError(code, response.status, title, en ?? title, detail ?? undefined, details ?? {});
}
