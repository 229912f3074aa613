import { readFileSync } from 'node:fs';
import { accountUseCases } from '../../../kernel/access/account-use-cases.ts';
import { accessUseCases } from '../../../kernel/access/access-use-cases.ts';
import { getAccessPolicy } from '../../../kernel/access/access-policy.ts';
import { getAccount, listAccounts } from '../../../kernel/access/account.ts';
import * as store from '../../../kernel/access/account-store.ts';
import { requirePermission, type Role, roleLabel } from '../../../kernel/access/permission.ts';
import { readAccounts } from '../../../kernel/access/read-access.ts';
import { setUpDistrict } from '../../../kernel/access/set-up-district.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { division } from '../../../kernel/base/division.ts';
import { failed } from '../../../kernel/base/errors.ts';
import { addMonthsToDate, plainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { runUseCase, type UseCase } from '../../../kernel/module/define-use-case.ts';
import type { Reading } from '../../../kernel/module/reading.ts';
import { loadPlaceNames } from '../../../kernel/party/place-names.ts';
import { type CommonOptions, openInstallation } from '../context.ts';
import { print, table } from '../output.ts';

/** `huimin setup --division NO --name DISTRICT`: a district in earnest, its administrators' passwords printed once. */
export async function setupCommand(
  options: CommonOptions & { readonly division: string; readonly name: string },
): Promise<void> {
  const place = { division: division(options.division), name: options.name, today: systemClock.today() };
  const opened = await openInstallation();
  try {
    const accounts = await setUpDistrict(opened.db, place);
    print({ district: options.name, divisionNo: place.division, accounts }, options.json, () => [
      `已建立辖区“${options.name}”。三员账号及首次密码（只显示这一次，请分别当面交给三个人）：`,
      ...table(
        accounts.map(({ username, displayName, firstPassword }) => [username, displayName, firstPassword]),
      ),
      '首次登录须修改密码。其他账号由系统管理员建立，由安全管理员授权。',
    ]);
  } finally {
    await opened.close();
  }
}

interface Office extends Reading {
  readonly tx: Tx;
}

/** Works as the administrator of a role: the account of --as, or the first one that holds it. */
async function asAdministrator<T>(
  options: CommonOptions,
  role: Role,
  work: (office: Office) => Promise<T>,
): Promise<T> {
  const opened = await openInstallation();
  try {
    const { db, registry, keyring } = opened;
    const actor =
      options.as === undefined
        ? (await listAccounts(db.pool)).find((account) => account.role === role)
        : await getAccount(db.pool, options.as);
    if (actor === undefined) throw noAdministrator(role);
    const places = await loadPlaceNames(db.pool);
    return await db.transaction(actor, (tx) => work({ tx, registry, keyring, places, clock: systemClock }));
  } finally {
    await opened.close();
  }
}

const noAdministrator = (role: Role) =>
  failed(
    'access.no-administrator',
    `没有${roleLabel(role).zh}账号：请先用 huimin setup 建立辖区，或用 --as 指定账号。`,
    `There is no ${roleLabel(role).en}: set up the district with huimin setup, or name an account with --as.`,
  );

const useCases = new Map([...accountUseCases, ...accessUseCases].map((one) => [one.id, one]));

function getUseCase(id: string): UseCase {
  const found = useCases.get(id);
  if (found === undefined) throw new Error(`no use case ${id}`);
  return found;
}

/** A command that is one use case: its input from the command line, its answer as lines. */
const runAs = async (
  options: CommonOptions,
  role: Role,
  id: string,
  input: Readonly<Record<string, unknown>>,
  lines: (output: Readonly<Record<string, unknown>>) => string[],
): Promise<void> => {
  const output = await asAdministrator(options, role, (office) => runUseCase(getUseCase(id), office, input));
  const shown = typeof output === 'object' && output !== null ? { ...output } : {};
  print(shown, options.json, () => lines(shown));
};

/** `huimin account list`. */
export async function accountListCommand(options: CommonOptions): Promise<void> {
  const { accounts } = await asAdministrator(options, 'sys_admin', (office) => {
    requirePermission(office.tx.actor, 'account.read');
    return readAccounts(office.tx, office);
  });
  print(accounts, options.json, () =>
    table(
      accounts.map((one) => [
        one.username,
        one.displayName,
        one.roleLabel[options.lang ?? 'zh'],
        one.divisionName,
        one.grantedUntil ?? '',
        [one.active ? '' : '已停用', one.locked ? '已锁定' : '', one.totp ? '动态口令' : '']
          .filter((word) => word !== '')
          .join('、'),
      ]),
    ),
  );
}

/** `huimin account create USERNAME --name TEXT`: prints the first password once. */
export const accountCreateCommand = (
  username: string,
  options: CommonOptions & { readonly name: string },
): Promise<void> =>
  runAs(options, 'sys_admin', 'account.create', { username, displayName: options.name }, (made) => [
    `已建立账号 ${username}，首次密码（只显示这一次）：${String(made['firstPassword'])}`,
    '该账号尚无权限：请由安全管理员授予角色（huimin account grant）。',
  ]);

interface GrantOptions extends CommonOptions {
  readonly role: string;
  readonly division: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason: string;
}

/** `huimin account grant USERNAME --role R --division NO [--from D] [--to D] --reason TEXT`. */
export async function accountGrantCommand(username: string, options: GrantOptions): Promise<void> {
  const { role, reason } = options;
  const divisionNo = division(options.division);
  const from = plainDate(options.from ?? systemClock.today());
  await asAdministrator(options, 'sec_admin', async (office) => {
    const { grantMonthsMax } = await getAccessPolicy(office.tx);
    const to = plainDate(options.to ?? addMonthsToDate(from, grantMonthsMax));
    const input = { username, role, divisionNo, from, to, reason };
    const output = await runUseCase(getUseCase('access.grant'), office, input);
    print({ ...input, ...Object(output) }, options.json, () => [
      `已授予 ${username}：${roleLabel(role)[options.lang ?? 'zh']}，${from} 至 ${to}（不含）`,
    ]);
  });
}

/**
 * `huimin account password USERNAME`: a first password from standard input, or a generated one that is printed once.
 * Unlike in the web, administrators' passwords can be set too: whoever has the machine has them anyway.
 */
export async function accountPasswordCommand(username: string, options: CommonOptions): Promise<void> {
  const given = process.stdin.isTTY ? '' : readFileSync(0, 'utf8').split('\n')[0]?.replace(/\r$/, '');
  const chosen = given === '' ? undefined : given;
  const password = await asAdministrator(options, 'sys_admin', async ({ tx, clock }) => {
    requirePermission(tx.actor, 'account.manage');
    const account = await store.getAccountRow(tx, username);
    const set = await store.resetPassword(tx, account, chosen, clock.now());
    await audit(tx, { action: 'account.password', objectKind: 'account', objectId: account.id });
    return set;
  });
  const shown = chosen === undefined ? { username, firstPassword: password } : { username };
  print(shown, options.json, () => [
    chosen === undefined
      ? `${username} 的首次密码（只显示这一次）：${password}`
      : `已设置 ${username} 的首次密码，登录后须修改。`,
  ]);
}

/** `huimin account totp-reset USERNAME`: also of administrators, who cannot reset each other's in the web. */
export async function accountTotpResetCommand(username: string, options: CommonOptions): Promise<void> {
  await asAdministrator(options, 'sys_admin', async ({ tx, clock }) => {
    requirePermission(tx.actor, 'account.manage');
    const account = await store.getAccountRow(tx, username);
    await store.resetTotp(tx, account, clock.now());
    await audit(tx, { action: 'account.totp-reset', objectKind: 'account', objectId: account.id });
  });
  print({ username }, options.json, () => [`已重置 ${username} 的动态口令。`]);
}

/** `huimin account lock USERNAME --reason TEXT`. */
export const accountLockCommand = (
  username: string,
  options: CommonOptions & { readonly reason: string },
): Promise<void> =>
  runAs(options, 'sys_admin', 'account.lock', { username, reason: options.reason }, () => [
    `已锁定 ${username}，其登录会话已结束。`,
  ]);

/** `huimin account unlock USERNAME`. */
export const accountUnlockCommand = (username: string, options: CommonOptions): Promise<void> =>
  runAs(options, 'sys_admin', 'account.unlock', { username }, () => [`已解锁 ${username}。`]);

/** `huimin account end-sessions USERNAME`. */
export const accountEndSessionsCommand = (username: string, options: CommonOptions): Promise<void> =>
  runAs(options, 'sys_admin', 'account.end-sessions', { username }, ({ ended }) => [
    `已结束 ${username} 的 ${String(ended)} 个登录会话。`,
  ]);

interface DelegateOptions extends CommonOptions {
  readonly to: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** `huimin account delegate USERNAME --to COLLEAGUE --from D --until D`. */
export const accountDelegateCommand = (principal: string, options: DelegateOptions): Promise<void> => {
  const { to: delegate, from, until, reason } = options;
  return runAs(options, 'sec_admin', 'access.delegate', { principal, delegate, from, until, reason }, () => [
    `${from} 至 ${until}，由 ${delegate} 代 ${principal} 办理。`,
  ]);
};
