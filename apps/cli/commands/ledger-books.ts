import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import { getLedger } from '../../../kernel/payment/contract.ts';
import * as contract from '../../../kernel/payment/finance/contract.ts';
import { type FundStatement, readFundStatement } from '../../../kernel/payment/finance/fund-statement.ts';
import { POSTING_LABELS } from '../../../kernel/payment/finance/posting-label.ts';
import { readProposals } from '../../../kernel/payment/finance/proposal.ts';
import { readClosings, readFunds } from '../../../kernel/payment/finance/read-finance.ts';
import { shareWords } from '../../../kernel/payment/finance/split.ts';
import { fundSheet, subjectSheet } from '../../../kernel/payment/finance/statement-sheet.ts';
import {
  readHouseholdStatement,
  readPersonStatement,
  type SubjectStatement,
} from '../../../kernel/payment/finance/subject-statement.ts';
import { readLedger } from '../../../kernel/payment/read-ledger.ts';
import { findSubject } from '../../../kernel/policy/find-subject.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

interface Months {
  readonly from?: string;
  readonly to?: string;
}

const money = (amountFen: number): string => formatYuan(fen(amountFen));
const monthsOf = ({ from, to }: Months): Months => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** Reads in one transaction, after the account has been found to hold the permission. */
const reading = <T>(
  options: CommonOptions,
  permission: string,
  work: (context: UseCaseContext) => Promise<T>,
): Promise<T> =>
  inUseCase(options, (context) => {
    requirePermission(context.tx.actor, permission);
    return work(context);
  });

/** `huimin ledger balance`: the trial balance of a period or as of a day. */
export async function ledgerBalanceCommand(
  options: CommonOptions & Months & { readonly asOf?: string },
): Promise<void> {
  const { asOf } = options;
  const input = readInput(getLedger.input, { ...monthsOf(options), ...(asOf === undefined ? {} : { asOf }) });
  const result = await reading(options, 'ledger.read', ({ tx }) => readLedger(tx, input));
  print(result, options.json, () =>
    table([
      ['科目', '代码', '期初', '借方', '贷方', '余额'],
      ...result.accounts.map((row) => [
        row.label,
        row.code,
        money(row.openingFen),
        money(row.debitFen),
        money(row.creditFen),
        money(row.balanceFen),
      ]),
    ]),
  );
}

/** `huimin ledger funds`: funds, budgets with what is left of them, and splits. */
export async function ledgerFundsCommand(options: CommonOptions): Promise<void> {
  const language = options.lang ?? 'zh';
  const result = await reading(options, 'ledger.read', ({ tx, registry }) => readFunds(tx, registry));
  print(result, options.json, () => [
    ...table([
      ['资金', '代码', '下达', '支出', '余额'],
      ...result.funds.map((fund) => [
        fund.label,
        fund.code,
        money(fund.inFen),
        money(fund.outFen),
        money(fund.balanceFen),
      ]),
    ]),
    ...table([
      ['预算', '年度', '项目', '预算数', '已占用', '已支出', '余额'],
      ...result.budgets.map((line) => [
        line.label,
        String(line.budgetYear),
        line.programmeLabel[language],
        money(line.budgetFen),
        money(line.committedFen),
        money(line.spentFen),
        money(line.leftFen),
      ]),
    ]),
    ...result.splits.map(
      (split) =>
        `${split.programmeLabel[language]} ${split.effectiveFrom} 起：${shareWords(split.shares, language)}（${split.documentNo}${split.certainty === 'assumption' ? '，假设' : ''}）`,
    ),
  ]);
}

/** `huimin ledger closings`: which months are closed, and what keeps the next one open. */
export async function ledgerClosingsCommand(options: CommonOptions): Promise<void> {
  const language = options.lang ?? 'zh';
  const result = await reading(options, 'ledger.read', ({ tx, clock }) => readClosings(tx, clock));
  print(result, options.json, () => [
    ...table(
      result.months.map((row) => [
        row.month,
        row.closed ? '已结账' : '未结账',
        `${row.transactions} 笔`,
        money(row.debitFen),
        row.closedBy ?? '',
      ]),
    ),
    ...(result.next === null
      ? []
      : [
          `下一结账月份 ${result.next.month}：${result.next.obstacles.map((label) => label[language]).join('；') || '可以结账'}`,
        ]),
  ]);
}

/** `huimin ledger proposals`: what waits for a second person, and what was decided. */
export async function ledgerProposalsCommand(options: CommonOptions): Promise<void> {
  const language = options.lang ?? 'zh';
  const states = { proposed: '待复核', approved: '已批准', refused: '已退回', withdrawn: '已撤回' } as const;
  const proposals = await reading(options, 'ledger.read', readProposals);
  print({ proposals }, options.json, () =>
    table(
      proposals.map((row) => [
        row.id,
        states[row.state],
        row.summary[language],
        row.proposedBy,
        row.decidedBy ?? '',
      ]),
    ),
  );
}

interface StatementOptions extends CommonOptions, Months {
  readonly fund?: string;
  readonly household?: string;
  readonly person?: string;
  readonly xlsx?: string;
}

/** `huimin ledger statement`: of exactly one fund, household or person. */
export async function ledgerStatementCommand(options: StatementOptions): Promise<void> {
  const { fund, household, person } = options;
  const named = [fund, household, person].filter((one) => one !== undefined);
  if (named.length !== 1) {
    throw inputError(
      'ledger.statement-of',
      '请在 --fund、--household、--person 中选择一项。',
      'Give exactly one of --fund, --household and --person.',
    );
  }
  if (fund !== undefined) return fundStatement(fund, options);
  return subjectStatement(household === undefined ? 'person' : 'household', named[0] ?? '', options);
}

async function fundStatement(fund: string, options: StatementOptions): Promise<void> {
  const input = readInput(contract.getFundStatement.input, { fund, ...monthsOf(options) });
  const statement = await reading(options, 'ledger.read', ({ tx, registry }) =>
    readFundStatement(tx, registry, input.fund, input),
  );
  await hand(statement, options, fundSheet, fundLines);
}

const fundLines = (statement: FundStatement): string[] => [
  statement.label,
  ...table([
    ['日期', '类型', '摘要', '收入', '支出', '余额'],
    ['', '', '期初余额', '', '', money(statement.openingFen)],
    ...statement.movements.map((row) => [
      row.bookedOn,
      POSTING_LABELS[row.kind]?.zh ?? row.kind,
      row.memo,
      money(row.inFen),
      money(row.outFen),
      money(row.balanceFen),
    ]),
    ['', '', '合计', money(statement.inFen), money(statement.outFen), money(statement.closingFen)],
  ]),
];

async function subjectStatement(
  kind: 'household' | 'person',
  who: string,
  options: StatementOptions,
): Promise<void> {
  const statement = await reading(options, 'payment.read', async ({ tx, registry, keyring }) => {
    const subject = await findSubject(tx, keyring, who);
    if (subject.kind !== kind) {
      throw inputError(
        'ledger.statement-of',
        kind === 'person' ? '所给不是个人：请填身份证号或人员标识。' : '所给不是家庭：请填家庭编号。',
        kind === 'person'
          ? 'This is not a person: give an identity number or id.'
          : 'This is not a household.',
      );
    }
    const read = kind === 'household' ? readHouseholdStatement : readPersonStatement;
    const input = readInput(contract.getPersonStatement.input, { id: subject.id, ...monthsOf(options) });
    return read(tx, registry, input.id, input);
  });
  await hand(statement, options, subjectSheet, subjectLines);
}

const subjectLines = ({ name, number, rows, total }: SubjectStatement): string[] => {
  const amounts = (sums: SubjectStatement['total']): string[] =>
    [sums.dueFen, sums.paidFen, sums.openFen, sums.returnedFen, sums.overpaidFen].map(money);
  return [
    `${name} ${number ?? ''}`.trimEnd(),
    ...table([
      ['月份', '项目', '批次', '应发', '已到账', '未到账', '曾退回', '多发应收回'],
      ...rows.map((row) => [row.month, row.programmeLabel.zh, row.runNo, ...amounts(row)]),
      ['合计', '', '', ...amounts(total)],
    ]),
  ];
};

async function hand<T>(
  statement: T,
  { xlsx, json }: StatementOptions,
  sheet: (statement: T) => Readable,
  lines: (statement: T) => readonly string[],
): Promise<void> {
  if (xlsx === undefined) return print(statement, json, () => lines(statement));
  // A file that is there is not written over.
  await pipeline(sheet(statement), createWriteStream(xlsx, { flags: 'wx', mode: 0o600 }));
  print({ file: xlsx }, json, () => [`已写入 ${xlsx}`]);
}
