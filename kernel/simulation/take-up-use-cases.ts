import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { maskName } from '../access/mask.ts';
import { conflict } from '../base/errors.ts';
import { division, divisionRange } from '../base/division.ts';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { defineUseCase, type UseCase } from '../module/define-use-case.ts';
import { absentRecord, programmeLabel, type Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { searchPeople } from './find-people.ts';
import * as contract from './take-up-contract.ts';
import { takeUpsOf } from './take-ups.ts';

export const findPeople = defineUseCase({
  id: 'take-up.search',
  label: { zh: '查找应享未享人员', en: 'find people who do not receive what they may' },
  contract: contract.findPeople,
  run: async (context, input) => {
    const output = await searchPeople(context, input);
    const { programme, looked, found } = output;
    return { output, about: { objectKind: 'programme', objectId: programme, details: { looked, found } } };
  },
});

export const declineFinding = defineUseCase({
  id: 'take-up.decline',
  label: { zh: '不采纳应享未享线索', en: 'decline a finding' },
  contract: contract.declineFinding,
  run: async ({ tx }, { id, reason }) => {
    const row = await findRow<{ taskId: string }>(
      tx,
      sql`select task_id as "taskId" from take_up_finding where id = ${id}::uuid`,
    );
    if (row === undefined) throw absentRecord();
    await closeTask(tx, row.taskId, reason);
    return {
      output: { id, taskId: row.taskId },
      about: { objectKind: 'take-up-finding', objectId: id, details: { taskId: row.taskId } },
    };
  },
});

async function closeTask(tx: Tx, id: string, reason: string): Promise<void> {
  const { accountId } = tx.actor;
  const closed = await findRow<{ id: string }>(
    tx,
    sql`update task set state = 'rejected', closed_at = clock_timestamp(), closed_by = ${accountId},
               assignee = coalesce(assignee, ${accountId}), closing_reason = ${reason}, version = version + 1
         where id = ${id}::uuid and state in ('open', 'claimed')
           and (assignee is null or assignee = ${accountId}::uuid) returning id`,
  );
  if (closed !== undefined) return;
  throw conflict(
    'take-up.task',
    '该线索已办结，或正由另一位同事办理，未作改动：请刷新列表。',
    'The finding is settled, or a colleague is working on it; nothing was changed: reload the list.',
  );
}

type Finding = OutputOf<typeof contract.listFindings>['findings'][number];
type RawFinding = Omit<Finding, 'programmeLabel' | 'divisionName'> & {
  readonly divisionNo: number;
  readonly reason: Label;
  readonly missing: Label[];
} & Record<string, unknown>;

/** Findings of the jurisdiction, the highest amounts first. */
export async function readFindings(
  tx: Tx,
  { registry, places }: Pick<Reading, 'registry' | 'places'>,
  query: z.output<(typeof contract.listFindings)['input']>,
): Promise<OutputOf<typeof contract.listFindings>> {
  const range = query.division === undefined ? undefined : divisionRange(division(query.division));
  const where = sql`t.state ${query.closed === 'true' ? sql`not in` : sql`in`} ('open', 'claimed')
    and ${query.programme === undefined ? sql`true` : sql`f.programme = ${query.programme}`}
    and ${range === undefined ? sql`true` : sql`f.division_no >= ${range.from} and f.division_no < ${range.to}`}`;
  const count = await findRow<{ count: number }>(
    tx,
    sql`select count(*)::int as count from take_up_finding f join task t on t.id = f.task_id where ${where}`,
  );
  const rows = await rowsOf<RawFinding>(
    tx,
    sql`select f.id, f.programme, f.subject_kind as "subjectKind", f.subject_id as "subjectId",
               coalesce(single.name, head.name, '') as name, f.division_no as "divisionNo",
               to_char(f.month, 'YYYY-MM') as month, f.amount_fen as "amountFen", f.reason, f.missing,
               f.task_id as "taskId", t.state as "taskState", t.role, t.closing_reason as "closingReason",
               f.found_at as "foundAt"
          from take_up_finding f join task t on t.id = f.task_id
          left join person single on f.subject_kind = 'person' and single.id = f.subject_id
          left join household h on f.subject_kind = 'household' and h.id = f.subject_id
          left join person head on head.id = h.head_person_id
         where ${where} order by f.amount_fen desc, f.id
         offset ${(query.page - 1) * query.limit} limit ${query.limit}`,
  );
  return {
    count: count?.count ?? 0,
    programmes: [...takeUpsOf(registry).values()].map(({ programme: { id, label } }) => ({ id, label })),
    findings: rows.map(({ divisionNo, ...row }) => ({
      ...row,
      name: maskName(row.name),
      programmeLabel: programmeLabel(registry, row.programme),
      divisionName: placeName(places, divisionNo),
    })),
  };
}

/** What people do with those who were found. */
export const takeUpUseCases: readonly UseCase[] = [findPeople, declineFinding];
