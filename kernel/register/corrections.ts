import { sql } from 'drizzle-orm';
import { sameHand } from '../access/same-hand.ts';
import { conflict, forbidden } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { absentRecord } from '../module/reading.ts';
import { dropMasked, readGiven, refuseFaults } from './check-values.ts';
import { coverValues, keepValue, openKept } from './columns.ts';
import { fieldOf, type RecordDefinition } from './define-record.ts';
import type { FieldValue, Values } from './field.ts';
import { readRecord, type ShownRecord } from './read-records.ts';
import { closeCorrectionTask, openCorrectionTask } from './register-tasks.ts';
import { type ChangeInput, changeRecord, lockRecord, refuseStale } from './write-records.ts';

export type CorrectionState = 'proposed' | 'approved' | 'refused';

/** A correction as it is shown: what would change, masked, and who asked for it. */
export interface ShownCorrection {
  readonly id: string;
  readonly recordId: string;
  readonly state: CorrectionState;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decision: string | null;
  readonly changes: Values;
}

/**
 * Corrects what was wrong from the start. Where the record asks for a second person, the correction waits for one and
 * nothing changes yet.
 */
export async function correctRecord(
  context: UseCaseContext,
  record: RecordDefinition,
  input: ChangeInput & { readonly reason: string },
): Promise<{ record: ShownRecord; correctionId: string | null }> {
  if (record.correction === 'reason')
    return { record: await changeRecord(context, record, input, 'correct'), correctionId: null };
  const { tx, keyring, clock } = context;
  const stored = await lockRecord(tx, keyring, record, input.id);
  await refuseStale(context, record, stored, input);
  const given = readGiven(record, dropMasked(record, input.values), clock.today());
  refuseFaults(record, given.faults);
  await refuseSecond(context, input.id);
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into record_correction (id, record, record_id, division_no, base_version, changes, reason, state, proposed_by)
    values (${id}, ${record.id}, ${input.id}, ${stored.divisionNo}, ${stored.version},
            ${JSON.stringify(keepAll(context, record, given.values))}::jsonb, ${input.reason}, 'proposed',
            ${tx.actor.accountId})`);
  const shown = await readRecord(tx, context, record, input.id);
  await openCorrectionTask(context, record, shown, { id, reason: input.reason });
  return { record: shown, correctionId: id };
}

const keepAll = ({ keyring }: UseCaseContext, record: RecordDefinition, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, keepValue(keyring, fieldOf(record, name), value)]),
  );

async function refuseSecond({ tx }: UseCaseContext, recordId: string): Promise<void> {
  const open = await findRow(
    tx,
    sql`select id from record_correction where record_id = ${recordId}::uuid and state = 'proposed'`,
  );
  if (open !== undefined)
    throw conflict(
      'correction.open',
      '此记录已有一项更正等待审核，请先处理。',
      'A correction of this record is waiting already.',
    );
}

interface CorrectionRow extends Record<string, unknown> {
  readonly id: string;
  readonly recordId: string;
  readonly baseVersion: number;
  readonly changes: Record<string, FieldValue>;
  readonly reason: string;
  readonly state: CorrectionState;
  readonly proposedBy: string;
}

/**
 * Decides a correction. Throws forbidden 'correction.same-person' when the proposer decides it, conflict
 * 'correction.decided' when somebody has, and 'record.stale' when the record has changed since.
 */
export async function decideCorrection(
  context: UseCaseContext,
  record: RecordDefinition,
  decision: { readonly id: string; readonly approve: boolean; readonly note: string },
): Promise<ShownRecord> {
  const { tx, keyring } = context;
  const row = await findRow<{ [K in keyof CorrectionRow]: CorrectionRow[K] }>(
    tx,
    sql`select id, record_id as "recordId", base_version as "baseVersion", changes, reason, state,
               proposed_by as "proposedBy" from record_correction
         where id = ${decision.id}::uuid and record = ${record.id} for update`,
  );
  if (row === undefined) throw absentRecord();
  if (row.state !== 'proposed')
    throw conflict('correction.decided', '这项更正已经审核。', 'The correction has been decided already.');
  if (sameHand(tx.actor, row.proposedBy))
    throw forbidden(
      'correction.same-person',
      '提出更正的人不能审核自己的更正：请由另一账号审核。',
      'Who proposed a correction may not decide it: use another account.',
    );
  await tx.db.execute(sql`
    update record_correction set state = ${decision.approve ? 'approved' : 'refused'}, decided_at = now(),
           decided_by = ${tx.actor.accountId}, decision = ${decision.note} where id = ${row.id}::uuid`);
  await closeCorrectionTask(tx, record, row.recordId);
  if (!decision.approve) return readRecord(tx, context, record, row.recordId);
  const values = Object.fromEntries(
    Object.entries(row.changes).map(([name, kept]) => [name, openKept(keyring, fieldOf(record, name), kept)]),
  );
  const input = { id: row.recordId, version: row.baseVersion, reason: row.reason, values };
  return changeRecord(context, record, input, 'correct', row.proposedBy);
}

/** The corrections of one record, newest first. */
export async function listCorrections(
  context: UseCaseContext,
  record: RecordDefinition,
  recordId: string,
): Promise<ShownCorrection[]> {
  const rows = await rowsOf<{ [K in keyof ShownCorrection]: ShownCorrection[K] }>(
    context.tx,
    sql`select c.id, c.record_id as "recordId", c.state, c.reason, p.display_name as "proposedBy",
               c.proposed_at as "proposedAt", d.display_name as "decidedBy", c.decision, c.changes
          from record_correction c join account p on p.id = c.proposed_by left join account d on d.id = c.decided_by
         where c.record = ${record.id} and c.record_id = ${recordId}::uuid order by c.proposed_at desc`,
  );
  return rows.map((row) => ({ ...row, changes: showKept(context, record, row.changes) }));
}

/** Values of the history as they are shown: decrypted, then covered like everywhere. */
export function showKept(
  { keyring }: Pick<UseCaseContext, 'keyring'>,
  record: RecordDefinition,
  kept: Values,
): Values {
  const open = Object.entries(kept).map(([name, value]): [string, FieldValue] => [
    name,
    Object.hasOwn(record.fields, name) ? openKept(keyring, fieldOf(record, name), value) : value,
  ]);
  return coverValues(record, Object.fromEntries(open)).values;
}
