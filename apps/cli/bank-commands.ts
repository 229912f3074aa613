import type { Command } from 'commander';
import { type Action, command, from } from './add-command.ts';

const load = () => import('./commands/bank.ts');
const bank = (pick: (module: Awaited<ReturnType<typeof load>>) => Action): Action => from(load, pick);

const OUT = ['--out <folder>', '输出文件夹 / output folder', '.'] as const;
const FORMAT = ['--format <format>', '文件格式 / file format: csv, fixed, fixed-gbk, fixed-utf8'] as const;

/** The commands of `huimin pay` that deal with the bank. */
export function addBank(payments: Command): void {
  const files = command(
    payments,
    'bank-file <run>',
    '生成银行代发文件 / file for the bank',
    bank((m) => m.payBankFileCommand),
  );
  files.option(...OUT).option(...FORMAT);
  command(
    payments,
    'results <run> <file>',
    '读取银行回盘 / read the bank results',
    bank((m) => m.payResultsCommand),
  ).option(...FORMAT);
  const again = command(
    payments,
    'reissue <run>',
    '重发退回明细 / send returned items again',
    bank((m) => m.payReissueCommand),
  );
  again
    .option(...OUT)
    .option(...FORMAT)
    .option(
      '--same-account <item...>',
      '经核实账户可用、按原账号重发的明细号 / items whose account is good again',
    );
  command(
    payments,
    'verify-manifest <file>',
    '核验代发清单的签名和文件 / verify a signed list of files',
    bank((m) => m.payVerifyManifestCommand),
  );
  command(
    payments,
    'settlement [run]',
    '银行结算报告 / what the bank did',
    bank((m) => m.paySettlementCommand),
  )
    .option('--month <month>', '全月各批次 / all runs of a month')
    .option('--xlsx <file>', '另存为 Excel / also as a workbook');
  command(
    payments,
    'statement <file>',
    '导入银行对账单 / read a bank statement',
    bank((m) => m.payStatementCommand),
  );
  command(
    payments,
    'bank-limits',
    '单个代发文件的上限 / what one file may hold',
    bank((m) => m.payBankLimitsCommand),
  )
    .option('--items <number>', '最多笔数 / items')
    .option('--amount <yuan>', '最高金额（元）/ yuan');
}
