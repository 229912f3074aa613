import { sql } from 'drizzle-orm';
import type { Label } from '../../base/label.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import { workingDaysAfter } from '../../event/due-day.ts';
import { emit } from '../../event/emit.ts';
import { closeTasksAbout, openTask } from '../../event/task.ts';
import type { RunRow } from '../run-store.ts';
import { itemNo } from './item-no.ts';
import { RETURN_CODES, type ReturnCode } from './return-code.ts';

const KIND = 'payment.contact-payee';
/** Handbook 01 §3: a returned payment asks for contact within five working days; the number is an assumption. */
const CONTACT_WORKING_DAYS = 5;

interface ReturnedItem extends Record<string, unknown> {
  readonly itemSeq: number;
  readonly attempt: number;
  readonly payeeId: string;
  readonly divisionNo: number;
  readonly code: ReturnCode;
}

/** Asks the street to contact the payees whose money came back, and tells the event. */
export async function contactPayees(
  tx: Tx,
  run: RunRow,
  returned: readonly { readonly itemSeq: number; readonly attempt: number }[],
  today: PlainDate,
): Promise<void> {
  if (returned.length === 0) return;
  const items = await rowsOf<{ [K in keyof ReturnedItem]: ReturnedItem[K] }>(
    tx,
    sql`select i.item_seq as "itemSeq", i.attempt, i.payee_person_id as "payeeId", i.division_no as "divisionNo",
               coalesce(i.return_code, 'other') as code
          from payment_item i
          join unnest(${sql.param(returned.map((one) => one.itemSeq))}::int[],
                      ${sql.param(returned.map((one) => one.attempt))}::int[]) as r (item_seq, attempt)
            on r.item_seq = i.item_seq and r.attempt = i.attempt
         where i.run_id = ${run.id}::uuid order by i.item_seq`,
  );
  for (const item of items) {
    const no = itemNo(run.runNo, item.itemSeq, item.attempt);
    const eventId = await emit(tx, {
      kind: 'payment.returned',
      subjectId: no,
      divisionNo: item.divisionNo,
      occurredOn: today,
      payload: { runNo: run.runNo },
    });
    await openTask(tx, {
      key: `${KIND}:${no}`,
      kind: KIND,
      title: {
        zh: `联系收款人核对账户：${run.runNo} 发放退回（${RETURN_CODES[item.code].zh}）`,
        en: `Contact the payee about the account: ${run.runNo} came back (${RETURN_CODES[item.code].en})`,
      },
      about: { kind: 'person', id: item.payeeId },
      divisionNo: item.divisionNo,
      role: 'street_clerk',
      dueOn: workingDaysAfter(today, CONTACT_WORKING_DAYS),
      reasons: [WHAT_TO_DO[item.code]],
      eventId,
    });
  }
}

const WHAT_TO_DO: Readonly<Record<ReturnCode, Label>> = {
  closed: {
    zh: '原账户已销户：请收款人提供新账户，登记后由财务重发。',
    en: 'The account is closed: record a new one, then the payment is sent again.',
  },
  name_mismatch: {
    zh: '户名与账号不符：请核对姓名和账号，更正后由财务重发。',
    en: 'Name and account do not belong together: correct either, then the payment is sent again.',
  },
  frozen: {
    zh: '账户冻结、止付或久悬：请收款人到银行处理，或提供新账户。',
    en: 'The account is frozen: the payee sees the bank, or a new account is recorded.',
  },
  limit: {
    zh: '超过账户限额（多为Ⅱ、Ⅲ类户）：请收款人升级账户，或提供新账户。',
    en: 'Over the limit of the account: it is upgraded, or a new one is recorded.',
  },
  other: {
    zh: '银行未说明具体原因：请与收款人和银行核对账户。',
    en: 'The bank gave no clear reason: check the account with payee and bank.',
  },
};

/** The payees' payments go out again: nobody has to be contacted any more. */
export async function closeContacts(tx: Tx, payeeIds: readonly string[]): Promise<void> {
  for (const id of new Set(payeeIds)) {
    await closeTasksAbout(
      tx,
      { kind: 'person', id },
      { kind: KIND, as: 'done', reason: '已更正或确认账户，款项已重发' },
    );
  }
}
