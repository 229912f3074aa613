import { sql } from 'drizzle-orm';
import { DomainError } from '../../../kernel/base/errors.ts';
import type { Label } from '../../../kernel/base/label.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import { findRow, rowsOf } from '../../../kernel/db/rows.ts';
import type { UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { parameterKeys } from '../../../kernel/payment/run-month.ts';
import type { Programme } from '../../../kernel/policy/define-programme.ts';
import { explainAward } from '../../../kernel/policy/explain.ts';
import { loadTrialCase } from '../../../kernel/policy/load-cases.ts';
import { loadParameterRows } from '../../../kernel/policy/parameter-store.ts';
import { KNOWN_NOW } from '../../../kernel/policy/read-explanation.ts';
import { parameterTable } from '../../../kernel/policy/resolve-parameters.ts';
import { disabledLiving, severeNursing } from '../policy/disability-subsidies.ts';
import { firstMonthOn } from './effects.ts';

const NO_AWARD = '00000000-0000-0000-0000-000000000000';
/** What the certificate may open to somebody who has not applied yet. */
const SUBSIDIES: readonly Programme[] = [disabledLiving, severeNursing];

/**
 * Asks now, and gives what asks again while the change is supposed: which subsidies the person may apply for then
 * and may not now.
 */
export async function newlyEligible(
  context: UseCaseContext,
  personId: string,
  from: PlainDate,
): Promise<() => Promise<readonly Label[]>> {
  const before = await eligibleFor(context, personId, from);
  return async () => {
    const after = await eligibleFor(context, personId, from);
    return after
      .filter((programme) => !before.includes(programme))
      .map(({ label }) => ({
        zh: `符合“${label.zh}”条件而尚未享受，可告知本人申请。`,
        en: `Meets the conditions of "${label.en}" without an award: tell the person to apply.`,
      }));
  };
}

async function eligibleFor({ tx }: UseCaseContext, personId: string, from: PlainDate): Promise<Programme[]> {
  const person = await findRow<{ division: number }>(
    tx,
    sql`select division_no as division from person where id = ${personId}::uuid`,
  );
  const has = await rowsOf<{ programme: string }>(
    tx,
    sql`select distinct programme from award_in_force where subject_id = ${personId}::uuid
           and (valid_to is null or valid_to > ${from}::date)`,
  );
  const eligible: Programme[] = [];
  for (const programme of SUBSIDIES) {
    if (person === undefined || has.some((award) => award.programme === programme.id)) continue;
    const file = await loadTrialCase(tx, programme, KNOWN_NOW, {
      id: NO_AWARD,
      awardNo: '',
      subjectKind: 'person',
      subjectId: personId,
      division: person.division,
      payeePersonId: personId,
    });
    const table = parameterTable(await loadParameterRows(tx, KNOWN_NOW, parameterKeys(programme)));
    if (isEligible(() => explainAward(programme, file, table, firstMonthOn(from)).eligible))
      eligible.push(programme);
  }
  return eligible;
}

/** Where a standard has no value yet nobody can be told to apply; the decision itself does not wait for it. */
function isEligible(ask: () => boolean): boolean {
  try {
    return ask();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'parameter.gap') return false;
    throw error;
  }
}
