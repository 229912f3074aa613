import { Option, type Command } from 'commander';
import { AGE_IDS } from '../../kernel/payment/recovery/ages.ts';
import { type Action, command, from } from './add-command.ts';

const recovery = () => import('./commands/recovery.ts');
const of = (pick: (module: Awaited<ReturnType<typeof recovery>>) => Action): Action => from(recovery, pick);
const notices = () => import('./commands/notices.ts');

const SEEN = ['--seen <version>', '您看到的版本，默认为当前版本 / version you saw'] as const;
const REASON = ['--reason <text>', '理由 / reason'] as const;
const OUT = '--out <folder>';

/** `huimin recovery …`: what was paid too much, until its last fen. */
export function addRecovery(parent: Command): void {
  command(
    parent,
    'list',
    '追缴账龄与清单 / aged list of claims',
    of((m) => m.recoveryListCommand),
  )
    .addOption(new Option('--status <status>', '状态 / status').choices(['open', 'closed', 'all']))
    .addOption(new Option('--age <age>', '账龄 / age').choices([...AGE_IDS]))
    .option('--division <no>', '区划代码 / division number')
    .option('--out <file>', '另存为 .xlsx / save as a workbook');
  command(
    parent,
    'show <case>',
    '一件追缴 / one claim',
    of((m) => m.recoveryShowCommand),
  );
  command(
    parent,
    'confirm <case> <cause>',
    '核实多发原因 / confirm the cause',
    of((m) => m.recoveryConfirmCommand),
  ).option(...SEEN);
  command(
    parent,
    'decide <case>',
    '作出追缴决定 / issue the claim',
    of((m) => m.recoveryDecideCommand),
  ).option(...SEEN);
  addRepayment(parent);
  addWriteOff(parent);
}

function addRepayment(parent: Command): void {
  command(
    parent,
    'plan <case>',
    '约定归还办法 / agree on a plan',
    of((m) => m.recoveryPlanCommand),
  )
    .addOption(
      new Option('--way <way>', '归还方式 / how').choices(['bank', 'deduction']).makeOptionMandatory(),
    )
    .requiredOption('--agreed-on <date>', '约定日期 / agreed on')
    .requiredOption('--agreement <text>', '归还协议 / written agreement')
    .option('--first <date>', '首期日期 / first instalment')
    .option('--count <number>', '期数，每月一期 / instalments')
    .option(
      '--instalment <date=yuan>',
      '一期，可重复 / an instalment, repeatable',
      (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value],
      [] as readonly string[],
    )
    .option('--award <no>', '从哪份待遇抵扣 / award to deduct from')
    .option(...SEEN);
  command(
    parent,
    'pay <case> <yuan>',
    '登记收回款 / record money that came back',
    of((m) => m.recoveryPayCommand),
  )
    .requiredOption('--on <date>', '到账日期 / arrived on')
    .requiredOption('--reference <no>', "银行流水号 / the bank's reference")
    .option(...SEEN);
}

function addWriteOff(parent: Command): void {
  command(
    parent,
    'waive <case> <yuan>',
    '拟核销 / propose a write-off',
    of((m) => m.recoveryWaiveCommand),
  )
    .requiredOption('--meeting <no>', '集体研究决定文号 / collective decision')
    .requiredOption(...REASON)
    .option(...SEEN);
  command(
    parent,
    'approve-waiver <case>',
    '批准核销 / approve a write-off',
    of((m) => m.recoveryApproveWaiverCommand),
  ).option(...SEEN);
  command(
    parent,
    'refuse-waiver <case>',
    '不同意核销 / refuse a write-off',
    of((m) => m.recoveryRefuseWaiverCommand),
  )
    .requiredOption(...REASON)
    .option(...SEEN);
  command(
    parent,
    'withdraw <case>',
    '撤销追缴 / withdraw a claim',
    of((m) => m.recoveryWithdrawCommand),
  )
    .requiredOption(...REASON)
    .option(...SEEN);
}

/** `huimin pay notice …`, `huimin pay notices …`: the sheets that tell families what they were paid. */
export function addNotices(payments: Command): void {
  command(
    payments,
    'notice <subject>',
    '一户一人的发放告知单 / payment notice',
    from(notices, (m) => m.payNoticeCommand),
  )
    .option('--month <month>', '发放月份，默认最近一月 / month')
    .option(OUT, '另存为 Word 文件 / save as a Word file');
  command(
    payments,
    'notices <run>',
    '整批发放告知单 / notices of a run',
    from(notices, (m) => m.payNoticesCommand),
  ).option(OUT, '输出文件夹 / output folder', '.');
}
