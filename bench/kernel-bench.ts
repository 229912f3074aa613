import { join } from 'node:path';
import { homeFolder } from '../apps/cli/context.ts';
import { getAccount } from '../kernel/access/account.ts';
import { loadKeyring } from '../kernel/access/cipher.ts';
import { type Database, openDatabase } from '../kernel/db/database.ts';
import { ensureServer } from '../kernel/db/embedded/embedded-server.ts';
import { SESSION_COOKIE } from '../apps/server/cookies.ts';
import { benchCaseActions } from './case-actions.ts';
import { benchConcurrent } from './concurrent.ts';
import { fillKernelDistrict, streetNo } from './kernel-population.ts';
import { benchLogIns } from './logins.ts';
import { type Pace, paceOf } from './pace.ts';
import { benchRegisterSheets } from './register-sheets.ts';
import { benchScope } from './registers.ts';
import { benchSearch } from './search.ts';
import { benchSheets } from './sheets.ts';
import { benchSingleRead } from './single-read.ts';
import { type BenchServerOptions, startBenchServer } from './server-process.ts';

const SCHEMA = 'bench_kernel';

export interface KernelBenchSize {
  readonly people: number;
  readonly lines: number;
}

/** Registers, search, single reads, fifty users and spreadsheets over so many people and payment lines. */
export async function benchKernel(size: KernelBenchSize): Promise<object> {
  const home = homeFolder();
  const keyring = loadKeyring(join(home, 'keys.json'));
  // What an earlier measurement that was killed left behind; the first start also makes the database.
  const district = await openDatabase({ home, databaseUrl: process.env.DATABASE_URL });
  const databaseUrl = process.env.DATABASE_URL ?? (await ensureServer(join(home, 'postgres'))).url('huimin');
  await district.asOwner((owner) => owner.query(`drop schema if exists ${SCHEMA} cascade`));
  await district.close();
  const db = await openDatabase({ home, databaseUrl, schema: SCHEMA, applicationName: 'huimin-bench' });
  try {
    await db.asOwner((owner) => fillKernelDistrict(owner, keyring, size));
    const pace = paceOf(size.people);
    const server = { home, databaseUrl, schema: SCHEMA, keyring, account: 'clerk' };
    return {
      ...size,
      scope: await benchScope(db, keyring),
      search: await benchSearch(db, keyring, pace, {
        district: await getAccount(db.pool, 'clerk'),
        street: await getAccount(db.pool, 'street07'),
      }),
      singleRead: await benchSingleRead({ ...server, db, pace, divisionNo: streetNo(1) + 1000 }),
      ...(await benchUsers(db, server, pace)),
      registerSheets: await benchRegisterSheets(db, server, pace),
      sheets: await benchSheets(pace),
    };
  } finally {
    await db.asOwner((owner) => owner.query(`drop schema if exists ${SCHEMA} cascade`));
    await db.close();
  }
}

/** Fifty people at once: lists, details, searches, steps of cases; and everybody logging in. */
async function benchUsers(db: Database, options: BenchServerOptions, pace: Pace): Promise<object> {
  const { port, cookie, child } = await startBenchServer('huimin', options);
  try {
    const people = await db.asOwner((owner) =>
      owner.query<{ id: string }>('select id from person limit 500'),
    );
    const register = '/api/registers/person';
    const detail = people.rows.map(({ id }) => `${register}/${id}`);
    return {
      concurrent: {
        ...(await benchConcurrent({ port, cookie }, pace.userSeconds, {
          list: [`${register}?limit=50`, `${register}?limit=50&division=420112007`],
          detail,
          search: ['明', '王建', '李海', '张秀英', 'wjg'].map(
            (q) => `/api/search?q=${encodeURIComponent(q)}`,
          ),
        })),
        caseAction: await benchCaseActions(db, {
          port,
          cookieName: SESSION_COOKIE,
          seconds: pace.userSeconds,
        }),
      },
      logIns: await benchLogIns(db, { port, cookie, paths: detail }),
    };
  } finally {
    child.disconnect();
  }
}
