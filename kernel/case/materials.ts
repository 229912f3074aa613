import { sql } from 'drizzle-orm';
import { conflict, inputError } from '../base/errors.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { dayAfterIfKnown } from './case-clock.ts';
import { type CaseRecord, MATERIALS_NOTICED } from './case-record.ts';
import { appendEvent } from './case-store.ts';
import type { Lifecycle, Material, MaterialForm } from './define-lifecycle.ts';
import { loadForWriting } from './load-case.ts';
import { answerOf, type CaseAnswer, settle } from './settle.ts';
import { missingMaterials } from './why-not.ts';

export interface MaterialAsked {
  readonly id: string;
  readonly version: number;
  readonly material: string;
  readonly action: 'received' | 'waived' | 'returned';
  readonly form?: MaterialForm | undefined;
  readonly attachmentId?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * Ticks a material off as received (with its form and scan), waives it or gives it back, each with who and when.
 * Errors: a material or form that the life cycle does not have, a waiver or return without a reason, a closed case.
 */
export async function tickMaterial(given: UseCaseContext, asked: MaterialAsked): Promise<CaseAnswer> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { record } = context;
  refuseClosed(lifecycle, record);
  const material = getMaterial(lifecycle, asked.material);
  checkForm(material, asked);
  const reason = asked.reason?.trim() ?? '';
  if (asked.action !== 'received' && reason === '') {
    throw inputError(
      'case.reason',
      '免交或退回材料必须写明理由。',
      'Waiving or returning a material needs a reason.',
      { fields: ['reason'] },
    );
  }
  await given.tx.db.execute(sql`
    insert into case_material (case_id, division_no, material, action, form, attachment_id, reason, occurred_on,
                               recorded_by)
    values (${record.id}::uuid, ${record.divisionNo}, ${material.id}, ${asked.action},
            ${asked.action === 'received' ? (asked.form ?? null) : null}, ${asked.attachmentId ?? null}::uuid,
            ${reason === '' ? null : reason}, ${given.clock.today()}, ${given.tx.actor.accountId})`);
  return { ...answerOf(record), version: await settle(lifecycle, context, record.state) };
}

function getMaterial(lifecycle: Lifecycle, id: string): Material {
  const material = lifecycle.materials.find((candidate) => candidate.id === id);
  if (material !== undefined) return material;
  const known = lifecycle.materials.map((one) => `${one.id}（${one.label.zh}）`).join('、');
  throw inputError(
    'case.material-unknown',
    `没有这种材料；“${lifecycle.label.zh}”的材料为：${known}。`,
    `There is no such material; "${lifecycle.label.en}" has: ${lifecycle.materials.map((one) => one.id).join(', ')}.`,
  );
}

function checkForm({ label, forms }: Material, { action, form }: MaterialAsked): void {
  if (action !== 'received' || (form !== undefined && forms.includes(form))) return;
  throw inputError(
    'case.material-form',
    `“${label.zh}”的形式应为 ${forms.join('、')} 之一。`,
    `"${label.en}" has to come as one of: ${forms.join(', ')}.`,
    { fields: ['form'] },
  );
}

function refuseClosed(lifecycle: Lifecycle, record: CaseRecord): void {
  if (lifecycle.states[record.state]?.final !== true) return;
  throw conflict(
    'case.closed',
    `办件 ${record.caseNo} 已办结，不能再登记材料。`,
    `Case ${record.caseNo} is closed; no material can be recorded.`,
  );
}

/** 行政许可法 art. 32: what is missing is told once, all of it, within five days (working days, art. 82). */
const TELL_WORKING_DAYS = 5;

/**
 * Tells the applicant once everything that is missing (一次性告知). A second time is refused unless a fact has come up
 * that nobody could know the first time. Errors: nothing is missing, told already.
 */
export async function noticeMissing(
  given: UseCaseContext,
  asked: { readonly id: string; readonly version: number; readonly newFact?: string | undefined },
): Promise<CaseAnswer & { readonly missing: readonly string[]; readonly tellBy: string | null }> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { record, history } = context;
  refuseClosed(lifecycle, record);
  const missing = await missingMaterials(lifecycle, context);
  if (missing.length === 0) {
    throw conflict('case.nothing-missing', '材料已齐，无需告知补正。', 'Nothing is missing.');
  }
  const told = history.find((event) => event.action === MATERIALS_NOTICED);
  const newFact = asked.newFact?.trim() ?? '';
  if (told !== undefined && newFact === '') {
    throw conflict(
      'case.already-noticed',
      `${told.occurredOn} 已一次性告知补正，不得再次要求补正；确有当时无法知道的新情况的，请写明新情况。`,
      `What was missing was told on ${told.occurredOn}; it may not be asked for again unless a new fact came up: state it.`,
    );
  }
  const ids = missing.map((material) => material.id);
  await appendEvent(given.tx, record, {
    action: MATERIALS_NOTICED,
    fromState: record.state,
    toState: record.state,
    occurredOn: given.clock.today(),
    reason: newFact === '' ? undefined : newFact,
    details: { missing: ids },
  });
  return {
    ...answerOf(record),
    missing: ids,
    tellBy: dayAfterIfKnown(record.openedOn, TELL_WORKING_DAYS, 'working', [], given.clock.today()),
    version: await settle(lifecycle, context, record.state),
  };
}
