import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { Reading } from '../module/reading.ts';
import type { listParameters } from './contract.ts';
import { derivationOf, type ParameterDefinition } from './define-parameter.ts';

type ParameterList = OutputOf<typeof listParameters>;
type ValueRow = ParameterList['parameters'][number]['values'][number] & { readonly key: string };

/** The register of standards: every declared parameter with its approved values over time, as known now. */
export async function readParameters(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
): Promise<ParameterList> {
  const rows = await rowsOf<{ [K in keyof ValueRow]: ValueRow[K] }>(
    tx,
    sql`select v.id, v.key, v.variant, v.value, v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo",
               v.document_title as "documentTitle", v.document_no as "documentNo", v.article,
               v.issued_on as "issuedOn", v.certainty, v.note, proposer.display_name as "proposedBy",
               approver.display_name as "approvedBy", v.recorded_at as "recordedAt"
          from parameter_value v
          join account proposer on proposer.id = v.proposed_by
          join account approver on approver.id = v.approved_by
         where v.recorded_until = 'infinity' order by v.key, v.variant, v.effective_from`,
  );
  const values = Map.groupBy(rows, (row) => row.key);
  const programmes = [...registry.programmes.values()];
  // In the order in which programmes are paid and use them; what no programme uses comes last.
  const ordered = new Set([
    ...programmes.flatMap((programme) => Object.values(programme.parameters)),
    ...registry.parameters.values(),
  ]);
  const parameters = [...ordered].map((definition) => ({
    key: definition.key,
    label: definition.label,
    unit: definition.unit,
    per: definition.per,
    variants: { ...definition.variants },
    otherwise: definition.otherwise ?? null,
    derived: derivedOf(definition),
    programmes: programmes
      .filter((programme) => Object.values(programme.parameters).includes(definition))
      .map((programme) => programme.label),
    values: values.get(definition.key) ?? [],
  }));
  return { parameters };
}

const derivedOf = (definition: ParameterDefinition): ParameterList['parameters'][number]['derived'] =>
  Object.keys(definition.variants).flatMap((variant) => {
    const derivation = derivationOf(definition, variant);
    if (derivation === undefined) return [];
    const inputs = derivation.from.map((input) => ({
      key: input.parameter.key,
      variant: input.variant,
      label: input.parameter.label,
    }));
    return [{ variant, formula: derivation.formula, inputs, ...derivation.source }];
  });
