import type { Client } from 'pg';
import { demoParameters } from '../demo/parameters.ts';

const ACCOUNT = '00000000-0000-7000-8000-00000000000';

/**
 * Fills an empty schema with so many dibao households of one to four people in thirteen streets, by SQL alone: the
 * benchmark measures the run, not the making of its subjects.
 */
export async function fillBenchDistrict(owner: Client, households: number): Promise<void> {
  await fillPeople(owner, households);
  await fillFacts(owner);
  for (const given of demoParameters) await insertParameter(owner, given);
  await owner.query('analyze');
}

async function fillPeople(owner: Client, households: number): Promise<void> {
  await owner.query(`
    insert into account (id, username, display_name, role, division_no) values
      ('${ACCOUNT}1', 'clerk', 'bench clerk', 'bureau_clerk', 420112000000000),
      ('${ACCOUNT}2', 'chief', 'bench chief', 'section_chief', 420112000000000),
      ('${ACCOUNT}3', 'leader', 'bench leader', 'bureau_leader', 420112000000000);
    insert into district (division_no, name, demonstration, data_from, data_to, ready_at)
      values (420112000000000, 'bench', true, '2020-01-01', '2020-11-01', now());
    create temp table home as
      select i, gen_random_uuid() as id, gen_random_uuid() as award_id, 1 + i % 4 as size,
             420112000000000 + (1 + i % 13) * 1000000 + 1000 as division_no
        from generate_series(1, ${households}) i;
    create temp table inhabitant as
      select h.i, h.id as household_id, h.division_no, gen_random_uuid() as id, m from home h, generate_series(1, h.size) m;
    insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, account_cipher, account_index, created_at, created_by)
      select id, division_no, '样例', 'male', date '1940-01-01' + ((i * 37 + m * 1009) % 25000), '\\x00',
             sha256(id::text::bytea), '\\x00', sha256(('a' || id::text)::bytea), '2019-12-15', '${ACCOUNT}1' from inhabitant;
    insert into household (id, household_no, division_no, head_person_id, address, created_at, created_by)
      select h.id, 'H' || h.i, h.division_no, p.id, 'bench', '2019-12-15', '${ACCOUNT}1'
        from home h join inhabitant p on p.household_id = h.id and p.m = 1;
    insert into award (id, award_no, programme, subject_kind, subject_id, division_no, payee_person_id, basis, recorded_by, approved_by, created_at)
      select h.award_id, 'DB4201122019' || lpad(h.i::text, 7, '0'), 'dibao', 'household', h.id, h.division_no, p.id, 'bench',
             '${ACCOUNT}1', '${ACCOUNT}2', '2019-12-15' from home h join inhabitant p on p.household_id = h.id and p.m = 1;`);
}

/** Kind, subject, rows to give it to, and the value as SQL. */
const FACTS: readonly (readonly [
  kind: string,
  subject: string,
  from: string,
  code: string,
  num: string,
  ref: string,
])[] = [
  [
    'award.status',
    'award',
    'select award_id as id, division_no, null::uuid as ref, 0 as n from home',
    `'active'`,
    'null',
    'null::uuid',
  ],
  [
    'household.hukou',
    'household',
    'select id, division_no, i as n from home',
    `case when x.n % 4 = 0 then 'urban' else 'rural' end`,
    'null',
    'null::uuid',
  ],
  [
    'household.assets-within',
    'household',
    'select id, division_no, i as n from home',
    'null',
    '1',
    'null::uuid',
  ],
  [
    'household.member',
    'person',
    'select id, division_no, household_id, i as n from inhabitant',
    `'counted'`,
    'null',
    'x.household_id',
  ],
  [
    'income.transfer',
    'person',
    'select id, division_no, i + m as n from inhabitant where m = 1',
    'null',
    '(x.n % 600) * 100',
    'null::uuid',
  ],
  [
    'disability.level',
    'person',
    'select id, division_no, i + m as n from inhabitant where (i + m) % 5 = 0',
    `'2'`,
    'null',
    'null::uuid',
  ],
];

async function fillFacts(owner: Client): Promise<void> {
  for (const [kind, subject, from, code, num, ref] of FACTS) {
    await owner.query(`
      insert into fact (id, subject_kind, subject_id, kind, division_no, valid_from, num, code, ref, source, recorded_at, recorded_by)
      select gen_random_uuid(), '${subject}', x.id, '${kind}', x.division_no, '2018-05-01', ${num}, ${code}, ${ref}, 'bench',
             '2019-12-15', '${ACCOUNT}1' from (${from}) x`);
  }
}

async function insertParameter(owner: Client, given: (typeof demoParameters)[number]): Promise<void> {
  await owner.query(
    `insert into parameter_value (id, key, variant, division_no, effective_from, effective_to, value, document_title,
       document_no, article, certainty, proposed_by, approved_by, recorded_at)
     values (gen_random_uuid(), $1, $2, 420112000000000, $3, $4, $5, 'bench', 'bench', 'bench', 'source', $6, $7, '2019-12-16')
     on conflict do nothing`,
    // The benchmark pays January 2020: of two values of one parameter the first known is the one in force.
    [given.definition.key, given.variant, given.from, given.to, given.value, `${ACCOUNT}1`, `${ACCOUNT}2`],
  );
}
