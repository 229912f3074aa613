import { describe, expect, test } from 'vitest';
import { plainDate } from '../base/plain-date.ts';
import { dayAfter, dayAfterIfKnown, lampOf, runningDeadlines } from './case-clock.ts';
import type { CaseEvent, PauseSpan } from './case-record.ts';
import { sampleCase, sampleEvent, sampleLifecycle } from './sample-lifecycle.ts';

const day = plainDate;
const LATER = day('2026-12-31');
const pause = (from: string, until: string | null): PauseSpan => ({
  reason: 'supplement',
  fromOn: day(from),
  untilOn: until === null ? null : day(until),
});

describe('a time limit', () => {
  test.each([
    ['handbook 12 §5: accepted Friday 2020-04-24, a made-up Sunday counts', '2020-04-24', 3, '2020-04-28'],
    ['handbook 00 §7', '2020-04-27', 10, '2020-05-13'],
    ['handbook 00 §7: over National Day', '2020-09-25', 5, '2020-10-09'],
    ['handbook 01 §5.6 no. 17: the survey starts', '2021-07-05', 3, '2021-07-08'],
    ['handbook 01 §5.6 no. 17: decided by the street', '2021-07-05', 20, '2021-08-02'],
    ['handbook 01 §5.6 no. 17: the whole', '2021-07-05', 30, '2021-08-16'],
    ['handbook 01 §5.6 no. 17: special extension', '2021-07-05', 45, '2021-09-06'],
    ['over the Spring Festival of 2026', '2026-02-12', 3, '2026-02-24'],
  ])('in working days: %s', (_, from, days, due) => {
    expect(dayAfter(day(from), days, 'working', [], LATER)).toBe(due);
  });

  test.each([
    ['the day after is the first (民法典 art. 201)', '2021-07-20', 7, '2021-07-27'],
    [
      'registration of an organisation within 60 days (handbook 09 §4), ending on a Sunday',
      '2021-07-07',
      60,
      '2021-09-06',
    ],
    ['a holiday puts the end off to the first working day (art. 203)', '2020-09-24', 10, '2020-10-09'],
  ])('in natural days: %s', (_, from, days, due) => {
    expect(dayAfter(day(from), days, 'natural', [], LATER)).toBe(due);
  });

  test('a pause takes out whole days: the ones after it began, up to the one on which it ended', () => {
    // Without the pause due on the 8th; Tuesday 6 counts, 7 to 9 do not, then Monday 12 and Tuesday 13.
    expect(dayAfter(day('2021-07-05'), 3, 'working', [pause('2021-07-06', '2021-07-09')], LATER)).toBe(
      '2021-07-13',
    );
  });

  test('a pause over a weekend takes out no working day', () => {
    expect(dayAfter(day('2021-07-08'), 3, 'working', [pause('2021-07-09', '2021-07-11')], LATER)).toBe(
      '2021-07-13',
    );
  });

  test('two pauses that overlap take a day out once', () => {
    const pauses = [pause('2021-07-06', '2021-07-08'), pause('2021-07-07', '2021-07-09')];
    expect(dayAfter(day('2021-07-05'), 3, 'working', pauses, LATER)).toBe('2021-07-13');
  });

  test('a pause that is open reaches until today', () => {
    expect(dayAfter(day('2021-07-05'), 3, 'working', [pause('2021-07-06', null)], day('2021-07-09'))).toBe(
      '2021-07-13',
    );
  });

  test('a pause before the start takes nothing out', () => {
    expect(dayAfter(day('2021-07-05'), 3, 'working', [pause('2021-06-01', '2021-07-05')], LATER)).toBe(
      '2021-07-08',
    );
  });

  test('the last day of natural days that a pause moved to a Saturday ends on the Monday', () => {
    expect(dayAfter(day('2021-07-05'), 3, 'natural', [pause('2021-07-05', '2021-07-07')], LATER)).toBe(
      '2021-07-12',
    );
  });

  test('a year whose holidays are unknown is refused, not guessed', () => {
    expect(() => dayAfter(day('2026-12-30'), 5, 'working', [], LATER)).toThrow('2027');
    expect(dayAfterIfKnown(day('2026-12-30'), 5, 'working', [], LATER)).toBeNull();
    expect(() => dayAfterIfKnown(day('2026-12-01'), -1, 'working', [], LATER)).toThrow('天数');
  });
});

describe('the lamp', () => {
  const clock = { dueOn: day('2021-07-15'), amberOn: day('2021-07-13'), paused: false };

  test.each([
    ['2021-07-12', 'green'],
    ['2021-07-13', 'amber'],
    ['2021-07-15', 'amber'],
    ['2021-07-16', 'red'],
  ])('on %s is %s', (today, lamp) => {
    expect(lampOf(clock, day(today))).toBe(lamp);
  });

  test('stays red when the clock was stopped after the end', () => {
    expect(lampOf({ ...clock, paused: true }, day('2021-07-16'))).toBe('red');
    expect(lampOf({ dueOn: null, amberOn: null, paused: true }, day('2021-07-16'))).toBe('paused');
    expect(lampOf({ dueOn: null, amberOn: null, paused: false }, day('2021-07-16'))).toBe('none');
  });
});

describe('the limits of a state', () => {
  const history: readonly CaseEvent[] = [
    sampleEvent(1, '2021-07-05', 'open', null, 'new'),
    sampleEvent(2, '2021-07-06', 'take', 'new', 'work'),
    sampleEvent(3, '2021-07-12', 'finish', 'work', 'done'),
    sampleEvent(4, '2021-07-19', 'reopen', 'done', 'work'),
  ];
  const dues = (state: string, seen: readonly CaseEvent[]) =>
    runningDeadlines(sampleLifecycle, sampleCase(state), seen, [], LATER).map(
      ({ deadline, dueOn }) => `${deadline.id} ${dueOn}`,
    );

  test('run from the opening, from the first or from the last time a state was entered, nearest first', () => {
    expect(dues('new', history.slice(0, 1))).toEqual(['start 2021-07-08']);
    expect(dues('work', history.slice(0, 2))).toEqual(['step 2021-07-13', 'whole 2021-07-20']);
    expect(dues('work', history)).toEqual(['whole 2021-07-20', 'step 2021-07-26']);
  });

  test.each<[string, string, number | undefined, PauseSpan[], string[]]>([
    ['opened before it, ending on a Sunday', '2020-01-10', 2019, [], ['2020-06-01', '2020-05-18']],
    ['on a Monday', '2021-01-11', 2020, [], ['2021-05-31', '2021-05-17']],
    [
      'with the clock stopped for ten days (06-10 is a Thursday)',
      '2021-01-11',
      2020,
      [pause('2021-02-01', '2021-02-11')],
      ['2021-06-10', '2021-05-27'],
    ],
    ['opened on the day itself', '2021-05-31', 2020, [], ['2021-05-31', '2021-05-30']],
    ['opened when it was past', '2021-09-01', 2020, [], ['2021-05-31', '2021-05-30']],
    ['of a case without the year', '2021-01-11', undefined, [], []],
  ])('reach until a date of the calendar: %s', (_, openedOn, year, pauses, expected) => {
    const until = { date: '05-31', yearIn: 'year', yearsLater: 1 };
    const words = { zh: '报送', en: 'report' };
    const limit = { id: 'report', label: words, states: ['new'], until, amberDays: 14, assumption: words };
    const record = { ...sampleCase('new'), openedOn: day(openedOn), data: { year } };
    const running = runningDeadlines({ ...sampleLifecycle, deadlines: [limit] }, record, [], pauses, LATER);
    expect(running.flatMap(({ dueOn, amberOn }) => [dueOn, amberOn])).toEqual(expected);
  });

  test('end with the state', () => {
    expect(dues('done', history.slice(0, 3))).toEqual([]);
  });
});
