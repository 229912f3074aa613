import { type SQL, sql } from 'drizzle-orm';
import { ahead, type Piece } from '../base/ahead.ts';
import { type Division, divisionRange } from '../base/division.ts';
import { firstDay, type Month } from '../base/month.ts';
import type { Actor } from '../db/actor.ts';
import type { Database, Tx } from '../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../db/rows.ts';
import type { Instant } from '../party/known-at.ts';
import type { PaidBefore } from '../payment/differences.ts';
import { loadPaidBefore } from '../payment/run-store.ts';
import type { CaseFile } from '../policy/case-file.ts';
import type { Programme } from '../policy/define-programme.ts';
import { loadCases } from '../policy/load-cases.ts';
import { loadTrials, nextSubjects } from './load-trials.ts';
import type { TakeUp } from './population-view.ts';

/** So many awards are in memory at a time, twice over: one batch is decided while the next one is read. */
const BATCH_AWARDS = 4_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Where and as of when cases are read. */
export interface CaseSource {
  readonly db: Database;
  readonly actor: Actor;
  readonly knownAt: Instant;
  readonly month: Month;
  readonly division: Division | undefined;
}

export interface CaseBatch extends Piece<string> {
  readonly files: readonly CaseFile[];
  /** What was paid to each award before; empty where it was not asked for. */
  readonly paid: ReadonlyMap<string, PaidBefore>;
}

/** Reads in a transaction that the database itself keeps from writing. */
export const reading = <T>(
  { db, actor }: Pick<CaseSource, 'db' | 'actor'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  db.transaction(actor, async (tx) => {
    await tx.client.query('set transaction read only');
    return work(tx);
  });

const awardsWhere = ({ id }: Programme, division: Division | undefined): SQL => {
  if (division === undefined) return sql`a.programme = ${id}`;
  const { from, to } = divisionRange(division);
  return sql`a.programme = ${id} and a.division_no >= ${from} and a.division_no < ${to}`;
};

export async function countAwards(
  tx: Tx,
  programme: Programme,
  division: Division | undefined,
): Promise<number> {
  const row = await findRow<{ count: number }>(
    tx,
    sql`select count(*)::int as count from award a where ${awardsWhere(programme, division)}`,
  );
  return row?.count ?? 0;
}

/** The case files of a programme's awards, batch by batch in the order of their ids. */
export const awardBatches = (
  source: CaseSource,
  programme: Programme,
  withPaid: boolean,
): AsyncGenerator<CaseBatch> =>
  ahead<string, CaseBatch>(FIRST_ID, (after) =>
    reading(source, async (tx) => {
      const rows = await rowsOf<{ id: string }>(
        tx,
        sql`select a.id from award a where ${awardsWhere(programme, source.division)} and a.id > ${after}::uuid
             order by a.id limit ${BATCH_AWARDS}`,
      );
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return NO_MORE;
      return {
        files: await loadCases(tx, programme, source.knownAt, ids),
        paid: withPaid ? await loadPaidBefore(tx, programme.id, source.knownAt, ids) : new Map(),
        last: ids.at(-1),
      };
    }),
  );

/** Those without an award, as if they had one, batch by batch. */
export const trialBatches = (
  source: CaseSource,
  takeUp: TakeUp,
  programme: Programme,
): AsyncGenerator<CaseBatch> =>
  ahead<string, CaseBatch>(FIRST_ID, (after) =>
    reading(source, async (tx) => {
      const query = { ...source, programme, requires: takeUp.requires };
      const subjects = await nextSubjects(tx, query, after, BATCH_AWARDS);
      if (subjects.length === 0) return NO_MORE;
      const files = await loadTrials(tx, programme, source.knownAt, source.month, subjects);
      const covered = await coveredElsewhere(tx, takeUp, files, source.month);
      return {
        files: files.filter((file) => !isCovered(file, covered)),
        paid: new Map(),
        last: subjects.at(-1)?.subjectId,
      };
    }),
  );

const NO_MORE: CaseBatch = { files: [], paid: new Map(), last: undefined };

/** People and families that have an award of an excluding programme in force. */
export async function coveredElsewhere(
  tx: Tx,
  { excludedBy }: TakeUp,
  files: readonly CaseFile[],
  month: Month,
): Promise<ReadonlySet<string>> {
  if (excludedBy.length === 0) return new Set();
  const ids = files.flatMap((file) => [file.subjectId, ...file.members.map(({ person }) => person.id)]);
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select distinct subject_id as id from award_in_force
         where programme = any(${sql.param([...excludedBy])}::text[]) and subject_id = any(${uuidArray(ids)})
           and (valid_to is null or valid_to > ${firstDay(month)}::date)`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether nobody of the case is left who could get anything. */
export const isCovered = (file: CaseFile, covered: ReadonlySet<string>): boolean =>
  covered.has(file.subjectId) ||
  (file.members.length > 0 && file.members.every(({ person }) => covered.has(person.id)));
