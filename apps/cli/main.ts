import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { addAccess } from './account-commands.ts';
import { addCases } from './case-commands.ts';
import { addBank } from './bank-commands.ts';
import { addEvents } from './event-commands.ts';
import { command, from, group } from './add-command.ts';
import { addPayWorkflow } from './pay-commands.ts';
import { addNotices, addRecovery } from './recovery-commands.ts';
import { addLedger } from './ledger-commands.ts';
import { addRecords } from './record-commands.ts';
import { reportError } from './output.ts';
import { addSimulation } from './simulation-commands.ts';
import { addSupervision } from './supervision-commands.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

const figures = () => import('./commands/figures.ts');
const pay = () => import('./commands/pay.ts');
const registers = () => import('./commands/registers.ts');
const standards = () => import('./commands/standards.ts');
const proposals = () => import('./commands/proposals.ts');
const audit = () => import('./commands/audit.ts');
const start = () => import('./commands/start.ts');

const DAY = ['--at <date>', '统计日 YYYY-MM-DD / day of a stock'] as const;
const FROM = ['--from <month>', '起始月 YYYY-MM / first month'] as const;
const TO = ['--to <month>', '截止月 YYYY-MM / last month'] as const;
const PLACE = ['--division <no>', '区划代码 / division number'] as const;

function addFigures(program: Command): void {
  command(
    program,
    'figures',
    '全部指标及其数值 / all figures',
    from(figures, (m) => m.figuresCommand),
  )
    .option(...DAY)
    .option(...FROM)
    .option(...TO)
    .option(...PLACE);
  command(
    program,
    'figure <id>',
    '一个指标及其背后的记录 / one figure',
    from(figures, (m) => m.figureCommand),
  )
    .option(...DAY)
    .option(...FROM)
    .option(...TO)
    .option(...PLACE)
    .option('--rows', '列出背后的记录 / list the records behind it');
  command(
    program,
    'explain <programme> <subject>',
    '解释一个月的待遇 / explain a decision',
    from(
      () => import('./commands/explain.ts'),
      (m) => m.explainCommand,
    ),
  ).requiredOption('--month <month>', '月份 YYYY-MM / month');
  command(
    program,
    'position <subject>',
    '家庭或个人的待遇全貌 / all benefits of a household or person',
    from(
      () => import('./commands/position.ts'),
      (m) => m.positionCommand,
    ),
  ).option('--month <month>', '月份 YYYY-MM / month');
}

function addPay(program: Command): void {
  const payments = group(program, 'pay', '发放 / payments');
  command(
    payments,
    'run <programme>',
    '计算一个月的发放批次 / compute a month',
    from(pay, (m) => m.payRunCommand),
  )
    .requiredOption('--month <month>', '月份 YYYY-MM / month')
    .option('--dry-run', '只试算，不写入 / write nothing')
    .option('--supplement', '同月补差批次 / a further batch of the month');
  command(
    payments,
    'list',
    '全部批次 / all runs',
    from(pay, (m) => m.payListCommand),
  );
  addPayWorkflow(payments);
  command(
    payments,
    'void <run>',
    '作废未批准的批次 / take back',
    from(pay, (m) => m.payVoidCommand),
  ).requiredOption('--reason <text>', '原因 / reason');
  addBank(payments);
  command(
    payments,
    'replay <run>',
    '按当时所知重算 / recompute a past run',
    from(pay, (m) => m.payReplayCommand),
  );
  addNotices(payments);
}

function addRegisters(program: Command): void {
  command(
    group(program, 'fact', '事实 / facts'),
    'record <subject> <kind> <value>',
    '记录有时效的事实 / record a fact',
    from(registers, (m) => m.factRecordCommand),
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
    from(registers, (m) => m.awardConfirmCommand),
  )
    .requiredOption('--from <month>', '起始月 / first month')
    .option('--basis <text>', '依据 / basis', '审核确认')
    .option('--recorded-by <account>', '录入人 / who recorded it', 'clerk');
  command(
    awards,
    'end <award>',
    '终止待遇 / end an award',
    from(registers, (m) => m.awardEndCommand),
  )
    .requiredOption('--from <date>', '终止日 / from this day on')
    .option('--source <text>', '来源 / source', '终止决定')
    .option('--reason <text>', '原因 / reason');
  command(
    group(program, 'import', '导入 / import'),
    'people <file>',
    '导入人员与家庭 CSV / import people',
    from(registers, (m) => m.importPeopleCommand),
  ).option('--dry-run', '只检查，不写入 / check only');
}

function addAudit(program: Command): void {
  const chain = group(program, 'audit', '审计 / audit');
  command(
    chain,
    'seal',
    '封存审计记录 / seal the audit rows',
    from(audit, (m) => m.auditSealCommand),
  ).addOption(
    new Option('--algorithm <name>', '摘要算法 / hash').choices(['sha256', 'sm3']).default('sha256'),
  );
  command(
    chain,
    'verify',
    '核验审计链 / verify the audit chain',
    from(audit, (m) => m.auditVerifyCommand),
  );
}

function addStandards(program: Command): void {
  const register = group(program, 'standards', '政策标准 / standards');
  command(
    register,
    'list',
    '全部标准及其依据 / all standards',
    from(standards, (m) => m.standardsListCommand),
  );
  command(
    register,
    'enact <key> <value>',
    '复核生效一个标准 / approve a value',
    from(standards, (m) => m.standardsEnactCommand),
  )
    .option('--variant <name>', '类别，如 urban / variant', 'all')
    .requiredOption('--from <date>', '生效日 / effective from')
    .option('--to <date>', '失效日（不含）/ until, exclusive')
    .requiredOption('--title <text>', '文件标题 / document')
    .requiredOption('--number <text>', '文号 / document number')
    .option('--article <text>', '条款 / article', '全文')
    .option('--issued <date>', '印发日期 / issued on')
    .option('--assumption <reason>', '无文件依据时写明假设理由 / why it is assumed')
    .option('--proposed-by <account>', '录入人 / who proposed it', 'clerk');
  command(
    register,
    'proposals',
    '待复核的数值 / values that await approval',
    from(proposals, (m) => m.proposalsCommand),
  ).option('--all', '全部，含已复核、退回的 / decided ones too');
  command(
    register,
    'approve <id>',
    '复核一个待复核的数值 / approve a proposed value',
    from(proposals, (m) => m.approveProposalCommand),
  );
  command(
    register,
    'reject <id>',
    '退回一个待复核的数值 / reject a proposed value',
    from(proposals, (m) => m.rejectProposalCommand),
  ).requiredOption('--reason <text>', '理由 / reason');
}

/** What starts, finds and explains, without a business of its own. */
function addSystem(program: Command): void {
  command(
    program,
    'start',
    '启动服务；首次运行建立演示区 / serve',
    from(start, (m) => m.startCommand),
  )
    .option('--port <port>', '端口，默认 4200 / port')
    .option('--host <address>', '监听地址，默认 127.0.0.1 / address');
  command(
    program,
    'demo',
    '建立演示区 / build the demonstration',
    from(start, (m) => m.demoCommand),
  );
  command(
    program,
    'search <text>',
    '查找人员、家庭、待遇、办件 / search',
    from(
      () => import('./commands/search.ts'),
      (m) => m.searchCommand,
    ),
  ).option('--kind <kinds>', '种类，如 person,household / kinds');
  command(
    program,
    'explain-code <name>',
    '接口、操作或字段在代码中的来龙去脉 / from a route, action or field to its tables',
    from(
      () => import('./commands/explain-code.ts'),
      (m) => m.explainCodeCommand,
    ),
  );
}

function addBench(program: Command): void {
  command(
    program,
    'bench',
    '性能测量 / benchmarks',
    from(
      () => import('../../bench/bench.ts'),
      (m) => m.benchCommand,
    ),
  )
    .addOption(new Option('--part <name>', '部分 / part').choices(['policy', 'kernel']).default('policy'))
    .option('--households <number>', '家庭数 / households', '20000')
    .option('--people <number>', '人数（kernel）/ people', '600000')
    .option('--lines <number>', '发放明细数（kernel）/ payment lines', '1000000');
}

function createProgram(): Command {
  const program = new Command('huimin')
    .description('惠民：区民政局业务系统 / the working system of a district civil affairs bureau')
    .version(version);
  addSystem(program);
  addFigures(program);
  addPay(program);
  addLedger(program);
  addRegisters(program);
  addRecords(group(program, 'record', '登记簿 / registers'));
  addRecovery(group(program, 'recovery', '追缴 / recovery of overpayments'));
  addCases(group(program, 'case', '办件 / cases'));
  addEvents(program);
  addStandards(program);
  addSimulation(program);
  addSupervision(program);
  addAudit(program);
  addAccess(program);
  addReport(program);
  addBench(program);
  return program;
}

function addReport(program: Command): void {
  const report = group(program, 'report', '报告 / reports');
  command(
    report,
    'build <year>',
    '生成年度报告 / build a report',
    from(
      () => import('./commands/report.ts'),
      (m) => m.reportBuildCommand,
    ),
  ).option('--out <folder>', '输出文件夹 / output folder', 'out');
  command(
    report,
    'check <file>',
    '检查任一报告的数字是否自相符合 / check the figures of any report',
    from(
      () => import('./commands/report-check.ts'),
      (m) => m.reportCheckCommand,
    ),
  );
}

function stopAtFirstError(program: Command): void {
  program.exitOverride();
  program.showSuggestionAfterError(true);
  program.commands.forEach(stopAtFirstError);
}

// Kept in the system's folder for temporary files; without it every call would compile the same source again.
enableCompileCache();
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
