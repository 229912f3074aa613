import { requirePermission } from '../../../kernel/access/permission.ts';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { verifyLedger } from '../../../kernel/payment/verify-ledger.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print } from '../output.ts';

/** `huimin ledger verify`: proves the books; exit code 1 when anything is broken. */
export async function ledgerVerifyCommand(options: CommonOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const result = await context.within((tx) => {
      requirePermission(tx.actor, 'ledger.read');
      return verifyLedger(tx);
    });
    print(result, options.json, () => [
      ...result.checks.map(
        (check) =>
          `${check.broken === 0 ? '✓' : '✗'} ${check.label[context.language]}（${check.checked}，${check.broken} 处不符）`,
      ),
      `${result.transactions} 笔凭证，${result.entries} 条分录，借方 ${formatYuan(fen(result.totalDebitFen))} 元，贷方 ${formatYuan(fen(result.totalCreditFen))} 元`,
    ]);
    if (!result.ok) process.exitCode = 1;
  } finally {
    await context.close();
  }
}
