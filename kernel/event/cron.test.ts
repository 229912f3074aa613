import { describe, expect, test } from 'vitest';
import { lastDue, readCron } from './cron.ts';

const at = (text: string): Date => new Date(`${text}:00+08:00`);
const due = (cron: string, now: string): string | undefined => lastDue(cron, at(now))?.toISOString();

describe('the last moment at which a job was due, in China time', () => {
  test.each([
    ['30 0 * * *', '2026-11-23T00:29', '2026-11-22T00:30'],
    ['30 0 * * *', '2026-11-23T00:30', '2026-11-23T00:30'],
    ['*/5 * * * *', '2026-11-23T10:04', '2026-11-23T10:00'],
    ['0 8-17/3 * * 1-5', '2026-11-22T12:00', '2026-11-20T17:00'],
    ['0 9 1,15 * *', '2026-11-23T00:00', '2026-11-15T09:00'],
  ])('%s at %s was due at %s', (cron, now, last) => {
    expect(due(cron, now)).toBe(at(last).toISOString());
  });

  test('nothing within a month is nothing', () => {
    expect(due('0 0 1 1 *', '2026-11-23T00:00')).toBeUndefined();
  });
});

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '* 24 * * *',
  '5-1 * * * *',
  '*/0 * * * *',
  'a * * * *',
  '* * * * * *',
])('the times “%s” are refused', (text) => {
  expect(() => readCron(text)).toThrow(expect.objectContaining({ code: 'job.cron' }));
});
