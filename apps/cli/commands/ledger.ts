import { requirePermission } from '../../../kernel/access/permission.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { fen, formatYuan, yuan } from '../../../kernel/base/fen.ts';
import { allocate, fundAccount, trialBalance } from '../../../kernel/payment/ledger.ts';
import { recordingMoment } from '../../../kernel/party/known-at.ts';
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

/** `huimin ledger allocate FUND YUAN`: money that has arrived on the treasury account goes into a fund. */
export async function ledgerAllocateCommand(
  fund: string,
  amountText: string,
  options: CommonOptions & { readonly label?: string },
): Promise<void> {
  const amount = yuan(amountText);
  if (amount <= 0)
    throw inputError('ledger.amount', '下达金额应大于零。', 'The amount must be more than zero.');
  const context = await openContext({ ...options, as: options.as ?? 'finance' });
  try {
    const balance = await context.within(async (tx) => {
      requirePermission(tx.actor, 'payment.bank');
      const code = fundAccount(fund);
      const known = (await trialBalance(tx)).find((row) => row.code === code);
      const label = known?.label ?? options.label;
      if (label === undefined || !/^[a-z][a-z0-9-]*$/.test(fund)) {
        throw inputError(
          'ledger.fund-unknown',
          `没有资金“${fund}”：新设资金请用小写英文代码并加 --label 名称。`,
          `There is no fund "${fund}": for a new one use a lower-case code and --label NAME.`,
        );
      }
      await allocate(tx, fund, label, amount, systemClock.today(), await recordingMoment(tx));
      await audit(tx, {
        action: 'ledger.allocate',
        objectKind: 'ledger_account',
        objectId: code,
        details: { amountFen: amount },
      });
      return (await trialBalance(tx)).find((row) => row.code === code);
    });
    const leftFen = -(balance?.balanceFen ?? 0);
    print({ fund, label: balance?.label, amountFen: amount, leftFen }, options.json, () => [
      `已下达${balance?.label ?? ''} ${formatYuan(amount)} 元，余额 ${formatYuan(fen(leftFen))} 元`,
    ]);
  } finally {
    await context.close();
  }
}
