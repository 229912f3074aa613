import { type SQL, sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { sameHand } from '../access/same-hand.ts';
import { conflict, forbidden, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { type Period, period, subtract } from '../base/period.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { emit } from '../event/emit.ts';
import type { ParameterDefinition } from './define-parameter.ts';
import { type Instant, recordingMoment } from '../party/known-at.ts';
import type { ParameterRow } from './resolve-parameters.ts';

export interface NewParameterValue {
  readonly variant: string;
  readonly valid: Period;
  readonly value: number;
  readonly documentTitle: string;
  readonly documentNo: string;
  readonly article: string;
  readonly issuedOn: PlainDate | null;
  readonly certainty: 'source' | 'assumption';
  readonly note: string | null;
  readonly proposedBy: string;
}

/** The parameter values as known at a moment, of the given keys or of all. */
export async function loadParameterRows(
  tx: Tx,
  knownAt: Instant | 'now',
  keys?: readonly string[],
): Promise<ParameterRow[]> {
  const known: SQL =
    knownAt === 'now'
      ? sql`recorded_until = 'infinity'`
      : sql`recorded_at < ${knownAt}::timestamptz and recorded_until >= ${knownAt}::timestamptz`;
  const chosen = keys === undefined ? sql`true` : sql`key = any(${sql.param([...keys])}::text[])`;
  return rowsOf<{ [K in keyof ParameterRow]: ParameterRow[K] }>(
    tx,
    sql`select key, variant, effective_from as "effectiveFrom", effective_to as "effectiveTo", value,
               document_title as "documentTitle", document_no as "documentNo", article, certainty, note
          from parameter_value where ${known} and ${chosen} order by key, variant, effective_from`,
  );
}

/**
 * Puts an approved value in force for a period; what held there before is superseded and stays on record.
 * The approver is the transaction's actor, needs the right to approve standards and may not be who proposed it.
 */
export async function enactParameter(
  tx: Tx,
  definition: ParameterDefinition,
  value: NewParameterValue,
  division: number,
  at?: Instant,
): Promise<void> {
  requirePermission(tx.actor, 'policy.approve');
  if (!Object.hasOwn(definition.variants, value.variant)) {
    throw inputError(
      'parameter.variant',
      `参数“${definition.label.zh}”没有“${value.variant}”这一类别。`,
      `Parameter "${definition.label.en}" has no variant "${value.variant}".`,
    );
  }
  if (!Number.isFinite(value.value) || value.value < 0) {
    throw inputError(
      'parameter.value',
      '参数数值应为非负数。',
      'A parameter value must be a non-negative number.',
    );
  }
  if (sameHand(tx.actor, value.proposedBy)) {
    throw forbidden(
      'parameter.same-person',
      '录入人不得复核自己录入的标准：请由另一账号复核。',
      'Who proposes a value may not approve it: use another account.',
    );
  }
  // Two approvals of one parameter come one after the other; else each could wait for the other's row.
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`parameter:${definition.key}`}, 0))`,
  );
  const moment = at ?? (await recordingMoment(tx));
  const overlapping = await rowsOf<{ id: string; validFrom: PlainDate; validTo: PlainDate | null }>(
    tx,
    sql`update parameter_value set recorded_until = ${moment}::timestamptz
         where key = ${definition.key} and variant = ${value.variant} and division_no = ${division}
           and recorded_until = 'infinity'
           and daterange(effective_from, effective_to) && daterange(${value.valid.from}::date, ${value.valid.to}::date)
        returning id, effective_from as "validFrom", effective_to as "validTo"`,
  );
  await insertValue(tx, definition.key, value, division, moment);
  for (const row of overlapping) {
    for (const rest of subtract(period(row.validFrom, row.validTo), value.valid))
      await repeat(tx, row.id, rest, moment);
  }
  // A moment that is given belongs to a calendar that is played through again: nobody is to act on it now.
  if (at !== undefined) return;
  await emit(tx, {
    kind: 'rate.changed',
    subjectId: definition.key,
    divisionNo: division,
    occurredOn: value.valid.from,
    payload: { variant: value.variant, from: value.valid.from, recordedAt: moment },
  });
}

async function insertValue(
  tx: Tx,
  key: string,
  value: NewParameterValue,
  division: number,
  moment: Instant,
): Promise<void> {
  try {
    await tx.db.execute(sql`
      insert into parameter_value (id, key, variant, division_no, effective_from, effective_to, value, document_title,
        document_no, article, issued_on, certainty, note, proposed_by, approved_by, recorded_at)
      values (${uuidv7()}, ${key}, ${value.variant}, ${division}, ${value.valid.from}, ${value.valid.to}, ${value.value},
        ${value.documentTitle}, ${value.documentNo}, ${value.article}, ${value.issuedOn}, ${value.certainty},
        ${value.note}, ${value.proposedBy}, ${tx.actor.accountId}, ${moment}::timestamptz)`);
  } catch (error) {
    if (error instanceof Error && 'cause' in error && String(error.cause).includes('parameter_one_truth')) {
      throw conflict(
        'parameter.overlap',
        '同一参数在同一时期已有数值：请刷新后重试。',
        'The parameter already has a value in that period: reload and try again.',
      );
    }
    throw error;
  }
}

async function repeat(tx: Tx, id: string, rest: Period, moment: Instant): Promise<void> {
  await tx.db.execute(sql`
    insert into parameter_value (id, key, variant, division_no, effective_from, effective_to, value, document_title,
      document_no, article, issued_on, certainty, note, proposed_by, approved_by, recorded_at)
    select ${uuidv7()}, key, variant, division_no, ${rest.from}, ${rest.to}, value, document_title, document_no, article,
      issued_on, certainty, note, proposed_by, approved_by, ${moment}::timestamptz
      from parameter_value where id = ${id}::uuid`);
}
