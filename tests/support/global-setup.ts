import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../kernel/db/database.ts';
import { ensureServer } from '../../kernel/db/embedded/embedded-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test databases are made, as their owner. */
    adminUrl: string;
    /** Migrated database that every test database is copied from. */
    templateName: string;
    /** Folder of the installation that all test databases share. */
    testHome: string;
  }
}

const urlOf = (base: string, database: string): string => {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
};

/** One server for the whole run: the embedded one, or the real one of DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'huimin-test-'));
  const embedded =
    process.env.DATABASE_URL === undefined ? await ensureServer(join(home, 'postgres')) : undefined;
  const adminUrl = embedded?.url('postgres') ?? process.env.DATABASE_URL ?? '';
  const templateName = `huimin_template_${process.pid}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database "${templateName}"`);
  await (await openDatabase({ home, databaseUrl: urlOf(adminUrl, templateName) })).close();
  project.provide('adminUrl', adminUrl);
  project.provide('templateName', templateName);
  project.provide('testHome', home);
  return async () => {
    for (const name of [templateName, `${templateName}_demo`]) {
      await admin.query(`drop database if exists "${name}" with (force)`);
    }
    await admin.end();
    await embedded?.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
