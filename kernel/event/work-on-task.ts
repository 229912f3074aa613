import { type SQL, sql } from 'drizzle-orm';
import { isGrantable, permissionsOf, ROLES } from '../access/permission.ts';
import { sameHand } from '../access/same-hand.ts';
import { conflict, failed, forbidden, inputError } from '../base/errors.ts';
import { inDivision, type Division, division } from '../base/division.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { defineUseCase, runUseCase, type UseCaseContext } from '../module/define-use-case.ts';
import * as contract from './contract.ts';
import { findTask, type RawDetail } from './read-tasks.ts';

/** Takes a task on. Of two who try at once one gets it; the other one is told who has it. */
export const claimTask = defineUseCase({
  id: 'task.claim',
  label: { zh: '认领待办', en: 'claim a task' },
  contract: contract.claimTask,
  run: async ({ tx }, { id }) => {
    const task = await lockTask(tx, id);
    if (task.state === 'claimed' && task.assignee !== tx.actor.accountId) throw heldByOther(task);
    return change(tx, task, sql`state = 'claimed', assignee = ${tx.actor.accountId}`);
  },
});

/** Gives a task back to everybody of its role. */
export const releaseTask = defineUseCase({
  id: 'task.release',
  label: { zh: '退回待办', en: 'release a task' },
  contract: contract.releaseTask,
  run: async ({ tx }, { id }) => {
    const task = await lockTask(tx, id);
    requireMine(tx, task);
    return change(tx, task, sql`state = 'open', assignee = null`);
  },
});

/** Hands a task over to a colleague whose jurisdiction holds the place. */
export const handOverTask = defineUseCase({
  id: 'task.hand-over',
  label: { zh: '转交待办', en: 'hand a task over' },
  contract: contract.handOverTask,
  run: async ({ tx, registry }, { id, to, note }) => {
    const task = await lockTask(tx, id);
    requireFree(tx, task);
    const colleague = await findColleague({ tx, registry }, task, to);
    return change(tx, task, sql`state = 'claimed', assignee = ${colleague}::uuid, note = ${note}`);
  },
});

/** Marks a task as done. One that proposes a change, or is decided elsewhere, ends with that decision only. */
export const completeTask = defineUseCase({
  id: 'task.complete',
  label: { zh: '办结待办', en: 'complete a task' },
  contract: contract.completeTask,
  run: async ({ tx }, { id, reason }) => {
    const task = await lockTask(tx, id);
    requireFree(tx, task);
    if (task.proposal !== null) {
      throw conflict(
        'task.has-proposal',
        '该待办附有拟办变更，请选择“采纳”或“不采纳”。',
        'The task proposes a change: accept or reject it.',
      );
    }
    if (task.endsWith !== null) {
      throw conflict(
        'task.decided-elsewhere',
        `该待办不能直接办结：${task.endsWith.zh}。`,
        `The task cannot be marked as done: ${task.endsWith.en}.`,
        { kind: task.kind },
      );
    }
    return close(tx, task, 'done', reason);
  },
});

/**
 * Accepts the proposed change: its use case runs as the person who accepts, in this transaction, with the permission
 * that it asks for. Nothing is done when that is refused.
 */
export const acceptTask = defineUseCase({
  id: 'task.accept',
  label: { zh: '采纳拟办变更', en: 'accept a proposed change' },
  contract: contract.acceptTask,
  run: async (context, { id, fill, reason }) => {
    const task = await lockTask(context.tx, id);
    requireFree(context.tx, task);
    await carryOut(context, task, fill);
    return close(context.tx, task, 'done', reason);
  },
});

/** Rejects the proposed change; nothing changes but the task, which keeps the reason. */
export const rejectTask = defineUseCase({
  id: 'task.reject',
  label: { zh: '不采纳拟办变更', en: 'reject a proposed change' },
  contract: contract.rejectTask,
  run: async ({ tx }, { id, reason }) => {
    const task = await lockTask(tx, id);
    requireFree(tx, task);
    if (task.proposal === null) throw noProposal(task);
    return close(tx, task, 'rejected', reason);
  },
});

async function carryOut(
  context: UseCaseContext,
  task: RawDetail,
  fill: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { proposal, eventId } = task;
  if (proposal === null) throw noProposal(task);
  const useCase = context.registry.useCases.get(proposal.useCase);
  if (useCase === undefined) {
    throw failed(
      'task.use-case-gone',
      '拟办变更所用的业务操作已停用：请不采纳并注明，改按现行流程办理。',
      'The use case of the proposal is gone: reject it and go the present way.',
      { useCase: proposal.useCase },
    );
  }
  if (useCase.changesMoney === true && eventId !== null) await refuseReporter(context.tx, eventId);
  const changed = Object.keys(fill).filter((name) => Object.hasOwn(proposal.input, name));
  if (changed.length > 0) {
    throw inputError(
      'task.fill',
      `拟办变更已写明 ${changed.join('、')}，采纳时不能改动：如有不同，请不采纳并说明理由。`,
      `The proposal says ${changed.join(', ')} already: reject it when it should be otherwise.`,
      { fields: changed },
    );
  }
  await runUseCase(useCase, context, { ...fill, ...proposal.input });
}

/** Who reported a life event may not accept what it changes in payments: two people stand behind every fen. */
async function refuseReporter(tx: Tx, eventId: string): Promise<void> {
  const event = await findRow<{ by: string }>(
    tx,
    sql`select recorded_by as by from event where id = ${eventId}::uuid`,
  );
  if (event === undefined || !sameHand(tx.actor, event.by)) return;
  throw forbidden(
    'task.same-person',
    '登记该生活事件的人不能采纳由此产生的待遇变更：请转交另一位同事办理。',
    'Who reported the event may not accept the change of payments that follows: hand the task over to a colleague.',
  );
}

const noProposal = ({ endsWith }: RawDetail) =>
  conflict(
    'task.no-proposal',
    `该待办没有拟办变更：${endsWith?.zh ?? '请选择“办结”'}。`,
    `The task proposes no change: ${endsWith?.en ?? 'complete it'}.`,
  );

/** The task, held until the transaction ends; a closed one cannot be worked on. */
async function lockTask(tx: Tx, id: string): Promise<RawDetail> {
  // Locked first and read then: who waited for the lock must see what the other one has done, names included.
  await tx.db.execute(sql`select 1 from task where id = ${id}::uuid for update`);
  const task = await findTask(tx, id, sql`null`);
  if (task.state === 'open' || task.state === 'claimed') return task;
  throw conflict(
    'task.closed',
    `该待办已由${task.closedBy ?? ''}办结，未作改动：请刷新列表。`,
    `The task was closed by ${task.closedBy ?? ''}; nothing was changed: reload the list.`,
    { state: task.state },
  );
}

const heldByOther = ({ assigneeName, assigneeUsername }: RawDetail) =>
  conflict(
    'task.claimed',
    `该待办已由“${assigneeName ?? ''}”认领：请与其联系，或等其退回、转交。`,
    `"${assigneeName ?? ''}" has claimed the task: ask for a hand-over or wait until it is released.`,
    { assignee: assigneeUsername },
  );

/** A task is worked on by who holds it, or by anybody of its role while nobody does. */
function requireFree(tx: Tx, task: RawDetail): void {
  if (task.assignee !== null && task.assignee !== tx.actor.accountId) throw heldByOther(task);
}

function requireMine(tx: Tx, task: RawDetail): void {
  requireFree(tx, task);
  if (task.assignee !== null) return;
  throw conflict('task.open', '该待办尚未认领，不需退回。', 'Nobody has claimed the task.');
}

/** More than a district has. */
const ACCOUNTS_MAX = 2_000;

interface Colleague extends Record<string, unknown> {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly division: Division;
}

/**
 * Who could take a task: of its role and in charge of its place. Of a proposed change also whoever may carry it out
 * there, so that a street with a single clerk can turn to the bureau when a second person is needed.
 */
async function findColleagues({ tx, registry }: TaskContext, task: RawDetail): Promise<Colleague[]> {
  const useCase = task.proposal === null ? undefined : registry.useCases.get(task.proposal.useCase);
  const permission = useCase?.contract.permission;
  const mayCarryOut = Object.keys(ROLES).filter(
    (role) =>
      isGrantable(role) &&
      permission !== undefined &&
      permissionsOf(role).has(permission) &&
      permissionsOf(role).has(acceptTask.contract.permission),
  );
  const rows = await rowsOf<{ [K in keyof Colleague]: Colleague[K] }>(
    tx,
    sql`select id, username, display_name as "displayName", role, division_no as division from account
         where active and role = any(${sql.param([task.role, ...mayCarryOut])}::text[])
         order by role <> ${task.role}, display_name, username limit ${ACCOUNTS_MAX}`,
  );
  return rows.filter(
    (row) => row.id !== tx.actor.accountId && inDivision(division(task.divisionNo), row.division),
  );
}

type TaskContext = Pick<UseCaseContext, 'tx' | 'registry'>;

/** Whom the caller can hand a task over to. */
export async function readColleagues(
  context: TaskContext,
  id: string,
): Promise<{ colleagues: { username: string; displayName: string }[] }> {
  const found = await findColleagues(context, await findTask(context.tx, id, sql`null`));
  return { colleagues: found.map(({ username, displayName }) => ({ username, displayName })) };
}

async function findColleague(context: TaskContext, task: RawDetail, username: string): Promise<string> {
  const found = (await findColleagues(context, task)).find((each) => each.username === username);
  if (found !== undefined) return found.id;
  throw inputError(
    'task.colleague',
    '只能转交给同一岗位、管辖该地的另一位同事；附有拟办变更的，也可以转交给有权办理该变更的同事：请核对账号。',
    'Hand over to another colleague of the same role whose jurisdiction holds the place, or to one who may carry out the proposed change there: check the account.',
  );
}

async function close(tx: Tx, task: RawDetail, state: 'done' | 'rejected', reason: string | undefined) {
  return change(
    tx,
    task,
    sql`state = ${state}, closed_at = clock_timestamp(), closed_by = ${tx.actor.accountId},
        assignee = coalesce(assignee, ${tx.actor.accountId}), closing_reason = ${reason ?? null}`,
  );
}

async function change(tx: Tx, task: RawDetail, to: SQL) {
  const row = await findRow<{ state: RawDetail['state']; version: number }>(
    tx,
    sql`update task set ${to}, version = version + 1 where id = ${task.id}::uuid returning state, version`,
  );
  if (row === undefined) throw new RangeError('a locked task is there');
  return {
    output: { id: task.id, ...row },
    about: { objectKind: 'task', objectId: task.id, details: { kind: task.kind, state: row.state } },
  };
}
