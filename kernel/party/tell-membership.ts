import { sql } from 'drizzle-orm';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf, uuidArray } from '../db/rows.ts';
import { MEMBER_CLASSES } from '../event/catalogue.ts';
import { emit } from '../event/emit.ts';
import type { Instant } from './known-at.ts';

interface Membership {
  readonly personId: string;
  /** Families that the person belonged to until now. */
  readonly left: ReadonlySet<string>;
  readonly joined: string | undefined;
  /** As what, when it is one of the classes that a family knows. */
  readonly memberClass?: string | undefined;
  readonly from: PlainDate;
  readonly moment: Instant;
}

/**
 * Tells each family that it gained or lost a member. A family that is only being put on record has not changed, and
 * one outside the jurisdiction reads as absent.
 */
export async function tellMembership(tx: Tx, membership: Membership): Promise<void> {
  const { personId, left, joined, from, moment } = membership;
  const memberClass = MEMBER_CLASSES.find((name) => name === membership.memberClass);
  const families = await rowsOf<{ id: string; divisionNo: number }>(
    tx,
    sql`select id, division_no as "divisionNo" from household
         where id = any(${uuidArray([...left, ...(joined === undefined ? [] : [joined])])})
           and created_at < transaction_timestamp()`,
  );
  for (const { id, divisionNo } of families) {
    await emit(tx, {
      kind: 'household.member_changed',
      subjectId: id,
      divisionNo,
      occurredOn: from,
      payload: {
        personId,
        ...(id === joined
          ? { change: 'joined', ...(memberClass !== undefined && { memberClass }) }
          : { change: 'left' }),
        recordedAt: moment,
      },
    });
  }
}
