import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { encryptField } from '../access/cipher.ts';
import { sha256Hex } from '../base/digest.ts';
import { failed } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { findRow } from '../db/rows.ts';
import { getDistrict } from '../party/district.ts';
import { dayAfterIfKnown } from './case-clock.ts';
import { nextInSeries } from '../db/number-series.ts';
import { openCaseTask, SERVE_TASK } from './case-task.ts';
import type { CaseContext, DecisionSpec } from './define-lifecycle.ts';
import { renderLetter } from './letter.ts';

const LETTER_BYTES_MAX = 200_000;
/** Who has to see to it that the letter reaches the applicant: it goes through the street. */
const SERVING_ROLE = 'street_clerk';

/**
 * Writes the decision of an action: document number, legal basis, and the letter as it is issued, stored encrypted
 * with its digest. A task says until when it has to be served.
 */
export async function decide(
  action: string,
  spec: DecisionSpec,
  context: CaseContext,
  input: z.output<z.ZodObject>,
): Promise<void> {
  const { tx, record, clock, keyring } = context;
  const today = clock.today();
  const year = today.slice(0, 4);
  const serial = await nextInSeries(tx, `${spec.numberPrefix}${year}`);
  const decisionNo = `${spec.numberPrefix}〔${year}〕${serial}号`;
  const basis = spec.basis(record);
  const { name } = await getDistrict(tx);
  const letter = await renderLetter({
    ...(await spec.letter(context, input)),
    number: decisionNo,
    addressee: await addresseeOf(context),
    basis,
    district: name,
    decidedOn: today,
  });
  if (letter.length > LETTER_BYTES_MAX) {
    throw failed('case.letter-size', '决定文书超出大小限制。', 'The letter is larger than it may be.', {
      bytes: letter.length,
    });
  }
  const limit = spec.serveWithin.find((one) => one.appliesTo?.(record) ?? true);
  const serveBy = dayAfterIfKnown(today, limit?.days ?? 0, limit?.kind ?? 'working', [], today);
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into decision (id, case_id, division_no, decision_no, action, outcome, basis, decided_on, decided_by,
                          letter_cipher, letter_digest, serve_by)
    values (${id}, ${record.id}::uuid, ${record.divisionNo}, ${decisionNo}, ${action}, ${spec.outcome},
            ${JSON.stringify(basis)}::jsonb, ${today}, ${tx.actor.accountId},
            ${encryptField(keyring, letter.toString('base64'))}, ${sha256Hex(letter)}, ${serveBy})`);
  await openCaseTask(tx, record, `serve:${id}`, {
    kind: SERVE_TASK,
    role: SERVING_ROLE,
    title: { zh: `送达${decisionNo}`, en: `serve ${decisionNo}` },
    ...(serveBy === null ? {} : { dueOn: serveBy }),
  });
}

/** The letter is addressed to the person by the whole name; it goes to nobody else. */
async function addresseeOf({ tx, record }: CaseContext): Promise<string> {
  const id = record.applicantPersonId ?? (record.subjectKind === 'person' ? record.subjectId : null);
  const row = await findRow<{ name: string }>(tx, sql`select name from person where id = ${id}::uuid`);
  if (row !== undefined) return row.name;
  throw failed('case.addressee', '收件人未登记，不能制作文书。', 'Nobody is on file to be addressed.');
}
