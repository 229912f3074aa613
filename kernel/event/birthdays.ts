import { sql } from 'drizzle-orm';
import { addDays, ageOn, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf, uuidArray } from '../db/rows.ts';
import { TOLD_AGES } from './catalogue.ts';
import { defineJob } from './define-job.ts';
import { emit } from './emit.ts';

const PAGE = 1_000;
/** The fact that says so is declared by the business that pays; without it everybody lives. */
const LIFE = { kind: 'person.life', dead: 'dead' } as const;
/** Downtime longer than this is a new beginning; nobody is told in bulk of birthdays a year ago. */
const BACK_DAYS_MAX = 366;

interface Person {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly birthDate: PlainDate;
  readonly divisionNo: number;
}

/**
 * Tells of everybody who has reached an age that means something since the last run, however long that is ago. A
 * unique index keeps a birthday from being told twice. Born on 29 February: the birthday of a common year is
 * 28 February, as everywhere in the system (ageOn, 民法典 art. 202).
 */
export const birthdays = defineJob({
  id: 'birthdays',
  label: { zh: '到龄提醒', en: 'birthdays' },
  cron: '30 0 * * *',
  run: async ({ tx, day, lastDay }) => {
    const earliest = addDays(day, -BACK_DAYS_MAX);
    const after = lastDay === undefined ? addDays(day, -1) : lastDay < earliest ? earliest : lastDay;
    for (const age of TOLD_AGES) await tellAge(tx, age, after, day);
  },
});

async function tellAge(
  tx: Tx,
  age: (typeof TOLD_AGES)[number],
  after: PlainDate,
  until: PlainDate,
): Promise<void> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    // One day wider than needed on either side, for the 29th of February; ageOn has the last word.
    const people = await rowsOf<Person>(
      tx,
      sql`select p.id, p.birth_date as "birthDate", p.division_no as "divisionNo" from person p
           where p.birth_date between (${after}::date - ${age} * interval '1 year')::date - 1
                                  and (${until}::date - ${age} * interval '1 year')::date + 1
             and p.id > ${last}::uuid order by p.id limit ${PAGE}`,
    );
    const reached = people.filter(
      ({ birthDate }) => ageAt(birthDate, until) >= age && ageAt(birthDate, after) < age,
    );
    const told = await alreadyTold(tx, reached, age);
    const dead = await deadOnFile(tx, reached);
    for (const person of reached) {
      if (told.has(person.id) || dead.has(person.id)) continue;
      await emit(tx, {
        kind: 'person.turned_age',
        subjectId: person.id,
        divisionNo: person.divisionNo,
        occurredOn: birthdayOf(person.birthDate, age, until),
        payload: { age },
      });
    }
    const end = people.at(-1);
    if (end === undefined || people.length < PAGE) return;
    last = end.id;
  }
}

const ageAt = (birth: PlainDate, on: PlainDate): number => (on < birth ? -1 : ageOn(birth, on));

/** The first day on which the person has the age, looking back from a day on which it does. */
function birthdayOf(birth: PlainDate, age: number, from: PlainDate): PlainDate {
  let day = from;
  while (ageAt(birth, addDays(day, -1)) >= age) day = addDays(day, -1);
  return day;
}

async function alreadyTold(tx: Tx, people: readonly Person[], age: number): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select subject_id as id from event where kind = 'person.turned_age' and payload ->> 'age' = ${String(age)}
           and subject_id = any(${sql.param(people.map(({ id }) => id))}::text[])`,
  );
  return new Set(rows.map((row) => row.id));
}

/** The dead have no birthdays. */
async function deadOnFile(tx: Tx, people: readonly Person[]): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select distinct subject_id as id from fact where kind = ${LIFE.kind} and code = ${LIFE.dead}
           and recorded_until = 'infinity' and subject_id = any(${uuidArray(people.map(({ id }) => id))})`,
  );
  return new Set(rows.map((row) => row.id));
}
