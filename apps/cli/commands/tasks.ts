import { requirePermission } from '../../../kernel/access/permission.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { inLanguage } from '../../../kernel/base/label.ts';
import * as contract from '../../../kernel/event/contract.ts';
import { readTask, readTasks } from '../../../kernel/event/read-tasks.ts';
import * as work from '../../../kernel/event/work-on-task.ts';
import { runUseCase, type UseCase } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

interface ListOptions extends CommonOptions {
  readonly mine?: boolean;
  readonly closed?: boolean;
  readonly lamp?: string;
  readonly limit?: string;
  readonly after?: string;
}

const LAMPS = { green: '绿', amber: '黄', red: '红' } as const;
const STATES = {
  open: '待认领',
  claimed: '办理中',
  done: '已办结',
  rejected: '不采纳',
  cancelled: '已取消',
} as const;

/** `huimin task list [--mine] [--closed] [--lamp COLOUR]`. */
export async function taskListCommand(options: ListOptions): Promise<void> {
  const { lamp, limit, after } = options;
  const input = readInput(contract.listTasks.input, {
    whose: options.mine === true ? 'mine' : 'role',
    closed: String(options.closed === true),
    ...(lamp === undefined ? {} : { lamp }),
    ...(limit === undefined ? {} : { limit }),
    ...(after === undefined ? {} : { after }),
  });
  const page = await inUseCase(options, async ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.listTasks.permission);
    return readTasks(tx, reading, input);
  });
  print(page, options.json, () =>
    table([
      ['灯', '期限', '待办', '地点', '状态', '办理人', '标识'],
      ...page.tasks.map((task) => [
        task.lamp === null ? '' : LAMPS[task.lamp],
        task.dueOn ?? '',
        inLanguage(task.title, options.lang ?? 'zh'),
        task.divisionName,
        STATES[task.state],
        task.assignee?.displayName ?? '',
        task.id,
      ]),
    ]),
  );
}

/** `huimin task show ID`: reasons and the proposed change. */
export async function taskShowCommand(id: string, options: CommonOptions): Promise<void> {
  const task = await inUseCase(options, async ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.getTask.permission);
    return readTask(tx, reading, readInput(contract.getTask.input, { id }).id);
  });
  const language = options.lang ?? 'zh';
  print(task, options.json, () => [
    `${inLanguage(task.title, language)}（${STATES[task.state]}${task.dueOn === null ? '' : `，期限 ${task.dueOn}`}）`,
    ...task.reasons.map((reason) => `· ${inLanguage(reason, language)}`),
    ...(task.proposal === null ? [] : [`拟办：${inLanguage(task.proposal.label, language)}`]),
    ...(task.endsWith === null ? [] : [`办结方式：${inLanguage(task.endsWith, language)}`]),
    ...(task.note === null ? [] : [`转交说明：${task.note}`]),
    ...(task.closingReason === null ? [] : [`办理意见：${task.closingReason}`]),
  ]);
}

interface ActOptions extends CommonOptions {
  readonly reason?: string;
  readonly fill?: string;
  readonly to?: string;
  readonly note?: string;
}

const command =
  (useCase: UseCase, done: string) =>
  async (id: string, options: ActOptions): Promise<void> => {
    const { reason, fill, to, note } = options;
    const input = {
      id,
      ...(reason === undefined ? {} : { reason }),
      ...(fill === undefined ? {} : { fill: readFill(fill) }),
      ...(to === undefined ? {} : { to }),
      ...(note === undefined ? {} : { note }),
    };
    const task: unknown = await inUseCase(options, (context) => runUseCase(useCase, context, input));
    print(task, options.json, () => [done]);
  };

export const taskClaimCommand = command(work.claimTask, '已认领。');
export const taskReleaseCommand = command(work.releaseTask, '已退回。');
export const taskHandOverCommand = command(work.handOverTask, '已转交。');
export const taskCompleteCommand = command(work.completeTask, '已办结。');
export const taskAcceptCommand = command(work.acceptTask, '已采纳并办理，下一次发放按此计算差额。');
export const taskRejectCommand = command(work.rejectTask, '不采纳，台账与发放均未改动。');

function readFill(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw inputError('task.fill-json', '--fill 应为 JSON。', '--fill must be JSON.');
  }
}
