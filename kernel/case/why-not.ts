import { permissionLabel } from '../access/permission.ts';
import { conflict, type DomainError, forbidden } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { chineseDate } from '../base/plain-date.ts';
import { OPENED } from './case-record.ts';
import { loadMaterials, loadNotices, loadObjections } from './case-store.ts';
import type { Action, CaseContext, Lifecycle, Material } from './define-lifecycle.ts';
import { sameHand } from '../access/same-hand.ts';

/**
 * Why the actor may not take an action that the case's state has, whatever the input; undefined when it may. The same
 * words are shown beside the button and given as the refusal.
 */
export async function whyNot(
  lifecycle: Lifecycle,
  action: Action,
  context: CaseContext,
): Promise<DomainError | undefined> {
  return (
    withoutPermission(action, context) ??
    byTheSameHand(lifecycle, action, context) ??
    (action.needsMaterials === true ? await withMissingMaterials(lifecycle, context) : undefined) ??
    (action.needsNotice === true ? await withoutNotice(context) : undefined) ??
    guarded(action, await action.ready?.(context))
  );
}

export const guarded = ({ label }: Action, refusal: Label | undefined): DomainError | undefined =>
  refusal === undefined
    ? undefined
    : conflict(
        'case.guard',
        `不能“${label.zh}”：${refusal.zh}。`,
        `"${label.en}" is refused: ${refusal.en}.`,
      );

function withoutPermission(action: Action, { tx }: CaseContext): DomainError | undefined {
  if (tx.actor.permissions.has(action.permission)) return undefined;
  const right = permissionLabel(action.permission) ?? { zh: action.permission, en: action.permission };
  return forbidden(
    'access.permission',
    `账号“${tx.actor.username}”没有“${right.zh}”的权限，不能“${action.label.zh}”。`,
    `Account "${tx.actor.username}" may not ${right.en}, so it may not "${action.label.en}".`,
    { permission: action.permission },
  );
}

/** Who records may not approve (handbook 00 §3). */
function byTheSameHand(lifecycle: Lifecycle, action: Action, context: CaseContext): DomainError | undefined {
  const earlier = context.history.find(
    (event) => action.notBy.includes(event.action) && sameHand(context.tx.actor, event.accountId),
  );
  if (earlier === undefined) return undefined;
  const done =
    earlier.action === OPENED
      ? { zh: '登记本件', en: 'opened the case' }
      : (lifecycle.actions[earlier.action]?.label ?? { zh: earlier.action, en: earlier.action });
  return forbidden(
    'case.same-hand',
    `您已在本件中“${done.zh}”，不能再“${action.label.zh}”：请由另一人办理。`,
    `You took part in this case ("${done.en}") and may not "${action.label.en}": somebody else has to.`,
  );
}

/** Required materials that are neither there nor waived. */
export async function missingMaterials(
  lifecycle: Lifecycle,
  { tx, record }: CaseContext,
): Promise<Material[]> {
  const stands = new Map((await loadMaterials(tx, record.id)).map((stand) => [stand.material, stand.action]));
  return lifecycle.materials.filter(
    (material) => material.required(record) && (stands.get(material.id) ?? 'returned') === 'returned',
  );
}

async function withMissingMaterials(
  lifecycle: Lifecycle,
  context: CaseContext,
): Promise<DomainError | undefined> {
  const missing = await missingMaterials(lifecycle, context);
  if (missing.length === 0) return undefined;
  return conflict(
    'case.materials',
    `材料不齐，还缺：${missing.map(({ label }) => label.zh).join('、')}。请一次性告知申请人补正。`,
    `Materials are missing: ${missing.map(({ label }) => label.en).join(', ')}. Tell the applicant once, all of them.`,
    { missing: missing.map(({ id }) => id) },
  );
}

async function withoutNotice({ tx, record, clock }: CaseContext): Promise<DomainError | undefined> {
  const notice = (await loadNotices(tx, record.id)).at(-1);
  if (notice === undefined || notice.endReason === 'withdrawn') {
    return conflict('case.notice-none', '尚未公示。', 'No public notice has been posted.');
  }
  if (clock.today() <= notice.lastDay) {
    return conflict(
      'case.notice-running',
      `公示尚未期满：${chineseDate(notice.postedOn)}张贴，公示至${chineseDate(notice.lastDay)}，次日起方可办理下一步。`,
      `The public notice runs until ${notice.lastDay}; the next step is possible from the day after.`,
      { lastDay: notice.lastDay },
    );
  }
  const objections = (await loadObjections(tx, record.id)).filter(({ noticeId }) => noticeId === notice.id);
  if (objections.some(({ outcome }) => outcome === null)) {
    return conflict(
      'case.objection-open',
      '公示期间的异议尚未处理完毕。',
      'An objection raised during the notice has not been decided.',
    );
  }
  if (objections.some(({ outcome }) => outcome === 'upheld')) {
    return conflict(
      'case.objection-upheld',
      '公示期间的异议成立，应当重新核查并再次公示。',
      'An objection was upheld: verify again and post a new notice.',
    );
  }
  return undefined;
}
