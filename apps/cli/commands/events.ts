import { requirePermission } from '../../../kernel/access/permission.ts';
import { chinaTime, systemClock } from '../../../kernel/base/clock.ts';
import { failed, inputError } from '../../../kernel/base/errors.ts';
import { inLanguage } from '../../../kernel/base/label.ts';
import * as contract from '../../../kernel/event/contract.ts';
import { deliverAll } from '../../../kernel/event/deliver.ts';
import { openJobHost } from '../../../kernel/event/job-service.ts';
import { readDeliveries, readEvents } from '../../../kernel/event/read-events.ts';
import { reportEvent } from '../../../kernel/event/report-event.ts';
import { readJobs, runJob } from '../../../kernel/event/run-job.ts';
import { retryDelivery, skipDelivery } from '../../../kernel/event/settle-delivery.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import { allJobs } from '../../server/run-jobs.ts';
import { type CommonOptions, homeFolder } from '../context.ts';
import { print, table } from '../output.ts';
import { inInstallation, inUseCase } from '../use-case-context.ts';

interface ReportOptions extends CommonOptions {
  readonly on: string;
  readonly source: string;
  readonly payload?: string;
}

/** `huimin event report KIND SUBJECT --on DATE --source TEXT [--payload JSON]`. */
export async function eventReportCommand(
  kind: string,
  subject: string,
  options: ReportOptions,
): Promise<void> {
  const payload = options.payload === undefined ? {} : readPayload(options.payload);
  const event = await inUseCase(options, (context) =>
    runUseCase(reportEvent, context, {
      kind,
      subject,
      occurredOn: options.on,
      source: options.source,
      payload,
    }),
  );
  print(event, options.json, () => [`已登记事件 ${event.id}。由此引起的变更将作为待办送经办人核定。`]);
}

function readPayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw inputError('event.payload-json', '--payload 应为 JSON。', '--payload must be JSON.');
  }
}

interface ListOptions extends CommonOptions {
  readonly kind?: string;
  readonly limit?: string;
  readonly after?: string;
}

/** `huimin event list [--kind KIND]`: events of the jurisdiction, newest first. */
export async function eventListCommand(options: ListOptions): Promise<void> {
  const input = readInput(contract.listEvents.input, given(options));
  const page = await inUseCase(options, async ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.listEvents.permission);
    return readEvents(tx, reading, input);
  });
  print(page, options.json, () =>
    table([
      ['发生日期', '事件', '地点', '对象', '标识'],
      ...page.events.map((event) => [
        event.occurredOn,
        inLanguage(event.label, options.lang ?? 'zh'),
        event.divisionName,
        event.subjectId,
        event.id,
      ]),
    ]),
  );
}

/** `huimin events deliver`: delivers until nothing is due. */
export async function eventsDeliverCommand(options: CommonOptions): Promise<void> {
  const count = await inHost(options, (host) => deliverAll(host));
  print(count, options.json, () => [
    `新事件 ${count.events} 件，投递成功 ${count.done} 次，待重试 ${count.retry} 次，失败 ${count.failed} 次。`,
  ]);
}

/** `huimin events failed`: deliveries that were given up after all attempts. */
export async function eventsFailedCommand(options: ListOptions & { readonly state?: string }): Promise<void> {
  const input = readInput(contract.listDeliveries.input, {
    ...given(options),
    ...(options.state === undefined ? {} : { state: options.state }),
  });
  const page = await inUseCase({ ...options, as: options.as ?? 'sysadmin' }, async ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.listDeliveries.permission);
    return readDeliveries(tx, reading, input);
  });
  print(page, options.json, () =>
    table([
      ['事件', '响应', '次数', '错误', '状态', '事件标识'],
      ...page.deliveries.map((one) => [
        one.kind,
        one.reaction,
        String(one.attempts),
        one.lastError ?? '',
        one.state,
        one.eventId,
      ]),
    ]),
  );
}

/** `huimin events retry EVENT REACTION` and, with `--skip REASON`, its giving up. */
export async function eventsRetryCommand(
  eventId: string,
  reaction: string,
  options: CommonOptions & { readonly skip?: string },
): Promise<void> {
  const { skip } = options;
  const settled = await inUseCase({ ...options, as: options.as ?? 'sysadmin' }, (context) =>
    skip === undefined
      ? runUseCase(retryDelivery, context, { eventId, reaction })
      : runUseCase(skipDelivery, context, { eventId, reaction, reason: skip }),
  );
  print(settled, options.json, () => [skip === undefined ? '将立即重新投递。' : '已放弃投递。']);
}

/** `huimin jobs list`: the regular jobs and how their last runs went. */
export async function jobsListCommand(options: CommonOptions): Promise<void> {
  const jobs = await inUseCase(options, ({ tx, registry }) => readJobs(tx, allJobs(registry)));
  print(jobs, options.json, () =>
    table([
      ['任务', '名称', '时间', '最近状态', '最近开始', '错误'],
      ...jobs.jobs.map((job) => [
        job.id,
        inLanguage(job.label, options.lang ?? 'zh'),
        job.cron,
        job.lastState ?? '',
        job.lastStartedAt === null ? '' : chinaTime(new Date(job.lastStartedAt)),
        job.lastError ?? '',
      ]),
    ]),
  );
}

/** `huimin jobs run ID`: runs a job now. */
export async function jobsRunCommand(id: string, options: CommonOptions): Promise<void> {
  const outcome = await inHost(options, (host) => {
    const jobs = allJobs(host.reading.registry);
    const job = jobs.find((candidate) => candidate.id === id);
    if (job !== undefined) return runJob(host, job, 'person');
    const ids = jobs.map((candidate) => candidate.id).join('、');
    throw inputError(
      'job.unknown',
      `没有任务“${id}”：有 ${ids}。`,
      `There is no job "${id}"; there are: ${ids}.`,
    );
  });
  if (outcome.state === 'failed') {
    throw failed(
      'job.failed',
      `任务“${id}”失败：${outcome.error ?? ''}。`,
      `The job "${id}" failed: ${outcome.error ?? ''}.`,
      { job: id, error: outcome.error },
    );
  }
  print(outcome, options.json, () => [
    outcome.state === 'busy' ? `任务“${id}”正在运行，本次未执行。` : `任务“${id}”已完成。`,
  ]);
}

const given = ({ kind, limit, after }: ListOptions): Readonly<Record<string, unknown>> => ({
  ...(kind === undefined ? {} : { kind }),
  ...(limit === undefined ? {} : { limit }),
  ...(after === undefined ? {} : { after }),
});

/** With the system's own account, as the server runs its jobs. */
const inHost = <T>(
  options: CommonOptions,
  work: (host: Awaited<ReturnType<typeof openJobHost>>) => Promise<T>,
): Promise<T> =>
  inInstallation(options, async (context) =>
    work(await openJobHost({ ...context, clock: systemClock, home: homeFolder() })),
  );
