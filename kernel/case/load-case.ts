import { conflict, type DomainError, failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { absentRecord, bareLabel } from '../module/reading.ts';
import type { Registry } from '../module/registry.ts';
import type { CaseRecord } from './case-record.ts';
import { findCase, loadHistory } from './case-store.ts';
import type { CaseContext, Lifecycle } from './define-lifecycle.ts';
import { findRelatives, refuseRelative } from './find-relatives.ts';

export interface LoadedCase {
  readonly lifecycle: Lifecycle;
  readonly context: CaseContext;
}

/** The life cycle of a case; a defect when cases of a kind are on file that nobody declares any more. */
export function lifecycleOf(registry: Registry, id: string): Lifecycle {
  const found = registry.lifecycles.get(id);
  if (found !== undefined) return found;
  throw failed(
    'case.lifecycle-gone',
    `办件类型“${id}”已不再登记，无法办理。`,
    `No module declares the life cycle "${id}" any more.`,
  );
}

export const stateLabel = (lifecycle: Lifecycle, state: string): Label =>
  lifecycle.states[state]?.label ?? bareLabel(state);

/** A case for reading. Throws when it is not in the jurisdiction. */
export async function loadCase(context: UseCaseContext, id: string, lock = false): Promise<LoadedCase> {
  const { tx, registry } = context;
  const record = await findCase(tx, id, lock);
  if (record === undefined) throw absentRecord();
  return {
    lifecycle: lifecycleOf(registry, record.lifecycle),
    context: {
      ...context,
      record,
      history: await loadHistory(tx, id),
      relatives: await findRelatives(tx, record),
    },
  };
}

/**
 * A case for writing, locked. Errors: not in the jurisdiction, changed since the caller read it, or the actor is a
 * near relative of somebody in it.
 */
export async function loadForWriting(
  context: UseCaseContext,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<LoadedCase> {
  const loaded = await loadCase(context, id, true);
  refuseRelative(context.tx, loaded.context.relatives);
  if (loaded.context.record.version !== version) throw staleCase(loaded, version);
  return loaded;
}

/** Actions that the life cycle has in a state. */
export const actionsFrom = (lifecycle: Lifecycle, state: string): string[] =>
  Object.keys(lifecycle.actions).filter((name) => lifecycle.actions[name]?.from.includes(state));

const possibleText = (lifecycle: Lifecycle, record: CaseRecord): Label => {
  const labels = actionsFrom(lifecycle, record.state).flatMap((name) => lifecycle.actions[name]?.label ?? []);
  return labels.length === 0
    ? { zh: '本件已办结，不能再办理', en: 'it is closed' }
    : {
        zh: `现在可以办理：${labels.map(({ zh }) => zh).join('、')}`,
        en: `possible now: ${labels.map(({ en }) => en).join(', ')}`,
      };
};

const transition = ({ lifecycle, context: { record } }: LoadedCase, zh: string, en: string): DomainError => {
  const state = stateLabel(lifecycle, record.state);
  const possible = possibleText(lifecycle, record);
  return conflict(
    'case.transition',
    `${zh}办件 ${record.caseNo} 现为“${state.zh}”，${possible.zh}。`,
    `${en}Case ${record.caseNo} is "${state.en}"; ${possible.en}.`,
    {
      caseNo: record.caseNo,
      state: record.state,
      version: record.version,
      possible: actionsFrom(lifecycle, record.state),
    },
  );
};

const staleCase = (loaded: LoadedCase, version: number): DomainError =>
  transition(
    loaded,
    `本件在您打开之后已被更新（您看到的是第 ${version} 版，现为第 ${loaded.context.record.version} 版），请刷新后再办。`,
    `The case was changed after you opened it (you saw version ${version}, it is ${loaded.context.record.version}): reload it. `,
  );

/** An action that the present state does not have. */
export const wrongState = (loaded: LoadedCase, action: Label): DomainError =>
  transition(loaded, `现在不能“${action.zh}”。`, `"${action.en}" is not possible now. `);
