import { sql } from 'drizzle-orm';
import { type DomainError, forbidden } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { CaseRecord, Relative } from './case-record.ts';
import { sameHand } from '../access/same-hand.ts';

type About = Pick<CaseRecord, 'subjectKind' | 'subjectId' | 'applicantPersonId'>;

/** Who of the staff is a declared near relative of somebody in the case: subject, members of the family, applicant. */
export const findRelatives = (tx: Tx, about: About): Promise<Relative[]> =>
  rowsOf<{ accountId: string; relation: string }>(
    tx,
    sql`select account_id as "accountId", relation
          from staff_relatives_of(${about.subjectKind}, ${about.subjectId}::uuid, ${about.applicantPersonId}::uuid)`,
  );

/** Why the actor takes no part in a case of near relatives (民发〔2021〕57号 art. 11); undefined when it may. */
export const ownRelative = (tx: Tx, relatives: readonly Relative[]): DomainError | undefined =>
  relatives.some(({ accountId }) => sameHand(tx.actor, accountId))
    ? forbidden(
        'case.relative',
        '您已备案为本件当事人的近亲属，应当回避，不能办理本件：请移交其他人员。',
        'You are on record as a near relative of somebody in this case and may take no part in it: hand it over.',
      )
    : undefined;

/** A near relative takes no part in the case at all. */
export function refuseRelative(tx: Tx, relatives: readonly Relative[]): void {
  const refusal = ownRelative(tx, relatives);
  if (refusal !== undefined) throw refusal;
}
