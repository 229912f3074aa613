import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { sameHand } from '../access/same-hand.ts';
import { audit } from '../audit/audit.ts';
import { conflict, forbidden, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { firstDay, type Month, nextMonth } from '../base/month.ts';
import { period } from '../base/period.ts';
import { divisionCode } from '../base/division.ts';
import type { Tx } from '../db/database.ts';
import { nextInSeries } from '../db/number-series.ts';
import { findRow } from '../db/rows.ts';
import { AWARD_STATUS } from './case-file.ts';
import type { Programme } from './define-programme.ts';
import type { FoundSubject } from './find-subject.ts';
import { getDistrict } from '../party/district.ts';
import { recordFact } from '../party/record-fact.ts';

export interface NewAward {
  readonly subject: FoundSubject;
  readonly from: Month;
  readonly basis: string;
  /** Who recorded the case; may not be who confirms it. */
  readonly recordedBy: string;
}

/**
 * Confirms an award from a month on. The transaction's actor confirms. Errors: the recorder confirms its own case,
 * the subject is of the other kind, or it has an award of the programme in force in that month.
 */
export async function confirmAward(
  tx: Tx,
  programme: Programme,
  award: NewAward,
): Promise<{ id: string; awardNo: string }> {
  requirePermission(tx.actor, 'award.confirm');
  if (sameHand(tx.actor, award.recordedBy)) {
    throw forbidden(
      'award.same-person',
      '经办人不得确认自己录入的待遇：请由另一账号确认。',
      'Who recorded a case may not confirm it: use another account.',
    );
  }
  if (award.subject.kind !== programme.unit) {
    const unit = programme.unit === 'household' ? ['家庭', 'household'] : ['个人', 'person'];
    throw inputError(
      'award.unit',
      `“${programme.label.zh}”按${unit[0]}认定，请填${unit[0]}编号。`,
      `"${programme.label.en}" is for a ${unit[1]}.`,
    );
  }
  await refuseSecondAward(tx, programme, award);
  await refuseOtherAward(tx, programme, award);
  const year = award.from.slice(0, 4);
  const series = `${programme.code}${divisionCode((await getDistrict(tx)).division)}${year}`;
  const id = uuidv7();
  const awardNo = `${series}${String(await nextInSeries(tx, series)).padStart(6, '0')}`;
  await tx.db.execute(sql`
    insert into award (id, award_no, programme, subject_kind, subject_id, division_no, payee_person_id, basis, recorded_by, approved_by, created_at)
    values (${id}, ${awardNo}, ${programme.id}, ${programme.unit}, ${award.subject.id}, ${award.subject.division},
            ${award.subject.payeePersonId}, ${award.basis}, ${award.recordedBy}, ${tx.actor.accountId}, now())`);
  await recordFact(tx, {
    subjectKind: 'award',
    subjectId: id,
    kind: AWARD_STATUS,
    // A one-off grant is in force for the one month in which it is paid.
    valid: period(firstDay(award.from), programme.cycle === 'once' ? firstDay(nextMonth(award.from)) : null),
    code: 'active',
    source: '确认决定',
  });
  await audit(tx, { action: 'award.confirm', objectKind: 'award', objectId: id, details: { awardNo } });
  return { id, awardNo };
}

async function refuseSecondAward(tx: Tx, programme: Programme, award: NewAward): Promise<void> {
  const other = await findRow<{ awardNo: string }>(
    tx,
    sql`select award_no as "awardNo" from award_in_force where programme = ${programme.id} and subject_id = ${award.subject.id}::uuid
           and (valid_to is null or valid_to > ${firstDay(award.from)}::date) limit 1`,
  );
  if (other === undefined) return;
  throw conflict(
    'award.already',
    `该对象已有“${programme.label.zh}”待遇 ${other.awardNo}，不能重复确认。`,
    `The subject already has award ${other.awardNo} of "${programme.label.en}".`,
  );
}

/** What nobody may have beside the award, for anybody whom it would be for; the matrix of interactions says what. */
async function refuseOtherAward(tx: Tx, programme: Programme, { subject, from }: NewAward): Promise<void> {
  const day = firstDay(from);
  for (const { kind, by, label } of programme.interactions ?? []) {
    if (kind !== 'same-person' || by === undefined || !('programme' in by)) continue;
    const counted = sql`m.member_class = 'counted' and m.valid_from <= ${day}::date
                        and (m.valid_to is null or m.valid_to > ${day}::date)`;
    const people =
      subject.kind === 'person'
        ? sql`select ${subject.id}::uuid`
        : sql`select m.person_id from household_membership m where m.household_id = ${subject.id}::uuid and ${counted}`;
    const other = await findRow<{ awardNo: string }>(
      tx,
      sql`select a.award_no as "awardNo" from award_in_force a
           where a.programme = ${by.programme} and (a.valid_to is null or a.valid_to > ${day}::date)
             and (a.subject_id in (${people}) or a.subject_id in (
               select m.household_id from household_membership m where m.person_id in (${people}) and ${counted}))
           limit 1`,
    );
    if (other === undefined) continue;
    throw conflict(
      'award.excluded',
      `${label.zh}。当事人已有待遇 ${other.awardNo}：请先终止该待遇，或自${day}起将其不再计入该家庭共同生活成员。`,
      `${label.en}. There is the award ${other.awardNo}: end it, or end the counted membership in its family from ${day}, first.`,
      { award: other.awardNo },
    );
  }
}
