import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessUseCases } from '../../kernel/access/access-use-cases.ts';
import { getAccount } from '../../kernel/access/account.ts';
import { systemClock } from '../../kernel/base/clock.ts';
import { runUseCase } from '../../kernel/module/define-use-case.ts';
import { registry } from '../../modules/index.ts';
import { refusalOf } from '../support/expectations.ts';
import { createSmallDistrict, type SmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let small: SmallDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  small = await createSmallDistrict(database.db, database.keyring, registry);
});
afterAll(() => database.drop());

const useCase = accessUseCases.find(({ id }) => id === 'personal.unmask');

async function unmask(username: string, given: object = {}): Promise<unknown> {
  if (useCase === undefined) throw new Error('personal.unmask is not declared');
  const { db, keyring } = database;
  const actor = await getAccount(db.pool, username);
  const input = {
    objectKind: 'person',
    id: small.families[0].personId,
    fields: ['idNo', 'name', 'address'],
    purpose: 'verification',
    note: '核对身份证号',
    ...given,
  };
  return db.transaction(actor, (tx) =>
    runUseCase(useCase, { tx, registry, keyring, places: new Map(), clock: systemClock }, input),
  );
}

const rows = () =>
  database.db.asOwner(async (owner) => {
    const found = await owner.query('select * from sensitive_access order by id');
    return found.rows;
  });

describe('personal data in full', () => {
  test('is shown for a purpose, and who saw what of whom is on record', async () => {
    expect(await unmask('clerk', { caseNo: 'DB2020-1' })).toEqual({
      fields: [
        { field: 'idNo', label: expect.anything(), sensitivity: 'L3', value: '420112196001010017' },
        { field: 'name', label: expect.anything(), sensitivity: 'L3', value: '张小明' },
        { field: 'address', label: expect.anything(), sensitivity: 'L3', value: '第一街道某社区3栋201' },
      ],
    });
    expect(await rows()).toMatchObject([
      {
        object_kind: 'person',
        object_id: small.families[0].personId,
        fields: ['idNo', 'name', 'address'],
        purpose: 'verification',
        note: '核对身份证号',
        case_no: 'DB2020-1',
      },
    ]);
    await database.db.asOwner(async (owner) => {
      const found = await owner.query<{ text: string }>(
        `select r::text as text from audit_row r where action = 'personal.unmask'`,
      );
      expect(found.rows).toHaveLength(1);
      expect(found.rows[0]?.text).not.toMatch(/420112196001010017|张小明|核对身份证号/);
    });
  });

  test.each([
    ['the bank account', { fields: ['account'] }, 'access.unmask-field'],
    ['a field that is none', { fields: ['idNo', 'constructor'] }, 'access.unmask-field'],
    ['another kind of record', { objectKind: 'ledger' }, 'access.unmask-kind'],
    ['no purpose', { purpose: 'curiosity' }, 'request.input'],
    ['no words', { note: '  看 ' }, 'request.input'],
    ['no fields', { fields: [] }, 'request.input'],
    ['a person who is not there', { id: '018f0000-0000-7000-8000-000000000000' }, 'record.absent'],
  ])('is refused for %s, without a row', async (_, given, code) => {
    const before = (await rows()).length;
    expect((await refusalOf(unmask('clerk', given))).code).toBe(code);
    expect(await rows()).toHaveLength(before);
  });

  test('of another street reads as absent', async () => {
    expect((await refusalOf(unmask('street_two'))).code).toBe('record.absent');
    await expect(unmask('street_one')).resolves.toBeDefined();
  });

  test.each(['visitor'])('is not for %s', async (username) => {
    expect((await refusalOf(unmask(username))).code).toBe('access.permission');
  });

  test('ends with the number of the day, also when many ask at once', async () => {
    await database.db.asOwner(async (owner) => {
      await owner.query('alter table access_policy disable trigger access_policy_by_security_administrator');
      await owner.query('update access_policy set unmask_day_max = 5');
    });
    const before = (await rows()).length;
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => unmask('chief')));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect((await refusalOf(unmask('chief'))).code).toBe('access.unmask-limit');
    expect(await rows()).toHaveLength(before + 5);
  });

  test('nobody of the application changes or removes an access row', async () => {
    const actor = await getAccount(database.db.pool, 'clerk');
    for (const statement of [
      'update sensitive_access set note = note',
      'delete from sensitive_access',
      'truncate sensitive_access',
    ]) {
      await expect(
        database.db.transaction(actor, ({ client }) => client.query(statement)),
      ).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
