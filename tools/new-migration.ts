/**
 * Writes the migration that the declared records ask for: `npm run new:migration NAME`. It starts a throw-away database
 * with all migrations applied, and puts into migrations/NNNN_NAME.sql what a record's table lacks. Review it then.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../kernel/db/database.ts';
import { readMigrations } from '../kernel/db/migrate.ts';
import { addColumnsSql } from '../kernel/register/ddl.ts';
import { registry } from '../modules/index.ts';
import { removeHome } from './generate/schema-sql.ts';
import { ROOT } from './source-files.ts';

const NAME = /^[a-z][a-z0-9_]{1,60}$/;

/** Tables that are referred to come before those that refer to them: records are declared in that order. */
async function lackingSql(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'huimin-migration-'));
  try {
    const database = await openDatabase({ home, schema: 'huimin', applicationName: 'huimin-migration' });
    const parts = await database.asOwner(async (owner) => {
      const found: string[] = [];
      for (const record of registry.records.values()) found.push(await addColumnsSql(owner, record));
      return found.filter((sql) => sql !== '');
    });
    await database.close();
    return parts.join('\n');
  } finally {
    await removeHome(home);
  }
}

const name = process.argv[2] ?? '';
if (!NAME.test(name)) {
  console.error('npm run new:migration NAME（小写字母、数字、下划线）');
  process.exitCode = 1;
} else {
  const sql = await lackingSql();
  const last = readMigrations().at(-1)?.name ?? '0000';
  const file = `${String(Number(last.slice(0, 4)) + 1).padStart(4, '0')}_${name}.sql`;
  const path = join(ROOT, 'migrations', file);
  if (sql === '') {
    console.log('记录与数据库一致，无需迁移。');
  } else if (existsSync(path)) {
    console.error(`migrations/${file} 已存在。`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, `-- ${name.replaceAll('_', ' ')}\n\n${sql}`);
    console.log(`已写入 migrations/${file}，请逐行核对。`);
  }
}
