import type { Client } from 'pg';
import { getAccount } from '../../kernel/access/account.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import type { Database } from '../../kernel/db/database.ts';
import { emit } from '../../kernel/event/emit.ts';
import { openTask } from '../../kernel/event/task.ts';
import type { UseCaseContext } from '../../kernel/module/define-use-case.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { loadPlaceNames } from '../../kernel/party/place-names.ts';
import { personRecord } from '../../kernel/party/records.ts';
import { correctRecord } from '../../kernel/register/corrections.ts';
import { openCase } from '../../kernel/case/open-case.ts';
import { insertSampleRecord } from './sample-record.ts';
import { createSmallDistrict, type SmallFamily } from './small-district.ts';
import type { TestDatabase } from './test-database.ts';

export interface ScopeWorld {
  readonly street: number;
  /** Ids of everything that the first street has. */
  readonly ids: readonly string[];
  /** What must never be seen elsewhere: those ids, names and numbers. */
  readonly tokens: readonly string[];
}

const SPAN = 1_000_000;

/** A small district whose first street has one of everything that the system can hold. */
export async function createScopeWorld(
  database: TestDatabase,
  registry: Registry,
  clock: Clock,
): Promise<ScopeWorld> {
  const { db, keyring } = database;
  const district = await createSmallDistrict(db, keyring, registry);
  const [family, other] = district.families;
  await db.asOwner((owner) => insertAccounts(owner, other.street));
  const records = await db.asOwner((owner) => insertRecords(owner, database, registry, family));
  const tools = { registry, keyring, clock, places: await loadPlaceNames(db.pool) };
  const clerk = await getAccount(db.pool, 'clerk');
  const streetOne = await getAccount(db.pool, 'street_one');
  const worked = await db.transaction(streetOne, (tx) => workInStreet({ ...tools, tx }, family));
  const { correctionId } = await db.transaction(clerk, (tx) =>
    correctRecord({ ...tools, tx }, personRecord, {
      id: family.personId,
      version: 1,
      values: { name: '张更正' },
      reason: '户口簿不符',
    }),
  );
  const attachmentId = await db.asOwner((owner) => insertAttachment(owner, family));
  const ids = [
    family.householdId,
    family.personId,
    family.spouseId,
    family.awardId,
    worked.caseId,
    worked.eventId,
    worked.taskId,
    attachmentId,
    ...(correctionId === null ? [] : [correctionId]),
    ...records.values(),
  ];
  const words = ['张小明', '张*明', '张更正', '王丽', '420112196001010017', worked.caseNo, '第1街道·某社区'];
  return { street: family.street, ids, tokens: [...ids, ...words] };
}

/** A case, an event and a task of the first street. */
async function workInStreet(context: UseCaseContext, family: SmallFamily) {
  const { tx } = context;
  const division = family.street + 1000;
  const opened = await openCase(context, {
    lifecycle: 'assistance-application',
    subject: family.householdId,
    data: {
      programme: 'temporary-assistance',
      temporaryType: 'emergency',
      temporaryGrade: 'light',
      persons: 2,
    },
  });
  const occurredOn = plainDate('2020-05-20');
  const event = { kind: 'person.died', subjectId: family.spouseId, divisionNo: division } as const;
  const task = {
    key: 'scope-world',
    kind: 'scope.world',
    title: { zh: '待办', en: 'task' },
    about: { kind: 'person', id: family.personId },
    divisionNo: division,
    role: 'street_clerk',
  } as const;
  return {
    caseId: opened.id,
    caseNo: opened.caseNo,
    eventId: await emit(tx, { ...event, occurredOn, payload: {} }),
    taskId: await openTask(tx, task),
  };
}

/** The widest roles, in the other street. */
async function insertAccounts(owner: Client, street: number): Promise<void> {
  for (const [username, role] of [
    ['clerk_two', 'bureau_clerk'],
    ['chief_two', 'section_chief'],
  ]) {
    await owner.query(
      'insert into account (id, username, display_name, role, division_no) values ($1, $2, $2, $3, $4)',
      [uuidv7(), username, role, street],
    );
  }
}

async function insertRecords(
  owner: Client,
  { keyring }: TestDatabase,
  registry: Registry,
  family: SmallFamily,
): Promise<ReadonlyMap<string, string>> {
  const found = await owner.query<{ id: string }>("select id from account where username = 'clerk'");
  const accountId = found.rows[0]?.id ?? '';
  const ids = new Map([
    ['person', family.personId],
    ['household', family.householdId],
  ]);
  const made = new Map<string, string>();
  for (const record of registry.records.values()) {
    if (ids.has(record.id)) continue;
    const id = await insertSampleRecord(owner, record, {
      keyring,
      accountId,
      ids,
      division: family.street + 1000,
    });
    ids.set(record.id, id);
    made.set(record.id, id);
  }
  return made;
}

async function insertAttachment(owner: Client, family: SmallFamily): Promise<string> {
  const id = uuidv7();
  await owner.query(
    `insert into attachment (id, object_kind, object_id, division_no, sha256, sm3, media_type, file_name, byte_size,
       has_thumbnail, source, label, added_by, added_at)
     select $1, 'person', $2, $3, repeat('a', 64), repeat('b', 64), 'image/png', '身份证.png', 10, false, 'uploaded',
       '身份证', id, now() from account where username = 'clerk'`,
    [id, family.personId, family.street + 1000],
  );
  return id;
}

/** A digest of every row that belongs to the street, table by table. */
export async function digestOfStreet(
  db: Database,
  street: number,
): Promise<Readonly<Record<string, string>>> {
  return db.asOwner(async (owner) => {
    const tables = await owner.query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'division_no'
       where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`);
    const digests: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const { rows } = await owner.query<{ digest: string }>(
        `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t
          where division_no >= $1 and division_no < $2`,
        [street, street + SPAN],
      );
      digests[name] = rows[0]?.digest ?? '';
    }
    return digests;
  });
}
