import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoParameters } from '../../demo/parameters.ts';
import { DISTRICT } from '../../demo/places.ts';
import { setUpDistrict } from '../../kernel/access/set-up-district.ts';
import { division } from '../../kernel/base/division.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { checkParameterGaps, findMissingStandards } from '../../kernel/policy/check-parameters.ts';
import { defineRecord } from '../../kernel/register/define-record.ts';
import { registry } from '../../modules/index.ts';
import { organisation } from '../../modules/social-organisations/model/organisation.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { checkStart } from './check-start.ts';

let database: TestDatabase;
const warnings: string[] = [];
const start = (declared: Registry = registry): Promise<void> => {
  warnings.length = 0;
  return checkStart(database.db, declared, (message) => warnings.push(message));
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the checks before anybody is served', () => {
  test('pass in silence while there is no district', async () => {
    await start();
    expect(warnings).toEqual([]);
  });

  test('refuse a record that does not match its table, with module, name and column', async () => {
    const place = defineRecord({
      id: 'place',
      label: { zh: '区划', en: 'place' },
      area: 'sample',
      fields: {
        motto: {
          type: 'text',
          max: 10,
          label: { zh: '口号', en: 'motto' },
          sensitivity: 'L1',
          required: true,
        },
      },
      title: 'motto',
      key: ['motto'],
      list: ['motto'],
      scope: 'own',
      correction: 'reason',
    });
    const records = new Map([...registry.records, [place.id, place]]);
    await expect(start({ ...registry, records })).rejects.toMatchObject({
      code: 'record.table',
      zh: expect.stringMatching(/记录“place”（modules\/sample）.*place\.motto/),
    });
  });

  test('name the file of a record whose table lacks a column', async () => {
    const motto = { type: 'text', max: 10, label: { zh: '口号', en: 'motto' }, sensitivity: 'L1' } as const;
    const changed = { ...organisation, fields: { ...organisation.fields, motto } };
    const records = new Map([...registry.records, [organisation.id, changed]]);
    await expect(start({ ...registry, records })).rejects.toMatchObject({
      code: 'record.table',
      zh: expect.stringMatching(/（modules\/social-organisations\/model\/organisation\.ts）.*motto/),
    });
  });

  test('refuse a name that the glossary does not have', async () => {
    const [first] = registry.modules.values();
    if (first === undefined) throw new RangeError('there is a module');
    const label = { zh: '从未解释', en: 'never explained' };
    const modules = new Map([...registry.modules, ['unheard-of', { ...first, id: 'unheard-of', label }]]);
    await expect(start({ ...registry, modules })).rejects.toMatchObject({
      code: 'glossary.missing',
      zh: expect.stringContaining('modules/unheard-of 的模块“unheard-of”'),
    });
  });

  test('let a new district start, and say which standards it lacks', async () => {
    await setUpDistrict(database.db, {
      division: division(DISTRICT),
      name: '测试区',
      today: plainDate('2026-01-05'),
    });
    await start();
    expect(warnings).toEqual([expect.stringMatching(/^尚有\d+项政策标准未录入（.*低保标准（城镇）/)]);
  });

  test('refuse a gap between two values, naming key and days', async () => {
    await database.db.asOwner(async (owner) => {
      const { rows } = await owner.query<{ id: string }>('select id from account order by username limit 2');
      for (const [from, to] of [
        ['2025-01-01', '2026-01-08'],
        ['2026-01-20', null],
      ]) {
        await owner.query(
          `insert into parameter_value (id, key, variant, division_no, effective_from, effective_to, value,
             document_title, document_no, article, certainty, proposed_by, approved_by, recorded_at)
           values ($1, 'dibao.standard', 'urban', $2, $3, $4, 1, '测试', '测试1号', '一', 'source', $5, $6, now())`,
          [uuidv7(), DISTRICT, from, to, rows[0]?.id, rows[1]?.id],
        );
      }
    });
    await expect(start()).rejects.toMatchObject({
      code: 'parameter.gap-at-start',
      details: { key: 'dibao.standard', variant: 'urban', from: '2026-01-08', to: '2026-01-20' },
    });
  });
});

test('the demonstration has every standard that a programme needs, and no gap', () => {
  const spans = demoParameters.map(({ definition, variant, from, to }) => ({
    key: definition.key,
    variant,
    divisionNo: DISTRICT,
    from,
    to,
  }));
  const data = { from: plainDate('2020-01-01'), to: plainDate('2020-11-01') };
  expect(() => checkParameterGaps(registry, spans, data)).not.toThrow();
  expect(findMissingStandards(registry, spans)).toEqual([]);
});
