import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = `
  import { openDatabase } from './kernel/db/database.ts';
  import { loadKeyring } from './kernel/access/cipher.ts';
  import { registry } from './modules/index.ts';
  import { startServer } from './apps/server/start-server.ts';
  const [home, databaseUrl] = process.argv.slice(1);
  const db = await openDatabase({ home, databaseUrl });
  const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('none')) };
  const server = await startServer({ db, registry, reports, keyring: loadKeyring(home + '/keys.json'), port: 0 });
  console.log(server.url);
  await server.closed;
  console.log('closed');
`;

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends server and database connections in good order',
  async (name) => {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', PROGRAM, database.home, database.url],
      { cwd: ROOT },
    );
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    await once(child.stdout, 'data');
    expect((await fetch(`${output.trim()}/healthz`)).status).toBe(200);
    child.kill(name);
    const [code]: unknown[] = await once(child, 'exit');
    expect(output).toContain('closed');
    expect(code).toBe(0);
  },
);
