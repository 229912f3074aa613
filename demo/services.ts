import { sql } from 'drizzle-orm';
import { getAccount } from '../kernel/access/account.ts';
import type { Keyring } from '../kernel/access/cipher.ts';
import { deterministicIds } from '../kernel/base/ids.ts';
import type { Database } from '../kernel/db/database.ts';
import { findRow } from '../kernel/db/rows.ts';
import { clerk } from './accounts.ts';
import { writeElderly } from './elderly.ts';
import { bankAccount, createIdentities } from './identity.ts';
import { loadPlaces } from './places.ts';
import { createRandom } from './random.ts';
import { type NewRow, writeRows } from './records.ts';
import type { Services } from './services-scene.ts';
import { writePeople } from './write-book.ts';
import type { BookPerson } from './book.ts';

const SEED = 20_201_021;
/** Identity numbers of the districts' other people begin here: those of the book stay far below. */
const FIRST_SEQUENCE = 500;
const FIRST_ACCOUNT = 700_000;

/**
 * The registers of the businesses that pay nobody through the engine: inputs only, the figures come out of them. They
 * are written in one transaction after the year is paid, so that what was begun and broken off begins anew.
 */
export async function writeServices(db: Database, ring: Keyring): Promise<void> {
  const actor = await getAccount(db.pool, clerk.username);
  await db.transaction(actor, async (tx) => {
    const written = await findRow(tx, sql`select 1 from care_institution limit 1`);
    if (written !== undefined) return;
    const random = createRandom(SEED);
    const identity = createIdentities(random, FIRST_SEQUENCE);
    const communities = loadPlaces().filter(({ kind, serviceUnit }) => kind === 'community' && serviceUnit);
    const nextId = deterministicIds('huimin-demonstration-services');
    let accounts = FIRST_ACCOUNT;
    const services: Services = {
      random,
      nextId,
      places: communities.map(({ division }) => division),
      person: (year, month): BookPerson => ({
        ...identity(year, month),
        id: nextId(),
        division: random.pick(communities).division,
        account: bankAccount(accounts++),
      }),
      people: (people) => writePeople(tx, ring, people, clerk.id),
      write: (record, rows: readonly NewRow[]) => writeRows(tx, ring, record, rows, clerk.id),
    };
    await writeElderly(services);
  });
}
