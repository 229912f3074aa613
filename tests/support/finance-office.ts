import { registry } from '../../modules/index.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { Contract } from '../../kernel/module/define-contract.ts';
import { runUseCase } from '../../kernel/module/define-use-case.ts';
import * as contract from '../../kernel/payment/finance/contract.ts';
import { useCases } from '../../kernel/payment/finance/use-cases.ts';
import { type LedgerVerification, verifyLedger } from '../../kernel/payment/verify-ledger.ts';
import type { Bureau } from './builders.ts';

type Input = Record<string, unknown>;

/** The finance office of a bureau at its work, on a day that a test moves on. */
export interface FinanceOffice {
  today: string;
  call(actor: Actor, of: Contract, input: Input): Promise<unknown>;
  /** Puts something forward as the finance officer; gives its id. */
  propose(of: Contract, input: Input): Promise<string>;
  decide(id: string, decision?: 'approve' | 'refuse', by?: Actor): Promise<unknown>;
  /** Proposed by one and approved by the other. */
  enact(of: Contract, input: Input): Promise<void>;
  verify(): Promise<LedgerVerification>;
  broken(): Promise<string[]>;
}

export const SOURCES = ['central', 'province', 'city', 'district'] as const;
export const DOCUMENT = { documentTitle: '关于下达补助资金的通知', documentNo: '测财社〔2020〕1号' };

/** The fen that remain of 60.01, 13.33, 13.33 and 13.33 percent have to go somewhere. */
export const SPLIT = {
  ...DOCUMENT,
  programme: 'dibao',
  effectiveFrom: '2020-02-01',
  certainty: 'assumption',
  shares: [
    { source: 'central', basisPoints: 6_001 },
    { source: 'province', basisPoints: 1_333 },
    { source: 'city', basisPoints: 1_333 },
    { source: 'district', basisPoints: 1_333 },
  ],
};

export function openFinanceOffice(bureau: Bureau, today: string): FinanceOffice {
  const { db, keyring } = bureau.database;
  const office: FinanceOffice = {
    today,
    call: (actor, of, input) =>
      db.transaction(actor, (tx) => {
        const useCase = useCases.find((candidate) => candidate.contract === of);
        if (useCase === undefined) throw new Error(`no use case for ${of.path}`);
        const context = { tx, registry, keyring, clock: fixedClock(office.today), places: new Map() };
        return runUseCase(useCase, context, input);
      }),
    propose: async (of, input) => {
      const answer = await office.call(bureau.finance, of, input);
      return (answer as { readonly id: string }).id;
    },
    decide: (id, decision = 'approve', by = bureau.chief) =>
      office.call(by, contract.decideProposal, { id, decision }),
    enact: async (of, input) => void (await office.decide(await office.propose(of, input))),
    verify: () => db.transaction(bureau.chief, verifyLedger),
    broken: async () =>
      (await office.verify()).checks.filter((one) => one.broken > 0).map(({ check }) => check),
  };
  return office;
}

/** Opens and fills the funds of all four sources of a year. */
export async function openSources(
  bureau: Bureau,
  office: FinanceOffice,
  budgetYear: number,
  amountFen: number,
): Promise<void> {
  for (const source of SOURCES) {
    await office.call(bureau.finance, contract.openFund, { pool: 'assistance', source, budgetYear });
    const fund = `assistance-${source}-${budgetYear}`;
    await office.call(bureau.finance, contract.allocateFund, { fund, amountFen });
  }
}
