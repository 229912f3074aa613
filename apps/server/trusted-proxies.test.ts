import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { buildApp } from './build-app.ts';
import { readTrustedProxies } from './trusted-proxies.ts';

describe('which proxies are believed', () => {
  test.each([
    [undefined, false],
    ['', false],
    [' , ', false],
    ['127.0.0.1', ['127.0.0.1']],
    ['loopback, 10.1.0.0/16 ,::1', ['loopback', '10.1.0.0/16', '::1']],
  ])('%s', (text, read) => expect(readTrustedProxies(text)).toEqual(read));

  test.each(['true', '*', '1', '0.0.0.0/0', '10.0.0.0/33', 'proxy.local', '10.0.0.1/8/8'])(
    '%s is refused: it would trust the world, or nobody',
    (text) => expect(() => readTrustedProxies(text)).toThrow(/不是地址/),
  );
});

describe('the address of a caller', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await createSmallDistrict(database.db, database.keyring, registry);
  });
  afterAll(() => database.drop());

  const addressSeen = async (trustProxy: string): Promise<string> => {
    const { db, keyring } = database;
    const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('none')) };
    const app = buildApp({ db, keyring, registry, reports, logLevel: 'silent', trustProxy });
    let seen = '';
    app.addHook('onRequest', async (request) => {
      seen = request.ip;
    });
    await app.inject({ url: '/api/search', headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' } });
    await app.close();
    return seen;
  };

  test('is what the connection says unless a proxy is trusted; then the last one before the proxy', async () => {
    expect(await addressSeen('')).toBe('127.0.0.1');
    expect(await addressSeen('10.0.0.1')).toBe('127.0.0.1');
    // What a caller put in front itself is not believed: 203.0.113.9.
    expect(await addressSeen('127.0.0.1')).toBe('198.51.100.7');
  });
});
