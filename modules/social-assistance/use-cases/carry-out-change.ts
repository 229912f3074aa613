import { sql } from 'drizzle-orm';
import { conflict, inputError } from '../../../kernel/base/errors.ts';
import { period } from '../../../kernel/base/period.ts';
import { ageOn, type PlainDate, plainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { findRow, rowsOf, uuidArray } from '../../../kernel/db/rows.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import { type Instant, recordingMoment } from '../../../kernel/party/known-at.ts';
import { endFact, recordFact } from '../../../kernel/party/record-fact.ts';
import { AWARD_STATUS, COUNTED, HOUSEHOLD_MEMBER } from '../../../kernel/policy/case-file.ts';
import type { Change } from '../contract.ts';
import { lifeStatus } from '../model/facts.ts';

const ADULT_AGE = 18;

/**
 * Records a change: facts first, then the awards that have nobody left, then a new payee and head. The proposal that
 * asks what would be and the acceptance that makes it so both come through here. What it records is told by the event
 * that led here, so the facts carry their moment and no further event is written.
 */
export async function carryOutChange(tx: Tx, change: Change): Promise<void> {
  const moment = await recordingMoment(tx);
  for (const fact of change.facts) await changeFact(tx, fact, change.source, moment);
  const from = plainDate(change.endFrom);
  for (const awardId of change.endAwards) {
    await endFact(
      tx,
      {
        subjectKind: 'award',
        subjectId: awardId,
        kind: AWARD_STATUS,
        source: change.source,
        reason: '无享受对象',
      },
      from,
      moment,
    );
  }
  if (change.successorId !== undefined) await succeed(tx, change, change.successorId);
}

async function changeFact(
  tx: Tx,
  fact: Change['facts'][number],
  source: string,
  moment: Instant,
): Promise<void> {
  const from = plainDate(fact.from);
  const subject = { subjectKind: 'person', subjectId: fact.personId, kind: fact.kind, source } as const;
  if (fact.code === null) return endFact(tx, subject, from, moment);
  if (fact.kind === HOUSEHOLD_MEMBER) await requireHousehold(tx, fact.householdId);
  const ref = fact.kind === HOUSEHOLD_MEMBER ? { ref: fact.householdId } : {};
  return recordFact(tx, { ...subject, code: fact.code, ...ref, valid: period(from, null) }, moment);
}

async function requireHousehold(tx: Tx, id: string): Promise<void> {
  if ((await findRow(tx, sql`select 1 from household where id = ${id}::uuid`)) === undefined)
    throw absentRecord();
}

async function succeed(tx: Tx, { succeed: of, endFrom }: Change, successorId: string): Promise<void> {
  await refuseAblePayees(tx, of.awards, plainDate(endFrom));
  await tx.db.execute(sql`
    update award set payee_person_id = ${successorId}::uuid where id = any(${uuidArray(of.awards)})`);
  // A payee from outside the family, such as a guardian, is not its head.
  await tx.db.execute(sql`
    update household h set head_person_id = ${successorId}::uuid where h.id = any(${uuidArray(of.households)})
       and exists (select 1 from household_membership m where m.household_id = h.id
                      and m.person_id = ${successorId}::uuid and m.valid_to is null)`);
}

/** Money goes to somebody else only where the payee has died or left the family: this is no way to redirect it. */
async function refuseAblePayees(tx: Tx, awardIds: readonly string[], on: PlainDate): Promise<void> {
  const able = await findRow<{ awardNo: string }>(
    tx,
    sql`select a.award_no as "awardNo" from award a where a.id = any(${uuidArray(awardIds)})
           and not exists (${deathOf(sql`a.payee_person_id`, on)})
           and (a.subject_kind = 'person' or exists (
             select 1 from household_membership m where m.household_id = a.subject_id
                and m.person_id = a.payee_person_id and m.member_class = ${COUNTED}
                and m.valid_from <= ${on}::date and (m.valid_to is null or m.valid_to > ${on}::date)))
         limit 1`,
  );
  if (able === undefined) return;
  throw conflict(
    'assistance.payee-able',
    `待遇 ${able.awardNo} 的收款人健在且仍是家庭成员，不能由此更换收款人。`,
    `The payee of award ${able.awardNo} lives and is of the family: this is not the way to change the payee.`,
    { awardNo: able.awardNo },
  );
}

/** Counted members of a household who live on a day. */
export const countedMembers = (
  tx: Tx,
  householdId: string,
  on: PlainDate,
): Promise<{ id: string; name: string; birthDate: PlainDate }[]> =>
  rowsOf<{ id: string; name: string; birthDate: PlainDate }>(
    tx,
    sql`select p.id, p.name, p.birth_date as "birthDate"
          from household_membership m join person p on p.id = m.person_id
         where m.household_id = ${householdId}::uuid and m.member_class = ${COUNTED}
           and m.valid_from <= ${on}::date and (m.valid_to is null or m.valid_to > ${on}::date)
           and not exists (${deathOf(sql`p.id`, on)})
         order by p.birth_date, p.id`,
  );

const deathOf = (person: ReturnType<typeof sql>, on: PlainDate) =>
  sql`select 1 from fact f where f.subject_id = ${person} and f.kind = ${lifeStatus.kind} and f.code = 'dead'
         and f.recorded_until = 'infinity' and f.valid_from <= ${on}::date
         and (f.valid_to is null or f.valid_to > ${on}::date)`;

export const isAdultOn = (birth: PlainDate, on: PlainDate): boolean =>
  birth <= on && ageOn(birth, on) >= ADULT_AGE;

/** Refuses to end an award that has somebody after all: things have changed since the proposal was made. */
export async function refuseLivingAwards(tx: Tx, awardIds: readonly string[], on: PlainDate): Promise<void> {
  const awards = await rowsOf<{
    awardNo: string;
    kind: 'person' | 'household';
    subjectId: string;
    dead: boolean;
  }>(
    tx,
    sql`select a.award_no as "awardNo", a.subject_kind as kind, a.subject_id as "subjectId",
               exists (${deathOf(sql`a.subject_id`, on)}) as dead
          from award a where a.id = any(${uuidArray(awardIds)})`,
  );
  if (awards.length < new Set(awardIds).size) throw absentRecord();
  for (const { awardNo, kind, subjectId, dead } of awards) {
    const left = kind === 'person' ? !dead : (await countedMembers(tx, subjectId, on)).length > 0;
    if (!left) continue;
    throw conflict(
      'assistance.still-entitled',
      `待遇 ${awardNo} 仍有享受对象，情况在提出拟办变更之后已有变化：请不采纳并重新登记。`,
      `Award ${awardNo} still has somebody: things have changed since the proposal; reject it and report again.`,
      { awardNo },
    );
  }
}

/** Where a payee is needed one must be chosen. */
export function requireSuccessor({ succeed: { awards, households, candidates }, successorId }: Change): void {
  if (awards.length + households.length === 0 || successorId !== undefined) return;
  throw inputError(
    'assistance.successor',
    '原收款人（户主）不再是家庭成员：请指定新的收款人后再采纳（successorId）。',
    'The former payee is no longer of the family: choose a new one before accepting (successorId).',
    { candidates },
  );
}

/** The new payee is an adult and alive, by what is known once the facts are recorded. */
export async function refuseUnfitSuccessor(tx: Tx, successorId: string, on: PlainDate): Promise<void> {
  const person = await findRow<{ birthDate: PlainDate; dead: boolean }>(
    tx,
    sql`select birth_date as "birthDate", exists (${deathOf(sql`p.id`, on)}) as dead from person p where id = ${successorId}::uuid`,
  );
  if (person === undefined) throw absentRecord();
  if (!person.dead && isAdultOn(person.birthDate, on)) return;
  throw inputError(
    'assistance.successor-unfit',
    '新的收款人应为健在的成年人：请另行指定。',
    'The new payee must be a living adult: choose another one.',
  );
}
