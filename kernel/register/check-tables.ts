import type { Client } from 'pg';
import { failed } from '../base/errors.ts';
import { declaredIn } from '../module/declared-in.ts';
import { compareTable } from './ddl.ts';
import type { RecordDefinition } from './define-record.ts';

/** Refuses to start when a declared record and its table differ: better no start than lost values. */
export async function checkRecordTables(owner: Client, records: Iterable<RecordDefinition>): Promise<void> {
  for (const record of records) {
    const faults = await compareTable(owner, record);
    if (faults.length === 0) continue;
    const where = declaredIn(`modules/${record.area}`, record.id);
    throw failed(
      'record.table',
      `记录“${record.id}”（${where}）与数据库不一致：${faults.join('；')}。请用 npm run new:migration 生成迁移并核对。`,
      `Record "${record.id}" (${where}) does not match the database: ${faults.join('; ')}. Write a migration with npm run new:migration.`,
    );
  }
}
