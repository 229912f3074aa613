import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { getAccount } from '../../kernel/access/account.ts';
import { blindIndex, encryptField } from '../../kernel/access/cipher.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { division } from '../../kernel/base/division.ts';
import { type Fen, yuan } from '../../kernel/base/fen.ts';
import { idCheckDigit } from '../../kernel/base/id-number.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { firstDay, month } from '../../kernel/base/month.ts';
import { period } from '../../kernel/base/period.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { confirmWhatIsOpen } from '../../kernel/payment/answer-findings.ts';
import { approveRun } from '../../kernel/payment/approve-run.ts';
import { sendRun } from '../../kernel/payment/bank-file.ts';
import type { BankSending } from '../../kernel/payment/bank/hand-over.ts';
import { readBankResults } from '../../kernel/payment/bank-results.ts';
import { allocate } from '../../kernel/payment/ledger.ts';
import { type RunOptions, runMonth } from '../../kernel/payment/run-month.ts';
import { getRun, type RunRow } from '../../kernel/payment/run-store.ts';
import type { ParameterDefinition } from '../../kernel/policy/define-parameter.ts';
import type { Programme } from '../../kernel/policy/define-programme.ts';
import { type Instant, instant } from '../../kernel/party/known-at.ts';
import { enactParameter } from '../../kernel/policy/parameter-store.ts';
import { type NewFact, recordFact } from '../../kernel/party/record-fact.ts';
import * as parameter from '../../modules/social-assistance/model/parameters.ts';
import type { TestDatabase } from './test-database.ts';

const DISTRICT = division('420112');
export const COMMUNITY = division('420112001001');
export const AT_START = instant('2019-12-15 10:00:00+08');
const SINCE = plainDate('2019-04-01');

/** An empty bureau with its accounts and the dibao standards of 2019; the tests add families. */
export interface Bureau {
  readonly database: TestDatabase;
  readonly clerk: Actor;
  readonly chief: Actor;
  readonly finance: Actor;
}

export async function createBureau(database: TestDatabase, allocated: Fen = yuan(100_000)): Promise<Bureau> {
  await database.db.asOwner(async (owner) => {
    await owner.query(
      `insert into district (division_no, name, data_from, data_to, ready_at) values ($1, '测试区', '2020-01-01', '2020-12-01', now())`,
      [DISTRICT],
    );
    const place = `insert into place (division_no, parent_no, kind, name, valid_from) values ($1, $2, $3, $4, '2009-01-01')`;
    await owner.query(place, [DISTRICT, null, 'district', '测试区']);
    await owner.query(place, [division('420112001'), DISTRICT, 'street', '第一街道']);
    await owner.query(place, [COMMUNITY, division('420112001'), 'community', '第一社区']);
    for (const [username, role] of [
      ['clerk', 'bureau_clerk'],
      ['chief', 'section_chief'],
      ['finance', 'finance_officer'],
    ]) {
      await owner.query(
        'insert into account (id, username, display_name, role, division_no) values ($1, $2, $2, $3, $4)',
        [uuidv7(), username, role, DISTRICT],
      );
    }
  });
  const bureau = { database, ...(await readStaff(database)) };
  await enactStandards(bureau);
  if (allocated > 0) {
    await database.db.transaction(bureau.chief, (tx) =>
      allocate(
        tx,
        'assistance',
        '困难群众救助补助资金',
        allocated,
        plainDate('2020-01-02'),
        instant('2020-01-02 10:00:00+08'),
      ),
    );
  }
  return bureau;
}

/** The accounts that take part in a payment, of a built bureau or of the demonstration. */
export const readStaff = async ({ db }: Pick<TestDatabase, 'db'>) => ({
  clerk: await getAccount(db.pool, 'clerk'),
  chief: await getAccount(db.pool, 'chief'),
  finance: await getAccount(db.pool, 'finance'),
});

async function enactStandards(bureau: Bureau): Promise<void> {
  await enact(bureau, parameter.dibaoStandard, 'urban', yuan(780));
  await enact(bureau, parameter.dibaoStandard, 'rural', yuan(635));
  for (const variant of ['elder', 'minor', 'severe', 'ill'])
    await enact(bureau, parameter.supplementRate, variant, 0.3);
  await enact(bureau, parameter.supplementElderAge, 'all', 70);
  await enact(bureau, parameter.jobRefusalLimit, 'all', 3);
  await enact(bureau, parameter.priceTrigger, 'cpi', 0.035);
  await enact(bureau, parameter.priceTrigger, 'food', 0.06);
}

/** A standard from a day on, learnt at a moment. */
export const enact = (
  bureau: Bureau,
  definition: ParameterDefinition,
  variant: string,
  value: number,
  { from = SINCE, known = AT_START }: { readonly from?: string; readonly known?: string } = {},
): Promise<void> =>
  bureau.database.db.transaction(bureau.chief, (tx) =>
    enactParameter(
      tx,
      definition,
      {
        variant,
        value,
        valid: period(plainDate(from), null),
        documentTitle: '测试标准',
        documentNo: '测试〔2020〕1号',
        article: '一',
        issuedOn: null,
        certainty: 'source',
        note: null,
        proposedBy: bureau.clerk.accountId,
      },
      DISTRICT,
      instant(known),
    ),
  );

export interface Family {
  readonly householdId: string;
  readonly householdNo: string;
  /** The first one is the head and payee. */
  readonly members: readonly [string, ...string[]];
}

export interface FamilyOptions {
  /** Monthly wage of each member, head first. */
  readonly wages?: readonly number[];
  readonly headName?: string;
  readonly account?: string | null;
}

let serial = 100;

/** An identity number that nobody else in this process has; born in 1970, so without an age supplement. */
export function nextIdNumber(): string {
  serial += 1;
  const first17 = `42011219700101${String(serial).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
}

/** An urban family whose assets are within the limit, known since before the year began. */
export async function addFamily(
  bureau: Bureau,
  { wages = [0], headName = '张三', account }: FamilyOptions = {},
): Promise<Family> {
  const { db } = bureau.database;
  const [head, ...others] = wages.map(() => uuidv7());
  if (head === undefined) throw new RangeError('a family has a head');
  const members = [head, ...others] as const;
  const householdId = uuidv7();
  const householdNo = `H420112${String(serial).padStart(6, '0')}`;
  await db.transaction(bureau.clerk, async (tx) => {
    for (const [i, id] of members.entries()) {
      await insertPerson(tx, bureau.database, id, i === 0 ? headName : `成员${i}`, i === 0 ? account : null);
    }
    await tx.client.query(
      `insert into household (id, household_no, division_no, head_person_id, address, created_at, created_by)
       values ($1, $2, $3, $4, '测试路1号', $5, $6)`,
      [householdId, householdNo, COMMUNITY, head, AT_START, bureau.clerk.accountId],
    );
    const told = { valid: period(SINCE, null), source: '测试' };
    await recordFact(
      tx,
      { ...told, subjectKind: 'household', subjectId: householdId, kind: 'household.hukou', code: 'urban' },
      AT_START,
    );
    await recordFact(
      tx,
      { ...told, subjectKind: 'household', subjectId: householdId, kind: 'household.assets-within', num: 1 },
      AT_START,
    );
    for (const [i, subjectId] of members.entries()) {
      await recordFact(
        tx,
        {
          ...told,
          subjectKind: 'person',
          subjectId,
          kind: 'household.member',
          code: 'counted',
          ref: householdId,
        },
        AT_START,
      );
      await recordFact(
        tx,
        { ...told, subjectKind: 'person', subjectId, kind: 'income.wage', num: wages[i] ?? 0 },
        AT_START,
      );
    }
  });
  return { householdId, householdNo, members };
}

async function insertPerson(
  tx: Tx,
  { keyring }: TestDatabase,
  id: string,
  name: string,
  given: string | null | undefined,
): Promise<void> {
  const idNumber = nextIdNumber();
  const account = given === undefined ? `62170000${idNumber.slice(-10, -1)}` : given;
  await tx.client.query(
    `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, account_cipher, account_index, created_at, created_by)
     values ($1, $2, $3, 'unknown', '1970-01-01', $4, $5, $6, $7, $8, $9)`,
    [
      id,
      COMMUNITY,
      name,
      encryptField(keyring, idNumber),
      blindIndex(keyring, 'id-number', idNumber),
      account === null ? null : encryptField(keyring, account),
      account === null ? null : blindIndex(keyring, 'bank-account', account),
      AT_START,
      tx.actor.accountId,
    ],
  );
}

/** An award of the programme for the family, in force from a month on. */
export async function addAward(
  bureau: Bureau,
  programme: Programme,
  family: Family,
  from = '2020-01',
): Promise<{ id: string; no: string }> {
  const [id, no] = [uuidv7(), `${programme.code}${family.householdNo.slice(1)}`];
  await bureau.database.db.transaction(bureau.clerk, async (tx) => {
    await tx.client.query(
      `insert into award (id, award_no, programme, subject_kind, subject_id, division_no, payee_person_id, basis, recorded_by, approved_by, created_at)
       values ($1, $2, $3, 'household', $4, $5, $6, '测试', $7, $8, $9)`,
      [
        id,
        no,
        programme.id,
        family.householdId,
        COMMUNITY,
        family.members[0],
        bureau.clerk.accountId,
        bureau.chief.accountId,
        AT_START,
      ],
    );
    await recordFact(
      tx,
      {
        subjectKind: 'award',
        subjectId: id,
        kind: 'award.status',
        code: 'active',
        valid: period(firstDay(month(from)), null),
        source: '测试',
      },
      AT_START,
    );
  });
  return { id, no };
}

/** Something learnt of a person at a moment that holds from a day on. */
export const learn = (
  bureau: Bureau,
  personId: string,
  fact: Pick<NewFact, 'kind' | 'num' | 'code'> & { readonly from: string },
  known?: string,
): Promise<void> =>
  bureau.database.db.transaction(bureau.clerk, (tx) => {
    const { from, ...rest } = fact;
    return recordFact(
      tx,
      {
        ...rest,
        subjectKind: 'person',
        subjectId: personId,
        valid: period(plainDate(from), null),
        source: '测试',
      },
      known === undefined ? undefined : instant(known),
    );
  });

/** Computes a month; by default on its fifth. */
export async function compute(
  bureau: Bureau,
  programme: Programme,
  inMonth: string,
  options: RunOptions = {},
): Promise<RunRow> {
  const knownAt: Instant = instant(`${inMonth}-05 09:00:00+08`);
  const { run } = await runMonth(bureau.database.db, bureau.clerk, programme, month(inMonth), {
    knownAt,
    ...options,
  });
  if (run === null) throw new Error('a dry run has no run');
  return run;
}

/** A whole month as the bureau pays it: computed, approved by another person, sent, and every item paid. */
export async function payMonth(bureau: Bureau, programme: Programme, paid: string): Promise<RunRow> {
  const { runNo } = await compute(bureau, programme, paid);
  return finishRun(bureau, programme, runNo, paid);
}

export async function finishRun(
  bureau: Bureau,
  programme: Programme,
  runNo: string,
  paid: string,
): Promise<RunRow> {
  const clock = fixedClock(`${paid}-08T10:00`);
  const { db, keyring } = bureau.database;
  await db.transaction(bureau.chief, async (tx) => {
    await confirmWhatIsOpen(tx, runNo, '测试核对', clock);
    await approveRun(tx, programme, runNo, clock);
  });
  const file = await db.transaction(bureau.finance, (tx) => sendRun(tx, keyring, programme, runNo, clock));
  if (file.items > 0)
    await db.transaction(bureau.finance, (tx) =>
      readBankResults(tx, programme, runNo, bankAnswer(file), clock),
    );
  return db.transaction(bureau.clerk, (tx) => getRun(tx, runNo));
}

/** Rows of the bank's files under their Chinese headings. */
export const bankRows = ({ files }: Pick<BankSending, 'files'>): Record<string, string>[] =>
  files.flatMap(({ content }) => parse<Record<string, string>>(content, { bom: true, columns: true }));

/** The bank's answer: everything has arrived but the named items. */
export function bankAnswer(file: Pick<BankSending, 'files'>, returned: readonly string[] = []): Buffer {
  const lines = bankRows(file).map(
    ({ 明细号: no = '' }) => `${no},${returned.includes(no) ? '退回,账户已销户' : '成功,'}`,
  );
  return Buffer.from(`明细号,结果,原因\n${lines.join('\n')}\n`);
}

export interface LineFacts extends Record<string, unknown> {
  readonly month: string;
  readonly kind: string;
  readonly component: string;
  readonly amountFen: number;
  readonly reason: string;
}

/** The lines of a run for one award, oldest month first. */
export const linesOf = (bureau: Bureau, runNo: string, awardId: string): Promise<LineFacts[]> =>
  bureau.database.db.transaction(bureau.clerk, (tx) =>
    rowsOf<{ [K in keyof LineFacts]: LineFacts[K] }>(
      tx,
      sql`select to_char(l.for_month, 'YYYY-MM') as month, l.kind, l.component, l.amount_fen as "amountFen", l.reason
            from payment_line l join payment_run r on r.id = l.run_id
           where r.run_no = ${runNo} and l.award_id = ${awardId}::uuid order by l.for_month, l.component`,
    ),
  );
