import type { Route } from '../../kernel/module/bind-routes.ts';
import { month } from '../../kernel/base/month.ts';
import * as bank from '../../kernel/payment/bank/contract.ts';
import { BANK_FORMATS, DEFAULT_FORMAT } from '../../kernel/payment/bank/formats.ts';
import { readBankLimits } from '../../kernel/payment/bank/limits.ts';
import { monthSettlement, runSettlement } from '../../kernel/payment/bank/settlement.ts';
import { useCases } from '../../kernel/payment/bank/use-cases.ts';
import { route, type ServerServices, useCaseRoute } from './services.ts';

/** What is asked and done about the bank, apart from its files. */
export const bankRoutes: readonly Route<ServerServices>[] = [
  route(bank.getBankSettings, async ({ tx }) => ({
    formats: BANK_FORMATS.map(({ id, label }) => ({ id, label })),
    defaultFormat: DEFAULT_FORMAT,
    limits: await readBankLimits(tx),
  })),
  route(bank.getRunSettlement, ({ tx, registry, input }) => runSettlement(tx, { registry }, input.id)),
  route(bank.getMonthSettlement, ({ tx, registry, input }) =>
    monthSettlement(tx, { registry }, month(input.month)),
  ),
  ...useCases.map((useCase) => useCaseRoute(useCase)),
];
