import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { requirePermission } from '../../access/permission.ts';
import { audit } from '../../audit/audit.ts';
import { type Clock, systemClock } from '../../base/clock.ts';
import { sha256Hex } from '../../base/digest.ts';
import { inputError } from '../../base/errors.ts';
import { type Fen, yuan } from '../../base/fen.ts';
import { uuidv7 } from '../../base/ids.ts';
import { isPlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import { decodeText } from './encoding.ts';
import { requireWholeDistrict } from '../whole-district.ts';

export interface StatementRead {
  readonly rows: number;
  /** Movements that were not known from an earlier statement. */
  readonly added: number;
  /** Of these, movements that name a file of ours. */
  readonly assigned: number;
}

interface Movement {
  readonly line: number;
  readonly on: string;
  readonly amountFen: Fen;
  readonly direction: 'out' | 'in';
  readonly reference: string;
}

const FILE_BYTES_MAX = 16 * 1024 * 1024;
const ROWS_MAX = 100_000;
const FAULTS_SHOWN_MAX = 20;
const COLUMNS = '需要列 日期（YYYY-MM-DD）、金额（元）、方向（支出/收入）、摘要';
const COLUMNS_EN =
  'The columns are 日期 (date), 金额 (amount in yuan), 方向 (支出 out / 收入 in), 摘要 (reference)';

const DIRECTIONS = { 支出: 'out', 借: 'out', 收入: 'in', 贷: 'in' } as const;

const StatementRow = z.object({
  日期: z.string().refine(isPlainDate),
  金额: z.string().regex(/^\d[\d,]*(\.\d{1,2})?$/),
  方向: z.enum(['支出', '借', '收入', '贷']),
  摘要: z.string().max(200).default(''),
});

/**
 * Reads a statement of the treasury account. Movements that an earlier statement told are not added again, so
 * overlapping statements do no harm, as long as each holds whole days. Errors: a file that is no statement.
 */
export async function readStatement(
  tx: Tx,
  content: Buffer,
  clock: Clock = systemClock,
): Promise<StatementRead> {
  requirePermission(tx.actor, 'payment.bank');
  const division = await requireWholeDistrict(tx);
  const movements = parseStatement(content);
  const sha256 = sha256Hex(content);
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('bank-statement', 18))`);
  const known = await findRow(tx, sql`select 1 from bank_statement where sha256 = ${sha256}`);
  if (known !== undefined) return { rows: movements.length, added: 0, assigned: 0 };
  const id = uuidv7();
  const news = await unknownOf(tx, movements);
  await tx.db.execute(sql`
    insert into bank_statement (id, division_no, sha256, rows, added, read_by, read_at)
    values (${id}, ${division}, ${sha256}, ${movements.length}, ${news.length}, ${tx.actor.accountId},
            ${clock.now().toISOString()}::timestamptz)`);
  const column = <T>(pick: (row: Numbered) => T) => sql.param(news.map(pick));
  const added = await rowsOf<{ fileNo: string | null }>(
    tx,
    sql`insert into bank_statement_line
          (statement_id, line_no, division_no, booked_on, amount_fen, direction, reference, file_no, occurrence)
        select ${id}::uuid, m.line, ${division}, m.on_day, m.amount, m.direction, m.reference,
               substring(m.reference from 'FF[0-9]{6}[A-Z]+[0-9]{2}-[0-9]+'), m.occurrence
          from unnest(${column((m) => m.line)}::int[], ${column((m) => m.on)}::date[],
                      ${column((m) => m.amountFen)}::bigint[], ${column((m) => m.direction)}::text[],
                      ${column((m) => m.reference)}::text[], ${column((m) => m.occurrence)}::int[])
                 as m (line, on_day, amount, direction, reference, occurrence)
        returning file_no as "fileNo"`,
  );
  const result = {
    rows: movements.length,
    added: added.length,
    assigned: added.filter(({ fileNo }) => fileNo !== null).length,
  };
  await audit(tx, {
    action: 'payment.statement',
    objectKind: 'bank_statement',
    objectId: id,
    details: result,
  });
  return result;
}

type Numbered = Movement & { readonly occurrence: number };

/** Equal movements of a day are numbered in their order; what has a number already is known. */
async function unknownOf(tx: Tx, movements: readonly Movement[]): Promise<Numbered[]> {
  const days = movements.map(({ on }) => on);
  const rows = await rowsOf<{ key: string; known: number }>(
    tx,
    sql`select concat_ws('|', to_char(booked_on, 'YYYY-MM-DD'), amount_fen, direction, reference) as key,
               max(occurrence) as known
          from bank_statement_line where booked_on = any(${sql.param(days)}::date[]) group by 1`,
  );
  const known = new Map(rows.map((row) => [row.key, row.known]));
  const seen = new Map<string, number>();
  return movements.flatMap((movement) => {
    const key = `${movement.on}|${movement.amountFen}|${movement.direction}|${movement.reference}`;
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return occurrence <= (known.get(key) ?? 0) ? [] : [{ ...movement, occurrence }];
  });
}

function parseStatement(content: Buffer): Movement[] {
  if (content.length > FILE_BYTES_MAX)
    throw wrong('文件超过 16 MB，请按月拆分', 'it is over 16 MB: split it by month');
  const text = decodeText(content, 'utf-8') ?? decodeText(content, 'gb18030') ?? '';
  let records: { readonly info: { readonly lines: number }; readonly record: unknown }[];
  try {
    records = parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true, info: true });
  } catch {
    throw wrong(`不是可读的 CSV，${COLUMNS}`, `it is no readable CSV. ${COLUMNS_EN}`);
  }
  if (records.length === 0) throw wrong(`没有数据行，${COLUMNS}`, `it has no rows. ${COLUMNS_EN}`);
  if (records.length > ROWS_MAX) throw wrong(`超过 ${ROWS_MAX} 行`, `it has more than ${ROWS_MAX} rows`);
  const faults: string[] = [];
  const movements = records.flatMap(({ info: { lines: line }, record }): Movement[] => {
    const parsed = StatementRow.safeParse(record);
    if (parsed.success) {
      const { 日期: on, 金额: amount, 方向: direction, 摘要: reference } = parsed.data;
      const amountFen = yuan(amount.replaceAll(',', ''));
      if (amountFen > 0) return [{ line, on, amountFen, direction: DIRECTIONS[direction], reference }];
    }
    const columns = parsed.success ? ['金额'] : parsed.error.issues.map(({ path }) => path.join('.'));
    faults.push(`${line} ${columns.join('、')}`);
    return [];
  });
  if (faults.length > 0) {
    const shown = faults.slice(0, FAULTS_SHOWN_MAX);
    const more = faults.length > FAULTS_SHOWN_MAX ? ' …' : '';
    throw wrong(
      `以下行不正确：${shown.map((fault) => `第${fault}`).join('；')}${more}。${COLUMNS}`,
      `these lines are wrong: ${shown.join('; ')}${more}. ${COLUMNS_EN}`,
    );
  }
  return movements;
}

const wrong = (zh: string, en: string) =>
  inputError(
    'bank.statement',
    `银行对账单未导入：${zh}。`,
    `The statement was not read; nothing was changed: ${en}.`,
  );
