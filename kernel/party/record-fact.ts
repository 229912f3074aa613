import { sql } from 'drizzle-orm';
import { uuidv7 } from '../base/ids.ts';
import { type Period, period, subtract } from '../base/period.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { inputError, notFound } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { FactSubject } from './define-fact.ts';
import { type Instant, recordingMoment } from './known-at.ts';
import { tellMembership } from './tell-membership.ts';
import { HOUSEHOLD_MEMBER } from '../policy/case-file.ts';

export interface NewFact {
  readonly subjectKind: FactSubject;
  readonly subjectId: string;
  readonly kind: string;
  readonly valid: Period;
  readonly num?: number;
  readonly code?: string;
  readonly ref?: string;
  readonly source: string;
  readonly reason?: string;
}

interface Current {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly ref: string | null;
}

const SUBJECT_TABLE = { person: sql`person`, household: sql`household`, award: sql`award` } as const;

/**
 * Records what is now known to hold in a period. What was known before for that period is superseded, never
 * overwritten: its row is closed in recorded time, and what it said outside the period is said again.
 * Who belongs to a family is told as an event, unless the moment is given by a caller that tells it by itself.
 * Errors: the subject is unknown or outside the jurisdiction; a fact without a value.
 */
export async function recordFact(tx: Tx, fact: NewFact, at?: Instant): Promise<void> {
  if (fact.num === undefined && fact.code === undefined && fact.ref === undefined) {
    throw inputError('fact.empty', `事实“${fact.kind}”没有数值。`, `Fact "${fact.kind}" has no value.`);
  }
  const division = await lockSubject(tx, fact);
  const moment = at ?? (await recordingMoment(tx));
  const { rest, families } = await supersede(tx, fact, moment);
  await insertFact(tx, fact, division, fact.valid, moment);
  for (const piece of rest) await insertAgain(tx, piece.id, piece.period, moment);
  if (at === undefined && fact.kind === HOUSEHOLD_MEMBER)
    await tellMembership(tx, {
      personId: fact.subjectId,
      left: families,
      joined: fact.ref,
      memberClass: fact.code,
      from: fact.valid.from,
      moment,
    });
}

/** Says that what was known of a kind of fact no longer holds from a day on, e.g. a membership or an award ends. */
export async function endFact(
  tx: Tx,
  fact: Omit<NewFact, 'valid' | 'num' | 'code' | 'ref'>,
  from: PlainDate,
  at?: Instant,
): Promise<void> {
  await lockSubject(tx, fact);
  const moment = at ?? (await recordingMoment(tx));
  const { rest, families } = await supersede(tx, { ...fact, valid: period(from, null) }, moment);
  for (const piece of rest) await insertAgain(tx, piece.id, piece.period, moment, fact.reason);
  if (at === undefined && fact.kind === HOUSEHOLD_MEMBER)
    await tellMembership(tx, { personId: fact.subjectId, left: families, joined: undefined, from, moment });
}

async function lockSubject(tx: Tx, fact: Pick<NewFact, 'subjectKind' | 'subjectId'>): Promise<number> {
  const rows = await rowsOf<{ division: number }>(
    tx,
    sql`select division_no as division, pg_advisory_xact_lock(hashtextextended(id::text, 42)) from ${SUBJECT_TABLE[fact.subjectKind]} where id = ${fact.subjectId}::uuid`,
  );
  const division = rows[0]?.division;
  if (division === undefined) {
    throw notFound(
      'fact.subject-unknown',
      '对象不存在或不在您的管辖范围内，未记录任何内容。',
      'The subject does not exist or is outside your jurisdiction; nothing was recorded.',
    );
  }
  return division;
}

async function supersede(tx: Tx, fact: Pick<NewFact, 'subjectId' | 'kind' | 'valid'>, moment: Instant) {
  const overlapping = await rowsOf<{ [K in keyof Current]: Current[K] }>(
    tx,
    sql`update fact set recorded_until = ${moment}::timestamptz
         where subject_id = ${fact.subjectId}::uuid and kind = ${fact.kind} and recorded_until = 'infinity'
           and daterange(valid_from, valid_to) && daterange(${fact.valid.from}::date, ${fact.valid.to}::date)
        returning id, valid_from as "validFrom", valid_to as "validTo", ref`,
  );
  const rest = overlapping.flatMap((row) =>
    subtract(period(row.validFrom, row.validTo), fact.valid).map((piece) => ({ id: row.id, period: piece })),
  );
  const families = new Set(overlapping.flatMap((row) => (row.ref === null ? [] : [row.ref])));
  return { rest, families };
}

async function insertFact(
  tx: Tx,
  fact: NewFact,
  division: number,
  valid: Period,
  moment: Instant,
): Promise<void> {
  await tx.db.execute(sql`
    insert into fact (id, subject_kind, subject_id, kind, division_no, valid_from, valid_to, num, code, ref, source,
                      reason, recorded_at, recorded_by)
    values (${uuidv7()}, ${fact.subjectKind}, ${fact.subjectId}, ${fact.kind}, ${division}, ${valid.from}, ${valid.to},
            ${fact.num ?? null}, ${fact.code ?? null}, ${fact.ref ?? null}, ${fact.source}, ${fact.reason ?? null},
            ${moment}::timestamptz, ${tx.actor.accountId})`);
}

/** Says again, for a shorter period, what a superseded row said. */
async function insertAgain(
  tx: Tx,
  id: string,
  valid: Period,
  moment: Instant,
  reason?: string,
): Promise<void> {
  await tx.db.execute(sql`
    insert into fact (id, subject_kind, subject_id, kind, division_no, valid_from, valid_to, num, code, ref, source,
                      reason, recorded_at, recorded_by)
    select ${uuidv7()}, subject_kind, subject_id, kind, division_no, ${valid.from}, ${valid.to}, num, code, ref, source,
           coalesce(${reason ?? null}, reason), ${moment}::timestamptz, ${tx.actor.accountId}
      from fact where id = ${id}::uuid`);
}
