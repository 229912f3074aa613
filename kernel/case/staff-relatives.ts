import { sql } from 'drizzle-orm';
import { blindIndex, type Keyring } from '../access/cipher.ts';
import { conflict, notFound } from '../base/errors.ts';
import { idNumber } from '../base/id-number.ts';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';

export const RELATIONS = ['self', 'spouse', 'parent', 'child', 'sibling', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Declaration {
  readonly username: string;
  readonly relation: Relation;
  readonly idNumber: string;
}

/**
 * Records that somebody is a near relative of a member of the staff. Only the blind index of the identity number is
 * kept: the register recognises people, it does not list them. Errors: a wrong number, no such account, on record.
 */
export async function declareRelative(
  tx: Tx,
  keyring: Keyring,
  { username, relation, idNumber: given }: Declaration,
  today: PlainDate,
): Promise<{ id: string }> {
  const account = await findRow<{ id: string }>(tx, sql`select id from account where username = ${username}`);
  if (account === undefined) {
    throw notFound('relative.account', '没有这个账号。', 'There is no such account.');
  }
  const index = blindIndex(keyring, 'id-number', idNumber(given, today));
  const id = uuidv7();
  const made = await findRow<{ id: string }>(
    tx,
    sql`insert into staff_relative (id, account_id, relation, person_index, declared_on, recorded_by)
        values (${id}, ${account.id}::uuid, ${relation}, ${index}, ${today}, ${tx.actor.accountId})
        on conflict (account_id, person_index) where ended_on is null do nothing returning id`,
  );
  if (made !== undefined) return made;
  throw conflict('relative.already', '该近亲属关系已备案。', 'The relation is on record already.');
}

/** A declaration no longer holds, e.g. its account has left. It stays on record. */
export async function endDeclaration(tx: Tx, id: string, today: PlainDate): Promise<void> {
  const ended = await tx.db.execute(sql`
    update staff_relative set ended_on = greatest(declared_on, ${today}::date)
     where id = ${id}::uuid and ended_on is null`);
  if ((ended.rowCount ?? 0) === 0) {
    throw notFound('relative.unknown', '没有这条有效的备案。', 'There is no such declaration in force.');
  }
}

export interface DeclaredRelative extends Record<string, unknown> {
  readonly id: string;
  readonly username: string;
  readonly relation: Relation;
  readonly declaredOn: PlainDate;
  readonly endedOn: PlainDate | null;
}

const LISTED_MAX = 1000;

/** The register without the people in it: who of the staff declared what, and when. */
export const listRelatives = (tx: Tx, username?: string): Promise<DeclaredRelative[]> =>
  rowsOf<DeclaredRelative>(
    tx,
    sql`select r.id, a.username, r.relation, r.declared_on as "declaredOn", r.ended_on as "endedOn"
          from staff_relative r join account a on a.id = r.account_id
         where ${username ?? null}::text is null or a.username = ${username ?? null}
         order by a.username, r.declared_on, r.id limit ${LISTED_MAX}`,
  );
