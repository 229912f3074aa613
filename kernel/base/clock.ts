import { inputError } from './errors.ts';
import { plainDate } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';

/** The time of day is always passed in, never asked of the system inside a rule. */
export type Clock = {
  readonly now: () => Date;
  /** The calendar day in Asia/Shanghai. */
  readonly today: () => PlainDate;
};

// Asia/Shanghai has had no summer time since 1991; the system holds no earlier points in time.
const CHINA_OFFSET_MS = 8 * 3_600_000;

const chinaIso = (date: Date): string => new Date(date.getTime() + CHINA_OFFSET_MS).toISOString();

/** 'YYYY-MM-DD HH:mm' in Asia/Shanghai. */
export const chinaTime = (date: Date): string => chinaIso(date).slice(0, 16).replace('T', ' ');

const clockOf = (millis: () => number): Clock => ({
  now: () => new Date(millis()),
  today: () => plainDate(chinaIso(new Date(millis())).slice(0, 10)),
});

export const systemClock: Clock = clockOf(() => Date.now());

const ISO_TEXT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A clock that stands still, for tests and the demonstration: '2020-10-15', '2020-10-15T09:00' (both Asia/Shanghai) or
 * with a zone of its own. Throws inputError 'clock.invalid'.
 */
export const fixedClock = (iso: string): Clock => {
  const parts = ISO_TEXT.exec(iso);
  const millis = parts
    ? Date.parse(`${plainDate(parts[1] ?? '')}T${parts[2] ?? '00:00'}${parts[3] ?? '+08:00'}`)
    : NaN;
  if (Number.isNaN(millis)) {
    throw inputError(
      'clock.invalid',
      `时间“${iso}”不对，请按“2020-10-15T09:00”填写。`,
      `not an ISO time: "${iso}"`,
    );
  }
  return clockOf(() => millis);
};
