import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { failed } from '../../base/errors.ts';
import type { Binaries } from './binaries.ts';
import type { ServerPaths } from './server-files.ts';

/** How the PostgreSQL programs are run on this machine: words before the command, and another user. */
export interface LaunchMode {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const NOBODY = 65_534;
const UNSHARE = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
const PARENT_DEATH = ['setpriv', '--pdeathsig', 'INT'];
const TRIAL_TIMEOUT_MS = 20_000;

/** The program starts, the user has a name (initdb insists; a container's user may have none), may write. */
const TRIAL_SCRIPT = `"$1" --version >/dev/null && id -un >/dev/null || exit 1
  test -w "$2" && test -x "$2" || { echo "no access to $2" >&2; exit 1; }`;

/**
 * Decides by trying. PostgreSQL refuses to run as root, so root becomes `nobody` inside a user namespace
 * (which keeps access to root's own 0700 folders), or else really runs as the user nobody.
 */
export function chooseLaunchMode(binaries: Binaries, paths: ServerPaths): LaunchMode {
  const isRoot = process.getuid?.() === 0;
  const tried: string[] = [];
  const works = (mode: LaunchMode): boolean => {
    const problem = tryMode(mode, binaries, paths);
    if (problem !== undefined) tried.push(`${mode.prefix[0] ?? (mode.uid ? 'nobody' : 'plain')}: ${problem}`);
    return problem === undefined;
  };
  if (!isRoot && works({ prefix: [] })) return withParentDeath({ prefix: [] });
  const isLinux = process.platform === 'linux';
  if (isLinux && works({ prefix: UNSHARE })) return withParentDeath({ prefix: UNSHARE });
  if (isLinux && isRoot) {
    const nobody: LaunchMode = { prefix: [], uid: NOBODY, gid: NOBODY };
    giveToNobody(paths);
    if (works(nobody)) return withParentDeath(nobody);
  }
  throw isRoot ? rootRefused(tried) : cannotRun(paths, tried);
}

function tryMode(mode: LaunchMode, binaries: Binaries, paths: ServerPaths): string | undefined {
  const folder = fs.existsSync(paths.data) ? paths.data : paths.root;
  return run(mode, ['sh', '-c', TRIAL_SCRIPT, 'sh', binaries.postgres, folder]);
}

/** Adds, where the machine can do it, that the server stops when its keeper is killed. */
function withParentDeath(mode: LaunchMode): LaunchMode {
  // After unshare: entering a user namespace clears the death signal.
  const guarded = { ...mode, prefix: [...mode.prefix, ...PARENT_DEATH] };
  return process.platform === 'linux' && run(guarded, ['true']) === undefined ? guarded : mode;
}

/** Runs a command and returns why it failed, or undefined. */
function run(mode: LaunchMode, command: readonly string[]): string | undefined {
  const [program = 'true', ...args] = [...mode.prefix, ...command];
  const result = spawnSync(program, args, {
    ...spawnIdentity(mode),
    env: serverEnvironment(),
    encoding: 'utf8',
    timeout: TRIAL_TIMEOUT_MS,
  });
  if (result.status === 0) return undefined;
  const status = `exit ${result.status ?? result.signal ?? 'none'}`;
  return `${result.error?.message ?? status} ${result.stderr?.trim() ?? ''}`.trim();
}

/** The part of the spawn options that says as whom to run. */
export const spawnIdentity = (mode: LaunchMode): { uid?: number; gid?: number } =>
  mode.uid === undefined ? {} : { uid: mode.uid, gid: mode.gid ?? mode.uid };

/** Only what PostgreSQL needs: PG* variables, HOME or a foreign locale must not change the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR } = process.env;
  return {
    PATH: PATH || '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
    LC_ALL: 'C',
    ...(TMPDIR ? { TMPDIR } : {}),
  };
}

/**
 * The password file stays root's own. The installation's folder around ours is usually private to root: its
 * group becomes nobody's, which may pass through it but not list it. Folders further up are not ours to open.
 */
function giveToNobody(paths: ServerPaths): void {
  const parent = path.dirname(paths.root);
  const { mode, uid } = fs.statSync(parent);
  if (uid === 0 && (mode & 0o077) === 0) {
    fs.chownSync(parent, uid, NOBODY);
    fs.chmodSync(parent, (mode & 0o700) | 0o010);
  }
  fs.chownSync(paths.root, NOBODY, NOBODY);
  if (fs.existsSync(paths.data)) giveTo(paths.data, NOBODY);
}

function giveTo(folder: string, uid: number): void {
  fs.lchownSync(folder, uid, uid);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name);
    if (entry.isDirectory()) giveTo(child, uid);
    else fs.lchownSync(child, uid, uid);
  }
}

const rootRefused = (tried: readonly string[]): Error =>
  failed(
    'db.embedded-root',
    'PostgreSQL 不允许以 root 身份运行，本机也无法切换为其他用户。请改用普通用户运行，' +
      '或设置环境变量 DATABASE_URL 指向已有的 PostgreSQL 数据库。',
    'PostgreSQL refuses to run as root, and on this machine no way to another user works. Run as an ' +
      'ordinary user, or set DATABASE_URL to an existing PostgreSQL.',
    { tried },
  );

const cannotRun = (paths: ServerPaths, tried: readonly string[]): Error =>
  failed(
    'db.embedded-cannot-run',
    `内置 PostgreSQL 在本机无法运行，或当前用户不能写入 ${paths.root}（是否曾以其他用户运行？）。` +
      `请改正目录权限，或设置 DATABASE_URL。原因：${tried.join('；')}`,
    `The embedded PostgreSQL cannot run here, or this user may not write to ${paths.root} (was it used ` +
      `by another user?). Correct the folder's owner, or set DATABASE_URL. Reason: ${tried.join('; ')}`,
    { tried },
  );
