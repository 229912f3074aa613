import { sql } from 'drizzle-orm';
import { blindIndex, type Keyring } from '../access/cipher.ts';
import { notFound } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import type { CaseFile } from './case-file.ts';
import type { FactSubject } from '../party/define-fact.ts';
import type { Programme } from './define-programme.ts';
import type { Instant } from '../party/known-at.ts';
import { type AwardRow, loadCases, loadTrialCase } from './load-cases.ts';

export interface FoundSubject {
  readonly kind: FactSubject;
  readonly id: string;
  readonly division: number;
  readonly payeePersonId: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Stands in where a trial has no award. */
export const NO_AWARD = '00000000-0000-0000-0000-000000000000';

/**
 * Finds a person, household or award by what a clerk has at hand: award number, household number, identity number
 * or id. Errors: nothing of the kind in the jurisdiction.
 */
export async function findSubject(tx: Tx, ring: Keyring, text: string): Promise<FoundSubject> {
  const wanted = text.trim();
  const byId = UUID.test(wanted) ? sql`${wanted}::uuid` : sql`null::uuid`;
  const idIndex = blindIndex(ring, 'id-number', wanted.toUpperCase());
  const row = await findRow<{ kind: FactSubject; id: string; division: number; payee: string }>(
    tx,
    sql`select 'award' as kind, id, division_no as division, payee_person_id as payee from award where award_no = ${wanted} or id = ${byId}
        union all select 'household', id, division_no, head_person_id from household where household_no = ${wanted} or id = ${byId}
        union all select 'person', id, division_no, id from person where id_no_index = ${idIndex} or id = ${byId} limit 1`,
  );
  if (row === undefined) {
    throw notFound(
      'party.subject-unknown',
      `找不到“${maskLong(wanted)}”：请填待遇编号、家庭编号、身份证号或记录标识；也可能不在您的管辖范围内。`,
      `Nothing is found for "${maskLong(wanted)}": give an award number, household number, identity number or id; it may also lie outside your jurisdiction.`,
    );
  }
  return { kind: row.kind, id: row.id, division: row.division, payeePersonId: row.payee };
}

/** An identity number that was typed wrongly is still one: it is not repeated in a message. */
const maskLong = (text: string): string =>
  /^\d{15,18}[\dXx]?$/.test(text) ? `${text.slice(0, 3)}…` : text.slice(0, 60);

/** The case of a subject under a programme, with its latest award or, without one, as a trial. */
export async function getCase(
  tx: Tx,
  programme: Programme,
  subject: FoundSubject,
  knownAt: Instant,
): Promise<{ readonly file: CaseFile; readonly trial: boolean }> {
  const award = await findRow<{ id: string }>(
    tx,
    sql`select id from award where programme = ${programme.id}
           and (id = ${subject.id}::uuid or subject_id = ${subject.id}::uuid
             or (subject_id in (select household_id from household_membership where person_id = ${subject.id}::uuid)))
         order by created_at desc, award_no desc limit 1`,
  );
  if (award !== undefined) {
    const [file] = await loadCases(tx, programme, knownAt, [award.id]);
    if (file !== undefined) return { file, trial: false };
  }
  if (subject.kind !== programme.unit) {
    throw notFound(
      'policy.no-award',
      `“${programme.label.zh}”按${programme.unit === 'household' ? '家庭' : '个人'}认定，所给对象没有此项待遇。`,
      `"${programme.label.en}" is decided for a ${programme.unit}; this subject has no such award.`,
    );
  }
  const trial: AwardRow = {
    id: NO_AWARD,
    awardNo: '',
    subjectKind: programme.unit,
    subjectId: subject.id,
    division: subject.division,
    payeePersonId: subject.payeePersonId,
  };
  return { file: await loadTrialCase(tx, programme, knownAt, trial), trial: true };
}
