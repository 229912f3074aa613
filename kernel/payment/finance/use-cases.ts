import { fen, formatYuan } from '../../base/fen.ts';
import { notFound } from '../../base/errors.ts';
import { defineUseCase, type UseCase } from '../../module/define-use-case.ts';
import { getProgramme } from '../../module/get-programme.ts';
import { instant } from '../../party/known-at.ts';
import { allocate, fundAccount, trialBalance } from '../ledger.ts';
import * as contract from './contract.ts';
import { requireDistrictBooks } from './district-books.ts';
import { fundLabel, openFund } from './fund.ts';
import { decideProposal, propose, withdrawProposal } from './proposal.ts';
import { proveLedger } from './prove-ledger.ts';
import { returnRecovered } from './return-recovered.ts';

const open = defineUseCase({
  id: 'ledger.open-fund',
  label: { zh: '设立资金', en: 'open a fund' },
  contract: contract.openFund,
  run: async ({ tx, clock }, input) => {
    await requireDistrictBooks(tx);
    const fund = await openFund(tx, input, instant(clock.now().toISOString()));
    const { code, pool, source, budgetYear } = fund;
    return {
      output: { fund: code, label: fundLabel(fund) },
      about: { objectKind: 'ledger_fund', objectId: code, details: { pool, source, budgetYear } },
    };
  },
});

const allocateFund = defineUseCase({
  id: 'ledger.allocate',
  label: { zh: '下达资金', en: 'allocate money' },
  contract: contract.allocateFund,
  run: async ({ tx, clock }, { fund, amountFen }) => {
    await requireDistrictBooks(tx);
    const code = fundAccount(fund);
    const find = async () => (await trialBalance(tx)).find((row) => row.code === code);
    const label = (await find())?.label;
    if (label === undefined) {
      throw notFound(
        'ledger.fund-unknown',
        `没有资金“${fund}”：请先设立。`,
        `There is no fund "${fund}": open it first.`,
      );
    }
    await allocate(tx, fund, label, amountFen, clock.today(), instant(clock.now().toISOString()));
    return {
      output: { fund, label, amountFen, leftFen: -((await find())?.balanceFen ?? 0) },
      about: { objectKind: 'ledger_account', objectId: code, details: { amountFen } },
    };
  },
});

const giveBack = defineUseCase({
  id: 'ledger.return-recovered',
  label: { zh: '收回款归还资金', en: 'give recovered money back to its funds' },
  contract: contract.returnRecovered,
  run: async ({ tx, clock, registry }, { programme }) => {
    await requireDistrictBooks(tx);
    const amountFen = await returnRecovered(tx, getProgramme(registry, programme), clock);
    return {
      output: { programme, amountFen },
      about: { objectKind: 'ledger_account', objectId: `recovered:${programme}`, details: { amountFen } },
    };
  },
});

const split = defineUseCase({
  id: 'ledger.propose-split',
  label: { zh: '申请资金分担比例', en: 'propose a split of funds' },
  contract: contract.proposeSplit,
  run: async (context, input) => {
    const id = await propose(context, 'split', input);
    return {
      output: { id },
      about: aboutProposal(id, { programme: input.programme, from: input.effectiveFrom }),
    };
  },
});

const budget = defineUseCase({
  id: 'ledger.propose-budget',
  label: { zh: '申请预算或调整', en: 'propose a budget' },
  contract: contract.proposeBudget,
  run: async (context, input) => {
    const id = await propose(context, 'budget', input);
    const { fund, programme, amountFen } = input;
    return {
      output: { id },
      about: aboutProposal(id, { fund, programme, yuan: formatYuan(fen(amountFen)) }),
    };
  },
});

const closing = defineUseCase({
  id: 'ledger.propose-closing',
  label: { zh: '申请月末结账', en: 'propose to close a month' },
  contract: contract.proposeClosing,
  run: async (context, input) => {
    const id = await propose(context, 'closing', input);
    return { output: { id }, about: aboutProposal(id, { month: input.month }) };
  },
});

const reopening = defineUseCase({
  id: 'ledger.propose-reopening',
  label: { zh: '申请重开月份', en: 'propose to reopen a month' },
  contract: contract.proposeReopening,
  run: async (context, input) => {
    const id = await propose(context, 'reopening', input);
    return { output: { id }, about: aboutProposal(id, { month: input.month, reason: input.reason }) };
  },
});

const yearClosing = defineUseCase({
  id: 'ledger.propose-year-closing',
  label: { zh: '申请年终结转', en: 'propose to close a year' },
  contract: contract.proposeYearClosing,
  run: async (context, input) => {
    const id = await propose(context, 'year-closing', input);
    return { output: { id }, about: aboutProposal(id, { year: input.year }) };
  },
});

const decide = defineUseCase({
  id: 'ledger.decide',
  label: { zh: '复核资金、预算或结账申请', en: 'decide a proposal of the finance office' },
  contract: contract.decideProposal,
  run: async (context, { id, decision, note }) => {
    const kind = await decideProposal(context, id, decision, note);
    return { output: { id }, about: aboutProposal(id, { kind, decision }) };
  },
});

const withdraw = defineUseCase({
  id: 'ledger.withdraw',
  label: { zh: '撤回资金、预算或结账申请', en: 'withdraw a proposal of the finance office' },
  contract: contract.withdrawProposal,
  run: async (context, { id }) => {
    const kind = await withdrawProposal(context, id);
    return { output: { id }, about: aboutProposal(id, { kind }) };
  },
});

const prove = defineUseCase({
  id: 'ledger.prove',
  label: { zh: '核验总账', en: 'verify the ledger' },
  contract: contract.proveLedger,
  run: async ({ tx, clock }) => {
    const output = await proveLedger(tx, instant(clock.now().toISOString()));
    return { output, about: { objectKind: 'ledger', details: { ok: output.ok, broken: output.broken } } };
  },
});

const aboutProposal = (id: string, details: Record<string, unknown>) => ({
  objectKind: 'finance_proposal',
  objectId: id,
  details,
});

/** What the finance office does with the ledger, besides runs and the bank. */
export const useCases: readonly UseCase[] = [
  open,
  allocateFund,
  giveBack,
  split,
  budget,
  closing,
  reopening,
  yearClosing,
  decide,
  withdraw,
  prove,
];
