import { inputError } from '../../../kernel/base/errors.ts';
import { yuan } from '../../../kernel/base/fen.ts';
import type { Contract } from '../../../kernel/module/define-contract.ts';
import { runUseCase, type UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { findFunds } from '../../../kernel/payment/finance/fund.ts';
import * as contract from '../../../kernel/payment/finance/contract.ts';
import { useCases } from '../../../kernel/payment/finance/use-cases.ts';
import type { CommonOptions } from '../context.ts';
import { print } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

type Input = Readonly<Record<string, unknown>>;

/** Who proposes when nobody is named; the second person has to be named. */
const PROPOSER = 'finance';

async function carryOut(
  of: Contract,
  options: CommonOptions,
  input: Input | ((context: UseCaseContext) => Promise<Input>),
): Promise<unknown> {
  const useCase = useCases.find((candidate) => candidate.contract === of);
  if (useCase === undefined) throw new Error(`no use case for ${of.path}`);
  return inUseCase({ ...options, as: options.as ?? PROPOSER }, async (context) =>
    runUseCase(useCase, context, typeof input === 'function' ? await input(context) : input),
  );
}

const PROPOSED = { zh: '已提出申请，待另一人复核', en: 'Proposed; a second person decides' };

const say = (
  result: unknown,
  options: CommonOptions,
  done: { readonly zh: string; readonly en: string },
): void => print(result, options.json, () => [`${done[options.lang ?? 'zh']}  ${idOf(result)}`.trimEnd()]);

const idOf = (result: unknown): string => {
  const found = Object.entries(result ?? {}).find(([name]) => name === 'id' || name === 'fund');
  return found === undefined ? '' : String(found[1]);
};

const wholeYear = (text: string): number => {
  if (/^\d{4}$/.test(text)) return Number(text);
  throw inputError('ledger.year', '年度应为四位数字，如 2020。', 'A year has four digits, such as 2020.');
};

export async function ledgerOpenFundCommand(
  pool: string,
  source: string,
  year: string,
  options: CommonOptions & { readonly label?: string },
): Promise<void> {
  const input = {
    pool,
    source,
    budgetYear: wholeYear(year),
    ...(options.label === undefined ? {} : { label: options.label }),
  };
  say(await carryOut(contract.openFund, options, input), options, { zh: '已设立资金', en: 'Fund opened' });
}

interface DocumentOptions extends CommonOptions {
  readonly document: string;
  readonly documentNo: string;
  readonly assumption?: boolean;
}

const documentOf = ({ document, documentNo, assumption }: DocumentOptions) => ({
  documentTitle: document,
  documentNo,
  certainty: assumption === true ? 'assumption' : 'source',
});

export async function ledgerSplitCommand(
  programme: string,
  shares: readonly string[],
  options: DocumentOptions & { readonly from: string },
): Promise<void> {
  const input = {
    programme,
    effectiveFrom: options.from,
    shares: shares.map(readShare),
    ...documentOf(options),
  };
  say(await carryOut(contract.proposeSplit, options, input), options, PROPOSED);
}

function readShare(text: string): { source: string; basisPoints: number } {
  const [, source = '', percent = ''] = /^([a-z]+)=(\d{1,3}(?:\.\d{1,2})?)$/.exec(text) ?? [];
  if (source === '') {
    throw inputError(
      'ledger.share',
      `“${text.slice(0, 40)}”不是分担比例：请写成 来源=百分比，如 central=60。`,
      `"${text.slice(0, 40)}" is no share: write source=percent, such as central=60.`,
    );
  }
  return { source, basisPoints: Math.round(Number(percent) * 100) };
}

export async function ledgerBudgetCommand(
  fund: string,
  programme: string,
  amount: string,
  options: DocumentOptions & { readonly year: string; readonly adjust?: boolean; readonly reason?: string },
): Promise<void> {
  const input = {
    fund,
    programme,
    amountFen: yuan(amount),
    budgetYear: wholeYear(options.year),
    kind: options.adjust === true ? 'adjustment' : 'approved',
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...documentOf(options),
  };
  say(await carryOut(contract.proposeBudget, options, input), options, PROPOSED);
}

export async function ledgerCloseCommand(month: string, options: CommonOptions): Promise<void> {
  say(await carryOut(contract.proposeClosing, options, { month }), options, PROPOSED);
}

export async function ledgerReopenCommand(
  month: string,
  options: CommonOptions & { readonly reason: string },
): Promise<void> {
  const input = { month, reason: options.reason };
  say(await carryOut(contract.proposeReopening, options, input), options, PROPOSED);
}

export async function ledgerCloseYearCommand(
  text: string,
  options: CommonOptions & { readonly return?: readonly string[] },
): Promise<void> {
  const year = wholeYear(text);
  const returned = new Set(options.return ?? []);
  const input = async ({ tx }: UseCaseContext): Promise<Input> => {
    const ofYear = (await findFunds(tx))
      .filter(({ budgetYear }) => budgetYear === year)
      .map(({ code }) => code);
    // A fund that is named but is not of the year goes along, so that it is refused by name.
    const codes = [...new Set([...ofYear, ...returned])];
    return {
      year,
      funds: codes.map((fund) => ({ fund, action: returned.has(fund) ? 'return' : 'carry-over' })),
    };
  };
  say(await carryOut(contract.proposeYearClosing, options, input), options, PROPOSED);
}

export async function ledgerDecideCommand(
  id: string,
  decision: string,
  options: CommonOptions & { readonly note?: string },
): Promise<void> {
  const input = { id, decision, ...(options.note === undefined ? {} : { note: options.note }) };
  const done = decision === 'approve' ? { zh: '已批准', en: 'Approved' } : { zh: '已退回', en: 'Refused' };
  say(await carryOut(contract.decideProposal, options, input), options, done);
}

export async function ledgerWithdrawCommand(id: string, options: CommonOptions): Promise<void> {
  say(await carryOut(contract.withdrawProposal, options, { id }), options, { zh: '已撤回', en: 'Withdrawn' });
}

export async function ledgerReturnCommand(programme: string, options: CommonOptions): Promise<void> {
  const done = { zh: '已将收回款归还各级资金', en: 'Given back to the funds' };
  say(await carryOut(contract.returnRecovered, options, { programme }), options, done);
}
