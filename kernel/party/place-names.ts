import type { Pool } from 'pg';
import { division, type Division, parentDivision } from '../base/division.ts';

/** Names of places by division number, from the street downwards: 吴家山街道·某社区. */
export type PlaceNames = ReadonlyMap<number, string>;

interface PlaceRow {
  readonly division_no: number;
  readonly parent_no: number | null;
  readonly kind: 'district' | 'street' | 'community' | 'grid';
  readonly name: string;
}

/** All places of the district. Places are not personal, so they are read without a jurisdiction. */
export async function loadPlaceNames(pool: Pool): Promise<PlaceNames> {
  const result = await pool.query<PlaceRow>(
    'select division_no, parent_no, kind, name from place order by division_no',
  );
  const names = new Map<number, string>();
  const streets = new Set(result.rows.filter((row) => row.kind !== 'district').map((row) => row.division_no));
  // A parent's number is smaller than its children's, so its name is there already.
  for (const { division_no: no, parent_no: parent, name } of result.rows) {
    const above = parent !== null && streets.has(parent) ? names.get(parent) : undefined;
    names.set(no, above === undefined ? name : `${above}·${name}`);
  }
  return names;
}

/** Places without a name of their own, found once: lists name the place of every row. */
const found = new WeakMap<PlaceNames, Map<number, string>>();
const FOUND_MAX = 10_000;

/** Name of a place, or of the nearest place around it that has one; the bare number when there is none. */
export function placeName(names: PlaceNames, divisionNo: number): string {
  const own = names.get(divisionNo);
  if (own !== undefined) return own;
  const known = found.get(names) ?? new Map<number, string>();
  found.set(names, known);
  const name = known.get(divisionNo) ?? nameAround(names, divisionNo);
  if (known.size < FOUND_MAX) known.set(divisionNo, name);
  return name;
}

function nameAround(names: PlaceNames, divisionNo: number): string {
  let at: Division | undefined = division(divisionNo);
  while (at !== undefined) {
    const name = names.get(at);
    if (name !== undefined) return name;
    at = parentDivision(at);
  }
  return String(divisionNo);
}
