import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { audit } from '../audit/audit.ts';
import { conflict } from '../base/errors.ts';
import { systemClock } from '../base/clock.ts';
import { bindRoutes, routesFor, type Services } from './bind-routes.ts';
import { defineContract } from './define-contract.ts';
import { defineUseCase } from './define-use-case.ts';
import { sweepIdempotencyKeys } from './idempotency.ts';
import { problemOf } from './problem.ts';

const { route, useCaseRoute } = routesFor<Services>();
const note = defineContract({
  method: 'POST',
  path: '/api/notes/:id',
  summary: 'Writes a note',
  permission: 'party.write',
  input: z.object({ id: z.string(), text: z.string().max(20), waitMs: z.int().default(0) }),
  output: z.object({ no: z.int(), text: z.string() }),
});
const otherNote = { ...note, path: '/api/other-notes/:id' } as const;
const readNotes = defineContract({
  method: 'GET',
  path: '/api/notes',
  summary: 'Counts the notes',
  permission: 'party.read',
  input: z.object({}),
  output: z.object({ no: z.int() }),
});

let database: TestDatabase;
let app: FastifyInstance;
let runs = 0;
let actingAs = 'clerk';

const writeNote = defineUseCase({
  id: 'test.note',
  label: { zh: '记一笔', en: 'note' },
  contract: note,
  run: async ({ tx }, { text, waitMs }) => {
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (text === 'refused') throw conflict('test.refused', '不行', 'no');
    return { output: { no: runs, text }, about: { objectKind: 'test', details: { by: tx.actor.username } } };
  },
});

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  const { db, keyring } = database;
  const reading = async () => ({ registry, keyring, clock: systemClock, places: new Map<number, string>() });
  app = fastify();
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    return reply.code(problem.status).send(problem);
  });
  bindRoutes(
    app,
    [
      useCaseRoute(writeNote),
      route(otherNote, async ({ tx, input }) => {
        await audit(tx, { action: 'test.other' });
        return { no: 0, text: input.text };
      }),
      route(readNotes, async () => ({ no: runs })),
    ],
    { db, services: { reading }, actorOf: () => getAccount(db.pool, actingAs) },
  );
});
beforeEach(() => {
  runs = 0;
  actingAs = 'clerk';
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = async (payload: object, key?: string, url = '/api/notes/1') => {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const response = await app.inject({ method: 'POST', url, payload, headers });
  return {
    status: response.statusCode,
    body: response.json<Record<string, unknown>>(),
    headers: response.headers,
  };
};
const count = (statement: string): Promise<number> =>
  database.db.asOwner(async (owner) => (await owner.query<{ n: number }>(statement)).rows[0]?.n ?? -1);
const notesWritten = () => count(`select count(*) as n from audit_row where action = 'test.note'`);

describe('a write that carries an Idempotency-Key', () => {
  test('is done once; the second call gets the first answer and says so', async () => {
    const before = await notesWritten();
    const first = await post({ text: 'one' }, 'key-once-1');
    const again = await post({ text: 'one' }, 'key-once-1');
    expect(first).toMatchObject({ status: 200, body: { no: 1, text: 'one' } });
    expect(first.headers['idempotent-replay']).toBeUndefined();
    expect(again).toMatchObject({ status: 200, body: { no: 1, text: 'one' } });
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(await notesWritten()).toBe(before + 1);
  });

  test('a doubled submit at the same moment is done once; everybody gets that answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post({ text: 'double', waitMs: 50 }, 'key-doubled')),
    );
    expect(runs).toBe(1);
    expect(answers.map(({ body }) => body)).toEqual(
      Array.from({ length: 6 }, () => ({ no: 1, text: 'double' })),
    );
    expect(answers.filter(({ headers }) => headers['idempotent-replay'] === 'true')).toHaveLength(5);
  });

  test('another input, another record or another route under the same key is a conflict', async () => {
    await post({ text: 'one' }, 'key-other-1');
    const refused = { status: 409, body: { code: 'request.idempotency-key-used' } };
    expect(await post({ text: 'two' }, 'key-other-1')).toMatchObject(refused);
    expect(await post({ text: 'one' }, 'key-other-1', '/api/notes/2')).toMatchObject(refused);
    expect(await post({ text: 'one' }, 'key-other-1', '/api/other-notes/1')).toMatchObject(refused);
    expect(runs).toBe(1);
  });

  test('a refused call leaves no key: mended, it can be sent under the same one', async () => {
    expect(await post({ text: 'refused' }, 'key-failed-1')).toMatchObject({ status: 409 });
    expect(await post({ text: 'x'.repeat(21) }, 'key-failed-1')).toMatchObject({ status: 400 });
    expect(await post({ text: 'mended' }, 'key-failed-1')).toMatchObject({ status: 200 });
  });

  test('two accounts may use the same key', async () => {
    await post({ text: 'one' }, 'key-shared-1');
    actingAs = 'street_one';
    expect(await post({ text: 'two' }, 'key-shared-1')).toMatchObject({ status: 200, body: { text: 'two' } });
  });

  test('without permission nothing is replayed', async () => {
    await post({ text: 'one' }, 'key-denied-1');
    actingAs = 'visitor';
    expect(await post({ text: 'one' }, 'key-denied-1')).toMatchObject({ status: 403 });
  });

  test.each(['short', 'x'.repeat(81), 'with space', '短的键短的键短的键'])(
    'refuses the key "%s"',
    async (key) => {
      const header = Buffer.from(key, 'utf8').toString('latin1');
      expect(await post({ text: 'one' }, header)).toMatchObject({
        status: 400,
        body: { code: 'request.idempotency-key' },
      });
      expect(runs).toBe(0);
    },
  );

  test('an input nested deeper than any form is refused', async () => {
    const payload = JSON.parse(`${'{"text":'.repeat(150)}1${'}'.repeat(150)}`) as object;
    expect(await post(payload, 'key-deep-1')).toMatchObject({
      status: 400,
      body: { code: 'request.malformed' },
    });
  });

  test('a read takes no notice of the header', async () => {
    const response = await app.inject({ url: '/api/notes', headers: { 'idempotency-key': 'x' } });
    expect(response.statusCode).toBe(200);
  });
});

test('without the header every call is done', async () => {
  await post({ text: 'one' });
  await post({ text: 'one' });
  expect(runs).toBe(2);
});

describe('what is kept', () => {
  test('neither input nor answer stands readable in the table', async () => {
    await post({ text: '张小明' }, 'key-secret-1');
    const kept = await count(
      `select count(*) as n from idempotency_key k where position(convert_to('张小明', 'utf8') in answer_cipher) > 0
          or k::text like '%张小明%'`,
    );
    expect(kept).toBe(0);
  });

  test('after a day the key is free again, swept or not', async () => {
    await post({ text: 'one' }, 'key-old-1');
    await post({ text: 'one' }, 'key-old-2');
    await post({ text: 'one' }, 'key-young-1');
    await database.db.asOwner((owner) =>
      owner.query(
        `update idempotency_key set created_at = now() - interval '25 hours' where key like 'key-old-%'`,
      ),
    );
    expect(await post({ text: 'two' }, 'key-old-1')).toMatchObject({ status: 200, body: { text: 'two' } });
    await database.db.asOwner((owner) =>
      owner.query(
        `update idempotency_key set created_at = now() - interval '25 hours' where key = 'key-old-1'`,
      ),
    );
    expect(await sweepIdempotencyKeys(database.db.pool)).toBe(1);
    expect(await count(`select count(*) as n from idempotency_key where key = 'key-young-1'`)).toBe(1);
  });

  test('the application sees only the keys of its account, and can neither change nor remove one', async () => {
    await post({ text: 'one' }, 'key-own-1');
    const visitor = await getAccount(database.db.pool, 'visitor');
    const seen = await database.db.transaction(visitor, (tx) =>
      tx.client.query('select 1 from idempotency_key'),
    );
    expect(seen.rowCount).toBe(0);
    for (const statement of ['delete from idempotency_key', `update idempotency_key set route = ''`]) {
      await expect(database.db.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
