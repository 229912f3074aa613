import type { FastifyInstance } from 'fastify';
import { decryptField, encryptField, type Keyring } from '../../kernel/access/cipher.ts';
import { failed } from '../../kernel/base/errors.ts';
import type { Database } from '../../kernel/db/database.ts';
import { readMigrations } from '../../kernel/db/migrate.ts';
import { logFacts } from '../../kernel/module/problem.ts';

const PROBE = 'ready';

/**
 * `/healthz`: the process lives. `/readyz`: calls can be served: the database answers and has exactly the migrations
 * of this program, and the keys encrypt and decrypt. While the server closes, both are refused like every other call.
 */
export function serveHealth(app: FastifyInstance, db: Database, keyring: Keyring): void {
  const expected = readMigrations().map(({ name }) => name);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request) => {
    try {
      if (decryptField(keyring, encryptField(keyring, PROBE)) !== PROBE) throw new Error('keyring');
      const { rows } = await db.pool.query<{ name: string }>('select name from migration');
      const applied = new Set(rows.map(({ name }) => name));
      const missing = expected.filter((name) => !applied.has(name));
      if (missing.length > 0 || applied.size > expected.length) throw new Error('migrations');
      return { status: 'ready' };
    } catch (error) {
      request.log.error(logFacts(error), 'not ready');
      throw failed(
        'server.not-ready',
        '系统尚未就绪：数据库无法连接、版本与程序不符，或密钥不可用。',
        'Not ready: the database cannot be reached, is not of this version, or the keys cannot be used.',
      );
    }
  });
}
