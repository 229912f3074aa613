import type { Command } from 'commander';
import { command, from, group } from './add-command.ts';

const supervision = () => import('./commands/supervision.ts');

/** `huimin supervision …`. */
export function addSupervision(program: Command): void {
  const parent = group(program, 'supervision', '惠民政策监督 / benefit supervision');
  command(
    parent,
    'checks',
    '已声明的比对规则 / the declared cross-checks',
    from(supervision, (m) => m.checksCommand),
  );
  command(
    parent,
    'run-checks',
    '运行本级自查比对 / run the cross-checks for today',
    from(supervision, (m) => m.runChecksCommand),
  );
  command(
    parent,
    'sample <programme>',
    '抽取入户抽查对象 / draw a sample for on-site checks',
    from(supervision, (m) => m.sampleCommand),
  )
    .requiredOption('--seed <text>', '种子，公开后可复算 / seed')
    .option('--percent <n>', '随机比例，不低于30 / share, at least 30', '30')
    .option('--day <date>', '基准日 / as of');
}
