import { type SQL, sql } from 'drizzle-orm';
import type { Label } from '../../base/label.ts';
import { firstDay, lastDay, type Month, monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { programmeLabel, type Reading } from '../../module/reading.ts';
import { BANK, CLEARING } from '../ledger.ts';
import { getRun } from '../run-store.ts';
import type { getMonthSettlement } from './contract.ts';
import { itemNo } from './item-no.ts';
import { RETURN_CODES, type ReturnCode } from './return-code.ts';
import { statementTie } from './statement-tie.ts';
import { seesWholeDistrict } from '../whole-district.ts';

export type Settlement = OutputOf<typeof getMonthSettlement>;
export type Difference = Settlement['differences'][number];

/** Longest list of items that wait for the bank; their number is told whole. */
const WAITING_SHOWN_MAX = 200;

/** What happened to the payments of one run at the bank. */
export async function runSettlement(
  tx: Tx,
  reading: Pick<Reading, 'registry'>,
  runNoOrId: string,
): Promise<Settlement> {
  const run = await getRun(tx, runNoOrId);
  return settlementOf(tx, reading, run.payMonth, sql`r.id = ${run.id}::uuid`);
}

/** The same for all runs of a month, with the movements of the month that belong to no file. */
export async function monthSettlement(
  tx: Tx,
  reading: Pick<Reading, 'registry'>,
  month: Month,
): Promise<Settlement> {
  const period = { from: firstDay(month), to: lastDay(month) };
  return settlementOf(
    tx,
    reading,
    month,
    sql`r.pay_month = ${firstDay(month)} and r.state <> 'void'`,
    period,
  );
}

interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

async function settlementOf(
  tx: Tx,
  reading: Pick<Reading, 'registry'>,
  month: Month,
  which: SQL,
  period?: Period,
): Promise<Settlement> {
  const runs = await runsOf(tx, reading, which);
  const ids = uuidArray(runs.map(({ id }) => id));
  const sums = await sumsOf(tx, ids);
  const whole = await seesWholeDistrict(tx);
  const files = await filesOf(tx, ids);
  const books = whole ? await booksOf(tx, ids) : null;
  const statement = whole ? await statementTie(tx, files, period) : null;
  const differences = [
    ...(books === null ? [] : bookDifferences(sums, books)),
    ...(statement?.differences ?? []),
  ];
  return {
    month,
    runs,
    ...sums,
    returnCodes: await returnCodesOf(tx, ids),
    files,
    waitingItems: await waitingOf(tx, ids),
    books,
    statement: statement === null ? null : statement.sums,
    differences,
    ties: whole ? differences.length === 0 : null,
    onTime: await onTimeOf(tx, ids, month),
  };
}

async function runsOf(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  which: SQL,
): Promise<Settlement['runs'][number][]> {
  const rows = await rowsOf<{
    id: string;
    runNo: string;
    programme: string;
    payMonth: PlainDate;
    state: Settlement['runs'][number]['state'];
    totalFen: number;
  }>(
    tx,
    sql`select r.id, r.run_no as "runNo", r.programme, r.pay_month as "payMonth", r.state, r.total_fen as "totalFen"
          from payment_run r where ${which} order by r.run_no`,
  );
  return rows.map(({ payMonth, ...run }) => ({
    ...run,
    month: monthOf(payMonth),
    programmeLabel: programmeLabel(registry, run.programme),
  }));
}

const SUMS = ['sent', 'paid', 'returned', 'unknown', 'waiting', 'reissued', 'held', 'toReissue'] as const;
type Sums = Pick<Settlement, (typeof SUMS)[number]>;

/** Every attempt counts for itself: what was sent is what was paid, came back or waits. */
async function sumsOf(tx: Tx, ids: SQL): Promise<Sums> {
  const rows = await rowsOf<{ kind: (typeof SUMS)[number]; items: number; amountFen: number }>(
    tx,
    sql`with item as (
          select i.*, not exists (select 1 from payment_item n where n.run_id = i.run_id and n.item_seq = i.item_seq
                                                                 and n.attempt > i.attempt) as last
            from payment_item i where i.run_id = any(${ids}))
        select k.kind, count(*)::int as items, coalesce(sum(i.amount_fen), 0)::bigint as "amountFen"
          from item i cross join lateral (values
            ('sent', i.state in ('sent', 'paid', 'returned')), ('paid', i.state = 'paid'),
            ('returned', i.state = 'returned'), ('waiting', i.state = 'sent'),
            ('unknown', i.state = 'sent' and i.unknown_since is not null),
            ('reissued', i.attempt > 1), ('held', i.state = 'held' and i.last),
            ('toReissue', i.state = 'returned' and i.last)) as k (kind, counts)
         where k.counts group by k.kind`,
  );
  const of = (kind: (typeof SUMS)[number]) => {
    const row = rows.find((one) => one.kind === kind);
    return { items: row?.items ?? 0, amountFen: row?.amountFen ?? 0 };
  };
  return {
    sent: of('sent'),
    paid: of('paid'),
    returned: of('returned'),
    unknown: of('unknown'),
    waiting: of('waiting'),
    reissued: of('reissued'),
    held: of('held'),
    toReissue: of('toReissue'),
  };
}

async function returnCodesOf(tx: Tx, ids: SQL): Promise<Settlement['returnCodes']> {
  const rows = await rowsOf<{ code: ReturnCode; items: number; amountFen: number }>(
    tx,
    sql`select coalesce(return_code, 'other') as code, count(*)::int as items, sum(amount_fen)::bigint as "amountFen"
          from payment_item where run_id = any(${ids}) and state = 'returned' group by 1 order by 2 desc, 1`,
  );
  return rows.map((row): Settlement['returnCodes'][number] => ({
    ...row,
    label: RETURN_CODES[row.code] satisfies Label,
  }));
}

/** Files as their items stand now; totals, digest and manifest where the file was kept. */
const filesOf = (tx: Tx, ids: SQL): Promise<Settlement['files']> =>
  rowsOf<Settlement['files'][number]>(
    tx,
    sql`select i.file_no as "fileNo", f.name, m.name as manifest, m.format, m.kind, a.display_name as "madeBy",
               m.made_at as "madeAt", f.hash_total as "hashTotal", f.sha256,
               count(*)::int as items, sum(i.amount_fen)::bigint as "totalFen",
               coalesce(sum(i.amount_fen) filter (where i.state = 'paid'), 0)::bigint as "paidFen",
               coalesce(sum(i.amount_fen) filter (where i.state = 'returned'), 0)::bigint as "returnedFen",
               coalesce(sum(i.amount_fen) filter (where i.state = 'sent'), 0)::bigint as "waitingFen",
               count(*) filter (where i.state = 'returned')::int as "returnedItems",
               count(*) filter (where i.state = 'sent')::int as "waitingItems"
          from payment_item i left join bank_file f on f.file_no = i.file_no
          left join bank_manifest m on m.id = f.manifest_id left join account a on a.id = m.made_by
         where i.run_id = any(${ids}) and i.file_no is not null
         group by i.run_id, i.file_no, f.file_no, m.id, a.id
         order by substring(i.file_no from '^(.*)-'), substring(i.file_no from '[0-9]+$')::int`,
  );

async function waitingOf(tx: Tx, ids: SQL): Promise<Settlement['waitingItems']> {
  const rows = await rowsOf<{
    runNo: string;
    itemSeq: number;
    attempt: number;
    amountFen: number;
    unknownSince: PlainDate | null;
    reason: string | null;
  }>(
    tx,
    sql`select r.run_no as "runNo", i.item_seq as "itemSeq", i.attempt, i.amount_fen as "amountFen",
               i.unknown_since as "unknownSince", i.return_reason as reason
          from payment_item i join payment_run r on r.id = i.run_id
         where i.run_id = any(${ids}) and i.state = 'sent'
         order by i.unknown_since nulls last, r.run_no, i.item_seq limit ${WAITING_SHOWN_MAX}`,
  );
  return rows.map(({ runNo, itemSeq, attempt, ...row }) => ({ no: itemNo(runNo, itemSeq, attempt), ...row }));
}

type Books = NonNullable<Settlement['books']>;

/** What the ledger says of these runs: sent is credited to clearing, answered is debited, paid leaves the bank. */
async function booksOf(tx: Tx, ids: SQL): Promise<Books> {
  const row = await findRow<{ sentFen: number; answeredFen: number; paidFen: number }>(
    tx,
    sql`select coalesce(-sum(e.amount_fen) filter (where e.account_code = ${CLEARING} and e.amount_fen < 0), 0)::bigint as "sentFen",
               coalesce(sum(e.amount_fen) filter (where e.account_code = ${CLEARING} and e.amount_fen > 0), 0)::bigint as "answeredFen",
               coalesce(-sum(e.amount_fen) filter (where e.account_code = ${BANK}), 0)::bigint as "paidFen"
          from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
         where t.run_id = any(${ids}) and e.account_code in (${CLEARING}, ${BANK})
           and t.kind in ('sending', 'reissue', 'settlement', 'return')`,
  );
  const { sentFen = 0, answeredFen = 0, paidFen = 0 } = row ?? {};
  return { sentFen, paidFen, returnedFen: answeredFen - paidFen, clearingFen: sentFen - answeredFen };
}

const LABELS = {
  sentFen: { zh: '送银行金额与在途科目贷方', en: 'sent against credits of clearing' },
  paidFen: { zh: '到账金额与银行存款支出', en: 'paid against money out of the bank' },
  returnedFen: { zh: '退回金额与在途科目退回', en: 'returned against clearing' },
  clearingFen: { zh: '待回盘金额与在途科目余额', en: 'waiting against the balance of clearing' },
} as const satisfies Record<keyof Books, Label>;

function bookDifferences(sums: Sums, books: Books): Difference[] {
  const ours: Books = {
    sentFen: sums.sent.amountFen,
    paidFen: sums.paid.amountFen,
    returnedFen: sums.returned.amountFen,
    clearingFen: sums.waiting.amountFen,
  };
  const keys = ['sentFen', 'paidFen', 'returnedFen', 'clearingFen'] as const;
  return keys.flatMap((key): Difference[] =>
    ours[key] === books[key]
      ? []
      : [
          {
            kind: 'books',
            what: LABELS[key],
            reference: null,
            on: null,
            oursFen: ours[key],
            theirsFen: books[key],
          },
        ],
  );
}

/** Handbook 01 §9: months paid by the tenth. */
const ON_TIME_DAY = 10;

/**
 * Whether a month was paid by the tenth: everything that was sent first has its answer by then. What came back is
 * the payee's account, not our delay.
 */
async function onTimeOf(tx: Tx, ids: SQL, month: Month): Promise<Settlement['onTime']> {
  const by = `${month}-${ON_TIME_DAY}`;
  const row = await findRow<{ runs: number; onTime: number }>(
    tx,
    sql`select count(*)::int as runs, count(*) filter (where x.ok)::int as "onTime" from (
          select i.run_id, bool_and(coalesce(i.settled_on <= ${by}::date, false)) as ok
            from payment_item i join payment_run r on r.id = i.run_id
           where i.run_id = any(${ids}) and r.batch = 1 and i.attempt = 1 and i.state <> 'held'
           group by i.run_id) x`,
  );
  return { by, runs: row?.runs ?? 0, onTimeRuns: row?.onTime ?? 0 };
}
