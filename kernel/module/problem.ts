import { DomainError, httpStatusOf } from '../base/errors.ts';

/** What the API answers when it refuses or fails (RFC 9457, application/problem+json). */
export interface Problem {
  readonly type: string;
  /** In Chinese: what is wrong and what to do. */
  readonly title: string;
  readonly en: string;
  readonly code: string;
  readonly status: number;
  readonly detail?: string;
  /** Of a conflict: the record as it is now, and what was asked for. Of wrong input: what is wrong, field by field. */
  readonly details?: Conflict | Faults;
  readonly requestId: string;
}

/** What is wrong, field by field or line by line; values are never repeated. */
interface Faults {
  readonly faults: readonly unknown[];
}

/** Both versions of a stale edit, as the caller may see them. */
interface Conflict {
  readonly current?: unknown;
  readonly yours?: unknown;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const FAULTS_TOLD_MAX = 200;

/** Statuses that say more than the kind of error does. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  'access.sign-in': 401,
  'access.session-expired': 401,
  'access.login-failed': 401,
  'access.code-required': 401,
  'access.login-rate': 429,
  'access.busy': 503,
  'access.oidc-unreachable': 503,
  'request.too-large': 413,
  'request.media-type': 415,
  'request.too-many': 429,
  'server.not-ready': 503,
  'server.closing': 503,
  'district.missing': 503,
};

/** Lost connections and servers that are starting or stopping: trying again later may help. */
const UNAVAILABLE = /^(08\d{3}|53300|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

const isUnavailable = (error: unknown): boolean =>
  [error, causeOf(error)].some((each) => UNAVAILABLE.test(codeOf(each) ?? ''));

/** The error as it is told to the caller; whatever is no error for people becomes a general one. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = error instanceof DomainError ? error : (frameworkError(error) ?? unexpected(error));
  const status = STATUS_BY_CODE[known.code] ?? httpStatusOf(known.kind);
  return {
    type: `urn:huimin:problem:${known.code}`,
    title: known.zh,
    en: known.en,
    code: known.code,
    status,
    ...(status >= 500 ? { detail: `请求编号 ${requestId}` } : {}),
    ...(known.kind === 'conflict' ? conflictOf(known.details) : {}),
    ...(known.kind === 'input' ? faultsOf(known.details) : {}),
    requestId,
  };
}

const faultsOf = ({ faults }: Readonly<Record<string, unknown>>): { readonly details?: Faults } =>
  Array.isArray(faults) ? { details: { faults: faults.slice(0, FAULTS_TOLD_MAX) } } : {};

/** Details are facts for logs; of them only what is named here, and only of conflicts, is told to the caller. */
function conflictOf({ current, yours }: Readonly<Record<string, unknown>>): { readonly details?: Conflict } {
  if (current === undefined && yours === undefined) return {};
  return {
    details: { ...(current === undefined ? {} : { current }), ...(yours === undefined ? {} : { yours }) },
  };
}

const domainError = (kind: DomainError['kind'], code: string, zh: string, en: string): DomainError =>
  new DomainError({ kind, code, zh, en });

/** Fastify refuses a request before any handler sees it. */
function frameworkError(error: unknown): DomainError | undefined {
  const code = codeOf(error);
  if (code === undefined || !code.startsWith('FST_ERR_')) return undefined;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return mediaTypeError();
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return domainError(
      'input',
      'request.too-large',
      '提交的内容过大，请分次提交。',
      'The request body is too large: send it in parts.',
    );
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 400 || status >= 500) return undefined;
  return domainError(
    'input',
    'request.malformed',
    '请求格式不正确，无法读取。',
    'The request is malformed and cannot be read.',
  );
}

export const mediaTypeError = (): DomainError =>
  domainError(
    'input',
    'request.media-type',
    '请以 JSON 提交（content-type: application/json）。',
    'Send JSON (content-type: application/json).',
  );

export const tooManyRequests = (after: string): DomainError =>
  domainError(
    'forbidden',
    'request.too-many',
    `访问过于频繁，请稍后再试（${after}）。`,
    `Too many requests: try again in ${after}.`,
  );

function unexpected(error: unknown): DomainError {
  return isUnavailable(error)
    ? domainError(
        'failed',
        'server.not-ready',
        '数据库暂时无法连接，请稍后再试；若持续出现，请联系管理员。',
        'The database cannot be reached just now: try again later.',
      )
    : domainError(
        'failed',
        'server.unexpected',
        '系统内部错误，本次操作未生效。请稍后再试；若仍出现，请把请求编号告诉管理员。',
        'Internal error; nothing was changed. Try again later, or give the administrator the request id.',
      );
}

/** Errors whose message names code, not data. */
const PROGRAM_ERRORS = new Set(['TypeError', 'ReferenceError', 'SyntaxError']);

/**
 * What a log may keep of an unknown error: its name, where it arose and the database's own codes. Messages and
 * details of the database quote values, so they are left out.
 */
export function logFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  const cause = causeOf(error);
  return {
    name: error.name,
    ...(PROGRAM_ERRORS.has(error.name) ? { message: error.message } : {}),
    ...(error instanceof DomainError ? { code: error.code, details: error.details } : databaseFacts(error)),
    ...(cause instanceof Error ? { cause: { name: cause.name, ...databaseFacts(cause) } } : {}),
    stack: frames.map((line) => line.trim()),
  };
}

const DATABASE_FIELDS = ['code', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

const databaseFacts = (error: Error): Record<string, unknown> =>
  Object.fromEntries(
    DATABASE_FIELDS.flatMap((field) => {
      const value: unknown = Reflect.get(error, field);
      return typeof value === 'string' ? [[field, value]] : [];
    }),
  );
