import { sql } from 'drizzle-orm';
import { conflict, inputError } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { Instant } from '../../party/known-at.ts';
import { fundAccount, openAccount } from '../ledger.ts';
import { FUND_SOURCES, type FundSource } from './proposal-schemas.ts';

export interface Fund {
  readonly code: string;
  readonly pool: string;
  readonly poolLabel: string;
  readonly source: FundSource;
  readonly budgetYear: number;
}

export const fundCode = ({ pool, source, budgetYear }: Omit<Fund, 'code' | 'poolLabel'>): string =>
  `${pool}-${source}-${budgetYear}`;

export const fundLabel = ({ poolLabel, source, budgetYear }: Omit<Fund, 'code' | 'pool'>): string =>
  `${budgetYear}年${FUND_SOURCES[source].zh}${poolLabel}`;

const COLUMNS = sql`code, pool, pool_label as "poolLabel", source, budget_year as "budgetYear"`;

/** The funds by source, oldest year first. */
export const findFunds = (tx: Tx): Promise<Fund[]> =>
  rowsOf<{ [K in keyof Fund]: Fund[K] }>(
    tx,
    sql`select ${COLUMNS} from ledger_fund
         order by budget_year, pool, array_position(array['central', 'province', 'city', 'district'], source)`,
  );

export const findFund = (tx: Tx, code: string): Promise<Fund | undefined> =>
  findRow<{ [K in keyof Fund]: Fund[K] }>(tx, sql`select ${COLUMNS} from ledger_fund where code = ${code}`);

/**
 * Opens the fund of a source and year with its account. Its name follows that of the money it is a part of. Errors: it
 * is open already, or nobody has named that money yet.
 */
export async function openFund(
  tx: Tx,
  wanted: Omit<Fund, 'code' | 'poolLabel'> & { readonly label?: string | undefined },
  at: Instant,
): Promise<Fund> {
  const code = fundCode(wanted);
  if ((await findFund(tx, code)) !== undefined) {
    throw conflict(
      'ledger.fund-open',
      `资金“${code}”已经设立，无需重复设立。`,
      `Fund "${code}" is open already.`,
    );
  }
  const poolLabel = (await findPoolLabel(tx, wanted.pool)) ?? wanted.label;
  if (poolLabel === undefined) {
    throw inputError(
      'ledger.pool-unknown',
      `没有资金“${wanted.pool}”：首次设立请填写资金名称。`,
      `There is no fund "${wanted.pool}": give it a name when it is first opened.`,
    );
  }
  const { pool, source, budgetYear } = wanted;
  const fund = { code, pool, poolLabel, source, budgetYear };
  await openAccount(tx, fundAccount(code), 'fund', fundLabel(fund));
  await tx.db.execute(sql`
    insert into ledger_fund (code, pool, pool_label, source, budget_year, opened_by, opened_at)
    values (${code}, ${pool}, ${poolLabel}, ${source}, ${budgetYear}, ${tx.actor.accountId}, ${at}::timestamptz)`);
  return fund;
}

async function findPoolLabel(tx: Tx, pool: string): Promise<string | undefined> {
  const row = await findRow<{ label: string }>(
    tx,
    sql`select label from ledger_account where code = ${fundAccount(pool)}
        union all select pool_label from ledger_fund where pool = ${pool} limit 1`,
  );
  return row?.label;
}

/** The balance that each fund holds, by code; funds are credit accounts. */
export async function fundBalances(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ code: string; balance: number }>(
    tx,
    sql`select substr(account_code, 6) as code, -balance_fen as balance from ledger_balance where account_code like 'fund:%'`,
  );
  return new Map(rows.map((row) => [row.code, row.balance]));
}
