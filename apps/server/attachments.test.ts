import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { FILE_BYTES_MAX } from '../../kernel/file/contract.ts';
import { pdfOf, pictureOf } from '../../kernel/file/sample-uploads.ts';
import { problemOf } from '../../kernel/module/problem.ts';
import { loadPlaceNames } from '../../kernel/party/place-names.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { bindAttachments } from './attachments.ts';

let database: TestDatabase;
let district: SmallDistrict;
let app: FastifyInstance;
let home: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  district = await createSmallDistrict(db, keyring, registry);
  const places = await loadPlaceNames(db.pool);
  const clock = fixedClock('2020-05-06');
  home = await mkdtemp(join(tmpdir(), 'huimin-attachments-'));
  app = fastify();
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    return reply.code(problem.status).send(problem);
  });
  bindAttachments(app, {
    db,
    home,
    services: {
      reading: async () => ({ registry, keyring, clock, places }),
      // Who calls is not what is tested here.
      sessions: { actorOf: (request) => getAccount(db.pool, String(request.headers['x-account'])) },
    },
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const upload = (body: Buffer, fileName: string, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/attachments',
    query: {
      objectKind: 'person',
      objectId: district.families[0].personId,
      label: '身份证',
      source: 'scanned',
      fileName,
    },
    headers: { 'content-type': 'application/octet-stream', 'x-account': 'street_one', ...headers },
    payload: body,
  });
const get = (url: string, account = 'street_one') => app.inject({ url, headers: { 'x-account': account } });

describe('an attachment over HTTP', () => {
  test('a picture is shown in the page, under its Chinese name, guarded and kept nowhere', async () => {
    const bytes = await pictureOf(600, 400).png().toBuffer();
    const added = await upload(bytes, '身份证(正面).png');
    expect(added.statusCode).toBe(200);
    const { id } = added.json<{ id: string }>();
    const content = await get(`/api/attachments/${id}/content`);
    expect(content.rawPayload).toEqual(bytes);
    expect(content.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'content-disposition': expect.stringMatching(
        /^inline; filename="attachment"; filename\*=UTF-8''%E8.*%28.*%29\.png$/,
      ),
    });
    expect((await get(`/api/attachments/${id}/thumbnail`)).headers['content-type']).toBe('image/webp');
  });

  test('a text is only handed out, a PDF is shown', async () => {
    const kinds = [
      [Buffer.from('说明'), 'a.txt', /^attachment;/],
      [pdfOf(), 'a.pdf', /^inline;/],
    ] as const;
    for (const [bytes, name, how] of kinds) {
      const { id } = (await upload(bytes, name)).json<{ id: string }>();
      expect((await get(`/api/attachments/${id}/content`)).headers['content-disposition']).toMatch(how);
    }
  });

  test('another street sees neither content nor picture', async () => {
    const { id } = (await upload(await pictureOf(50, 50).png().toBuffer(), 'a.png')).json<{ id: string }>();
    for (const part of ['content', 'thumbnail']) {
      expect((await get(`/api/attachments/${id}/${part}`, 'street_two')).json()).toMatchObject({
        status: 404,
        code: 'record.absent',
      });
    }
    expect((await upload(Buffer.from('x'), 'a.txt', { 'x-account': 'street_two' })).statusCode).toBe(404);
  });

  test('a doubled submit adds one attachment', async () => {
    const key = { 'idempotency-key': 'upload-0001' };
    const first = await upload(Buffer.from('只要一份'), 'a.txt', key);
    const second = await upload(Buffer.from('只要一份'), 'a.txt', key);
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotent-replay']).toBe('true');
    expect((await upload(Buffer.from('另一份'), 'a.txt', key)).statusCode).toBe(409);
  });

  test('too large, the wrong type, no permission, a form of another site, an unknown id', async () => {
    expect((await upload(Buffer.alloc(FILE_BYTES_MAX + 1), 'a.txt')).json()).toMatchObject({
      code: 'file.too-large',
    });
    expect((await upload(Buffer.from('<html>'), 'a.txt')).json()).toMatchObject({
      status: 400,
      code: 'file.type-refused',
    });
    expect((await upload(Buffer.alloc(0), 'a.txt')).json()).toMatchObject({ code: 'file.empty' });
    expect((await upload(Buffer.from('x'), 'a.txt', { 'x-account': 'visitor' })).statusCode).toBe(403);
    expect(
      (await upload(Buffer.from('x'), 'a.txt', { 'content-type': 'multipart/form-data; boundary=x' }))
        .statusCode,
    ).toBe(415);
    expect((await upload(Buffer.from('x'), 'a.txt', { 'idempotency-key': 'x' })).statusCode).toBe(400);
    expect((await get('/api/attachments/not-an-id/content')).statusCode).toBe(400);
    expect((await get('/api/attachments/01890000-0000-7000-8000-000000000000/content')).statusCode).toBe(404);
  });
});
