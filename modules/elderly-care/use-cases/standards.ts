import type { Month } from '../../../kernel/base/month.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import type { ParameterMap } from '../../../kernel/policy/define-parameter.ts';
import { loadParameterRows } from '../../../kernel/policy/parameter-store.ts';
import { KNOWN_NOW } from '../../../kernel/policy/read-explanation.ts';
import {
  parameterTable,
  type ResolvedValues,
  resolveParameters,
} from '../../../kernel/policy/resolve-parameters.ts';

/** The standards of a month as they are known now. */
export async function readStandards(tx: Tx, needs: ParameterMap, month: Month): Promise<ResolvedValues> {
  const keys = Object.values(needs).map(({ key }) => key);
  const rows = await loadParameterRows(tx, KNOWN_NOW, keys);
  return resolveParameters(needs, parameterTable(rows), month).values;
}
