import { sql } from 'drizzle-orm';
import { inputError } from '../../../kernel/base/errors.ts';
import { openCase } from '../../../kernel/case/open-case.ts';
import { findRow } from '../../../kernel/db/rows.ts';
import type { UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { createRecord } from '../../../kernel/register/write-records.ts';
import { clueDossier, supervisionClue } from '../model/records.ts';

export interface NewClue {
  readonly clueNo: string;
  readonly personId: string;
  readonly awardNo: string;
  readonly programme: string;
  readonly origin: 'upper' | 'own';
  readonly rule: string;
  readonly severity: 'A' | 'B' | 'C';
  readonly sourceDocument: string;
  readonly ownSide: string;
  readonly otherSide: string;
  readonly riskFen: number;
}

/** Name of the life cycle; here, because it and the registering need each other's words only. */
export const CLUE_CASE = 'clue-verification';

/** Registers a clue, its household's dossier and its case. A clue number that is there adds nothing: false. */
export async function registerClue(context: UseCaseContext, clue: NewClue): Promise<boolean> {
  const { tx, clock } = context;
  const there = await findRow(
    tx,
    sql`select 1 as one from supervision_clue where clue_no = ${clue.clueNo} and ended_on is null`,
  );
  if (there !== undefined) return false;
  const dossierId = await dossierOf(context, clue.personId);
  const { id } = await createRecord(context, supervisionClue, {
    values: { ...clue, dossierId, receivedOn: clock.today() },
  });
  await openCase(context, { lifecycle: CLUE_CASE, subject: id, data: {} });
  return true;
}

/** The dossier of the person's household; of a person without one it is the person's own. */
async function dossierOf(context: UseCaseContext, personId: string): Promise<string> {
  const { tx, clock } = context;
  const home = await findRow<{ id: string; no: string }>(
    tx,
    sql`select h.id, h.household_no as no from household_membership m join household h on h.id = m.household_id
         where m.person_id = ${personId}::uuid and m.valid_from <= ${clock.today()}::date
           and (m.valid_to is null or m.valid_to > ${clock.today()}::date) order by m.valid_from desc, h.id limit 1`,
  );
  const dossierNo = `DA-${home?.no ?? personId}`;
  const found = await findRow<{ id: string }>(
    tx,
    sql`select id from clue_dossier where dossier_no = ${dossierNo} and ended_on is null`,
  );
  if (found !== undefined) return found.id;
  const values = { dossierNo, personId, householdId: home?.id ?? null, openedOn: clock.today() };
  return (await createRecord(context, clueDossier, { values })).id;
}

/** The award of this programme that the person has or had; the latest counts. Throws when there is none. */
export async function getAwardOf(
  { tx }: Pick<UseCaseContext, 'tx'>,
  personIndex: Buffer,
  programme: string,
  clueNo: string,
): Promise<{ awardNo: string; personId: string }> {
  const found = await findRow<{ awardNo: string; personId: string }>(
    tx,
    sql`select a.award_no as "awardNo", p.id as "personId" from person p
          join award a on a.programme = ${programme} and (a.subject_id = p.id or a.subject_id in (
               select m.household_id from household_membership m where m.person_id = p.id))
         where p.id_no_index = ${personIndex} order by a.created_at desc, a.award_no desc limit 1`,
  );
  if (found !== undefined) return found;
  throw inputError(
    'supervision.no-award',
    `线索${clueNo}：登记簿中没有此人的该项待遇，请核对身份证号和待遇名称。`,
    `Clue ${clueNo}: there is no such award of this person; check identity number and programme.`,
  );
}
