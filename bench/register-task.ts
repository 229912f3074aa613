import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { XlsxStreamWriter } from 'hucre/xlsx';
import { getAccount } from '../kernel/access/account.ts';
import { type Keyring, parseKeyring } from '../kernel/access/cipher.ts';
import { systemClock } from '../kernel/base/clock.ts';
import { idCheckDigit } from '../kernel/base/id-number.ts';
import { organisationCodeCheck, usccCheckChar } from '../kernel/base/uscc.ts';
import { type Database, openDatabase } from '../kernel/db/database.ts';
import type { Reading } from '../kernel/module/reading.ts';
import { loadPlaceNames } from '../kernel/party/place-names.ts';
import { personRecord } from '../kernel/party/records.ts';
import { stageImport } from '../kernel/register/import-stage.ts';
import { exportRecords } from '../kernel/register/sheets.ts';
import { registry } from '../modules/index.ts';
import { organisation } from '../modules/social-organisations/model/organisation.ts';
import { STREETS } from './kernel-population.ts';
import { answerFigures, type TaskFigures } from './process-task.ts';
import type { RegisterTask } from './register-sheets.ts';

// One task on a real register in a process of its own, so that its peak memory is its own. Started by register-sheets.ts.

const HEADINGS =
  '所属区划 信用代码 类型 名称 宗旨和业务范围 法定代表人 法定代表人身份证号 成立登记日期 注册资金 党组织 状态 住所'.split(
    ' ',
  );

const two = (n: number): string => String(n).padStart(2, '0');

/** A table of social organisations as somebody fills it in; one identity number in two hundred is mistyped. */
async function writeOrganisations(path: string, count: number): Promise<void> {
  const writer = new XlsxStreamWriter({ name: '社会组织', columns: HEADINGS.map((header) => ({ header })) });
  for (let i = 0; i < count; i++) {
    const code = `BN${String(i).padStart(6, '0')}`;
    const first17 = `52420199${code}${organisationCodeCheck(code)}`;
    const number = `42011219${two(50 + (i % 50))}${two(1 + (i % 12))}${two(1 + (i % 28))}${String(i % 1000).padStart(3, '0')}`;
    writer.addRow([
      `S${1 + (i % STREETS)}`,
      first17 + usccCheckChar(first17),
      '民办非企业单位',
      `某某社区服务中心第${i}号`,
      '为社区老年人、儿童和残疾人提供日间照料、文体活动与志愿服务',
      `张${i % 997}`,
      number + (i % 200 === 199 ? '?' : idCheckDigit(number)),
      `${2001 + (i % 19)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
      30_000 + (i % 1000) * 100,
      '未建立',
      '正常',
      `幸福路${i % 500}号3栋201`,
    ]);
  }
  await writeFile(path, await writer.finish());
}

interface Opened {
  readonly db: Database;
  readonly reading: Reading;
}

async function open(task: RegisterTask): Promise<Opened> {
  const { home, databaseUrl, schema } = task;
  const keyring: Keyring = parseKeyring(task.keyring, 'bench');
  const db = await openDatabase({ home, databaseUrl, schema, applicationName: 'huimin-bench' });
  return { db, reading: { registry, keyring, clock: systemClock, places: await loadPlaceNames(db.pool) } };
}

async function exportPeople({ db, reading }: Opened, { path, account }: RegisterTask): Promise<void> {
  await db.transaction(await getAccount(db.pool, account), async (tx) => {
    const stream = await exportRecords(tx, reading, personRecord, {
      selection: { where: [], ended: 'without' },
      columns: [],
      format: path.endsWith('.csv') ? 'csv' : 'xlsx',
    });
    await pipeline(stream, createWriteStream(path));
  });
}

const stageOrganisations = async (
  { db, reading }: Opened,
  { path, account }: RegisterTask,
): Promise<void> => {
  const bytes = await readFile(path);
  await db.transaction(await getAccount(db.pool, account), async (tx) => {
    await stageImport({ ...reading, tx }, organisation, { fileName: basename(path), bytes });
  });
};

async function run(task: RegisterTask): Promise<TaskFigures> {
  if (task.what === 'write') return answerFigures(() => writeOrganisations(task.path, task.count));
  const opened = await open(task);
  const work = task.what === 'export' ? exportPeople : stageOrganisations;
  try {
    return await answerFigures(() => work(opened, task));
  } finally {
    await opened.db.close();
  }
}

async function answer(task: RegisterTask): Promise<void> {
  process.send?.(await run(task));
  process.disconnect();
}

process.once('message', (task: RegisterTask) => {
  answer(task).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
