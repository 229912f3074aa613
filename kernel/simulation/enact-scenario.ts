import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { conflict, inputError } from '../base/errors.ts';
import { month } from '../base/month.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import type { ParameterDefinition } from '../policy/define-parameter.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import { parameterTable, resolveParameters } from '../policy/resolve-parameters.ts';
import type * as contract from './contract.ts';
import { proposeValue } from './parameter-proposals.ts';
import { changedParameter } from './scenario.ts';
import type { ParameterChange, Scenario } from './scenario-schema.ts';
import { changePeriod, scenarioRows } from './scenario-policy.ts';
import { findResults, getScenario } from './simulation-store.ts';

type Input = z.output<(typeof contract.enactScenario)['input']>;

/**
 * Proposes every value of the scenario, all of them or none. Errors: it moves rule versions, which come with the
 * program and not from a proposal; it was never computed; it was enacted before; something covers a period already.
 */
export async function enact({ tx, registry }: UseCaseContext, input: Input): Promise<string[]> {
  const { definition: scenario } = await getScenario(tx, input.id);
  refuseOthers(scenario);
  await refuseBefore(tx, input.id);
  const ids: string[] = [];
  for (const change of scenario.parameters) {
    const definition = changedParameter(registry, change);
    ids.push(
      await proposeValue(tx, {
        definition,
        variant: change.variant,
        valid: changePeriod(change, scenario.parameters),
        value: change.value ?? (await derivedValue(tx, definition, change, scenario)),
        documentTitle: input.title,
        documentNo: input.number,
        article: input.article,
        issuedOn: input.issuedOn === undefined ? null : plainDate(input.issuedOn),
        certainty: input.assumption === undefined ? 'source' : 'assumption',
        note: input.assumption ?? null,
        scenarioId: input.id,
      }),
    );
  }
  return ids;
}

function refuseOthers({ parameters, rules, population, asOf }: Scenario): void {
  if (rules.length > 0) {
    throw conflict(
      'simulation.rules-not-enacted',
      '方案调整了规则版本：规则随程序发布生效，不能由此提请。请另建只调整参数的方案。',
      'The scenario moves rule versions, which come into force with a release: make one that changes parameters only.',
    );
  }
  if (parameters.length === 0) {
    throw conflict(
      'simulation.nothing-to-enact',
      '方案没有调整任何参数，无可提请。',
      'The scenario changes no parameter: there is nothing to propose.',
    );
  }
  if (Object.values(population).every((filter) => filter === undefined) && asOf === undefined) return;
  throw conflict(
    'simulation.partial',
    '方案只测算了部分人群或按过去的台账测算，而标准对全区生效：请按全区现有台账重新测算后再提请。',
    'The scenario looked at a part of the population or at the past, but standards hold for the whole district: compute it for all, as known now.',
  );
}

async function refuseBefore(tx: Tx, id: string): Promise<void> {
  const results = await findResults(tx, sql`r.scenario_id = ${id}::uuid and r.state = 'done'`);
  if (results.length === 0) {
    throw conflict(
      'simulation.not-computed',
      '方案尚未测算：请先测算，看过结果再提请实施。',
      'The scenario has not been computed: compute it and look at the result first.',
    );
  }
  const earlier = await findRow<{ state: string }>(
    tx,
    sql`select state from parameter_proposal where scenario_id = ${id}::uuid and state <> 'rejected' limit 1`,
  );
  if (earlier === undefined) return;
  throw conflict(
    'simulation.enacted',
    '该方案已提请实施，未重复提请：请查看待复核的标准。',
    'The scenario has been enacted already; nothing was proposed twice: see the proposed values.',
  );
}

/** What follows from the scenario's other values in the first month of the change. */
async function derivedValue(
  tx: Tx,
  definition: ParameterDefinition,
  change: ParameterChange,
  scenario: Scenario,
): Promise<number> {
  const rows = scenarioRows(await loadParameterRows(tx, 'now'), scenario.parameters);
  const { citations } = resolveParameters({ it: definition }, parameterTable(rows), month(change.from));
  const value = citations.it?.[change.variant]?.value;
  if (value !== undefined) return value;
  throw inputError(
    'simulation.not-derived',
    `参数“${definition.label.zh}”在 ${change.from} 推算不出数值。`,
    `"${definition.label.en}" cannot be derived in ${change.from}.`,
  );
}
