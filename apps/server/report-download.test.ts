import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as reports from '../../kernel/indicator/build-report.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { buildApp } from './build-app.ts';

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

const download = (format: string, year = '2020') => app.inject(`/api/reports/${year}/download/${format}`);

describe('a report as a file', () => {
  test.each([
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['md', 'text/markdown; charset=utf-8', '# '],
    ['json', 'application/json; charset=utf-8', '{'],
  ])('%s is a download with a Chinese name', async (format, type, start) => {
    const response = await download(format);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['content-disposition']).toMatch(
      new RegExp(
        `^attachment; filename="report-2020.${format}"; filename\\*=UTF-8''%E[0-9A-F%a-z-]+\\.${format}$`,
        'i',
      ),
    );
    expect(response.body.trimStart().toLowerCase().startsWith(start.toLowerCase())).toBe(true);
  });

  test('the page has the same title and its figures marked', async () => {
    const { reports: list } = (await app.inject('/api/reports')).json<{
      reports: { year: number; title: string }[];
    }>();
    const page = (await app.inject('/api/reports/2020')).json<{
      title: string;
      html: string;
      figures: unknown[];
    }>();
    expect(list).toContainEqual({ year: 2020, title: page.title });
    expect(page.html).toContain('class="figure" data-figure=');
    expect(page.figures.length).toBeGreaterThan(10);
  });

  test('a year without report and a format that does not exist are refused', async () => {
    expect((await download('docx', '1999')).json()).toMatchObject({ status: 404, code: 'report.unknown' });
    expect((await download('pdf')).json()).toMatchObject({ status: 400, code: 'request.input' });
    expect((await app.inject('/api/reports/1999')).json()).toMatchObject({
      status: 404,
      code: 'report.unknown',
    });
  });
});
