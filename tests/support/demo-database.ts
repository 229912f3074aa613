import pg from 'pg';
import { inject } from 'vitest';
import { join } from 'node:path';
import { buildDemonstration } from '../../demo/build.ts';
import { loadKeyring } from '../../kernel/access/cipher.ts';
import { openDatabase } from '../../kernel/db/database.ts';
import { registry } from '../../modules/index.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** Any constant: it makes one test file build the demonstration while the others wait for it. */
const BUILD_LOCK = 4201120099;

/** A copy of the demonstration district with its paid year; built once for the whole test run. */
export async function createDemoDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `${inject('templateName')}_demo`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [BUILD_LOCK]);
    const found = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await build(admin, adminUrl, name);
  } finally {
    await admin.end();
  }
  return createTestDatabase(name);
}

async function build(admin: pg.Client, adminUrl: string, name: string): Promise<void> {
  await admin.query(`create database "${name}" template "${inject('templateName')}"`);
  const home = inject('testHome');
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const db = await openDatabase({ home, databaseUrl: url.href });
  try {
    await buildDemonstration(db, loadKeyring(join(home, 'keys.json')), [...registry.programmes.values()]);
  } catch (error) {
    await db.close();
    await admin.query(`drop database "${name}" with (force)`);
    throw error;
  }
  await db.close();
}
