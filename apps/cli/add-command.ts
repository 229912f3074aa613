import { type Command, Option } from 'commander';

export type Action = (...args: never[]) => Promise<void>;

/** A command reads its own source when it is called, and no other's: most of a short command's time is reading. */
export const from =
  <M>(load: () => Promise<M>, pick: (module: M) => Action): Action =>
  async (...args) =>
    pick(await load())(...args);

/** A command with the options that all of them take. */
export function command(parent: Command, usage: string, description: string, action: Action): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--json', '以 JSON 输出 / print JSON')
    .addOption(new Option('--lang <language>', '语言 / language').choices(['zh', 'en']).default('zh'))
    .option('--as <account>', '以哪个账号办理 / acting account')
    .action(action as (...args: unknown[]) => Promise<void>);
}

export const group = (parent: Command, name: string, description: string): Command =>
  parent.command(name).description(description);
