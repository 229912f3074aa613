import { type Command, Option } from 'commander';
import { type Action, command, from } from './add-command.ts';

const records = () => import('./commands/records.ts');

const SELECTION = [
  ['--where <json>', '筛选条件 [{"field","op","value"}] / conditions'],
  ['--division <no>', '区划代码 / division number'],
  ['--ended', '包括已终止的 / ended ones too'],
] as const;
const OUT = ['--out <file>', '输出文件 .xlsx 或 .csv / output file'] as const;
const VALUES = ['--values <json>', '字段的值，金额以分计 / values, money in fen'] as const;
const REASON = ['--reason <text>', '原因 / reason'] as const;
const EXPECT = ['--expect <version>', '所见版本，缺省为当前版本 / version that was seen'] as const;

/** Commands over the registers: list, show, write, import, export. */
export function addRecords(parent: Command): void {
  command(
    parent,
    'registers',
    '全部登记簿及其字段 / all registers',
    from(records, (m) => m.recordRegistersCommand),
  );
  addReading(parent);
  addWriting(parent);
  command(
    parent,
    'template <register>',
    '导入模板 / import template',
    from(records, (m) => m.recordTemplateCommand),
  ).requiredOption(...OUT);
  command(
    parent,
    'import <register> <file>',
    '检查并导入表格 / check and import a file',
    from(records, (m) => m.recordImportCommand),
  )
    .addOption(new Option('--apply <rows>', '写入：全部或仅正确的行 / write').choices(['all', 'good']))
    .option('--errors <file>', '标出错误的表格 / file with the errors marked');
}

function addReading(parent: Command): void {
  const list = command(
    parent,
    'list <register>',
    '登记簿的一页 / a page',
    from(records, (m) => m.recordListCommand),
  )
    .option('--sort <field>', '排序字段，倒序加 - / sort')
    .option('--after <cursor>', '下一页的位置 / next page')
    .option('--limit <number>', '条数 / rows', '50');
  for (const [flags, words] of SELECTION) list.option(flags, words);
  command(
    parent,
    'show <register> <id>',
    '一条记录及其历史 / one record',
    from(records, (m) => m.recordShowCommand),
  );
  const out = command(
    parent,
    'export <register>',
    '导出 / export',
    from(records, (m) => m.recordExportCommand),
  ).requiredOption(...OUT);
  for (const [flags, words] of SELECTION) out.option(flags, words);
}

function addWriting(parent: Command): void {
  const write = (verb: 'create' | 'edit' | 'correct' | 'end' | 'resume'): Action =>
    from(records, (m) => m.recordWriteCommand(verb));
  command(parent, 'create <register>', '登记 / make a record', write('create'))
    .requiredOption(...VALUES)
    .option('--division <no>', '所属区划 / place');
  command(parent, 'edit <register> <id>', '变更 / change', write('edit'))
    .requiredOption(...VALUES)
    .option('--division <no>', '所属区划 / place')
    .option(...REASON)
    .option(...EXPECT);
  command(parent, 'correct <register> <id>', '更正 / correct', write('correct'))
    .requiredOption(...VALUES)
    .requiredOption(...REASON)
    .option(...EXPECT);
  command(parent, 'end <register> <id>', '终止 / end', write('end'))
    .requiredOption('--on <date>', '终止日 / last day')
    .requiredOption(...REASON)
    .option(...EXPECT);
  command(parent, 'resume <register> <id>', '恢复误终止的记录 / resume', write('resume'))
    .requiredOption(...REASON)
    .option(...EXPECT);
}
