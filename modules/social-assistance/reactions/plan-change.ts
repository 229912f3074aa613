import { sql } from 'drizzle-orm';
import { firstDay, monthOf, nextMonth } from '../../../kernel/base/month.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { rowsOf, uuidArray } from '../../../kernel/db/rows.ts';
import type { Change } from '../contract.ts';
import { carryOutChange, countedMembers, isAdultOn } from '../use-cases/carry-out-change.ts';
import type { AffectedAward } from './affected-awards.ts';
import { supposing } from './supposing.ts';

/** What happened: the facts that tell it, whom it takes out of which families, and where that is known from. */
export interface Happening {
  readonly facts: Change['facts'];
  /** Who died or left, when somebody did. */
  readonly goneId: string | undefined;
  readonly died: boolean;
  readonly households: readonly string[];
  /** Those of the households that lose the person. */
  readonly leaves: readonly string[];
  readonly occurredOn: PlainDate;
  readonly source: string;
}

export interface Plan {
  readonly change: Change;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

/**
 * What has to follow from the facts: awards that have nobody left end with the month, and where the gone person was
 * payee or head another adult of the family takes over, proposed when there is exactly one.
 */
export async function planChange(
  tx: Tx,
  { facts, goneId, died, leaves, occurredOn, source }: Happening,
  awards: readonly AffectedAward[],
): Promise<Plan> {
  // Entitlement lasts to the end of the month (handbook 01); the award ends with the next one.
  const endFrom = firstDay(nextMonth(monthOf(occurredOn)));
  const bare: Change = {
    facts,
    endAwards: [],
    endFrom,
    succeed: { awards: [], households: [], candidates: [] },
    source,
  };
  if (goneId === undefined) return { change: bare, candidates: [] };
  const left = await supposing(
    tx,
    () => carryOutChange(tx, bare),
    async () => {
      const entries = [];
      for (const id of leaves) entries.push([id, await countedMembers(tx, id, endFrom)] as const);
      return new Map(entries);
    },
  );
  const hasNobody = (award: AffectedAward): boolean =>
    award.subjectKind === 'person'
      ? died && award.subjectId === goneId
      : (left.get(award.subjectId) ?? [{}]).length === 0;
  const ending = awards.filter(hasNobody);
  const candidates = [...left.values()].flat().filter((member) => isAdultOn(member.birthDate, endFrom));
  const orphaned = awards.filter(
    (award) => award.payeePersonId === goneId && !ending.includes(award) && losesPayee(award, died, left),
  );
  const heads = await headedBy(
    tx,
    goneId,
    leaves.filter((id) => (left.get(id) ?? []).length > 0),
  );
  const needed = orphaned.length + heads.length > 0;
  const [only, ...others] = candidates;
  const successorId = needed && others.length === 0 ? only?.id : undefined;
  return {
    change: {
      ...bare,
      endAwards: ending.map((award) => award.id),
      succeed: {
        awards: orphaned.map((award) => award.id),
        households: heads,
        candidates: needed ? candidates.map((member) => member.id) : [],
      },
      ...(successorId === undefined ? {} : { successorId }),
    },
    candidates: needed ? candidates : [],
  };
}

/** The dead are paid nothing; who has only left a family keeps what is paid to somebody else's name. */
const losesPayee = (award: AffectedAward, died: boolean, left: ReadonlyMap<string, unknown>): boolean =>
  died || (award.subjectKind === 'household' && left.has(award.subjectId));

async function headedBy(tx: Tx, personId: string, households: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from household where id = any(${uuidArray(households)}) and head_person_id = ${personId}::uuid`,
  );
  return rows.map((row) => row.id);
}
