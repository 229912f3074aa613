import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Keyring, loadKeyring } from '../../kernel/access/cipher.ts';
import { type Database, openDatabase } from '../../kernel/db/database.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly home: string;
  /** The owner's address, for a second process on the same data. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own for a test file, copied from the migrated template (or from another test database). */
export async function createTestDatabase(template: string = inject('templateName')): Promise<TestDatabase> {
  const name = `huimin_test_${randomBytes(6).toString('hex')}`;
  const home = ownHome(name);
  const adminUrl = inject('adminUrl');
  await withAdmin(adminUrl, (admin) => admin.query(`create database "${name}" template "${template}"`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const db = await openDatabase({ home, databaseUrl: url.href });
  return {
    db,
    home,
    url: url.href,
    keyring: loadKeyring(join(home, 'keys.json')),
    drop: async () => {
      await db.close();
      await withAdmin(adminUrl, (admin) => admin.query(`drop database if exists "${name}" with (force)`));
    },
  };
}

/**
 * A folder of its own, with the role and the keys of all: what a test writes beside its database (heads of the audit
 * chain, attachments, new keys) is nobody else's.
 */
function ownHome(name: string): string {
  const shared = inject('testHome');
  loadKeyring(join(shared, 'keys.json'));
  const home = join(shared, 'homes', name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  for (const file of ['installation.json', 'keys.json']) copyFileSync(join(shared, file), join(home, file));
  return home;
}

const TEMPLATE_BUSY = '55006';
const TRIES_MAX = 50;

/** Only one copy of a template can be made at a moment; the others wait their turn. */
async function withAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await work(admin);
        return;
      } catch (error) {
        const busy = error instanceof Error && 'code' in error && error.code === TEMPLATE_BUSY;
        if (!busy || attempt === TRIES_MAX) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  } finally {
    await admin.end();
  }
}
