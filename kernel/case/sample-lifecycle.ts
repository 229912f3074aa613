import { z } from 'zod';
import { division } from '../base/division.ts';
import { plainDate } from '../base/plain-date.ts';
import type { CaseEvent, CaseRecord } from './case-record.ts';
import { type Action, defineAction, defineLifecycle, type Lifecycle } from './define-lifecycle.ts';

const label = { zh: '测试', en: 'test' };
const assumption = { zh: '测试推定', en: 'assumed for a test' };

type State = 'new' | 'work' | 'done';

const action = (
  from: readonly State[],
  to: State,
  more: Partial<Action<z.ZodObject, State>> = {},
): Action<z.ZodObject, State> =>
  defineAction({ label, from, to, permission: 'case.handle', input: z.object({}), notBy: [], ...more });

/** A small life cycle for tests: new → work → done, and back. */
export const sampleLifecycle: Lifecycle = defineLifecycle({
  id: 'sample',
  code: 'TS',
  label,
  subjects: ['person'],
  opening: { permission: 'case.open', data: z.object({}) },
  states: { new: { label }, work: { label }, done: { label, final: true } },
  initial: 'new',
  actions: {
    take: action(['new'], 'work'),
    finish: action(['work'], 'done', { notBy: ['take'] }),
    reopen: action(['done'], 'work', { reopens: true }),
  },
  deadlines: [
    {
      id: 'start',
      label,
      states: ['new'],
      days: 3,
      kind: 'working',
      from: 'opened',
      amberDays: 1,
      assumption,
    },
    {
      id: 'whole',
      label,
      states: ['work'],
      days: 10,
      kind: 'working',
      from: { entering: 'work', which: 'first' },
      amberDays: 2,
      assumption,
    },
    {
      id: 'step',
      label,
      states: ['work'],
      days: 5,
      kind: 'working',
      from: { entering: 'work', which: 'last' },
      amberDays: 2,
      assumption,
    },
  ],
  pauses: { supplement: { label, states: ['work'], assumption } },
  materials: [],
});

export const sampleCase = (state: string): CaseRecord => ({
  id: '00000000-0000-0000-0000-000000000001',
  caseNo: 'TS420112202107050001',
  lifecycle: 'sample',
  state,
  divisionNo: division('420112001001'),
  subjectKind: 'person',
  subjectId: '00000000-0000-0000-0000-000000000002',
  applicantPersonId: null,
  openedOn: plainDate('2021-07-05'),
  openedBy: '00000000-0000-0000-0000-000000000003',
  handlerId: '00000000-0000-0000-0000-000000000003',
  version: 1,
  data: {},
  flags: [],
  dueOn: null,
  amberOn: null,
  paused: false,
});

export const sampleEvent = (
  seq: number,
  on: string,
  name: string,
  fromState: string | null,
  toState: string,
): CaseEvent => ({
  seq,
  occurredOn: plainDate(on),
  accountId: '00000000-0000-0000-0000-000000000003',
  username: 'clerk',
  actorDivision: division('420112'),
  action: name,
  fromState,
  toState,
  reason: null,
  details: {},
});
