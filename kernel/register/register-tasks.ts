import { isGrantable } from '../access/permission.ts';
import type { Tx } from '../db/database.ts';
import { findApprovingRole } from '../event/approving-role.ts';
import { dueIn } from '../event/due-day.ts';
import { closeTasksAbout, openTask } from '../event/task.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import type { RecordDefinition } from './define-record.ts';
import type { ShownRecord } from './read-records.ts';

/** A correction that waits for a second person; its place follows the record (migration 0022). */
const CORRECTION_TASK = 'record.correction';
/** Nothing prescribes when: five working days, assumed, like the contact after a returned payment. */
const DECIDE_WORKING_DAYS = 5;
/** A checked file that has been neither applied nor given up. */
const IMPORT_TASK = 'record.import';
const DUE_REASON = {
  zh: `办理期限为${DECIDE_WORKING_DAYS}个工作日（推定，文件未作规定）。`,
  en: `Due within ${DECIDE_WORKING_DAYS} working days (assumed: no document says).`,
};

const aboutImport = (record: RecordDefinition, id: string) => ({ kind: `import.${record.id}`, id });

/** Asks whoever may approve corrections here to decide one. The record is named as it is shown, masked. */
export async function openCorrectionTask(
  { tx, clock }: Pick<UseCaseContext, 'tx' | 'clock'>,
  record: RecordDefinition,
  shown: Pick<ShownRecord, 'id' | 'divisionNo' | 'title'>,
  correction: { readonly id: string; readonly reason: string },
): Promise<void> {
  const role = await findApprovingRole(tx, `${record.area}.approve`, shown.divisionNo);
  if (role === undefined) return;
  await openTask(tx, {
    key: `correction:${correction.id}`,
    kind: CORRECTION_TASK,
    title: {
      zh: `审核更正：${record.label.zh}“${shown.title}”`,
      en: `decide a correction of the ${record.label.en} “${shown.title}”`,
    },
    about: { kind: record.id, id: shown.id },
    divisionNo: shown.divisionNo,
    role,
    reasons: [
      { zh: `更正理由：${correction.reason}`, en: `Reason: ${correction.reason}` },
      {
        zh: '更正审核通过后才写入登记簿，请打开该记录核对更正内容后办理。',
        en: 'Nothing is written before it is approved: open the record, compare, and decide there.',
      },
      DUE_REASON,
    ],
    dueOn: await dueIn(tx, clock, DECIDE_WORKING_DAYS),
    endsWith: {
      zh: '请打开该记录核对更正内容，选择“审核通过”或“不予通过”，待办随之办结',
      en: 'open the record, compare, and approve or refuse the correction; that closes the task',
    },
  });
}

/** A record has one correction that waits at most, so its decision closes what is open. */
export const closeCorrectionTask = (tx: Tx, record: RecordDefinition, recordId: string): Promise<number> =>
  closeTasksAbout(tx, { kind: record.id, id: recordId }, { kind: CORRECTION_TASK, as: 'done' });

/** Reminds those of the role that uploaded a file that it waits to be applied or given up. */
export async function openImportTask(
  { tx, clock }: Pick<UseCaseContext, 'tx' | 'clock'>,
  record: RecordDefinition,
  file: { readonly id: string; readonly fileName: string },
  counts: { readonly new: number; readonly changed: number; readonly bad: number },
): Promise<void> {
  const { role, division } = tx.actor;
  if (!isGrantable(role)) return;
  await openTask(tx, {
    key: `import:${file.id}`,
    kind: IMPORT_TASK,
    title: {
      zh: `待处理的导入：${record.label.zh}（${file.fileName}）`,
      en: `an import waits: ${record.label.en} (${file.fileName})`,
    },
    about: aboutImport(record, file.id),
    divisionNo: division,
    role,
    reasons: [
      {
        zh: `检查结果：新增 ${counts.new} 行，变更 ${counts.changed} 行，有误 ${counts.bad} 行；尚未写入登记簿。`,
        en: `Checked: ${counts.new} new, ${counts.changed} changed, ${counts.bad} wrong; nothing is written yet.`,
      },
      DUE_REASON,
    ],
    dueOn: await dueIn(tx, clock, DECIDE_WORKING_DAYS),
    endsWith: {
      zh: '请打开该次导入，写入登记簿或放弃本次导入，待办随之办结',
      en: 'open the import and apply it or give it up; that closes the task',
    },
  });
}

export const closeImportTask = (
  tx: Tx,
  record: RecordDefinition,
  id: string,
  as: 'done' | 'cancelled',
): Promise<number> => closeTasksAbout(tx, aboutImport(record, id), { kind: IMPORT_TASK, as });
