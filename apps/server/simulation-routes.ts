import { DomainError } from '../../kernel/base/errors.ts';
import type { Route } from '../../kernel/module/bind-routes.ts';
import { sql } from 'drizzle-orm';
import { compareForecast } from '../../kernel/simulation/compare-run.ts';
import * as simulation from '../../kernel/simulation/contract.ts';
import { findProposals } from '../../kernel/simulation/parameter-proposals.ts';
import {
  readChanges,
  readComparison,
  readSimulation,
  readSimulations,
} from '../../kernel/simulation/read-simulations.ts';
import { computeSimulation } from '../../kernel/simulation/run-simulation.ts';
import { listFindings } from '../../kernel/simulation/take-up-contract.ts';
import { readFindings, takeUpUseCases } from '../../kernel/simulation/take-up-use-cases.ts';
import { startSimulation, useCases } from '../../kernel/simulation/use-cases.ts';
import { route, type ServerServices, useCaseRoute } from './services.ts';

/** Queues the computation as every use case does, then carries it out without letting the caller wait. */
function startRoute(): Route<ServerServices> {
  const queue = useCaseRoute(startSimulation);
  return {
    contract: queue.contract,
    answer: async (call) => {
      const text = await queue.answer(call);
      const { resultId } = simulation.startSimulation.output.parse(JSON.parse(text));
      const actor = await call.authorise();
      const { registry, clock } = call.services;
      computeSimulation({ db: call.db, actor, registry, clock }, resultId).catch((error: unknown) => {
        // A call that is sent again finds its computation taken on already. Whatever else happened stands in the result.
        if (error instanceof DomainError) return;
        call.request.log.error({ err: error, resultId }, 'a simulation failed');
      });
      return text;
    },
  };
}

/** Trying out policies, proposing them, and finding people who do not receive. */
export const simulationRoutes: readonly Route<ServerServices>[] = [
  route(simulation.listSimulations, async ({ tx, reading }) => readSimulations(tx, await reading())),
  route(simulation.getSimulation, async ({ tx, reading, input }) =>
    readSimulation(tx, await reading(), input),
  ),
  route(simulation.listSimulationChanges, async ({ tx, reading, input }) =>
    readChanges(tx, await reading(), input),
  ),
  route(simulation.compareSimulations, async ({ tx, reading, input }) =>
    readComparison(tx, await reading(), input.ids.split(',')),
  ),
  route(simulation.compareWithRun, ({ tx, registry, input }) => compareForecast(tx, registry, input)),
  route(simulation.listProposals, async ({ tx, registry, input }) => ({
    proposals: await findProposals(
      tx,
      registry,
      input.all === 'true' ? sql`true` : sql`p.state = 'proposed'`,
    ),
  })),
  route(listFindings, async ({ tx, reading, input }) => readFindings(tx, await reading(), input)),
  startRoute(),
  ...[...useCases, ...takeUpUseCases]
    .filter((useCase) => useCase.id !== startSimulation.id)
    .map((useCase) => useCaseRoute(useCase)),
];
