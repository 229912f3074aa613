import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { failed } from '../../base/errors.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment, spawnIdentity } from './launch-mode.ts';
import type { LaunchMode } from './launch-mode.ts';
import { logSize, logTail, SUPERUSER, syncFolder } from './server-files.ts';
import type { ServerPaths } from './server-files.ts';

const SETTINGS_FILE = 'huimin.conf';

/** Written at each start, so that a newer version's settings reach older data; ALTER SYSTEM still wins. */
const SETTINGS = {
  shared_buffers: '256MB',
  max_connections: '60',
  fsync: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  cluster_name: 'huimin',
  // No personal data in the log. Error messages and their DETAIL quote values ("Key (id_number)=(…)
  // already exists"), so from ERROR only what stops a session (FATAL) or the server (PANIC) is logged.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_line_prefix: '%m [%p] ',
} as const satisfies Record<string, string>;

/** Creates the database cluster unless there is one. Killed half-way, it starts afresh the next time. */
export async function ensureCluster(
  binaries: Binaries,
  paths: ServerPaths,
  mode: LaunchMode,
  password: string,
): Promise<void> {
  if (!fs.existsSync(paths.data)) {
    fs.rmSync(paths.dataUnfinished, { recursive: true, force: true });
    await runInitdb(binaries, paths, mode, password);
    const conf = path.join(paths.dataUnfinished, 'postgresql.conf');
    fs.appendFileSync(conf, `\ninclude_if_exists = '${SETTINGS_FILE}'\n`, { flush: true });
    fs.renameSync(paths.dataUnfinished, paths.data);
    syncFolder(paths.root);
  }
  // PostgreSQL refuses a folder that others may read, which a copied or restored one often is.
  fs.chmodSync(paths.data, 0o700);
  writeSettings(paths, mode);
}

function writeSettings(paths: ServerPaths, mode: LaunchMode): void {
  const file = path.join(paths.data, SETTINGS_FILE);
  const lines = Object.entries(SETTINGS).map(([name, value]) => `${name} = '${value}'`);
  const header = '# Written by Huimin at each start. For local changes use ALTER SYSTEM.';
  fs.writeFileSync(file, `${[header, ...lines].join('\n')}\n`, { mode: 0o600 });
  if (mode.uid !== undefined) fs.chownSync(file, mode.uid, mode.gid ?? mode.uid);
}

/** The built-in C.UTF-8 locale needs no locales of the system; Chinese order is asked for by collation. */
async function runInitdb(
  binaries: Binaries,
  paths: ServerPaths,
  mode: LaunchMode,
  password: string,
): Promise<void> {
  const passwordFile = path.join(paths.root, `password.${process.pid}`);
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (mode.uid !== undefined) fs.chownSync(passwordFile, mode.uid, mode.gid ?? mode.uid);
  try {
    await runProgram(mode, paths, [
      binaries.initdb,
      `--pgdata=${paths.dataUnfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      '--no-instructions',
    ]);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

async function runProgram(mode: LaunchMode, paths: ServerPaths, command: readonly string[]): Promise<void> {
  const [program = '', ...args] = [...mode.prefix, ...command];
  const mark = logSize(paths);
  const log = fs.openSync(paths.log, 'a', 0o600);
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, args, {
        ...spawnIdentity(mode),
        cwd: paths.root,
        env: serverEnvironment(),
        stdio: ['ignore', log, log],
      });
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
    });
  } catch (cause) {
    const tail = logTail(paths, 15, mark);
    throw failed(
      'db.embedded-init',
      `无法在 ${paths.root} 中建立数据库。请检查磁盘空间和目录权限，或设置 DATABASE_URL。日志：\n${tail}`,
      `Cannot create the database in ${paths.root}. Check disk space and permissions, or set ` +
        `DATABASE_URL. Log:\n${tail}`,
      { reason: String(cause) },
    );
  } finally {
    fs.closeSync(log);
  }
}
