import { sql } from 'drizzle-orm';
import { defineUseCase, type UseCase } from '../module/define-use-case.ts';
import * as contract from './contract.ts';
import { enact } from './enact-scenario.ts';
import { approveValue, rejectValue } from './parameter-proposals.ts';
import { checkScenario } from './scenario.ts';
import { getResult, getScenario, insertResult, insertScenario } from './simulation-store.ts';

const about = (objectKind: string, objectId: string, details: Readonly<Record<string, unknown>> = {}) => ({
  objectKind,
  objectId,
  details,
});

export const createScenario = defineUseCase({
  id: 'simulation.create',
  label: { zh: '建立政策模拟方案', en: 'keep a scenario' },
  contract: contract.createScenario,
  run: async ({ tx, registry }, scenario) => {
    checkScenario(registry, scenario);
    const id = await insertScenario(tx, scenario);
    return { output: { id }, about: about('simulation-scenario', id, { programmes: scenario.programmes }) };
  },
});

/** Queues a computation; who calls this carries it out. */
export const startSimulation = defineUseCase({
  id: 'simulation.start',
  label: { zh: '开始测算', en: 'compute a scenario' },
  contract: contract.startSimulation,
  run: async ({ tx }, { id }) => {
    await getScenario(tx, id);
    const resultId = await insertResult(tx, id);
    return { output: { resultId }, about: about('simulation-scenario', id, { resultId }) };
  },
});

export const cancelSimulation = defineUseCase({
  id: 'simulation.cancel',
  label: { zh: '停止测算', en: 'stop a computation' },
  contract: contract.cancelSimulation,
  run: async ({ tx }, { id }) => {
    await getResult(tx, id);
    await tx.db.execute(
      sql`update simulation_result set cancel_requested = true where id = ${id}::uuid and finished_at is null`,
    );
    return { output: { id }, about: about('simulation-result', id) };
  },
});

export const enactScenario = defineUseCase({
  id: 'simulation.enact',
  label: { zh: '将方案提请实施', en: 'propose the values of a scenario' },
  contract: contract.enactScenario,
  run: async (context, input) => {
    const proposals = await enact(context, input);
    return { output: { proposals }, about: about('simulation-scenario', input.id, { proposals }) };
  },
});

export const approveProposal = defineUseCase({
  id: 'policy.approve-proposal',
  label: { zh: '复核标准', en: 'approve a proposed value' },
  contract: contract.approveProposal,
  run: async (context, { id }) => {
    await approveValue(context, id);
    return { output: { id, state: 'approved' as const }, about: about('parameter-proposal', id) };
  },
});

export const rejectProposal = defineUseCase({
  id: 'policy.reject-proposal',
  label: { zh: '退回标准', en: 'reject a proposed value' },
  contract: contract.rejectProposal,
  run: async ({ tx }, { id, reason }) => {
    await rejectValue(tx, id, reason);
    return { output: { id, state: 'rejected' as const }, about: about('parameter-proposal', id) };
  },
});

/** What people do with scenarios and the values proposed from them. */
export const useCases: readonly UseCase[] = [
  createScenario,
  startSimulation,
  cancelSimulation,
  enactScenario,
  approveProposal,
  rejectProposal,
];
