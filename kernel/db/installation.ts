import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { failed } from '../base/errors.ts';

const Installation = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/), appPassword: z.string().min(32) });
export type Installation = z.infer<typeof Installation>;

/**
 * The identity of this installation: which login role is its own on a shared server, and that role's password.
 * Made on first use in `<home>/installation.json`, readable by its owner only.
 */
export function loadInstallation(home: string): Installation {
  const path = join(home, 'installation.json');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  createOnce(path, {
    id: randomBytes(6).toString('hex'),
    appPassword: randomBytes(24).toString('base64url'),
  });
  const parsed = Installation.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    throw failed(
      'installation.damaged',
      `安装文件 ${path} 已损坏：请从备份恢复该文件。`,
      `The installation file ${path} is damaged: restore it from the backup.`,
    );
  }
  return parsed.data;
}

/** Two processes may come first at once: the file appears whole, and only once, by a hard link. */
function createOnce(path: string, content: Installation): void {
  const draft = join(dirname(path), `.installation-${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
