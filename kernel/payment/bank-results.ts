import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { sha256Hex } from '../base/digest.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { Programme } from '../policy/define-programme.ts';
import { momentOf } from './approve-run.ts';
import { contactPayees } from './bank/contact-payee.ts';
import type { BankAnswer } from './bank/define-bank-format.ts';
import { DEFAULT_FORMAT, getBankFormat } from './bank/formats.ts';
import { itemNo } from './bank/item-no.ts';
import { type Fault, parseResults, refused, type ResultLine } from './bank/parse-results.ts';
import { requireWholeDistrict } from './whole-district.ts';
import { BANK, CLEARING, post, returnedAccount } from './ledger.ts';
import { requireState } from './run-checks.ts';
import { getRun, type RunRow } from './run-store.ts';

export interface BankResult {
  readonly run: string;
  readonly paid: number;
  readonly returned: number;
  /** The bank does not know yet: the items stay sent. */
  readonly unknown: number;
  /** Lines that say again what is known already; nothing was done for them. */
  readonly unchanged: number;
  readonly state: RunRow['state'];
}

interface Item extends Record<string, unknown> {
  readonly itemSeq: number;
  readonly attempt: number;
  readonly amountFen: number;
  readonly state: string;
  readonly unknown: boolean;
}

export interface ResultOptions {
  /** Form of the file; that of the files which were sent when nothing is said. */
  readonly format?: string | undefined;
}

/**
 * Reads the bank's result file of a run: all of it or none of it. A file that was read before changes nothing.
 * Errors: a line for an unknown item, an item named twice, a result that contradicts an earlier one, a broken or empty
 * file, a run that was not sent.
 */
export async function readBankResults(
  tx: Tx,
  programme: Programme,
  runNo: string,
  content: Buffer,
  clock: Clock = systemClock,
  options: ResultOptions = {},
): Promise<BankResult> {
  requirePermission(tx.actor, 'payment.bank');
  const division = await requireWholeDistrict(tx);
  const run = await getRun(tx, runNo, true);
  // A settled run may be read again: the same file changes nothing.
  if (run.state !== 'settled') requireState(run, 'sent', '读取银行回盘');
  const format = options.format ?? (await formatSent(tx, run));
  const rows = parseResults(getBankFormat(format), content);
  const news = matchResults(run, rows, await itemsSent(tx, run));
  await settle(tx, programme, run, news, clock);
  const counts = countNews(rows, news);
  await tx.db.execute(sql`
    insert into bank_result (id, run_id, division_no, format, sha256, rows, paid, returned, unknown, unchanged, read_by, read_at)
    values (${uuidv7()}, ${run.id}, ${division}, ${format}, ${sha256Hex(content)}, ${rows.length}, ${counts.paid},
            ${counts.returned}, ${counts.unknown}, ${counts.unchanged}, ${tx.actor.accountId}, ${momentOf(clock)}::timestamptz)`);
  await settleRun(tx, run, clock);
  const result = { run: run.runNo, ...counts };
  await audit(tx, {
    action: 'payment.results',
    objectKind: 'payment_run',
    objectId: run.id,
    details: result,
  });
  return { ...result, state: (await getRun(tx, run.id)).state };
}

/** The run is settled once no item waits for the bank. */
async function settleRun(tx: Tx, run: RunRow, clock: Clock): Promise<void> {
  if (run.state !== 'sent') return;
  await tx.db.execute(sql`
    update payment_run set state = 'settled', settled_at = ${momentOf(clock)}::timestamptz
     where id = ${run.id}::uuid
       and not exists (select 1 from payment_item where run_id = ${run.id}::uuid and state = 'sent')`);
}

/** The bank answers in the form in which it was asked last. */
async function formatSent(tx: Tx, run: RunRow): Promise<string> {
  const row = await findRow<{ format: string }>(
    tx,
    sql`select format from bank_manifest where run_id = ${run.id}::uuid order by made_at desc, id desc limit 1`,
  );
  return row?.format ?? DEFAULT_FORMAT;
}

async function itemsSent(tx: Tx, run: RunRow): Promise<Map<string, Item>> {
  const items = await rowsOf<{ [K in keyof Item]: Item[K] }>(
    tx,
    sql`select item_seq as "itemSeq", attempt, amount_fen as "amountFen", state, unknown_since is not null as unknown
          from payment_item where run_id = ${run.id}::uuid and state not in ('held', 'ready') for update`,
  );
  return new Map(items.map((item) => [itemNo(run.runNo, item.itemSeq, item.attempt), item]));
}

type News = Pick<ResultLine, 'answer' | 'code' | 'reason'> & { readonly item: Item };

const countOf = (news: readonly News[], answer: BankAnswer): number =>
  news.filter((row) => row.answer === answer).length;

const countNews = (rows: readonly ResultLine[], news: readonly News[]) => ({
  paid: countOf(news, 'paid'),
  returned: countOf(news, 'returned'),
  unknown: countOf(news, 'unknown'),
  unchanged: rows.length - news.length,
});

const WORDS = {
  paid: { zh: '成功', en: 'paid' },
  returned: { zh: '退回', en: 'returned' },
} as const;

function matchResults(run: RunRow, rows: readonly ResultLine[], known: ReadonlyMap<string, Item>): News[] {
  const faults: Fault[] = [];
  const add = ({ line, no }: ResultLine, zh: string, en: string): void =>
    void faults.push({ line, zh: `明细号 ${no} ${zh}`, en: `item ${no} (明细号) ${en}` });
  const seen = new Set<string>();
  const news: News[] = [];
  for (const row of rows) {
    const item = known.get(row.no);
    if (seen.has(row.no)) add(row, '重复出现', 'is there twice');
    else if (item === undefined)
      add(row, `不属于批次 ${run.runNo} 已送银行的明细`, `is none of those that run ${run.runNo} has sent`);
    else if (item.state === 'sent') {
      // Said twice that it does not know is said once.
      if (row.answer !== 'unknown' || !item.unknown)
        news.push({ item, answer: row.answer, code: row.code, reason: row.reason });
    } else if (item.state !== row.answer) {
      const before = WORDS[item.state === 'paid' ? 'paid' : 'returned'];
      add(
        row,
        `此前已记为${before.zh}，与本次结果矛盾`,
        `was ${before.en} before, which this result contradicts`,
      );
    }
    seen.add(row.no);
  }
  if (faults.length > 0)
    throw refused(faults, '请与银行核对后重新导入', 'Check with the bank and read it again');
  return news;
}

async function settle(
  tx: Tx,
  programme: Programme,
  run: RunRow,
  news: readonly News[],
  clock: Clock,
): Promise<void> {
  const today = clock.today();
  const column = <T>(pick: (row: News) => T) => sql.param(news.map(pick));
  await tx.db.execute(sql`
    update payment_item i
       set state = case n.answer when 'unknown' then 'sent' else n.answer end,
           return_reason = nullif(n.reason, ''), return_code = n.code,
           settled_on = case n.answer when 'unknown' then null else ${today}::date end,
           unknown_since = case n.answer when 'unknown' then ${today}::date else i.unknown_since end
      from unnest(${column((row) => row.item.itemSeq)}::int[], ${column((row) => row.item.attempt)}::int[],
                  ${column((row) => row.answer)}::text[], ${column((row) => row.code)}::text[],
                  ${column((row) => row.reason)}::text[]) as n (item_seq, attempt, answer, code, reason)
     where i.run_id = ${run.id}::uuid and i.item_seq = n.item_seq and i.attempt = n.attempt`);
  const sumOf = (answer: BankAnswer): number =>
    news.filter((row) => row.answer === answer).reduce((sum, row) => sum + row.item.amountFen, 0);
  const base = { runId: run.id, bookedOn: today, at: momentOf(clock) };
  const [paid, returned] = [sumOf('paid'), sumOf('returned')];
  await post(tx, {
    ...base,
    kind: 'settlement',
    memo: `${run.runNo} 银行回盘到账`,
    entries: [
      { account: CLEARING, amountFen: paid },
      { account: BANK, amountFen: -paid },
    ],
  });
  await post(tx, {
    ...base,
    kind: 'return',
    memo: `${run.runNo} 银行退回`,
    entries: [
      { account: CLEARING, amountFen: returned },
      { account: returnedAccount(programme.id), amountFen: -returned },
    ],
  });
  await contactPayees(
    tx,
    run,
    news.flatMap(({ answer, item }) => (answer === 'returned' ? [item] : [])),
    today,
  );
}
