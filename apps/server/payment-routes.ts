import type { Route } from '../../kernel/module/bind-routes.ts';
import { month } from '../../kernel/base/month.ts';
import { getPayingProgramme } from '../../kernel/payment/paying-programme.ts';
import { listPaymentPolicies } from '../../kernel/payment/payment-policy.ts';
import { readFindings } from '../../kernel/payment/read-findings.ts';
import { runMonth } from '../../kernel/payment/run-month.ts';
import { useCases } from '../../kernel/payment/use-cases.ts';
import * as workflow from '../../kernel/payment/workflow-contract.ts';
import { ownRoute, route, type ServerServices, useCaseRoute } from './services.ts';

/** The way of a run: computing, findings and their answers, approval, posting, and the policy behind them. */
export const paymentRoutes: readonly Route<ServerServices>[] = [
  ownRoute(workflow.computeRun, async ({ db, actor, registry, input: { programme, ...input } }) => {
    const paying = getPayingProgramme(registry, programme);
    const { run, ...result } = await runMonth(db, actor, paying, month(input.month), input);
    return {
      id: run?.id ?? null,
      run: run?.runNo ?? null,
      state: run?.state ?? null,
      awards: result.awards,
      lines: result.lines,
      totalFen: result.totalFen,
      overpaidFen: result.overpaidFen,
      findings: run?.findingsTotal ?? 0,
    };
  }),
  route(workflow.listPayingProgrammes, async ({ registry }) => ({
    programmes: [...registry.programmes.values()]
      .filter(({ cycle }) => cycle !== 'recognition')
      .map(({ id, label }) => ({ id, label })),
  })),
  route(workflow.listFindings, async ({ tx, reading, input }) => readFindings(tx, await reading(), input)),
  route(workflow.listPaymentPolicies, async ({ tx }) => ({ policies: await listPaymentPolicies(tx) })),
  ...useCases.map((useCase) => useCaseRoute(useCase)),
];
