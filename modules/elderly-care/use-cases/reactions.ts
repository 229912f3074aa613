import { type SQL, sql } from 'drizzle-orm';
import { inDivision, division } from '../../../kernel/base/division.ts';
import { monthOf } from '../../../kernel/base/month.ts';
import { addDays } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { findRow, rowsOf } from '../../../kernel/db/rows.ts';
import { type DeliveredEvent, defineReaction } from '../../../kernel/event/define-reaction.ts';
import { openTask } from '../../../kernel/event/task.ts';
import { oldAgeAward } from '../model/allowances.ts';
import { endAward, openAward } from './awards.ts';

/** Days to see to what a life event asks for (assumption). */
const SEE_TO_DAYS = 10;

const has = async (tx: Tx, table: SQL, personId: string): Promise<boolean> =>
  (await findRow(
    tx,
    sql`select 1 from ${table} where person_id = ${personId}::uuid and ended_on is null`,
  )) !== undefined;

/** What an age opens: the card from 60, the allowance from 80; 90 and 100 raise the band by themselves. */
const OFFERS = {
  60: { zh: '年满60周岁，可办理老年证，请主动告知', en: 'turned 60: tell about the senior card' },
  80: { zh: '年满80周岁，建议纳入高龄津贴', en: 'turned 80: propose the old-age allowance' },
  90: {
    zh: '年满90周岁，津贴档次提高并享受区级补贴，请告知',
    en: 'turned 90: higher band and district subsidy',
  },
  100: { zh: '年满100周岁，津贴档次提高，请告知并安排慰问', en: 'turned 100: higher band' },
} as const;
const isOffered = (age: number): age is keyof typeof OFFERS => age in OFFERS;

export const turnedAge = defineReaction({
  id: 'elderly-care.turned-age',
  on: ['person.turned_age'],
  label: { zh: '到龄主动服务', en: 'service at an age' },
  react: async ({ tx }, { id: eventId, subjectId, divisionNo, occurredOn, payload }) => {
    const { age } = payload;
    if (!isOffered(age)) return;
    if (age === 60 && (await has(tx, sql`senior_card`, subjectId))) return;
    const isAwarded = await has(tx, sql`old_age_award`, subjectId);
    if (age === 80 && isAwarded) return;
    const proposal = {
      useCase: openAward.id,
      input: { personId: subjectId, fromMonth: monthOf(occurredOn) },
    };
    await openTask(tx, {
      key: `elderly.age:${subjectId}:${age}`,
      kind: 'elderly.age',
      title: OFFERS[age],
      about: { kind: 'person', id: subjectId },
      divisionNo,
      role: 'street_clerk',
      dueOn: addDays(occurredOn, SEE_TO_DAYS),
      eventId,
      // Whoever is 90 and was never enrolled is proposed as well.
      ...(age >= 80 && !isAwarded ? { proposal } : {}),
    });
  },
});

/** Proposes to end what a person has; nothing ends by itself. */
async function proposeEnd(tx: Tx, event: DeliveredEvent, reason: 'death' | 'moved'): Promise<void> {
  const { id: eventId, subjectId, occurredOn } = event;
  const awards = await rowsOf<{ id: string; awardNo: string; divisionNo: number; fromMonth: string }>(
    tx,
    sql`select id, award_no as "awardNo", division_no as "divisionNo", to_char(from_month, 'YYYY-MM') as "fromMonth"
          from old_age_award where person_id = ${subjectId}::uuid and status <> 'ended' and ended_on is null`,
  );
  const word = reason === 'death' ? ['死亡', 'died'] : ['户口迁出本区', 'moved out of the district'];
  for (const { id, awardNo, divisionNo, fromMonth } of awards) {
    const happened = monthOf(occurredOn);
    const toMonth = happened < fromMonth ? fromMonth : happened;
    await openTask(tx, {
      key: `elderly.end:${id}:${reason}`,
      kind: 'elderly.end',
      title: {
        zh: `${awardNo}：${word[0] ?? ''}，建议停发高龄津贴`,
        en: `${awardNo}: ${word[1] ?? ''}, propose to end`,
      },
      about: { kind: oldAgeAward.id, id },
      divisionNo,
      role: 'section_chief',
      dueOn: addDays(occurredOn, SEE_TO_DAYS),
      eventId,
      proposal: { useCase: endAward.id, input: { id, toMonth, reason } },
    });
  }
}

/** A death: the allowance ends with its month, the bed is free, nobody is visited in vain. */
export const died = defineReaction({
  id: 'elderly-care.person-died',
  on: ['person.died'],
  label: { zh: '老人死亡', en: 'an elder died' },
  react: async ({ tx }, event) => {
    await proposeEnd(tx, event, 'death');
    const places = await rowsOf<{ id: string; no: string; divisionNo: number; kind: string }>(
      tx,
      sql`select id, agreement_no as no, division_no as "divisionNo", 'care-resident' as kind from care_resident
           where person_id = ${event.subjectId}::uuid and left_on is null and ended_on is null
          union all select id, file_no, division_no, 'visited-elder' from visited_elder
           where person_id = ${event.subjectId}::uuid and ended_on is null`,
    );
    for (const { id, no, divisionNo, kind } of places) {
      const isBed = kind === 'care-resident';
      await openTask(tx, {
        key: `elderly.died:${id}`,
        kind: 'elderly.died',
        title: isBed
          ? { zh: `协议${no}：老人死亡，请办理离院结算并腾退床位`, en: `${no}: settle and free the bed` }
          : { zh: `巡访档案${no}：老人死亡，请终止档案`, en: `${no}: end the file` },
        about: { kind, id },
        divisionNo,
        role: 'street_clerk',
        dueOn: addDays(event.occurredOn, SEE_TO_DAYS),
        eventId: event.id,
      });
    }
  },
});

export const movedAway = defineReaction({
  id: 'elderly-care.hukou-moved',
  on: ['person.hukou_moved'],
  label: { zh: '老人户口迁出', en: 'an elder moved away' },
  react: async ({ tx }, event) => {
    const { toDivision } = event.payload;
    if (toDivision !== undefined && inDivision(division(toDivision), tx.actor.division)) return;
    await proposeEnd(tx, event, 'moved');
  },
});
