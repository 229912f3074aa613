import { forbidden } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { defineUseCase, type UseCase } from '../module/define-use-case.ts';
import * as store from './account-store.ts';
import * as contract from './admin-contract.ts';
import { isAdministrator } from './permission.ts';
import { endSessions } from './session-store.ts';

// The system administrator looks after accounts. What would let them sign in as another administrator is left to
// whoever runs the machine: three administrators in one hand are none.

const aboutAccount = (id: string, details: Readonly<Record<string, unknown>> = {}) => ({
  objectKind: 'account',
  objectId: id,
  details,
});

async function getOrdinary(tx: Tx, username: string): Promise<store.StoredAccount> {
  const account = await store.getAccountRow(tx, username);
  if (!isAdministrator(account.role)) return account;
  throw forbidden(
    'access.administrator-account',
    '三员账号的密码、动态口令和统一身份不能由系统管理员更改：请由运维人员在服务器上用 huimin account 办理。',
    'Passwords, second factors and links of the three administrators are changed on the server with huimin account.',
  );
}

const createAccount = defineUseCase({
  id: 'account.create',
  label: { zh: '建立账号', en: 'create an account' },
  contract: contract.createAccount,
  run: async ({ tx, clock }, { username, displayName }) => {
    const made = await store.createAccount(tx, { username, displayName }, clock.now());
    return { output: { username, ...made }, about: aboutAccount(made.id, { username }) };
  },
});

const resetPassword = defineUseCase({
  id: 'account.password',
  label: { zh: '重置密码', en: 'reset a password' },
  contract: contract.resetPassword,
  run: async ({ tx, clock }, { username }) => {
    const account = await getOrdinary(tx, username);
    const firstPassword = await store.resetPassword(tx, account, undefined, clock.now());
    return { output: { username, firstPassword }, about: aboutAccount(account.id) };
  },
});

const lockAccount = defineUseCase({
  id: 'account.lock',
  label: { zh: '锁定账号', en: 'lock an account' },
  contract: contract.lockAccount,
  run: async ({ tx, clock }, { username, reason }) => {
    const account = await store.getAccountRow(tx, username);
    await store.lockAccount(tx, account, clock.now());
    return { output: { username }, about: aboutAccount(account.id, { reason }) };
  },
});

const unlockAccount = defineUseCase({
  id: 'account.unlock',
  label: { zh: '解锁账号', en: 'unlock an account' },
  contract: contract.unlockAccount,
  run: async ({ tx }, { username }) => {
    const account = await store.getAccountRow(tx, username);
    await store.unlockAccount(tx, account);
    return { output: { username }, about: aboutAccount(account.id) };
  },
});

const closeAccount = defineUseCase({
  id: 'account.close',
  label: { zh: '停用或启用账号', en: 'close or open an account' },
  contract: contract.closeAccount,
  run: async ({ tx, clock }, { username, active, reason }) => {
    const account = await store.getAccountRow(tx, username);
    await store.setActive(tx, account, active, clock.now());
    return { output: { username }, about: aboutAccount(account.id, { active, reason }) };
  },
});

const resetTotp = defineUseCase({
  id: 'account.totp-reset',
  label: { zh: '重置动态口令', en: 'reset a second factor' },
  contract: contract.resetTotp,
  run: async ({ tx, clock }, { username, reason }) => {
    const account = await getOrdinary(tx, username);
    await store.resetTotp(tx, account, clock.now());
    return { output: { username }, about: aboutAccount(account.id, { reason }) };
  },
});

const endAccountSessions = defineUseCase({
  id: 'account.end-sessions',
  label: { zh: '结束登录会话', en: 'end sessions' },
  contract: contract.endAccountSessions,
  run: async ({ tx, clock }, { username }) => {
    const account = await store.getAccountRow(tx, username);
    const ended = await endSessions(tx, account.id, 'ended', clock.now());
    return { output: { ended }, about: aboutAccount(account.id, { ended }) };
  },
});

const linkAccount = defineUseCase({
  id: 'account.link',
  label: { zh: '关联统一身份', en: 'link an identity' },
  contract: contract.linkAccount,
  run: async ({ tx }, { username, issuer, subject }) => {
    const account = await getOrdinary(tx, username);
    await store.linkIdentity(tx, account, { issuer, subject });
    return { output: { username }, about: aboutAccount(account.id, { issuer }) };
  },
});

const unlinkAccount = defineUseCase({
  id: 'account.unlink',
  label: { zh: '解除统一身份', en: 'unlink an identity' },
  contract: contract.unlinkAccount,
  run: async ({ tx, clock }, { username }) => {
    const account = await store.getAccountRow(tx, username);
    const ended = await store.unlinkIdentities(tx, account, clock.now());
    return { output: { ended }, about: aboutAccount(account.id, { ended }) };
  },
});

export const accountUseCases: readonly UseCase[] = [
  createAccount,
  resetPassword,
  lockAccount,
  unlockAccount,
  closeAccount,
  resetTotp,
  endAccountSessions,
  linkAccount,
  unlinkAccount,
];
