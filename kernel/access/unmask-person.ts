import { sql } from 'drizzle-orm';
import { findRow } from '../db/rows.ts';
import type { UnmaskSource } from './unmask.ts';

const LABELS = {
  name: { zh: '姓名', en: 'name' },
  idNo: { zh: '公民身份号码', en: 'identity number' },
  birthDate: { zh: '出生日期', en: 'date of birth' },
  address: { zh: '家庭住址', en: 'address of the household' },
} as const;

/** A person's own fields and the address of the household; the bank account goes into the bank's file only. */
export const personUnmaskSource: UnmaskSource = {
  objectKind: 'person',
  fields: Object.keys(LABELS),
  load: async (tx, id) => {
    const found = await findRow<{ name: string; idNo: Buffer; birthDate: string; address: string | null }>(
      tx,
      sql`select p.name, p.id_no_cipher as "idNo", p.birth_date as "birthDate",
                 (select h.address from household_membership m join household h on h.id = m.household_id
                   where m.person_id = p.id and m.valid_from <= current_date
                   order by m.valid_from desc limit 1) as address
            from person p where p.id = ${id}::uuid`,
    );
    if (found === undefined) return undefined;
    return {
      name: { label: LABELS.name, sensitivity: 'L3', value: found.name },
      idNo: { label: LABELS.idNo, sensitivity: 'L3', value: found.idNo },
      birthDate: { label: LABELS.birthDate, sensitivity: 'L3', value: found.birthDate },
      address: { label: LABELS.address, sensitivity: 'L3', value: found.address },
    };
  },
};
