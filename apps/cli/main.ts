import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { benchCommand } from '../../bench/bench.ts';
import { auditSealCommand, auditVerifyCommand } from './commands/audit.ts';
import { explainCommand } from './commands/explain.ts';
import { figureCommand, figuresCommand } from './commands/figures.ts';
import { ledgerVerifyCommand } from './commands/ledger.ts';
import * as pay from './commands/pay.ts';
import * as registers from './commands/registers.ts';
import { reportBuildCommand } from './commands/report.ts';
import { standardsEnactCommand, standardsListCommand } from './commands/standards.ts';
import { demoCommand, startCommand } from './commands/start.ts';
import { reportError } from './output.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

type Action = (...args: never[]) => Promise<void>;

/** A command with the options that all of them take. */
function command(parent: Command, usage: string, description: string, action: Action): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--json', '以 JSON 输出 / print JSON')
    .addOption(new Option('--lang <language>', '语言 / language').choices(['zh', 'en']).default('zh'))
    .option('--as <account>', '以哪个账号办理 / acting account')
    .action(action as (...args: unknown[]) => Promise<void>);
}

const group = (parent: Command, name: string, description: string): Command =>
  parent.command(name).description(description);

const DAY = ['--at <date>', '统计日 YYYY-MM-DD / day of a stock'] as const;
const FROM = ['--from <month>', '起始月 YYYY-MM / first month'] as const;
const TO = ['--to <month>', '截止月 YYYY-MM / last month'] as const;
const PLACE = ['--division <no>', '区划代码 / division number'] as const;

function addFigures(program: Command): void {
  command(program, 'figures', '全部指标及其数值 / all figures', figuresCommand)
    .option(...DAY)
    .option(...FROM)
    .option(...TO)
    .option(...PLACE);
  command(program, 'figure <id>', '一个指标及其背后的记录 / one figure', figureCommand)
    .option(...DAY)
    .option(...FROM)
    .option(...TO)
    .option(...PLACE)
    .option('--rows', '列出背后的记录 / list the records behind it');
  command(
    program,
    'explain <programme> <subject>',
    '解释一个月的待遇 / explain a decision',
    explainCommand,
  ).requiredOption('--month <month>', '月份 YYYY-MM / month');
}

function addPay(program: Command): void {
  const payments = group(program, 'pay', '发放 / payments');
  command(payments, 'run <programme>', '计算一个月的发放批次 / compute a month', pay.payRunCommand)
    .requiredOption('--month <month>', '月份 YYYY-MM / month')
    .option('--dry-run', '只试算，不写入 / write nothing')
    .option('--supplement', '同月补差批次 / a further batch of the month');
  command(payments, 'list', '全部批次 / all runs', pay.payListCommand);
  command(payments, 'approve <run>', '由另一账号复核 / approve', pay.payApproveCommand);
  command(payments, 'void <run>', '作废未复核的批次 / take back', pay.payVoidCommand).requiredOption(
    '--reason <text>',
    '原因 / reason',
  );
  const out = ['--out <folder>', '输出文件夹 / output folder', '.'] as const;
  command(payments, 'bank-file <run>', '生成银行代发文件 / file for the bank', pay.payBankFileCommand).option(
    ...out,
  );
  command(payments, 'results <run> <file>', '读取银行回盘 / read the bank results', pay.payResultsCommand);
  command(
    payments,
    'reissue <run>',
    '重发退回明细 / send returned items again',
    pay.payReissueCommand,
  ).option(...out);
  command(payments, 'replay <run>', '按当时所知重算 / recompute a past run', pay.payReplayCommand);
  command(
    group(program, 'ledger', '总账 / ledger'),
    'verify',
    '核验总账 / verify the books',
    ledgerVerifyCommand,
  );
}

function addRegisters(program: Command): void {
  command(
    group(program, 'fact', '事实 / facts'),
    'record <subject> <kind> <value>',
    '记录有时效的事实 / record a fact',
    registers.factRecordCommand,
  )
    .requiredOption('--from <date>', '生效日 / valid from')
    .option('--to <date>', '失效日（不含）/ valid until, exclusive')
    .option('--source <text>', '来源 / source', '经办登记')
    .option('--reason <text>', '原因 / reason');
  const awards = group(program, 'award', '待遇 / awards');
  command(
    awards,
    'confirm <programme> <subject>',
    '确认待遇 / confirm an award',
    registers.awardConfirmCommand,
  )
    .requiredOption('--from <month>', '起始月 / first month')
    .option('--basis <text>', '依据 / basis', '审核确认')
    .option('--recorded-by <account>', '录入人 / who recorded it', 'clerk');
  command(awards, 'end <award>', '终止待遇 / end an award', registers.awardEndCommand)
    .requiredOption('--from <date>', '终止日 / from this day on')
    .option('--source <text>', '来源 / source', '终止决定')
    .option('--reason <text>', '原因 / reason');
  command(
    group(program, 'import', '导入 / import'),
    'people <file>',
    '导入人员与家庭 CSV / import people',
    registers.importPeopleCommand,
  ).option('--dry-run', '只检查，不写入 / check only');
}

function addAudit(program: Command): void {
  const audit = group(program, 'audit', '审计 / audit');
  command(audit, 'seal', '封存审计记录 / seal the audit rows', auditSealCommand).addOption(
    new Option('--algorithm <name>', '摘要算法 / hash').choices(['sha256', 'sm3']).default('sha256'),
  );
  command(audit, 'verify', '核验审计链 / verify the audit chain', auditVerifyCommand);
}

function addStandards(program: Command): void {
  const standards = group(program, 'standards', '政策标准 / standards');
  command(standards, 'list', '全部标准及其依据 / all standards', standardsListCommand);
  command(standards, 'enact <key> <value>', '复核生效一个标准 / approve a value', standardsEnactCommand)
    .option('--variant <name>', '类别，如 urban / variant', 'all')
    .requiredOption('--from <date>', '生效日 / effective from')
    .option('--to <date>', '失效日（不含）/ until, exclusive')
    .requiredOption('--title <text>', '文件标题 / document')
    .requiredOption('--number <text>', '文号 / document number')
    .option('--article <text>', '条款 / article', '全文')
    .option('--issued <date>', '印发日期 / issued on')
    .option('--assumption <reason>', '无文件依据时写明假设理由 / why it is assumed')
    .option('--proposed-by <account>', '录入人 / who proposed it', 'clerk');
}

function createProgram(): Command {
  const program = new Command('huimin')
    .description('惠民：区民政局业务系统 / the working system of a district civil affairs bureau')
    .version(version);
  command(program, 'start', '启动服务；首次运行建立演示区 / serve', startCommand)
    .option('--port <port>', '端口，默认 4200 / port')
    .option('--host <address>', '监听地址，默认 127.0.0.1 / address');
  command(program, 'demo', '建立演示区 / build the demonstration', demoCommand);
  addFigures(program);
  addPay(program);
  addRegisters(program);
  addStandards(program);
  addAudit(program);
  command(
    group(program, 'report', '报告 / reports'),
    'build <year>',
    '生成年度报告 / build a report',
    reportBuildCommand,
  ).option('--out <folder>', '输出文件夹 / output folder', 'out');
  command(program, 'bench', '性能测量 / benchmarks', benchCommand).option(
    '--households <number>',
    '家庭数 / households',
    '20000',
  );
  return program;
}

function stopAtFirstError(program: Command): void {
  program.exitOverride();
  program.showSuggestionAfterError(true);
  program.commands.forEach(stopAtFirstError);
}

const asked = process.argv.slice(2);
const program = createProgram();
stopAtFirstError(program);
try {
  await program.parseAsync(process.argv);
} catch (error) {
  const helped = error instanceof CommanderError && error.exitCode === 0;
  // Commander has printed what is wrong with the call; wrong usage is exit code 2 throughout.
  if (error instanceof CommanderError) process.exitCode = helped ? 0 : 2;
  else
    process.exitCode = reportError(
      error,
      asked.join(' ').includes('--lang en') || asked.includes('--lang=en') ? 'en' : 'zh',
      asked.includes('--json'),
    );
}
