import type { Command } from 'commander';
import { command, from, group } from './add-command.ts';

const accounts = () => import('./commands/account.ts');
const keys = () => import('./commands/keys.ts');

const REASON = ['--reason <text>', '原因 / reason'] as const;

/** `huimin setup`, `huimin account …` and `huimin keys …`. */
export function addAccess(program: Command): void {
  command(
    program,
    'setup',
    '在空数据库中建立正式辖区 / set up a district in earnest',
    from(accounts, (m) => m.setupCommand),
  )
    .requiredOption('--division <no>', '6位区县代码 / 6-digit division number')
    .requiredOption('--name <district>', '区县名称 / name of the district');
  const parent = group(program, 'account', '账号 / accounts');
  addAccounts(parent);
  addCare(parent);
  addKeys(group(program, 'keys', '密钥 / keys'));
}

/** Who there is, and what they may do. */
function addAccounts(parent: Command): void {
  command(
    parent,
    'list',
    '全部账号 / all accounts',
    from(accounts, (m) => m.accountListCommand),
  );
  command(
    parent,
    'create <username>',
    '建立账号，打印首次密码 / create an account',
    from(accounts, (m) => m.accountCreateCommand),
  ).requiredOption('--name <text>', '姓名 / display name');
  command(
    parent,
    'grant <username>',
    '授予角色 / grant a role',
    from(accounts, (m) => m.accountGrantCommand),
  )
    .requiredOption('--role <role>', '角色 / role')
    .requiredOption('--division <no>', '区划代码 / division number')
    .option('--from <date>', '起始日，默认今天 / from')
    .option('--to <date>', '截止日（不含），默认最长 / until, exclusive')
    .requiredOption(...REASON);
  command(
    parent,
    'delegate <username>',
    '委托同事代办 / let a colleague act',
    from(accounts, (m) => m.accountDelegateCommand),
  )
    .requiredOption('--to <colleague>', '受托人 / who acts')
    .requiredOption('--from <date>', '起始日 / first day')
    .requiredOption('--until <date>', '截止日（含）/ last day')
    .option('--reason <text>', '原因 / reason', '休假');
}

/** Lost passwords, locks and sessions. */
function addCare(parent: Command): void {
  command(
    parent,
    'password <username>',
    '设置首次密码：从标准输入读取，或生成并打印一次 / set a first password',
    from(accounts, (m) => m.accountPasswordCommand),
  );
  command(
    parent,
    'lock <username>',
    '锁定账号 / lock',
    from(accounts, (m) => m.accountLockCommand),
  ).requiredOption(...REASON);
  command(
    parent,
    'unlock <username>',
    '解锁账号 / unlock',
    from(accounts, (m) => m.accountUnlockCommand),
  );
  command(
    parent,
    'totp-reset <username>',
    '重置动态口令 / take a lost second factor away',
    from(accounts, (m) => m.accountTotpResetCommand),
  );
  command(
    parent,
    'end-sessions <username>',
    '结束全部登录会话 / end all sessions',
    from(accounts, (m) => m.accountEndSessionsCommand),
  );
}

function addKeys(parent: Command): void {
  command(
    parent,
    'rotate',
    '更换密钥并重新加密 / new key, everything encrypted anew',
    from(keys, (m) => m.keysRotateCommand),
  );
  command(
    parent,
    'status',
    '各密钥下的数据 / what stands under which key',
    from(keys, (m) => m.keysStatusCommand),
  );
}
