import { type SQL, sql } from 'drizzle-orm';
import { sameHand } from '../access/same-hand.ts';
import { conflict, forbidden } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { type Period, period } from '../base/period.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { absentRecord, bareLabel, type Reading } from '../module/reading.ts';
import type { Registry } from '../module/registry.ts';
import { getDistrict } from '../party/district.ts';
import type { ParameterDefinition } from '../policy/define-parameter.ts';
import { enactParameter } from '../policy/parameter-store.ts';
import type { listProposals } from './contract.ts';

type Proposal = OutputOf<typeof listProposals>['proposals'][number];
type RawProposal = Omit<Proposal, 'label' | 'variantLabel' | 'unit' | 'per'> & Record<string, unknown>;

export interface NewProposal {
  readonly definition: ParameterDefinition;
  readonly variant: string;
  readonly valid: Period;
  readonly value: number;
  readonly documentTitle: string;
  readonly documentNo: string;
  readonly article: string;
  readonly issuedOn: PlainDate | null;
  readonly certainty: 'source' | 'assumption';
  readonly note: string | null;
  readonly scenarioId: string | null;
}

/** Keeps a value for approval by somebody else. Errors: something covers the period already. */
export async function proposeValue(tx: Tx, proposal: NewProposal): Promise<string> {
  const { division } = await getDistrict(tx);
  await refuseCovered(tx, proposal, division);
  const id = uuidv7();
  const { definition, valid } = proposal;
  await tx.db.execute(sql`
    insert into parameter_proposal (id, key, variant, division_no, effective_from, effective_to, value, document_title,
      document_no, article, issued_on, certainty, note, scenario_id, proposed_by)
    values (${id}, ${definition.key}, ${proposal.variant}, ${division}, ${valid.from}, ${valid.to}, ${proposal.value},
      ${proposal.documentTitle}, ${proposal.documentNo}, ${proposal.article}, ${proposal.issuedOn},
      ${proposal.certainty}, ${proposal.note}, ${proposal.scenarioId}, ${tx.actor.accountId})`);
  return id;
}

/** A value that begins within the period, or a proposal that touches it, was entered with the period in mind. */
async function refuseCovered(
  tx: Tx,
  { definition, variant, valid }: NewProposal,
  division: number,
): Promise<void> {
  // Two who propose at once: the second one waits here and then sees what the first one has proposed.
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`parameter-proposal:${definition.key}/${variant}`}, 11))`,
  );
  const other = await findRow<{ from: PlainDate; state: string }>(
    tx,
    sql`select effective_from as "from", 'proposed' as state from parameter_proposal
         where key = ${definition.key} and variant = ${variant} and division_no = ${division} and state = 'proposed'
           and daterange(effective_from, effective_to) && daterange(${valid.from}::date, ${valid.to}::date)
        union all
        select effective_from, 'approved' from parameter_value
         where key = ${definition.key} and variant = ${variant} and division_no = ${division}
           and recorded_until = 'infinity' and effective_from >= ${valid.from}::date
           and (${valid.to}::date is null or effective_from < ${valid.to}::date)
        limit 1`,
  );
  if (other === undefined) return;
  const name = definition.variants[variant];
  const waits = other.state === 'proposed';
  throw conflict(
    'parameter.covered',
    `“${definition.label.zh}”${name === undefined || name.zh === '' ? '' : `（${name.zh}）`}自 ${other.from} 起${waits ? '已有待复核的数值：请先复核或退回' : '已有生效的数值：请调整起始月，或直接更正该数值'}。`,
    `"${definition.label.en}" ${name?.en ?? ''} has ${waits ? 'a proposed value' : 'a value in force'} from ${other.from}: ${waits ? 'decide on that one first' : 'choose another month, or correct that value'}.`,
    { parameter: definition.key, variant, from: other.from },
  );
}

/** Proposals that match, the newest first. */
export async function findProposals(tx: Tx, registry: Registry, where: SQL): Promise<Proposal[]> {
  const rows = await rowsOf<RawProposal>(
    tx,
    sql`select p.id, p.key, p.variant, p.value, p.effective_from as "effectiveFrom", p.effective_to as "effectiveTo",
               p.document_title as "documentTitle", p.document_no as "documentNo", p.article, p.certainty, p.note,
               p.scenario_id as "scenarioId", p.state, proposer.display_name as "proposedBy",
               p.proposed_at as "proposedAt", decider.display_name as "decidedBy", p.decided_at as "decidedAt", p.reason
          from parameter_proposal p
          join account proposer on proposer.id = p.proposed_by
          left join account decider on decider.id = p.decided_by
         where ${where} order by p.proposed_at desc, p.key, p.variant limit ${PROPOSALS_MAX}`,
  );
  return rows.map((row) => {
    const definition = registry.parameters.get(row.key);
    return {
      ...row,
      label: definition?.label ?? bareLabel(row.key),
      variantLabel: definition?.variants[row.variant] ?? bareLabel(row.variant),
      unit: definition?.unit ?? 'times',
      per: definition?.per ?? bareLabel(''),
    };
  });
}

const PROPOSALS_MAX = 500;

interface Waiting extends Record<string, unknown> {
  readonly id: string;
  readonly key: string;
  readonly variant: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly value: number;
  readonly documentTitle: string;
  readonly documentNo: string;
  readonly article: string;
  readonly issuedOn: PlainDate | null;
  readonly certainty: 'source' | 'assumption';
  readonly note: string | null;
  readonly divisionNo: number;
  readonly proposedBy: string;
  readonly state: string;
}

/** The proposal, held until the transaction ends; only one that waits can be decided, and not by who made it. */
async function lockProposal(tx: Tx, id: string): Promise<Waiting> {
  const row = await findRow<{ [K in keyof Waiting]: Waiting[K] }>(
    tx,
    sql`select id, key, variant, effective_from as "from", effective_to as "to", value,
               document_title as "documentTitle", document_no as "documentNo", article, issued_on as "issuedOn",
               certainty, note, division_no as "divisionNo", proposed_by as "proposedBy", state
          from parameter_proposal where id = ${id}::uuid for update`,
  );
  if (row === undefined) throw absentRecord();
  if (row.state !== 'proposed') {
    throw conflict(
      'parameter.decided',
      '该数值已复核或退回，未作改动：请刷新。',
      'The proposal has been decided already; nothing was changed: reload.',
    );
  }
  if (sameHand(tx.actor, row.proposedBy)) {
    throw forbidden(
      'parameter.same-person',
      '录入人不得复核自己录入的标准：请由另一账号复核。',
      'Who proposes a value may not decide on it: use another account.',
    );
  }
  return row;
}

const decide = (tx: Tx, id: string, state: 'approved' | 'rejected', reason: string | null) =>
  tx.db.execute(sql`
    update parameter_proposal set state = ${state}, decided_by = ${tx.actor.accountId},
           decided_at = clock_timestamp(), reason = ${reason} where id = ${id}::uuid`);

/** Puts a proposed value in force. */
export async function approveValue(
  { tx, registry }: Pick<Reading, 'registry'> & { tx: Tx },
  id: string,
): Promise<void> {
  const row = await lockProposal(tx, id);
  const definition = registry.parameters.get(row.key);
  if (definition === undefined) throw absentRecord();
  const { key: _key, id: _id, from, to, divisionNo, state: _state, ...value } = row;
  await enactParameter(tx, definition, { ...value, valid: period(from, to) }, divisionNo);
  await decide(tx, id, 'approved', null);
}

export async function rejectValue(tx: Tx, id: string, reason: string): Promise<void> {
  await lockProposal(tx, id);
  await decide(tx, id, 'rejected', reason);
}
