import type { FastifyInstance } from 'fastify';
import { getAccount } from '../../kernel/access/account.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { sendRun } from '../../kernel/payment/bank-file.ts';
import { readBankResults } from '../../kernel/payment/bank-results.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { bankAnswer } from './builders.ts';
import type { SmallDistrict } from './small-district.ts';
import type { TestDatabase } from './test-database.ts';

/**
 * Everybody who takes part in a run, April paid by the bank, and May before it is computed: the payee of the first
 * family has lost her account, the payee of the second has died and her family goes on receiving.
 */
export async function prepareMay(
  database: TestDatabase,
  district: SmallDistrict,
  clock: Clock,
): Promise<void> {
  const { db } = database;
  const [first, second] = district.families;
  await db.asOwner(async (owner) => {
    const insert =
      'insert into account (id, username, display_name, role, division_no) values ($1, $2, $2, $3, $4)';
    await owner.query(insert, [uuidv7(), 'leader', 'bureau_leader', 420112000000000]);
    await owner.query(insert, [uuidv7(), 'finance', 'finance_officer', 420112000000000]);
    await owner.query(insert, [uuidv7(), 'clerk_two', 'bureau_clerk', second.street]);
    await owner.query(insert, [uuidv7(), 'chief_two', 'section_chief', second.street]);
  });
  await payApril(database, clock);
  await db.asOwner(async (owner) => {
    await owner.query(
      'update person set account_cipher = null, account_index = null, account_masked = null where id = $1',
      [first.personId],
    );
    await owner.query(
      `insert into fact (id, subject_kind, subject_id, kind, division_no, valid_from, code, source, recorded_at, recorded_until, recorded_by)
       select gen_random_uuid(), 'person', p.id, 'person.life', p.division_no, '2020-04-20', 'dead', '公安', '2020-04-25 09:00:00+08', 'infinity', p.created_by
         from person p where p.id = $1`,
      [second.personId],
    );
  });
}

/** The small district says that April was paid; here the bank says so. */
async function payApril(database: TestDatabase, clock: Clock): Promise<void> {
  const run = 'FF202004DB01';
  await database.db.asOwner((owner) =>
    owner.query(`update payment_item set state = 'ready', settled_on = null`),
  );
  await database.db.transaction(await getAccount(database.db.pool, 'finance'), async (tx) => {
    const file = await sendRun(tx, database.keyring, dibao, run, clock);
    await readBankResults(tx, dibao, run, bankAnswer(file), clock);
  });
}

/** Calls the API as an account of the demonstration, signing in when it is first used. */
export function signedIn(appOf: () => FastifyInstance) {
  const cookies = new Map<string, string>();
  return async (username: string, method: 'GET' | 'POST', url: string, payload?: object) => {
    const app = appOf();
    let cookie = cookies.get(username);
    if (cookie === undefined) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/demonstration/account',
        payload: { username },
      });
      cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      cookies.set(username, cookie);
    }
    const answer = await app.inject({
      method,
      url,
      headers: { cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() as Record<string, never> };
  };
}
