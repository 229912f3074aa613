import type { Command } from 'commander';
import { type Action, command, from } from './add-command.ts';

const cases = () => import('./commands/cases.ts');
const of = (pick: (module: Awaited<ReturnType<typeof cases>>) => Action): Action => from(cases, pick);

const SET = [
  '--set <name=value>',
  '填写一项，可重复；值可为 JSON / a field, repeatable',
  (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value],
  [] as readonly string[],
] as const;
const SEEN = ['--seen <version>', '您看到的版本，默认为当前版本 / version you saw'] as const;
const REASON = ['--reason <text>', '理由 / reason'] as const;

/** `huimin case …`: open, find and take forward cases. */
export function addCases(parent: Command): void {
  command(
    parent,
    'open <lifecycle> <subject>',
    '登记办件 / open a case',
    of((m) => m.caseOpenCommand),
  )
    .option('--applicant <person>', '申请人，默认本人或户主 / applicant')
    .option(...SET);
  command(
    parent,
    'list',
    '办件列表 / list cases',
    of((m) => m.caseListCommand),
  )
    .option('--lifecycle <id>', '办件类型 / life cycle')
    .option('--state <state>', '状态 / state')
    .option('--lamp <lamp>', 'green, amber, red, paused, none')
    .option('--mine', '只看本人经办 / mine only')
    .option('--text <text>', '办件编号开头 / beginning of the number')
    .option('--limit <number>', '条数 / how many', '50');
  command(
    parent,
    'show <case>',
    '一个办件 / one case',
    of((m) => m.caseShowCommand),
  );
  addWork(parent);
}

function addWork(parent: Command): void {
  command(
    parent,
    'act <case> <action>',
    '办理一步 / take an action',
    of((m) => m.caseActCommand),
  )
    .option(...SET)
    .option(...SEEN)
    .option(...REASON);
  command(
    parent,
    'materials <case> [material] [action]',
    '材料清单；登记收到、免交、退回 / materials',
    of((m) => m.caseMaterialsCommand),
  )
    .option('--form <form>', 'original, copy, share, pledge')
    .option(...SEEN)
    .option(...REASON);
  command(
    parent,
    'notice <case>',
    '一次性告知补正 / tell what is missing',
    of((m) => m.caseNoticeCommand),
  )
    .option('--new-fact <text>', '再次告知所依据的新情况 / new fact')
    .option(...SEEN);
  command(
    parent,
    'letter <decision>',
    '决定文书存为文件 / save a decision letter',
    of((m) => m.caseLetterCommand),
  )
    .requiredOption('--purpose <text>', '查看目的，记入审计 / purpose')
    .option('--out <folder>', '输出文件夹 / output folder', '.');
}
