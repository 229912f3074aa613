import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../base/errors.ts';
import { checkLifecycle } from './check-lifecycle.ts';
import type { Action, Deadline, Lifecycle } from './define-lifecycle.ts';
import { sampleLifecycle } from './sample-lifecycle.ts';

const label = { zh: '测试', en: 'test' };

const withAction = (name: string, change: Partial<Action>): Lifecycle => {
  const { take } = sampleLifecycle.actions;
  if (take === undefined) throw new RangeError('the sample has it');
  return { ...sampleLifecycle, actions: { ...sampleLifecycle.actions, [name]: { ...take, ...change } } };
};

const withLimit = (change: Partial<Deadline>): Lifecycle => {
  const [first] = sampleLifecycle.deadlines;
  if (first === undefined) throw new RangeError('the sample has one');
  // A limit without ground is what the compiler refuses; a start-up check may not rely on it.
  return { ...sampleLifecycle, deadlines: [{ ...first, ...change } as Deadline] };
};

const withDate = (change: Partial<NonNullable<Deadline['until']>>): Lifecycle => {
  const until = { date: '05-31', yearIn: 'year', yearsLater: 1, ...change };
  const data = z.object({ year: z.int().optional(), name: z.string().optional() });
  const opening = { permission: 'case.open', data };
  const deadlines: Deadline[] = [
    { id: 'start', label, states: ['new'], until, amberDays: 15, assumption: label },
  ];
  return { ...sampleLifecycle, opening, deadlines };
};

const faultOf = (lifecycle: Lifecycle): DomainError => {
  try {
    checkLifecycle('modules/sample', lifecycle);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('the check of life cycles at start-up', () => {
  test('accepts one that holds together', () => {
    expect(() => checkLifecycle('modules/sample', sampleLifecycle)).not.toThrow();
    expect(() => checkLifecycle('modules/sample', withDate({}))).not.toThrow();
  });

  test.each<[string, string, string, Lifecycle]>([
    [
      'a state that nothing leads to',
      'unreachable',
      'island',
      { ...sampleLifecycle, states: { ...sampleLifecycle.states, island: { label, final: true } } },
    ],
    [
      'a dead end that is not final',
      'dead-end',
      'done',
      {
        ...sampleLifecycle,
        states: { ...sampleLifecycle.states, done: { label } },
        actions: {
          ...sampleLifecycle.actions,
          reopen: withAction('stay', { from: ['done'], to: 'done' }).actions['stay'] ?? never(),
        },
      },
    ],
    ['an action from an unknown state', 'state-unknown', 'nowhere', withAction('odd', { from: ['nowhere'] })],
    [
      'an action to an unknown state',
      'state-unknown',
      'nowhere',
      withAction('odd', { to: { options: ['work', 'nowhere'], of: () => 'work' } }),
    ],
    ['an unknown permission', 'permission', 'no.such', withAction('odd', { permission: 'no.such' })],
    ['an unknown action in notBy', 'action-unknown', 'nobody', withAction('odd', { notBy: ['nobody'] })],
    [
      'an action that leaves a final state without reopening',
      'final',
      'done',
      withAction('odd', { from: ['done'] }),
    ],
    ['a missing label', 'label', 'odd', withAction('odd', { label: { zh: ' ', en: 'odd' } })],
    ['a time limit without source and assumption', 'ground', 'start', withLimit({ assumption: undefined })],
    ['a time limit in an unknown state', 'state-unknown', 'nowhere', withLimit({ states: ['nowhere'] })],
    ['a time limit of no days', 'days', 'start', withLimit({ days: 0 })],
    ['a date that not every year has', 'date', '02-29', withDate({ date: '02-29' })],
    ['a date that is none', 'date', '31-05', withDate({ date: '31-05' })],
    ['a year before the one it is of', 'date', 'start', withDate({ yearsLater: -1 })],
    ['a year that the case does not carry', 'year', 'term', withDate({ yearIn: 'term' })],
    ['a year that is a text', 'year', 'name', withDate({ yearIn: 'name' })],
    ['an unknown initial state', 'state-unknown', 'nowhere', { ...sampleLifecycle, initial: 'nowhere' }],
    ['a code that is no code', 'code', 'abc', { ...sampleLifecycle, code: 'abc' }],
    [
      'a record as subject without a way to find it',
      'find',
      'opening.find',
      { ...sampleLifecycle, subjects: ['record'] },
    ],
  ])('refuses %s and names module, life cycle and place', (_, code, named, lifecycle) => {
    const fault = faultOf(lifecycle);
    expect(fault.code).toBe(`lifecycle.${code}`);
    for (const text of [fault.zh, ...(code === 'find' ? [] : [fault.en])]) {
      expect(text).toContain('modules/sample');
      expect(text).toContain('sample');
      expect(text).toContain(named);
    }
  });
});

function never(): never {
  throw new RangeError('the sample has it');
}
