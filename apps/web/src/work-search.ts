import type { RawSearch } from './search-params.ts';

// Search parameters of tasks, cases and administration, read as defensively as those of search-params.ts.

const TEXT_MAX = 120;

const readText = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text.slice(0, TEXT_MAX) : undefined;
};

const readCode = (value: unknown): string | undefined => {
  const text = readText(value);
  return text !== undefined && /^[a-z][a-z0-9-]{0,59}$/.test(text) ? text : undefined;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const readId = (value: unknown): string | undefined =>
  typeof value === 'string' && UUID.test(value) ? value : undefined;

const isTrue = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

export interface LoginSearch {
  /** The page of this application to go on to. */
  readonly next?: string;
  /** Why single sign-on was refused. */
  readonly problem?: string;
}

export const loginSearch = (raw: RawSearch): LoginSearch => {
  const next = typeof raw.next === 'string' ? raw.next : '';
  return {
    // Only a path of ours: `//elsewhere` and `/\elsewhere` are other sites.
    next: /^\/(?![/\\])/.test(next) ? next : undefined,
    problem: readText(raw.problem),
  };
};

export const TASK_LAMPS = ['red', 'amber', 'green'] as const;
export type TaskLamp = (typeof TASK_LAMPS)[number];

export interface TaskSearch {
  readonly whose?: 'mine';
  readonly closed?: true;
  readonly lamp?: TaskLamp;
  readonly after?: string;
}

export const taskSearch = (raw: RawSearch): TaskSearch => ({
  whose: raw.whose === 'mine' ? 'mine' : undefined,
  closed: isTrue(raw.closed),
  lamp: TASK_LAMPS.find((lamp) => lamp === raw.lamp),
  after: readText(raw.after),
});

export const CASE_LAMPS = ['red', 'amber', 'green', 'paused', 'none'] as const;
export type CaseLamp = (typeof CASE_LAMPS)[number];

export interface CaseSearch {
  readonly lifecycle?: string;
  readonly state?: string;
  readonly lamp?: CaseLamp;
  readonly mine?: true;
  readonly q?: string;
  readonly after?: string;
}

export const caseSearch = (raw: RawSearch): CaseSearch => ({
  lifecycle: readCode(raw.lifecycle),
  state: readCode(raw.state),
  lamp: CASE_LAMPS.find((lamp) => lamp === raw.lamp),
  mine: isTrue(raw.mine),
  q: readText(raw.q)?.slice(0, 40),
  after: readId(raw.after),
});

export const DELIVERY_STATES = ['failed', 'pending', 'skipped', 'done'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliverySearch {
  readonly state?: DeliveryState;
  readonly after?: string;
}

export const deliverySearch = (raw: RawSearch): DeliverySearch => ({
  state: DELIVERY_STATES.find((state) => state === raw.state),
  after: readId(raw.after),
});

export interface AuditSearch {
  readonly log?: 'sensitive';
  readonly failed?: true;
  readonly username?: string;
  readonly before?: number;
}

export const auditSearch = (raw: RawSearch): AuditSearch => {
  const before = Number(raw.before);
  return {
    log: raw.log === 'sensitive' ? 'sensitive' : undefined,
    failed: isTrue(raw.failed),
    username: readText(raw.username)?.slice(0, 40),
    before: Number.isInteger(before) && before > 0 ? before : undefined,
  };
};
