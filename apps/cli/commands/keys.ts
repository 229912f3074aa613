import { join } from 'node:path';
import { keyringFromEnv } from '../../../kernel/access/cipher.ts';
import { readKeyStatus, rotateKeys } from '../../../kernel/access/rotate-keys.ts';
import { failed } from '../../../kernel/base/errors.ts';
import { rotateFiles } from '../../../kernel/file/file-store.ts';
import { type CommonOptions, homeFolder, openInstallation } from '../context.ts';
import { print, table } from '../output.ts';
import { createProgress } from '../progress.ts';

/** `huimin keys status`: how many encrypted values stand under which key. */
export async function keysStatusCommand(options: CommonOptions): Promise<void> {
  const opened = await openInstallation();
  try {
    const status = await readKeyStatus(opened.db, opened.keyring);
    print(status, options.json, () => [
      `当前密钥 ${status.current}`,
      ...table(
        status.keys.map(({ key, rows, present }) => [
          key,
          String(rows),
          present ? '' : '密钥文件中没有这个密钥，数据无法解密',
        ]),
      ),
    ]);
  } finally {
    await opened.close();
  }
}

/** `huimin keys rotate`: a new key, and every encrypted value under it. Started again, it goes on where it stopped. */
export async function keysRotateCommand(options: CommonOptions): Promise<void> {
  if (keyringFromEnv(process.env) !== undefined) throw fromEnvironment();
  const opened = await openInstallation();
  try {
    const progress = createProgress();
    const home = homeFolder();
    const rotation = await rotateKeys(opened.db, join(home, 'keys.json'), {
      rotateFiles: (ring) => rotateFiles(ring, home),
      progress: (name, done, of) => progress(`重新加密 ${name}`, done, of),
    });
    print(rotation, options.json, () => [
      rotation.resumed ? '已继续并完成上一次密钥轮换。' : '已更换密钥。旧密钥保留，用于读取备份。',
      `当前密钥 ${rotation.current}，重新加密 ${rotation.rows} 项`,
      ...rotation.kept.map(({ table: name, column }) => `${name}.${column} 不可改动，仍用原密钥`),
      '请立即备份 keys.json。',
    ]);
  } finally {
    await opened.close();
  }
}

const fromEnvironment = () =>
  failed(
    'keys.from-environment',
    '密钥来自环境变量 HUIMIN_KEY，本命令不能改写它：请把其内容存为 HUIMIN_HOME 下的 keys.json（权限 0600），去掉 HUIMIN_KEY 后再执行；完成后可把新文件的内容放回环境变量，旧密钥须保留。',
    'The keys come from HUIMIN_KEY, which this command cannot rewrite: save its content as keys.json in HUIMIN_HOME (mode 0600), unset HUIMIN_KEY and run this again; afterwards the new file may go back into the variable. Keep the old keys.',
  );
