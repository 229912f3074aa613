import { getAccount } from '../kernel/access/account.ts';
import type { Keyring } from '../kernel/access/cipher.ts';
import { division } from '../kernel/base/division.ts';
import { yuan } from '../kernel/base/fen.ts';
import { period } from '../kernel/base/period.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import { conflict } from '../kernel/base/errors.ts';
import type { Database, Tx } from '../kernel/db/database.ts';
import { findRow } from '../kernel/db/rows.ts';
import { findDistrict } from '../kernel/party/district.ts';
import { allocate } from '../kernel/payment/ledger.ts';
import type { Programme } from '../kernel/policy/define-programme.ts';
import { instant } from '../kernel/party/known-at.ts';
import { enactParameter } from '../kernel/policy/parameter-store.ts';
import { sql } from 'drizzle-orm';
import { chief, clerk, demoAccounts } from './accounts.ts';
import { generateDistrict } from './generate.ts';
import { writeOrganisations } from './organisations.ts';
import { demoParameters } from './parameters.ts';
import { DISTRICT, DISTRICT_NAME, loadPlaces } from './places.ts';
import { writeServices } from './services.ts';
import { writeClues } from './supervision.ts';
import { writeBook } from './write-book.ts';
import { payStep, planYear } from './year.ts';

/** Told as the build goes on: which step, how many of how many. */
export type Progress = (step: string, done: number, of: number) => void;

/** The demonstration's data cover January to October 2020. */
const DATA_FROM = '2020-01-01';
const DATA_TO = '2020-11-01';

/**
 * Builds the demonstration district and pays its ten months through the real engine. What was begun earlier and
 * broken off goes on where it stopped; a finished one is left alone. Refuses a database that holds a real district.
 */
export async function buildDemonstration(
  db: Database,
  ring: Keyring,
  programmes: readonly Programme[],
  progress: Progress = () => undefined,
): Promise<{ built: boolean }> {
  const district = await findDistrict(db.pool);
  if (district?.ready === true && district.demonstration) return { built: false };
  if (district !== undefined && !district.demonstration) {
    throw conflict(
      'demo.real-district',
      `数据库中已有正式辖区“${district.name}”，不能建立演示区：请换一个数据目录或数据库。`,
      `This database holds the real district "${district.name}": use another data folder or database for the demonstration.`,
    );
  }
  progress('建立辖区与账号', 0, 1);
  if (district === undefined) await setUpDistrict(db);
  await writeInputs(db, ring, progress);
  const steps = await planYear(db, programmes);
  let month = '';
  for (const [i, step] of steps.entries()) {
    progress(`${step.month} ${step.programme.label.zh}`, i, steps.length);
    // The planner knows nothing of tables that have just been filled; without this the first months take minutes.
    if (step.month !== month)
      await db.asOwner((owner) => owner.query('analyze payment_line, payment_item, payment_run'));
    month = step.month;
    await payStep(db, ring, step);
  }
  await writeClues(db, ring);
  progress('登记其他业务', steps.length, steps.length);
  await writeServices(db, ring);
  await db.asOwner(async (owner) => {
    await owner.query('update district set ready_at = now()');
    await owner.query('analyze');
  });
  progress('完成', steps.length, steps.length);
  return { built: true };
}

/** Places, accounts and the district itself are set up by the owner: the application may not make accounts. */
async function setUpDistrict(db: Database): Promise<void> {
  await db.asOwner(async (owner) => {
    await owner.query('begin');
    for (const place of loadPlaces()) {
      await owner.query(
        `insert into place (division_no, parent_no, kind, name, service_unit, valid_from) values ($1, $2, $3, $4, $5, '2009-01-01')`,
        [place.division, place.parent, place.kind, place.name, place.serviceUnit],
      );
    }
    for (const account of demoAccounts) {
      await owner.query(
        'insert into account (id, username, display_name, role, division_no) values ($1, $2, $3, $4, $5)',
        [account.id, account.username, account.displayName, account.role, account.division],
      );
    }
    await owner.query(
      'insert into district (division_no, name, demonstration, data_from, data_to) values ($1, $2, true, $3, $4)',
      [DISTRICT, `${DISTRICT_NAME}（演示）`, DATA_FROM, DATA_TO],
    );
    await owner.query('commit');
  });
}

async function writeInputs(db: Database, ring: Keyring, progress: Progress): Promise<void> {
  const actor = await getAccount(db.pool, chief.username);
  const written = await db.transaction(actor, (tx) =>
    findRow(tx, sql`select 1 from parameter_value limit 1`),
  );
  if (written !== undefined) return;
  progress('生成居民、家庭与事实', 0, 1);
  const book = generateDistrict();
  progress('写入登记簿', 0, 1);
  await db.transaction(actor, async (tx) => {
    await writeBook(tx, ring, book, { recorder: clerk.id, approver: chief.id });
    await writeOrganisations(tx, ring, clerk.id);
    await enactParameters(tx);
    await allocateFunds(tx);
  });
  // The planner knows nothing of a table that has just been filled.
  await db.asOwner((owner) => owner.query('analyze'));
}

async function enactParameters(tx: Tx): Promise<void> {
  for (const given of demoParameters) {
    await enactParameter(
      tx,
      given.definition,
      {
        variant: given.variant,
        valid: period(given.from, given.to),
        value: given.value,
        documentTitle: given.document[0],
        documentNo: given.document[1],
        article: given.document[2],
        issuedOn: given.issuedOn,
        certainty: given.assumption === null ? 'source' : 'assumption',
        note: given.assumption ?? given.note ?? null,
        proposedBy: clerk.id,
      },
      division(DISTRICT),
      instant(given.known),
    );
  }
}

/** Money of the year by fund: inputs of the demonstration, enough to October and for the month that comes next. */
async function allocateFunds(tx: Tx): Promise<void> {
  const on = plainDate('2020-01-02');
  const at = instant('2020-01-02 10:00:00+08');
  await allocate(tx, 'assistance', '困难群众救助补助资金', yuan(20_000_000), on, at);
  await allocate(tx, 'disability', '残疾人两项补贴资金', yuan(4_000_000), on, at);
  await allocate(tx, 'epidemic', '疫情救助资金', yuan(2_500_000), on, at);
}
