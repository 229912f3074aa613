import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { digestOf, sha256Hex } from '../../kernel/base/digest.ts';
import { failed } from '../../kernel/base/errors.ts';

const ROOT = join(import.meta.dirname, '../..');
export const WEB_DIST = join(ROOT, 'apps/web/dist');
const STAMP = join(WEB_DIST, '.built-from');

/** What the pages are made of: their own source and the contracts that they share with the server. */
function sourceDigest(): string {
  const files = [join(ROOT, 'package-lock.json')];
  for (const folder of ['apps/web', 'kernel']) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && /\.(tsx?|html|css|svg)$/.test(entry.name) && !path.startsWith(WEB_DIST))
        files.push(path);
    }
  }
  return digestOf(files.toSorted().map((path) => [relative(ROOT, path), sha256Hex(readFileSync(path))]));
}

/** Builds the web pages when they are not there or older than their source. */
export async function buildWeb(): Promise<void> {
  const digest = sourceDigest();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  await runVite();
  writeFileSync(STAMP, digest);
}

function runVite(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = spawn(
      process.execPath,
      [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn'],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    const hear = (data: Buffer): void => void (said += data.toString());
    vite.stdout.on('data', hear);
    vite.stderr.on('data', hear);
    vite.on('error', reject);
    vite.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          failed(
            'web.build',
            `网页构建失败：${said.slice(-800)}`,
            `The web pages could not be built: ${said.slice(-800)}`,
          ),
        );
    });
  });
}
