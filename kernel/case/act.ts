import type { z } from 'zod';
import { failed, inputError } from '../base/errors.ts';
import { emit } from '../event/emit.ts';
import { closeTasksAbout } from '../event/task.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { readInput } from '../module/read-input.ts';
import { appendEvent } from './case-store.ts';
import { OBJECTION_TASK, openCaseTask, OVERDUE_TASK, STEP_TASK } from './case-task.ts';
import { decide } from './decide.ts';
import { type Action, type CaseContext, type Effect, type Lifecycle, targetsOf } from './define-lifecycle.ts';
import { actionsFrom, type LoadedCase, loadForWriting, wrongState } from './load-case.ts';
import { endPause } from './pause-clock.ts';
import { endNotice, postNotice } from './public-notice.ts';
import { type CaseAnswer, settle } from './settle.ts';
import { guarded, whyNot } from './why-not.ts';

export interface Asked {
  readonly id: string;
  readonly version: number;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
}

/**
 * Takes one action of a life cycle: guards, effect, notice, decision, history, tasks and clock in one transaction.
 * Errors: `case.transition` (409) when the case was changed meanwhile or its state does not have the action, what
 * `whyNot` refuses, a missing reason, wrong input, and those of the effect.
 */
export async function act(given: UseCaseContext, asked: Asked): Promise<CaseAnswer> {
  const loaded = await loadForWriting(given, asked);
  const { lifecycle, context } = loaded;
  const action = getAction(loaded, asked.action);
  const refusal = await whyNot(lifecycle, action, context);
  if (refusal !== undefined) throw refusal;
  const input = readInput(action.input, asked.input);
  const reason = asked.reason?.trim();
  if (action.reasonRequired === true && (reason === undefined || reason === '')) throw reasonMissing(action);
  const unfit = guarded(action, await action.guard?.(context, input));
  if (unfit !== undefined) throw unfit;

  const effect = (await action.effect?.(context, input)) ?? {};
  const to = targetOf(lifecycle, action, input, effect);
  const after = withData(lifecycle, context, effect);
  const moved = to !== context.record.state;
  if (moved) await leaveState(after);
  const seq = await appendEvent(given.tx, context.record, {
    action: asked.action,
    fromState: context.record.state,
    toState: to,
    occurredOn: given.clock.today(),
    reason: reason === '' ? undefined : reason,
    details: { ...action.keep?.(input), ...effect.details },
  });
  if (action.notice !== undefined) await postNotice(after, action.notice);
  if (action.decision !== undefined) await decide(asked.action, action.decision, after, input);
  if (action.emits !== undefined) await emit(given.tx, action.emits(after, effect));
  const version = await settle(lifecycle, after, to);
  await openNext(action, after, `${asked.action}:${seq}`);
  return { id: context.record.id, caseNo: context.record.caseNo, state: to, version };
}

function getAction(loaded: LoadedCase, name: string): Action {
  const { lifecycle, context } = loaded;
  const action = lifecycle.actions[name];
  if (action === undefined) {
    const names = actionsFrom(lifecycle, context.record.state);
    throw inputError(
      'case.action-unknown',
      `“${lifecycle.label.zh}”没有操作“${name.slice(0, 40)}”；现在可用：${names.join('、')}。`,
      `"${lifecycle.label.en}" has no action "${name.slice(0, 40)}"; possible now: ${names.join(', ')}.`,
    );
  }
  if (!action.from.includes(context.record.state)) throw wrongState(loaded, action.label);
  return action;
}

const reasonMissing = ({ label }: Action) =>
  inputError('case.reason', `“${label.zh}”必须写明理由。`, `"${label.en}" needs a reason.`, {
    fields: ['reason'],
  });

function targetOf(
  lifecycle: Lifecycle,
  action: Action,
  input: z.output<z.ZodObject>,
  effect: Effect,
): string {
  const to = typeof action.to === 'string' ? action.to : action.to.of(input, effect);
  if (targetsOf(action).includes(to) && lifecycle.states[to] !== undefined) return to;
  throw failed(
    'case.target',
    `操作“${action.label.zh}”指向了未声明的状态。`,
    `The action "${action.label.en}" leads to a state that it does not declare.`,
    { to },
  );
}

/** The case with what the effect leaves in it, checked by the life cycle's own schema. */
function withData(lifecycle: Lifecycle, context: CaseContext, { data }: Effect): CaseContext {
  if (data === undefined) return context;
  const parsed = lifecycle.opening.data.safeParse({ ...context.record.data, ...data });
  if (parsed.success) return { ...context, record: { ...context.record, data: parsed.data } };
  throw failed(
    'case.data',
    '办件数据不符合声明，未写入。',
    'The data of the case break their declaration; nothing was written.',
    { fields: parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.')) },
  );
}

async function leaveState({ tx, record, clock }: CaseContext): Promise<void> {
  const today = clock.today();
  await endPause(tx, record, today);
  await endNotice(tx, record.id, today);
  const about = { kind: 'case', id: record.id };
  await closeTasksAbout(tx, about, { kind: STEP_TASK, as: 'done' });
  await closeTasksAbout(tx, about, { kind: OVERDUE_TASK, as: 'done' });
  await closeTasksAbout(tx, about, { kind: OBJECTION_TASK, as: 'cancelled' });
}

async function openNext(action: Action, { tx, record }: CaseContext, key: string): Promise<void> {
  if (action.opensTask === undefined) return;
  await openCaseTask(tx, record, key, action.opensTask);
}
