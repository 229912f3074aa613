import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { inputError } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { Programme } from '../policy/define-programme.ts';
import { momentOf, requireState } from './approve-run.ts';
import { itemNo } from './bank-file.ts';
import { BANK, CLEARING, post, returnedAccount } from './ledger.ts';
import { getRun, type RunRow } from './run-store.ts';

const FILE_BYTES_MAX = 64 * 1024 * 1024;
const FAULTS_SHOWN_MAX = 20;

const ResultRow = z.object({
  明细号: z.string().min(1).max(60),
  结果: z.enum(['成功', '退回']),
  原因: z.string().max(100).default(''),
});

export interface BankResult {
  readonly run: string;
  readonly paid: number;
  readonly returned: number;
  /** Lines that say again what is known already; nothing was done for them. */
  readonly unchanged: number;
  readonly state: RunRow['state'];
}

interface Item extends Record<string, unknown> {
  readonly itemSeq: number;
  readonly attempt: number;
  readonly amountFen: number;
  readonly state: string;
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
): Promise<BankResult> {
  requirePermission(tx.actor, 'payment.bank');
  const run = await getRun(tx, runNo, true);
  // A settled run may be read again: the same file changes nothing.
  if (run.state !== 'settled') requireState(run, 'sent', '读取银行回盘');
  const rows = parseResults(content);
  const items = await rowsOf<Item>(
    tx,
    sql`select item_seq as "itemSeq", attempt, amount_fen as "amountFen", state from payment_item
         where run_id = ${run.id}::uuid and state not in ('held', 'ready') for update`,
  );
  const known = new Map(items.map((item) => [itemNo(run.runNo, item.itemSeq, item.attempt), item]));
  const news = matchResults(run, rows, known);
  await settle(tx, programme, run, news, clock);
  const left = await rowsOf(
    tx,
    sql`select 1 from payment_item where run_id = ${run.id}::uuid and state = 'sent' limit 1`,
  );
  if (left.length === 0 && run.state === 'sent') {
    await tx.db.execute(sql`
      update payment_run set state = 'settled', settled_at = ${momentOf(clock)}::timestamptz where id = ${run.id}::uuid`);
  }
  const paid = news.filter((row) => row.result === '成功').length;
  const result = { run: run.runNo, paid, returned: news.length - paid, unchanged: rows.length - news.length };
  await audit(tx, {
    action: 'payment.results',
    objectKind: 'payment_run',
    objectId: run.id,
    details: result,
  });
  return { ...result, state: (await getRun(tx, run.id)).state };
}

type Parsed = {
  readonly line: number;
  readonly no: string;
  readonly result: '成功' | '退回';
  readonly reason: string;
};

function parseResults(content: Buffer): Parsed[] {
  if (content.length > FILE_BYTES_MAX) {
    throw inputError(
      'bank.too-large',
      '回盘文件超过 64 MB：请按批次拆分。',
      'The result file is over 64 MB: split it by run.',
    );
  }
  let records: { readonly info: { readonly lines: number }; readonly record: unknown }[];
  try {
    records = parse(content, { bom: true, columns: true, skip_empty_lines: true, trim: true, info: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw inputError(
      'bank.unreadable',
      `回盘文件不是可读的 CSV：${reason}`,
      `The result file is not a readable CSV: ${reason}`,
    );
  }
  if (records.length === 0) {
    throw inputError(
      'bank.empty',
      '回盘文件没有数据行，未处理：需要列 明细号、结果（成功/退回）、原因。',
      'The result file has no rows; nothing was changed. Its columns are 明细号 (item), 结果 (成功 paid / 退回 returned), 原因 (reason).',
    );
  }
  const faults: Fault[] = [];
  const rows = records.flatMap(({ info: { lines: line }, record }): Parsed[] => {
    const parsed = ResultRow.safeParse(record);
    if (parsed.success)
      return [{ line, no: parsed.data.明细号, result: parsed.data.结果, reason: parsed.data.原因 }];
    for (const { path } of parsed.error.issues) {
      const column = path.join('.');
      faults.push({ line, zh: `${column} 缺失或不正确`, en: `${column} is missing or wrong` });
    }
    return [];
  });
  if (faults.length > 0)
    throw refused(
      faults,
      '需要列 明细号、结果（成功/退回）、原因',
      'The columns are 明细号 (item), 结果 (成功 paid / 退回 returned), 原因 (reason)',
    );
  return rows;
}

type News = { readonly item: Item; readonly result: '成功' | '退回'; readonly reason: string };

function matchResults(run: RunRow, rows: readonly Parsed[], known: ReadonlyMap<string, Item>): News[] {
  const faults: Fault[] = [];
  const add = ({ line, no }: Parsed, zh: string, en: string): void =>
    void faults.push({ line, zh: `明细号 ${no} ${zh}`, en: `item ${no} (明细号) ${en}` });
  const seen = new Set<string>();
  const news: News[] = [];
  for (const row of rows) {
    const item = known.get(row.no);
    if (seen.has(row.no)) add(row, '重复出现', 'is there twice');
    else if (item === undefined)
      add(row, `不属于批次 ${run.runNo} 已送银行的明细`, `is none of those that run ${run.runNo} has sent`);
    else if (item.state === 'sent') news.push({ item, result: row.result, reason: row.reason });
    else if ((item.state === 'paid') !== (row.result === '成功')) {
      add(
        row,
        `此前已记为${item.state === 'paid' ? '成功' : '退回'}，与本次结果矛盾`,
        `was ${item.state} before, which this result contradicts`,
      );
    }
    seen.add(row.no);
  }
  if (faults.length > 0)
    throw refused(faults, '请与银行核对后重新导入', 'Check with the bank and read it again');
  return news;
}

interface Fault {
  readonly line: number;
  readonly zh: string;
  readonly en: string;
}

function refused(faults: readonly Fault[], advice: string, adviceEn: string) {
  const first = faults.slice(0, FAULTS_SHOWN_MAX);
  const shown = first.map((fault) => `第${fault.line}行：${fault.zh}`).join('；');
  const shownEn = first.map((fault) => `line ${fault.line}: ${fault.en}`).join('; ');
  const more = faults.length > FAULTS_SHOWN_MAX ? `……共 ${faults.length} 处` : '';
  return inputError(
    'bank.refused',
    `回盘文件有问题，整个文件未处理：${shown}${more}。${advice}。`,
    `The result file was refused as a whole (${faults.length} faults); nothing was changed: ${shownEn}${more === '' ? '' : '; …'}. ${adviceEn}.`,
    { faults: faults.length },
  );
}

async function settle(
  tx: Tx,
  programme: Programme,
  run: RunRow,
  news: readonly News[],
  clock: Clock,
): Promise<void> {
  const column = <T>(pick: (row: News) => T) => sql.param(news.map(pick));
  await tx.db.execute(sql`
    update payment_item i
       set state = n.state, return_reason = nullif(n.reason, ''), settled_on = ${clock.today()}::date
      from unnest(${column((row) => row.item.itemSeq)}::int[], ${column((row) => row.item.attempt)}::int[],
                  ${column((row) => (row.result === '成功' ? 'paid' : 'returned'))}::text[],
                  ${column((row) => row.reason)}::text[]) as n (item_seq, attempt, state, reason)
     where i.run_id = ${run.id}::uuid and i.item_seq = n.item_seq and i.attempt = n.attempt`);
  const sumOf = (result: News['result']): number =>
    news.filter((row) => row.result === result).reduce((sum, row) => sum + row.item.amountFen, 0);
  const base = { runId: run.id, bookedOn: clock.today(), at: momentOf(clock) };
  const paid = sumOf('成功');
  const returned = sumOf('退回');
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
}
