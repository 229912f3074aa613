import { sql } from 'drizzle-orm';
import { decryptField, encryptField } from '../access/cipher.ts';
import { sha256Hex } from '../base/digest.ts';
import { conflict, failed, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { addMonthsToDate, type PlainDate, plainDate } from '../base/plain-date.ts';
import { addNaturalDays } from '../base/working-days.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { closeTasksAbout } from '../event/task.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { absentRecord } from '../module/reading.ts';
import { appendEvent } from './case-store.ts';
import { SERVE_TASK } from './case-task.ts';
import type { letterContract } from './contract.ts';
import { LITIGATION_MONTHS, RECONSIDERATION_DAYS } from './letter.ts';
import { loadCase } from './load-case.ts';
import { refuseRelative } from './find-relatives.ts';

interface DecisionRow extends Record<string, unknown> {
  readonly id: string;
  readonly caseId: string;
  readonly divisionNo: number;
  readonly decisionNo: string;
  readonly decidedOn: PlainDate;
  readonly servedOn: PlainDate | null;
}

async function getDecision(tx: Tx, id: string): Promise<DecisionRow> {
  const row = await findRow<DecisionRow>(
    tx,
    sql`select d.id, d.case_id as "caseId", d.division_no as "divisionNo", d.decision_no as "decisionNo",
               d.decided_on as "decidedOn", s.served_on as "servedOn"
          from decision d left join decision_service s on s.decision_id = d.id where d.id = ${id}::uuid`,
  );
  if (row === undefined) throw absentRecord();
  return row;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The letter as it was issued; an error when its bytes no longer have their digest. */
export async function readLetter(
  { tx, keyring }: UseCaseContext,
  id: string,
): Promise<OutputOf<typeof letterContract>> {
  const decision = await getDecision(tx, id);
  const row = await findRow<{ cipher: Buffer; digest: string }>(
    tx,
    sql`select letter_cipher as cipher, letter_digest as digest from decision where id = ${id}::uuid`,
  );
  if (row === undefined) throw absentRecord();
  const base64 = decryptField(keyring, row.cipher);
  if (sha256Hex(Buffer.from(base64, 'base64')) !== row.digest) {
    throw failed(
      'case.letter-altered',
      '决定文书与签发时的摘要不符，请报告审计管理员。',
      'The letter does not have the digest with which it was issued: tell the audit administrator.',
      { decisionNo: decision.decisionNo },
    );
  }
  const { decisionNo } = decision;
  return { decisionNo, fileName: `${decisionNo}.docx`, mediaType: DOCX, digest: row.digest, base64 };
}

export interface ServiceAsked {
  readonly id: string;
  readonly servedOn: string;
  readonly way: string;
  readonly receiver: string;
}

/** Records when, how and to whom a letter was served. Errors: served already, a day before the decision or to come. */
export async function serveDecision(context: UseCaseContext, asked: ServiceAsked): Promise<DecisionRow> {
  const { tx, keyring, clock } = context;
  const decision = await getDecision(tx, asked.id);
  const loaded = await loadCase(context, decision.caseId, true);
  refuseRelative(tx, loaded.context.relatives);
  const servedOn = plainDate(asked.servedOn);
  if (servedOn < decision.decidedOn || servedOn > clock.today()) {
    throw inputError(
      'case.served-on',
      `送达日期应在作出决定之日（${decision.decidedOn}）至今天之间。`,
      `The day of service has to lie between the decision (${decision.decidedOn}) and today.`,
      { fields: ['servedOn'] },
    );
  }
  if (decision.servedOn !== null) {
    throw conflict(
      'case.served',
      `${decision.decisionNo} 已于 ${decision.servedOn} 送达。`,
      `${decision.decisionNo} was served on ${decision.servedOn}.`,
    );
  }
  await tx.db.execute(sql`
    insert into decision_service (id, decision_id, division_no, served_on, way, receiver_cipher, recorded_by)
    values (${uuidv7()}, ${decision.id}::uuid, ${decision.divisionNo}, ${servedOn}, ${asked.way},
            ${encryptField(keyring, asked.receiver)}, ${tx.actor.accountId})`);
  await noteOn(context, loaded.context.record, 'serve', { way: asked.way, servedOn });
  await closeTasksAbout(tx, { kind: 'case', id: decision.caseId }, { kind: SERVE_TASK, as: 'done' });
  return decision;
}

export interface AppealAsked {
  readonly id: string;
  readonly kind: 'reconsideration' | 'litigation';
  readonly filedOn: string;
  readonly authority: string;
  readonly fileNo?: string | undefined;
}

/**
 * Records a reconsideration or lawsuit. Whether it came in time is noted and not judged: that is for the authority.
 * A letter that was not served starts no time limit.
 */
export async function recordAppeal(
  context: UseCaseContext,
  asked: AppealAsked,
): Promise<{ id: string; inTime: boolean; lastDay: PlainDate | null; caseId: string }> {
  const { tx, clock } = context;
  const decision = await getDecision(tx, asked.id);
  const loaded = await loadCase(context, decision.caseId, true);
  refuseRelative(tx, loaded.context.relatives);
  const filedOn = plainDate(asked.filedOn);
  if (filedOn < decision.decidedOn || filedOn > clock.today()) {
    throw inputError(
      'case.filed-on',
      '提出日期应在作出决定之日至今天之间。',
      'The day of filing has to lie between the decision and today.',
      { fields: ['filedOn'] },
    );
  }
  const lastDay = decision.servedOn === null ? null : lastDayOf(asked.kind, decision.servedOn);
  const inTime = lastDay === null || filedOn <= lastDay;
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into case_appeal (id, case_id, decision_id, division_no, kind, filed_on, authority, file_no, in_time,
                             recorded_by)
    values (${id}, ${decision.caseId}::uuid, ${decision.id}::uuid, ${decision.divisionNo}, ${asked.kind}, ${filedOn},
            ${asked.authority}, ${asked.fileNo ?? null}, ${inTime}, ${tx.actor.accountId})`);
  await noteOn(context, loaded.context.record, 'appeal', { kind: asked.kind, inTime });
  return { id, inTime, lastDay, caseId: decision.caseId };
}

const lastDayOf = (kind: AppealAsked['kind'], servedOn: PlainDate): PlainDate =>
  kind === 'reconsideration'
    ? addNaturalDays(servedOn, RECONSIDERATION_DAYS)
    : addMonthsToDate(servedOn, LITIGATION_MONTHS);

const noteOn = (
  { tx, clock }: UseCaseContext,
  record: Parameters<typeof appendEvent>[1] & { readonly state: string },
  action: string,
  details: Readonly<Record<string, string | boolean>>,
): Promise<number> =>
  appendEvent(tx, record, {
    action,
    fromState: record.state,
    toState: record.state,
    occurredOn: clock.today(),
    details,
  });
