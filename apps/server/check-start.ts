import type { Database } from '../../kernel/db/database.ts';
import { checkGlossary, glossaryText } from '../../kernel/module/glossary.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { findDistrict } from '../../kernel/party/district.ts';
import {
  checkParameterGaps,
  findMissingStandards,
  loadValueSpans,
} from '../../kernel/policy/check-parameters.ts';
import { checkRecordTables } from '../../kernel/register/check-tables.ts';

/** So many missing standards are named; the register of standards shows all. */
const NAMED_MAX = 5;

/**
 * What has to hold before anybody is served: every declared name is in the glossary, every record has its table, and
 * no standard has a gap. Throws the first fault with file and name. `warn` is told what a new district still lacks.
 */
export async function checkStart(
  db: Pick<Database, 'pool' | 'asOwner'>,
  registry: Registry,
  warn: (message: string) => void,
): Promise<void> {
  checkGlossary(registry, glossaryText());
  await db.asOwner((owner) => checkRecordTables(owner, registry.records.values()));
  const district = await findDistrict(db.pool);
  if (district === undefined) return;
  const spans = await loadValueSpans(db.pool);
  checkParameterGaps(registry, spans, { from: district.dataFrom, to: district.dataTo });
  const missing = findMissingStandards(registry, spans, district.dataTo);
  if (missing.length === 0) return;
  const names = missing.slice(0, NAMED_MAX).map(({ zh }) => zh);
  warn(
    `尚有${missing.length}项政策标准未录入（${names.join('、')}${missing.length > NAMED_MAX ? '等' : ''}）：录入并复核生效之前，有关项目不能计算待遇。`,
  );
}
