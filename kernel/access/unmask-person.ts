import { sql } from 'drizzle-orm';
import { findRow } from '../db/rows.ts';
import type { UnmaskSource } from './unmask.ts';

const ADDRESS_LABEL = { zh: '家庭住址', en: 'address of the household' } as const;

/** A person's own fields and, beside them, where the household lives. */
export const withAddress = (person: UnmaskSource): UnmaskSource => ({
  ...person,
  fields: [...person.fields, 'address'],
  load: async (tx, id) => {
    const own = await person.load(tx, id);
    if (own === undefined) return undefined;
    const found = await findRow<{ address: string }>(
      tx,
      sql`select h.address from household_membership m join household h on h.id = m.household_id
           where m.person_id = ${id}::uuid and m.valid_from <= current_date order by m.valid_from desc limit 1`,
    );
    return { ...own, address: { label: ADDRESS_LABEL, sensitivity: 'L3', value: found?.address ?? null } };
  },
});
