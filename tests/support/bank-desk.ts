import { sql } from 'drizzle-orm';
import { fixedClock } from '../../kernel/base/clock.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { approveRun } from '../../kernel/payment/approve-run.ts';
import { type ReissueOptions, reissueRun, sendRun } from '../../kernel/payment/bank-file.ts';
import { type BankResult, readBankResults } from '../../kernel/payment/bank-results.ts';
import type { BankSending } from '../../kernel/payment/bank/hand-over.ts';
import { runSettlement, type Settlement } from '../../kernel/payment/bank/settlement.ts';
import { verifyLedger } from '../../kernel/payment/verify-ledger.ts';
import { registry } from '../../modules/index.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { addAward, addFamily, type Bureau, compute, createBureau, type Family } from './builders.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export const NAMES = ['张三', '李四', '王五', '赵六', '孙七'];
export const clock = fixedClock('2020-01-08T10:00');

/** A bureau whose run of January has been approved, and what its finance officer does with the bank. */
export interface BankDesk {
  readonly database: TestDatabase;
  readonly bureau: Bureau;
  readonly families: readonly Family[];
  readonly runNo: string;
  readonly item: (n: number, attempt?: number) => string;
  readonly asFinance: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly send: (format?: string) => Promise<BankSending>;
  readonly reissue: (options?: ReissueOptions) => Promise<BankSending>;
  readonly answer: (content: string | Buffer, format?: string) => Promise<BankResult>;
  readonly settlement: () => Promise<Settlement>;
  readonly limit: (items: number, amountFen?: number) => Promise<unknown>;
  /** The checks of the ledger that do not hold. */
  readonly broken: () => Promise<string[]>;
}

export async function openBankDesk(names: readonly string[] = NAMES): Promise<BankDesk> {
  const database = await createTestDatabase();
  const bureau = await createBureau(database);
  const families: Family[] = [];
  for (const headName of names) {
    const family = await addFamily(bureau, { headName });
    await addAward(bureau, dibao, family);
    families.push(family);
  }
  const { runNo } = await compute(bureau, dibao, '2020-01');
  await database.db.transaction(bureau.chief, (tx) => approveRun(tx, dibao, runNo, clock));
  const ring = database.keyring;
  const asFinance = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.db.transaction(bureau.finance, work);
  return {
    database,
    bureau,
    families,
    runNo,
    asFinance,
    item: (n, attempt = 1) => `${runNo}-${String(n).padStart(6, '0')}-${attempt}`,
    send: (format) => asFinance((tx) => sendRun(tx, ring, dibao, runNo, clock, { format })),
    reissue: (options) => asFinance((tx) => reissueRun(tx, ring, dibao, runNo, clock, options)),
    answer: (content, format) =>
      asFinance((tx) => readBankResults(tx, dibao, runNo, Buffer.from(content), clock, { format })),
    settlement: () => asFinance((tx) => runSettlement(tx, { registry }, runNo)),
    limit: (items, amountFen = 5_000_000_000) =>
      asFinance((tx) =>
        tx.db.execute(
          sql`update bank_limit set items_per_file_max = ${items}, amount_per_file_max_fen = ${amountFen}`,
        ),
      ),
    broken: async () =>
      (await asFinance(verifyLedger)).checks.flatMap(({ check, broken }) => (broken > 0 ? [check] : [])),
  };
}

/** A result file in the form of the CSV format. */
export const resultCsv = (...lines: readonly string[]): string => `明细号,结果,原因\n${lines.join('\n')}\n`;
