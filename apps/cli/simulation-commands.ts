import type { Command } from 'commander';
import { command, from, group } from './add-command.ts';

const simulate = () => import('./commands/simulate.ts');
const finding = () => import('./commands/find-people.ts');

const many = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** `huimin simulate …`, `huimin find-people` and `huimin decline-finding`. */
export function addSimulation(program: Command): void {
  const parent = group(program, 'simulate', '政策模拟 / try out policies');
  addRun(parent);
  command(
    parent,
    'list',
    '全部方案 / all scenarios',
    from(simulate, (m) => m.simulateListCommand),
  );
  command(
    parent,
    'show <scenario>',
    '一个方案及其结果 / one scenario',
    from(simulate, (m) => m.simulateShowCommand),
  );
  command(
    parent,
    'compare <scenario...>',
    '一个：与实际发放比较；多个：并列 / against the real run, or side by side',
    from(simulate, (m) => m.simulateCompareCommand),
  ).option('--month <month>', '与该月批次比较 / run of this month');
  command(
    parent,
    'enact <scenario>',
    '提请实施，待另一账号复核 / propose its values',
    from(simulate, (m) => m.simulateEnactCommand),
  )
    .requiredOption('--title <text>', '文件标题 / document')
    .requiredOption('--number <text>', '文号 / document number')
    .option('--article <text>', '条款 / article', '全文')
    .option('--issued <date>', '印发日期 / issued on')
    .option('--assumption <reason>', '无文件依据时写明假设理由 / why it is assumed');
  command(
    parent,
    'export <scenario>',
    '导出结果 .xlsx / the result as a workbook',
    from(simulate, (m) => m.simulateExportCommand),
  ).option('--out <file>', '文件 / file');
  command(
    program,
    'find-people <programme>',
    '查找应享未享人员，形成待办 / find people who do not receive what they may',
    from(finding, (m) => m.findPeopleCommand),
  ).option('--division <no>', '区划代码 / division number');
  command(
    program,
    'decline-finding <id>',
    '不采纳一条线索 / decline a finding',
    from(finding, (m) => m.declineFindingCommand),
  ).requiredOption('--reason <text>', '理由 / reason');
}

function addRun(parent: Command): void {
  command(
    parent,
    'run [scenario]',
    '测算：方案文件、标识或下列选项 / compute a file, an id or these options',
    from(simulate, (m) => m.simulateRunCommand),
  )
    .option('--name <text>', '方案名称 / name')
    .option('--programme <id>', '项目，可多次 / programme, repeatable', many)
    .option('--set <change>', '参数/类别=数值@月份，derived 为按推算 / parameter/variant=value@month', many)
    .option('--rule <change>', '项目=规则版本@月份 / programme=version@month', many)
    .option('--division <no>', '区划代码 / division number')
    .option('--area <kind>', 'urban 或 rural / town or country')
    .option('--category <id>', '人群类别 / category')
    .option('--as-of <date>', '按该日终所知 / as known at the end of this day')
    .option('--from <month>', '起始月 / first month')
    .option('--months <number>', '月数 / months', '12')
    .option('--no-newcomers', '不查找新增对象 / do not look for newcomers')
    .option('--no-past', '首月不计以前月份差额 / leave out what is open of earlier months');
}
