import type { Client } from 'pg';
import { blindIndex, encryptField, type Keyring } from '../../kernel/access/cipher.ts';
import { maskAccount } from '../../kernel/access/mask.ts';
import { getAccount } from '../../kernel/access/account.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { month } from '../../kernel/base/month.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { confirmWhatIsOpen } from '../../kernel/payment/answer-findings.ts';
import { approveRun } from '../../kernel/payment/approve-run.ts';
import { allocate } from '../../kernel/payment/ledger.ts';
import { runMonth } from '../../kernel/payment/run-month.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import { instant } from '../../kernel/party/known-at.ts';

/** One family of two in a street: a recipient of dibao with her husband. */
export interface SmallFamily {
  readonly street: number;
  readonly householdId: string;
  readonly personId: string;
  readonly spouseId: string;
  readonly awardId: string;
}

export interface SmallDistrict {
  readonly families: readonly [SmallFamily, SmallFamily];
  /** The approved and paid dibao run of 2020-04, which has a line for each family. */
  readonly runId: string;
}

const DISTRICT = 420112000000000;
const STREETS = [420112001000000, 420112002000000] as const;
const RECORDED = '2020-01-05 09:00:00+08';
const FAMILIES = [
  {
    street: STREETS[0],
    name: '张小明',
    spouse: '王丽',
    idNo: '420112196001010017',
    spouseIdNo: '420112196202020024',
  },
  {
    street: STREETS[1],
    name: '李大海',
    spouse: '欧阳小红',
    idNo: '420112195503030033',
    spouseIdNo: '420112195804040042',
  },
] as const;
const PARAMETERS: Readonly<Record<string, number>> = {
  'dibao.standard': 83_000,
  'dibao.supplement-rate': 0.1,
  'dibao.supplement-elder-age': 70,
  'dibao.job-refusal-limit': 3,
  'price.trigger': 0.035,
  'price.multiplier': 1,
};

/**
 * A district with two streets, an account for each role that matters and one paid family in each street, written as
 * the tables' owner; the payment run is a real one.
 */
export async function createSmallDistrict(
  db: Database,
  keyring: Keyring,
  registry: Registry,
): Promise<SmallDistrict> {
  const families = await db.asOwner(async (owner) => {
    await insertPlaces(owner);
    const accounts = await insertAccounts(owner);
    await insertParameters(owner, registry, accounts);
    const first = await insertFamily(owner, keyring, accounts, FAMILIES[0]);
    return [first, await insertFamily(owner, keyring, accounts, FAMILIES[1])] as const;
  });
  return { families, runId: await payApril(db, registry) };
}

async function insertPlaces(owner: Client): Promise<void> {
  await owner.query(
    `insert into district (division_no, name, demonstration, data_from, data_to)
     values ($1, '测试区', true, '2020-01-01', '2020-11-01')`,
    [DISTRICT],
  );
  const insert = `insert into place (division_no, parent_no, kind, name, valid_from) values ($1, $2, $3, $4, '2000-01-01')`;
  await owner.query(insert, [DISTRICT, null, 'district', '测试区']);
  for (const [i, street] of STREETS.entries()) {
    await owner.query(insert, [street, DISTRICT, 'street', `第${i + 1}街道`]);
    await owner.query(insert, [street + 1000, street, 'community', '某社区']);
  }
}

interface AccountIds {
  readonly clerk: string;
  readonly chief: string;
}

async function insertAccounts(owner: Client): Promise<AccountIds> {
  const insert = async (username: string, role: string, division: number): Promise<string> => {
    const id = uuidv7();
    await owner.query(
      'insert into account (id, username, display_name, role, division_no) values ($1, $2, $2, $3, $4)',
      [id, username, role, division],
    );
    return id;
  };
  await insert('visitor', 'visitor', DISTRICT);
  await insert('street_one', 'street_clerk', STREETS[0]);
  await insert('street_two', 'street_clerk', STREETS[1]);
  return {
    clerk: await insert('clerk', 'bureau_clerk', DISTRICT),
    chief: await insert('chief', 'section_chief', DISTRICT),
  };
}

async function insertParameters(
  owner: Client,
  registry: Registry,
  { clerk, chief }: AccountIds,
): Promise<void> {
  for (const [key, value] of Object.entries(PARAMETERS)) {
    for (const variant of Object.keys(registry.parameters.get(key)?.variants ?? {})) {
      await owner.query(
        `insert into parameter_value (id, key, variant, division_no, effective_from, value, document_title, document_no,
           article, certainty, proposed_by, approved_by, recorded_at)
         values ($1, $2, $3, $4, '2019-04-01', $5, '测试标准', '测试〔2019〕1号', '一', 'source', $6, $7, $8)`,
        [uuidv7(), key, variant, DISTRICT, value, clerk, chief, RECORDED],
      );
    }
  }
}

type FamilyFacts = (typeof FAMILIES)[number];

async function insertFamily(
  owner: Client,
  keyring: Keyring,
  { clerk, chief }: AccountIds,
  { street, name, spouse, idNo, spouseIdNo }: FamilyFacts,
): Promise<SmallFamily> {
  const division = street + 1000;
  const [householdId, personId, spouseId, awardId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await insertPerson(owner, keyring, [personId, division, name, idNo, clerk]);
  await insertPerson(owner, keyring, [spouseId, division, spouse, spouseIdNo, clerk]);
  await owner.query(
    `insert into household (id, household_no, division_no, head_person_id, address, created_at, created_by)
     values ($1, $2, $3, $4, '第一街道某社区3栋201', $5, $6)`,
    [householdId, `H${idNo.slice(-6)}`, division, personId, RECORDED, clerk],
  );
  await owner.query(
    `insert into award (id, award_no, programme, subject_kind, subject_id, division_no, payee_person_id, basis,
       recorded_by, approved_by, created_at) values ($1, $2, 'dibao', 'household', $3, $4, $5, '测试', $6, $7, $8)`,
    [awardId, `DB${idNo.slice(-6)}`, householdId, division, personId, clerk, chief, RECORDED],
  );
  const fact = (kind: string, subject: string, subjectId: string, value: FactValue, until = 'infinity') =>
    owner.query(
      `insert into fact (id, subject_kind, subject_id, kind, division_no, valid_from, num, code, ref, source,
         recorded_at, recorded_until, recorded_by)
       values ($1, $2, $3, $4, $5, '2020-01-01', $6, $7, $8, '入户核查', $9, $10, $11)`,
      [
        uuidv7(),
        subject,
        subjectId,
        kind,
        division,
        value.num,
        value.code,
        value.ref,
        RECORDED,
        until,
        clerk,
      ],
    );
  for (const member of [personId, spouseId]) {
    await fact('household.member', 'person', member, { code: 'counted', ref: householdId });
  }
  await fact('household.hukou', 'household', householdId, { code: 'urban' });
  await fact('household.assets-within', 'household', householdId, { num: 1 });
  await fact('income.wage', 'person', personId, { num: 90_000 }, '2020-02-01 09:00:00+08');
  await fact('award.status', 'award', awardId, { code: 'active' });
  return { street, householdId, personId, spouseId, awardId };
}

interface FactValue {
  readonly num?: number;
  readonly code?: string;
  readonly ref?: string;
}

async function insertPerson(
  owner: Client,
  keyring: Keyring,
  [id, division, name, idNo, clerk]: readonly [string, number, string, string, string],
): Promise<void> {
  const account = `6217${idNo.slice(-12)}`;
  await owner.query(
    `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, account_cipher,
       account_index, created_at, created_by, account_masked)
     values ($1, $2, $3, 'unknown', '1960-01-01', $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      division,
      name,
      encryptField(keyring, idNo),
      blindIndex(keyring, 'id-number', idNo),
      encryptField(keyring, account),
      blindIndex(keyring, 'bank-account', account),
      RECORDED,
      clerk,
      maskAccount(account),
    ],
  );
}

/** The run of April pays January to April; the bank is said to have paid every item. */
async function payApril(db: Database, registry: Registry): Promise<string> {
  const programme = registry.programmes.get('dibao');
  if (programme === undefined) throw new Error('dibao is not registered');
  const clerk = await getAccount(db.pool, 'clerk');
  const chief = await getAccount(db.pool, 'chief');
  const knownAt = instant('2020-04-10 09:00:00+08');
  await db.transaction(chief, (tx) =>
    allocate(tx, programme.fund, '救助资金', 100_000_000, plainDate('2020-01-02'), knownAt),
  );
  const { run } = await runMonth(db, clerk, programme, month('2020-04'), { knownAt });
  if (run === null) throw new Error('nothing was computed');
  const clock = fixedClock('2020-04-10T10:00');
  await db.transaction(chief, async (tx) => {
    await confirmWhatIsOpen(tx, run.runNo, '测试核对', clock);
    await approveRun(tx, programme, run.runNo, clock);
  });
  await db.asOwner((owner) =>
    owner.query(`update payment_item set state = 'paid', settled_on = '2020-04-15'`),
  );
  return run.id;
}
