export type ErrorKind = 'input' | 'conflict' | 'notFound' | 'forbidden' | 'failed';

type ErrorFacts = {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly zh: string;
  readonly en: string;
  readonly details?: Record<string, unknown>;
  readonly cause?: unknown;
};

/**
 * The one error people may see: a stable code, Chinese text (what is wrong, what to do), English text.
 * `details` are facts for logs and tests and must never hold personal data.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly zh: string;
  readonly en: string;
  readonly details: Record<string, unknown>;

  constructor(facts: ErrorFacts) {
    super(facts.zh, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'DomainError';
    this.code = facts.code;
    this.kind = facts.kind;
    this.zh = facts.zh;
    this.en = facts.en;
    this.details = facts.details ?? {};
  }
}

const EXIT_CODE = { input: 2, conflict: 1, notFound: 2, forbidden: 1, failed: 1 } as const satisfies Record<
  ErrorKind,
  number
>;
const HTTP_STATUS = {
  input: 400,
  conflict: 409,
  notFound: 404,
  forbidden: 403,
  failed: 500,
} as const satisfies Record<ErrorKind, number>;

/** Exit code of the command line: 2 when the caller asked wrongly (input, notFound), otherwise 1. */
export const exitCodeOf = (kind: ErrorKind): 1 | 2 => EXIT_CODE[kind];

/** HTTP status of an error kind. */
export const httpStatusOf = (kind: ErrorKind): 400 | 403 | 404 | 409 | 500 => HTTP_STATUS[kind];

type Factory = (code: string, zh: string, en: string, details?: Record<string, unknown>) => DomainError;

const factory =
  (kind: ErrorKind): Factory =>
  (code, zh, en, details = {}) =>
    new DomainError({ code, kind, zh, en, details });

/** The caller's input is wrong and can be corrected (HTTP 400, exit 2). Returns, does not throw. */
export const inputError: Factory = factory('input');
/** The record's present state does not allow the action (HTTP 409, exit 1). */
export const conflict: Factory = factory('conflict');
/** The record does not exist or lies outside the jurisdiction (HTTP 404, exit 2). */
export const notFound: Factory = factory('notFound');
/** The user lacks the permission (HTTP 403, exit 1). */
export const forbidden: Factory = factory('forbidden');
/** The system itself could not do it (HTTP 500, exit 1). */
export const failed: Factory = factory('failed');
