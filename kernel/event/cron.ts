import { failed } from '../base/errors.ts';

type Field = ReadonlySet<number>;

export interface Cron {
  readonly minute: Field;
  readonly hour: Field;
  readonly day: Field;
  readonly month: Field;
  readonly weekday: Field;
}

const BOUNDS = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  month: [1, 12],
  weekday: [0, 6],
} as const satisfies Record<keyof Cron, readonly [number, number]>;

// Asia/Shanghai has had no summer time since 1991.
const CHINA_OFFSET_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
/** A job runs at least monthly; looking further back would only hide a mistake. */
const BACK_MINUTES_MAX = 32 * 24 * 60;

const wrong = (text: string) =>
  failed('job.cron', `任务时间“${text}”不合规。`, `The times "${text}" of a job are not well formed.`);

/** The times of a job. Throws 'job.cron' for anything but five well-formed fields. */
export function readCron(text: string): Cron {
  const [minute, hour, day, month, weekday, ...more] = text.split(' ');
  if (weekday === undefined || more.length > 0) throw wrong(text);
  const field = (name: keyof Cron, part: string | undefined) => readField(text, part ?? '', BOUNDS[name]);
  return {
    minute: field('minute', minute),
    hour: field('hour', hour),
    day: field('day', day),
    month: field('month', month),
    weekday: field('weekday', weekday),
  };
}

function readField(whole: string, text: string, [low, high]: readonly [number, number]): Field {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (match === null) throw wrong(whole);
    const from = match[1] === undefined ? low : Number(match[1]);
    const to = match[2] !== undefined ? Number(match[2]) : match[1] === undefined || match[3] ? high : from;
    const step = Number(match[3] ?? 1);
    if (from < low || to > high || from > to || step < 1) throw wrong(whole);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

/** The latest moment up to `now` at which the job was due, to the minute; undefined when there was none in 32 days. */
export function lastDue(text: string, now: Date): Date | undefined {
  const cron = readCron(text);
  let at = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  for (let i = 0; i < BACK_MINUTES_MAX; i++, at -= MINUTE_MS) {
    // Shifted by the offset, the UTC fields are those of China.
    const local = new Date(at + CHINA_OFFSET_MS);
    const due =
      cron.minute.has(local.getUTCMinutes()) &&
      cron.hour.has(local.getUTCHours()) &&
      cron.day.has(local.getUTCDate()) &&
      cron.month.has(local.getUTCMonth() + 1) &&
      cron.weekday.has(local.getUTCDay());
    if (due) return new Date(at);
  }
  return undefined;
}
