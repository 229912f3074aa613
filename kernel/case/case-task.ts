import type { Role } from '../access/permission.ts';
import type { Label } from '../base/label.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { openTask } from '../event/task.ts';
import type { CaseRecord } from './case-record.ts';

/** The next step of a case; done when the case leaves its state. */
export const STEP_TASK = 'case.step';
export const OVERDUE_TASK = 'case.overdue';
export const OBJECTION_TASK = 'case.objection';
/** A letter to be served; outlives the step in which it was issued. */
export const SERVE_TASK = 'case.serve';

/** Where the case itself asks for more than to see to it: such a task ends with what is recorded there. */
const ENDS_WITH: Readonly<Record<string, Label>> = {
  [OBJECTION_TASK]: {
    zh: '请打开办件，对异议作出处理结果，待办随之办结',
    en: 'open the case and decide the objection; that closes the task',
  },
  [SERVE_TASK]: {
    zh: '请打开办件，登记文书送达情况，待办随之办结',
    en: 'open the case and record how the letter was served; that closes the task',
  },
};

export interface CaseTask {
  readonly role: Role;
  readonly title: Label;
  readonly kind?: string;
  readonly dueOn?: PlainDate;
}

/** A task about a case for a role in its jurisdiction. */
export const openCaseTask = (
  tx: Tx,
  record: Pick<CaseRecord, 'id' | 'caseNo' | 'divisionNo'>,
  key: string,
  task: CaseTask,
): Promise<string> =>
  openTask(tx, {
    key: `case:${record.id}:${key}`,
    kind: task.kind ?? STEP_TASK,
    title: {
      zh: `${task.title.zh}（${record.caseNo}）`,
      en: `${task.title.en} (${record.caseNo})`,
    },
    about: { kind: 'case', id: record.id },
    divisionNo: record.divisionNo,
    role: task.role,
    ...(task.dueOn === undefined ? {} : { dueOn: task.dueOn }),
    ...endOf(task.kind),
  });

function endOf(kind = STEP_TASK): { endsWith?: Label } {
  const endsWith = ENDS_WITH[kind];
  return endsWith === undefined ? {} : { endsWith };
}
