import { sql } from 'drizzle-orm';
import { divisionRange } from '../base/division.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { Reading } from '../module/reading.ts';
import type { listPlaces } from './contract.ts';
import { placeName } from './place-names.ts';

type Place = OutputOf<typeof listPlaces>['places'][number];

/** The places of the actor's jurisdiction that are valid now, each after the one it lies in. */
export async function readPlaces(tx: Tx, { places }: Pick<Reading, 'places'>): Promise<{ places: Place[] }> {
  const { from, to } = divisionRange(tx.actor.division);
  const rows = await rowsOf<{ [K in keyof Omit<Place, 'fullName'>]: Place[K] }>(
    tx,
    sql`select division_no as "divisionNo", parent_no as "parentNo", kind, name from place
         where division_no >= ${from} and division_no < ${to} and valid_to is null order by division_no`,
  );
  return { places: rows.map((row) => ({ ...row, fullName: placeName(places, row.divisionNo) })) };
}
