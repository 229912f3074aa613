import { Paragraph } from 'docx';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CheckedReportSchema } from '../../kernel/indicator/check/contract.ts';
import { officialDocument } from '../../kernel/indicator/report/docx-layout.ts';
import { registry } from '../../modules/index.ts';
import { snapshot } from '../../tests/support/expectations.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { buildApp } from './build-app.ts';

const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('no reports')) };
const TEXT = '核查线索40条，其中30条已办结，占比79%。';
let database: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  await createSmallDistrict(db, keyring, registry);
  app = buildApp({ db, keyring, registry, reports, logLevel: 'silent' });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const send = (fileName: string, payload: Buffer) =>
  app.inject({
    method: 'POST',
    url: `/api/report-checks?fileName=${encodeURIComponent(fileName)}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload,
  });

describe('checking a report that is sent', () => {
  test.each([
    ['a text', 'report.txt', () => Promise.resolve(Buffer.from(TEXT))],
    ['a Word file', '工作总结.docx', () => officialDocument('工作总结', [new Paragraph(TEXT)])],
  ])('%s: findings with their places, and nothing stored', async (_, name, bytes) => {
    const before = await snapshot(database);
    const response = await send(name, await bytes());
    expect(response.statusCode).toBe(200);
    const { text, findings } = CheckedReportSchema.parse(response.json());
    expect(findings.map(({ rule }) => rule)).toEqual(['share.value']);
    expect(findings.map(({ offset, quote }) => text.slice(offset, offset + quote.length))).toEqual(['79%']);
    expect(await snapshot(database)).toEqual(before);
  });

  test.each([
    ['another kind', 'report.pdf', Buffer.from('%PDF-1.7'), 'report-check.file-type'],
    ['a file that lies about its kind', 'report.docx', Buffer.from('no archive'), 'sheet.damaged'],
    ['bytes that are no text', 'report.txt', Buffer.from([0, 1, 2]), 'report-check.not-text'],
    ['nothing', 'report.txt', Buffer.from(' \n'), 'report-check.empty'],
    ['a book', 'report.txt', Buffer.from('字'.repeat(500_001)), 'report-check.too-long'],
  ])('%s is refused', async (_, name, bytes, code) => {
    expect((await send(name, bytes)).json()).toMatchObject({ status: 400, code });
  });
});
