import type { Client } from 'pg';
import { type Keyring, encryptField } from '../kernel/access/cipher.ts';
import { fillNamedPeople } from './named-people.ts';

const ACCOUNT = '00000000-0000-7000-8000-00000000000';
/** The district's clerk, who recorded everything. */
export const BENCH_CLERK = `${ACCOUNT}1`;
export const STREETS = 13;
export const DISTRICT_NO = 420112000000000;
export const streetNo = (street: number): number => DISTRICT_NO + street * 1_000_000;

export interface KernelSize {
  readonly people: number;
  readonly lines: number;
}

/**
 * Fills an empty schema with people and payment lines in thirteen streets, by SQL alone: what is measured is reading
 * them. Accounts: clerk (district) and street01 … street13.
 */
export async function fillKernelDistrict(owner: Client, keyring: Keyring, size: KernelSize): Promise<void> {
  await owner.query(`
    insert into account (id, username, display_name, role, division_no) values
      ('${ACCOUNT}1', 'clerk', 'bench clerk', 'bureau_clerk', ${DISTRICT_NO}),
      ('${ACCOUNT}2', 'chief', 'bench chief', 'section_chief', ${DISTRICT_NO});
    insert into account (id, username, display_name, role, division_no)
      select gen_random_uuid(), 'street' || lpad(i::text, 2, '0'), 'bench', 'bureau_clerk', ${DISTRICT_NO} + i * 1000000::bigint
        from generate_series(1, ${STREETS}) i;
    insert into district (division_no, name, demonstration, data_from, data_to, ready_at)
      values (${DISTRICT_NO}, 'bench', true, '2020-01-01', '2020-11-01', now());
    insert into place (division_no, parent_no, kind, name, valid_from)
      values (${DISTRICT_NO}, null, 'district', 'bench', '2009-01-01');
    insert into place (division_no, parent_no, kind, name, valid_from)
      select ${DISTRICT_NO} + i * 1000000::bigint, ${DISTRICT_NO}, 'street', 'S' || i, '2009-01-01' from generate_series(1, ${STREETS}) i;`);
  // One ciphertext for all: decrypting costs the same as if they differed.
  const cipher = encryptField(keyring, '420112197001010017');
  await fillNamedPeople(owner, size.people, BENCH_CLERK, cipher);
  await fillPayments(owner, size.lines);
  await owner.query('vacuum analyze');
  // What was filled shall not be written out while reading is measured.
  await owner.query('checkpoint');
}

const MONTHS = 4;

async function fillPayments(owner: Client, lines: number): Promise<void> {
  const awards = Math.ceil(lines / MONTHS);
  await owner.query(`
    create temp table entitled as
      select gen_random_uuid() as award_id, id as person_id, division_no, row_number() over () as i
        from (select id, division_no from person limit ${awards}) p;
    insert into award (id, award_no, programme, subject_kind, subject_id, division_no, payee_person_id, basis, recorded_by, approved_by, created_at)
      select award_id, 'SN4201122019' || lpad(i::text, 7, '0'), 'severe-nursing', 'person', person_id, division_no, person_id, 'bench',
             '${ACCOUNT}1', '${ACCOUNT}2', '2019-12-15' from entitled;
    insert into payment_run (id, run_no, programme, pay_month, batch, state, known_at, rules_digest, parameters_digest, lines_digest,
        line_count, total_fen, overpaid_fen, created_by, created_at, approved_by, approved_at)
      values ('00000000-0000-7000-8000-0000000000ff', 'SN202004-01', 'severe-nursing', '2020-04-01', 1, 'approved', now(), 'x', 'x', 'x',
        ${awards * MONTHS}, 1, 0, '${ACCOUNT}1', now(), '${ACCOUNT}2', now());
    insert into payment_line (run_id, seq, award_id, division_no, person_id, for_month, component, kind, amount_fen, reason, item_seq)
      select '00000000-0000-7000-8000-0000000000ff', row_number() over (), award_id, division_no, person_id,
             date '2020-01-01' + make_interval(months => m), 'subsidy', 'regular', 10000, 'bench', i
        from entitled, generate_series(0, ${MONTHS - 1}) m;`);
}

export const BENCH_RUN = '00000000-0000-7000-8000-0000000000ff';
