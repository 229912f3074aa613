import type { Command } from 'commander';
import { type Action, command, from, group } from './add-command.ts';

const events = () => import('./commands/events.ts');
const tasks = () => import('./commands/tasks.ts');

const LIMIT = ['--limit <number>', '每页条数 / rows'] as const;
const AFTER = ['--after <mark>', '接着这一条 / go on after'] as const;

const event = (pick: (module: Awaited<ReturnType<typeof events>>) => Action): Action => from(events, pick);
const task = (pick: (module: Awaited<ReturnType<typeof tasks>>) => Action): Action => from(tasks, pick);

/** `huimin event …`, `huimin events …`, `huimin task …` and `huimin jobs …`. */
export function addEvents(program: Command): void {
  addEventCommands(group(program, 'event', '生活事件 / life events'));
  addDeliveryCommands(group(program, 'events', '事件投递 / delivery of events'));
  addTaskCommands(group(program, 'task', '待办 / tasks'));
  const jobs = group(program, 'jobs', '后台任务 / jobs');
  command(
    jobs,
    'list',
    '全部后台任务及最近结果 / all jobs',
    event((m) => m.jobsListCommand),
  );
  command(
    jobs,
    'run <id>',
    '立即运行一个任务 / run one now',
    event((m) => m.jobsRunCommand),
  );
}

function addEventCommands(parent: Command): void {
  command(
    parent,
    'report <kind> <subject>',
    '登记事件，如 person.died / report an event',
    event((m) => m.eventReportCommand),
  )
    .requiredOption('--on <date>', '发生日期 YYYY-MM-DD / day it happened')
    .requiredOption('--source <text>', '信息来源 / where it is known from')
    .option('--payload <json>', '事件内容 / what the kind asks for');
  const list = command(
    parent,
    'list',
    '辖区内的事件，新的在前 / events',
    event((m) => m.eventListCommand),
  ).option('--kind <kind>', '事件种类 / kind');
  list.option(...LIMIT).option(...AFTER);
}

function addDeliveryCommands(parent: Command): void {
  command(
    parent,
    'deliver',
    '投递到期的事件 / deliver what is due',
    event((m) => m.eventsDeliverCommand),
  );
  const failed = command(
    parent,
    'failed',
    '多次失败的投递 / failed deliveries',
    event((m) => m.eventsFailedCommand),
  ).option('--state <state>', 'pending、done、failed 或 skipped / state');
  failed.option(...LIMIT).option(...AFTER);
  command(
    parent,
    'retry <event> <reaction>',
    '重新投递，或加 --skip 放弃 / try again or give up',
    event((m) => m.eventsRetryCommand),
  ).option('--skip <reason>', '放弃并注明理由 / give up, with the reason');
}

function addTaskCommands(parent: Command): void {
  const list = command(
    parent,
    'list',
    '本岗位的待办 / tasks of my role',
    task((m) => m.taskListCommand),
  )
    .option('--mine', '只看我的 / mine only')
    .option('--closed', '已办结的 / closed ones')
    .option('--lamp <colour>', 'green、amber 或 red / lamp');
  list.option(...LIMIT).option(...AFTER);
  command(
    parent,
    'show <id>',
    '一件待办及其理由 / one task',
    task((m) => m.taskShowCommand),
  );
  command(
    parent,
    'claim <id>',
    '认领 / claim',
    task((m) => m.taskClaimCommand),
  );
  command(
    parent,
    'release <id>',
    '退回 / release',
    task((m) => m.taskReleaseCommand),
  );
  command(
    parent,
    'hand-over <id>',
    '转交同岗位同事 / hand over',
    task((m) => m.taskHandOverCommand),
  )
    .requiredOption('--to <account>', '接办账号 / colleague')
    .requiredOption('--note <text>', '转交说明 / note');
  command(
    parent,
    'complete <id>',
    '办结 / complete',
    task((m) => m.taskCompleteCommand),
  ).option('--reason <text>', '办理意见 / remark');
  command(
    parent,
    'accept <id>',
    '采纳拟办变更 / accept the proposal',
    task((m) => m.taskAcceptCommand),
  )
    .option('--fill <json>', '补填拟办变更留空的内容 / what the proposal leaves open')
    .option('--reason <text>', '办理意见 / remark');
  command(
    parent,
    'reject <id>',
    '不采纳 / reject the proposal',
    task((m) => m.taskRejectCommand),
  ).requiredOption('--reason <text>', '理由 / reason');
}
