import { getAccount } from '../access/account.ts';
import { failed } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Actor } from '../db/actor.ts';
import type { Database } from '../db/database.ts';
import { findDistrict } from '../party/district.ts';

const ROLE = 'operator';
const USERNAME = 'system';

/**
 * The account as which the system itself works: the district's operator, or one made on first need. It has no
 * password, so nobody can sign in with it. Errors: there is no district yet.
 */
export async function getSystemAccount(db: Database): Promise<Actor> {
  const found = await findUsername(db);
  if (found !== undefined) return getAccount(db.pool, found);
  const district = await findDistrict(db.pool);
  if (district === undefined) {
    throw failed(
      'district.missing',
      '数据库中还没有辖区，后台任务未启动。',
      'There is no district in this database: the jobs were not started.',
    );
  }
  await db.asOwner((owner) =>
    owner.query(
      `insert into account (id, username, display_name, role, division_no) values ($1, $2, '系统', $3, $4)
       on conflict (username) do nothing`,
      [uuidv7(), USERNAME, ROLE, district.division],
    ),
  );
  return getAccount(db.pool, USERNAME);
}

async function findUsername(db: Database): Promise<string | undefined> {
  const result = await db.pool.query<{ username: string }>(
    'select username from account where active and role = $1 order by username limit 1',
    [ROLE],
  );
  return result.rows[0]?.username;
}
