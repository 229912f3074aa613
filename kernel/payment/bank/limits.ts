import { sql } from 'drizzle-orm';
import { conflict } from '../../base/errors.ts';
import { fen, formatYuan } from '../../base/fen.ts';
import type { Tx } from '../../db/database.ts';
import { findRow } from '../../db/rows.ts';
import type { OutgoingItem } from './render-file.ts';

/** What one file may hold. The defaults are assumptions: each bank has its own. */
export interface BankLimits {
  readonly itemsPerFileMax: number;
  readonly amountPerFileMaxFen: number;
  /** True while nobody has set them. */
  readonly assumed: boolean;
}

export async function readBankLimits(tx: Tx): Promise<BankLimits> {
  const row = await findRow<{ itemsPerFileMax: number; amountPerFileMaxFen: number; assumed: boolean }>(
    tx,
    sql`select items_per_file_max as "itemsPerFileMax", amount_per_file_max_fen as "amountPerFileMaxFen",
               changed_by is null as assumed from bank_limit`,
  );
  if (row === undefined) throw new Error('bank_limit has its row from its migration');
  return row;
}

/**
 * The items in files that keep both limits, in their order; one empty file when there are none. Errors: conflict
 * 'bank.item-over-limit' when a single item is over the amount of a file.
 */
export function splitItems(items: readonly OutgoingItem[], limits: BankLimits): (readonly OutgoingItem[])[] {
  const files: OutgoingItem[][] = [[]];
  let [file, sum] = [files[0] ?? [], 0];
  for (const item of items) {
    if (item.amountFen > limits.amountPerFileMaxFen) throw overLimit(item, limits);
    if (file.length >= limits.itemsPerFileMax || sum + item.amountFen > limits.amountPerFileMaxFen) {
      [file, sum] = [[], 0];
      files.push(file);
    }
    file.push(item);
    sum += item.amountFen;
  }
  return files;
}

function overLimit({ no }: OutgoingItem, { amountPerFileMaxFen }: BankLimits) {
  const limit = formatYuan(fen(amountPerFileMaxFen));
  return conflict(
    'bank.item-over-limit',
    `明细 ${no} 一笔即超过单个文件的金额上限 ${limit} 元，未生成任何文件：请与银行核对后调整上限。`,
    `Item ${no} alone is over the ${limit} yuan that one file may hold; no file was written: agree on another limit with the bank.`,
    { item: no },
  );
}
