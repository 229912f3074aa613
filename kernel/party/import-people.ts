import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { blindIndex, encryptField, type Keyring } from '../access/cipher.ts';
import { maskAccount } from '../access/mask.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { type Division, division, divisionCode, inDivision } from '../base/division.ts';
import { DomainError, inputError } from '../base/errors.ts';
import { type IdNumberFacts, parseIdNumber } from '../base/id-number.ts';
import { uuidv7 } from '../base/ids.ts';
import { period } from '../base/period.ts';
import { type PlainDate, plainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { nextInSeries } from '../db/number-series.ts';
import { rowsOf } from '../db/rows.ts';
import { COUNTED, HOUSEHOLD_MEMBER } from '../policy/case-file.ts';
import type { RecordDefinition } from '../register/define-record.ts';
import type { Values } from '../register/field.ts';
import { noteChange } from '../register/write-records.ts';
import { getDistrict } from './district.ts';
import { recordFact } from './record-fact.ts';
import { householdRecord, personRecord } from './records.ts';

const ROWS_MAX = 100_000;
const SOURCE = '台账导入';
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** Columns of the people file; the first member of a household is its head. */
export const PEOPLE_COLUMNS = [
  '家庭序号',
  '姓名',
  '身份证号',
  '城乡类别',
  '区划代码',
  '地址',
  '银行账号',
  '起始日期',
] as const;

const PeopleRow = z.object({
  家庭序号: z.string().min(1, '不能为空').max(40, '最多40个字'),
  姓名: z.string().min(2, '应为2至50个字').max(50, '应为2至50个字'),
  身份证号: z.string(),
  城乡类别: z.enum(['城镇', '农村'], '应为“城镇”或“农村”'),
  区划代码: z.string(),
  地址: z.string().min(1, '不能为空').max(200, '最多200个字'),
  银行账号: z.string().regex(/^(\d{12,25})?$/, '应为12至25位数字或留空'),
  起始日期: z.string(),
});

const MISSING = ['缺少这一列', 'this column is missing'] as const;
/** The same in English, for the messages of the columns above. */
const IN_ENGLISH: Readonly<Record<string, string>> = {
  [MISSING[0]]: MISSING[1],
  不能为空: 'may not be empty',
  最多40个字: 'at most 40 characters',
  应为2至50个字: '2 to 50 characters',
  '应为“城镇”或“农村”': 'must be 城镇 (urban) or 农村 (rural)',
  最多200个字: 'at most 200 characters',
  应为12至25位数字或留空: '12 to 25 digits, or empty',
};

interface Person {
  readonly line: number;
  readonly household: string;
  readonly name: string;
  readonly id: IdNumberFacts;
  readonly hukou: 'urban' | 'rural';
  readonly division: Division;
  readonly address: string;
  readonly account: string;
  readonly from: PlainDate;
}

/** One thing wrong in the file: where, what, and how to mend it. Identity numbers are not repeated. */
export interface ImportFault {
  readonly line: number;
  readonly column: string;
  readonly zh: string;
  readonly en: string;
}

export interface ImportResult {
  readonly dryRun: boolean;
  readonly people: number;
  readonly households: { readonly no: string; readonly from: string }[];
}

/**
 * Takes people and households from a CSV file: everything or nothing. Errors: every bad cell with line, column,
 * reason and mend; a person who is on record already.
 */
export async function importPeople(
  tx: Tx,
  ring: Keyring,
  content: Buffer,
  today: PlainDate,
  dryRun: boolean,
): Promise<ImportResult> {
  requirePermission(tx.actor, 'party.write');
  const faults: ImportFault[] = [];
  const people = readPeople(content, today, tx.actor.division, faults);
  await findUnknownPlaces(tx, people, faults);
  await findKnown(tx, ring, people, faults);
  if (faults.length > 0) throw refused(faults);
  const households = [...Map.groupBy(people, (person) => person.household).values()];
  if (dryRun)
    return {
      dryRun,
      people: people.length,
      households: households.map((list) => ({ no: '', from: list[0]?.household ?? '' })),
    };
  const made = [];
  for (const members of households)
    made.push({ no: await addHousehold(tx, ring, members), from: members[0]?.household ?? '' });
  await audit(tx, {
    action: 'party.import',
    purpose: '导入台账',
    details: { people: people.length, households: made.length },
  });
  return { dryRun, people: people.length, households: made };
}

function readPeople(content: Buffer, today: PlainDate, within: Division, faults: ImportFault[]): Person[] {
  const records = parseCsv(content);
  const seen = new Map<string, number>();
  return records.flatMap(({ info: { lines: line }, record }): Person[] => {
    const add = (column: string, zh: string, en: string): void => void faults.push({ line, column, zh, en });
    const row = PeopleRow.safeParse(record);
    if (!row.success) {
      for (const issue of row.error.issues) {
        const column = String(issue.path[0] ?? '');
        const zh = column in record ? issue.message : MISSING[0];
        add(column, zh, IN_ENGLISH[zh] ?? zh);
      }
      return [];
    }
    const id = parseIdNumber(row.data.身份证号, today);
    if (!id.ok) add('身份证号', id.zh, id.en);
    else if (seen.has(id.idNumber))
      add('身份证号', `与第${seen.get(id.idNumber)}行重复`, `the same as in line ${seen.get(id.idNumber)}`);
    else seen.set(id.idNumber, line);
    const place = attempt(() => division(row.data.区划代码));
    if (place === undefined || !inDivision(place, within)) add('区划代码', ...NO_SUCH_PLACE);
    const from = attempt(() => plainDate(row.data.起始日期));
    if (from === undefined)
      add('起始日期', '应为真实日期，如 2020-04-01', 'must be a date that exists, e.g. 2020-04-01');
    if (!id.ok || place === undefined || from === undefined) return [];
    return [
      {
        line,
        household: row.data.家庭序号,
        name: row.data.姓名,
        id,
        hukou: row.data.城乡类别 === '城镇' ? 'urban' : 'rural',
        division: place,
        address: row.data.地址,
        account: row.data.银行账号,
        from,
      },
    ];
  });
}

const NO_SUCH_PLACE = [
  '不是本辖区的街道、社区代码',
  'no street or community of this jurisdiction has this code',
] as const;

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: object;
}

function parseCsv(content: Buffer): CsvRecord[] {
  if (content.length > FILE_BYTES_MAX)
    throw inputError(
      'import.too-large',
      '文件超过 64 MB，请拆分后导入。',
      'The file is over 64 MB: split it.',
    );
  let records: CsvRecord[];
  try {
    records = parse(content, {
      bom: true,
      columns: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      to: ROWS_MAX + 1,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw inputError(
      'import.unreadable',
      `文件不是可读的 CSV：${reason}`,
      `The file is not a readable CSV: ${reason}`,
    );
  }
  if (records.length > ROWS_MAX)
    throw inputError('import.too-many', `一次最多导入 ${ROWS_MAX} 行。`, `At most ${ROWS_MAX} rows at once.`);
  if (records.length === 0) {
    throw inputError(
      'import.empty',
      `文件没有数据行；表头应为：${PEOPLE_COLUMNS.join('、')}。`,
      `The file has no rows; its header is: ${PEOPLE_COLUMNS.join(', ')}.`,
    );
  }
  return records;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** A number inside the jurisdiction that no place has would take its people out of every figure by street. */
async function findUnknownPlaces(tx: Tx, people: readonly Person[], faults: ImportFault[]): Promise<void> {
  const rows = await rowsOf<{ division: number }>(
    tx,
    sql`select division_no as division from place where kind <> 'district'`,
  );
  const known = new Set(rows.map((row) => row.division));
  for (const { line, division: place } of people) {
    if (known.has(place) || faults.some((fault) => fault.line === line && fault.column === '区划代码'))
      continue;
    faults.push({ line, column: '区划代码', zh: NO_SUCH_PLACE[0], en: NO_SUCH_PLACE[1] });
  }
}

async function findKnown(
  tx: Tx,
  ring: Keyring,
  people: readonly Person[],
  faults: ImportFault[],
): Promise<void> {
  const byIndex = new Map(
    people.map((person) => [blindIndex(ring, 'id-number', person.id.idNumber).toString('hex'), person]),
  );
  const rows = await tx.db.execute(
    sql`select encode(id_no_index, 'hex') as index from person where encode(id_no_index, 'hex') = any(${sql.param([...byIndex.keys()])}::text[])`,
  );
  for (const row of rows.rows) {
    const person = byIndex.get(String(row.index));
    if (person !== undefined)
      faults.push({
        line: person.line,
        column: '身份证号',
        zh: '该人员已在册，不能重复建档',
        en: 'this person is on record already',
      });
  }
}

const FAULTS_SHOWN_MAX = 20;

function refused(faults: readonly ImportFault[]): DomainError {
  const first = faults.toSorted((a, b) => a.line - b.line).slice(0, FAULTS_SHOWN_MAX);
  const shown = first.map((fault) => `第${fault.line}行 ${fault.column}：${fault.zh}`);
  const shownEn = first.map((fault) => `line ${fault.line}, ${fault.column}: ${fault.en}`);
  const more = faults.length > shown.length ? `；……共 ${faults.length} 处` : '';
  return inputError(
    'import.refused',
    `文件有 ${faults.length} 处问题，未导入任何内容：${shown.join('；')}${more}。请改正后重新导入。`,
    `The file has ${faults.length} faults; nothing was imported: ${shownEn.join('; ')}${more === '' ? '' : '; …'}. Mend them and import again.`,
    { faults },
  );
}

async function addHousehold(tx: Tx, ring: Keyring, members: readonly Person[]): Promise<string> {
  const head = members[0];
  if (head === undefined) throw new RangeError('a household has a head');
  const ids = [];
  for (const person of members) ids.push(await addPerson(tx, ring, person));
  const series = `H${divisionCode((await getDistrict(tx)).division)}`;
  const no = `${series}${String(await nextInSeries(tx, series)).padStart(6, '0')}`;
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into household (id, household_no, division_no, head_person_id, address, created_at, created_by)
    values (${id}, ${no}, ${head.division}, ${ids[0]}, ${head.address}, now(), ${tx.actor.accountId})`);
  await noteImported(tx, ring, householdRecord, id, head.division, {
    householdNo: no,
    headPersonId: ids[0] ?? null,
    address: head.address,
  });
  const fact = { source: SOURCE, valid: period(head.from, null) };
  await recordFact(tx, {
    ...fact,
    subjectKind: 'household',
    subjectId: id,
    kind: 'household.hukou',
    code: head.hukou,
  });
  for (const [i, person] of members.entries()) {
    const subjectId = ids[i] ?? '';
    await recordFact(tx, {
      ...fact,
      valid: period(person.from, null),
      subjectKind: 'person',
      subjectId,
      kind: HOUSEHOLD_MEMBER,
      ref: id,
      code: COUNTED,
    });
    await recordFact(tx, {
      ...fact,
      valid: period(person.from, null),
      subjectKind: 'person',
      subjectId,
      kind: 'person.hukou',
      code: person.hukou,
    });
  }
  return no;
}

async function addPerson(tx: Tx, ring: Keyring, person: Person): Promise<string> {
  const id = uuidv7();
  const account = person.account === '' ? null : person.account;
  await tx.db.execute(sql`
    insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, account_cipher, account_index, account_masked, created_at, created_by)
    values (${id}, ${person.division}, ${person.name}, ${person.id.sex}, ${person.id.birthDate},
            ${encryptField(ring, person.id.idNumber)}, ${blindIndex(ring, 'id-number', person.id.idNumber)},
            ${account === null ? null : encryptField(ring, account)},
            ${account === null ? null : blindIndex(ring, 'bank-account', account)},
            ${account === null ? null : maskAccount(account)}, now(), ${tx.actor.accountId})`);
  await noteImported(tx, ring, personRecord, id, person.division, {
    name: person.name,
    sex: person.id.sex,
    birthDate: person.id.birthDate,
    idNo: person.id.idNumber,
    account,
  });
  return id;
}

/** People from a file have a history from their first day, like every other record. */
const noteImported = (
  tx: Tx,
  ring: Keyring,
  record: RecordDefinition,
  id: string,
  divisionNo: number,
  after: Values,
): Promise<void> =>
  noteChange(tx, ring, record, {
    id,
    version: 1,
    divisionNo,
    action: 'import',
    source: SOURCE,
    before: {},
    after,
  });
