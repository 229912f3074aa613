import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { readCases } from '../../../kernel/case/read-cases.ts';
import type { UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import { getRecovery, listRecoveries } from '../../../kernel/payment/recovery/contract.ts';
import { exportRecoveries } from '../../../kernel/payment/recovery/export-recoveries.ts';
import { readRecoveries } from '../../../kernel/payment/recovery/read-recoveries.ts';
import { readRecovery } from '../../../kernel/payment/recovery/read-recovery.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';
import { caseActCommand } from './cases.ts';

const yuanText = (amount: number): string => formatYuan(fen(amount));

interface ListOptions extends CommonOptions {
  readonly status?: string;
  readonly age?: string;
  readonly division?: string;
  readonly out?: string;
}

/** `huimin recovery list [--out FILE.xlsx]`: aged by street, and the claims, the oldest first. */
export async function recoveryListCommand(options: ListOptions): Promise<void> {
  const { status, age, division, out } = options;
  const given = { status, age, divisionNo: division, limit: 200 };
  const list = await inUseCase(options, async (context) => {
    requirePermission(context.tx.actor, listRecoveries.permission);
    const input = readInput(
      listRecoveries.input,
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    );
    if (out !== undefined)
      await pipeline(
        await exportRecoveries(context.tx, context, input),
        createWriteStream(out, { mode: 0o600 }),
      );
    return readRecoveries(context.tx, context, input);
  });
  const language = options.lang ?? 'zh';
  print(list, options.json, () => [
    ...table([
      ['街道', ...list.ages.map(({ label }) => label[language]), '合计'],
      ...list.streets.map((street) => [
        street.name,
        ...street.ages.map(({ owedFen }) => yuanText(owedFen)),
        yuanText(street.owedFen),
      ]),
    ]),
    ...table(
      list.recoveries.map((one) => [
        one.caseNo,
        one.name,
        one.divisionName,
        one.stateLabel[language],
        one.causeLabel[language],
        yuanText(one.claimedFen),
        yuanText(one.owedFen),
      ]),
    ),
    ...(out === undefined ? [] : [`已导出 ${out}`]),
  ]);
}

async function findId(context: UseCaseContext, caseNo: string): Promise<string> {
  if (getRecovery.input.safeParse({ id: caseNo }).success) return caseNo;
  const { cases } = await readCases(context, { mine: 'false', text: caseNo.slice(0, 40), limit: 2 });
  const found = cases.find((one) => one.caseNo === caseNo.trim().toUpperCase());
  if (found === undefined) throw absentRecord();
  return found.id;
}

/** `huimin recovery show CASE`: months, account and plan. */
export async function recoveryShowCommand(caseNo: string, options: CommonOptions): Promise<void> {
  const one = await inUseCase(options, async (context) => {
    requirePermission(context.tx.actor, getRecovery.permission);
    return readRecovery(context.tx, context, await findId(context, caseNo));
  });
  const language = options.lang ?? 'zh';
  print(one, options.json, () => [
    `${one.caseNo} ${one.name} ${one.divisionName} ${one.stateLabel[language]}`,
    `${one.causeLabel[language]}${one.cause === null ? '（待核实）' : ''}：应追缴 ${yuanText(one.claimedFen)} 元，已收回 ${yuanText(one.recoveredFen)} 元，已核销 ${yuanText(one.waivedFen)} 元，未收回 ${yuanText(one.owedFen)} 元`,
    ...table(
      one.months.map((line) => [
        `  ${line.forMonth}`,
        line.componentLabel[language],
        yuanText(line.amountFen),
        line.runNo,
      ]),
    ),
    ...table(
      one.entries.map((entry) => [
        `  ${entry.on}`,
        entry.label[language],
        yuanText(entry.amountFen),
        entry.reference ?? '',
        entry.by,
      ]),
    ),
    ...table(
      (one.plan?.instalments ?? []).map((instalment) => [
        `  ${instalment.dueOn}`,
        yuanText(instalment.amountFen),
        yuanText(instalment.paidFen),
      ]),
    ),
    ...(one.fine === null
      ? []
      : [
          `罚款建议幅度 ${yuanText(one.fine.minFen)}–${yuanText(one.fine.maxFen)} 元（《${one.fine.title}》${one.fine.article}）`,
        ]),
  ]);
}

interface ActOptions extends CommonOptions {
  readonly seen?: string;
  readonly reason?: string;
}

/** One action of the case; every value goes as the text that was typed. */
const act = (
  caseNo: string,
  action: string,
  options: ActOptions,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<void> =>
  caseActCommand(caseNo, action, {
    ...options,
    set: Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${JSON.stringify(value)}`],
    ),
  });

/** `huimin recovery confirm CASE CAUSE`. */
export const recoveryConfirmCommand = (caseNo: string, cause: string, options: ActOptions): Promise<void> =>
  act(caseNo, 'confirm-cause', options, { cause });

/** `huimin recovery decide CASE`: the claim and its letter. */
export const recoveryDecideCommand = (caseNo: string, options: ActOptions): Promise<void> =>
  act(caseNo, 'issue-claim', options);

interface PlanOptions extends ActOptions {
  readonly way: string;
  readonly agreedOn: string;
  readonly agreement: string;
  readonly first?: string;
  readonly count?: string;
  readonly instalment?: readonly string[];
  readonly award?: string;
}

/** `huimin recovery plan CASE --way bank --agreed-on D --agreement TEXT --first D --count N | --instalment D=YUAN …`. */
export const recoveryPlanCommand = (caseNo: string, options: PlanOptions): Promise<void> => {
  const { way, agreedOn, agreement, first, count, instalment = [], award } = options;
  return act(caseNo, 'agree-plan', options, {
    way,
    agreedOn,
    agreement,
    firstOn: first ?? instalment[0]?.slice(0, 10) ?? agreedOn,
    count: count === undefined ? undefined : Number(count),
    schedule: instalment.length === 0 ? undefined : instalment,
    awardNo: award,
  });
};

interface PayOptions extends ActOptions {
  readonly on: string;
  readonly reference: string;
}

/** `huimin recovery pay CASE YUAN --on DATE --reference NO`. */
export const recoveryPayCommand = (caseNo: string, amount: string, options: PayOptions): Promise<void> =>
  act(caseNo, 'record-receipt', options, { amount, receivedOn: options.on, reference: options.reference });

interface WaiveOptions extends ActOptions {
  readonly meeting: string;
}

/** `huimin recovery waive CASE YUAN --meeting NO --reason TEXT`: a proposal, which another person approves. */
export const recoveryWaiveCommand = (caseNo: string, amount: string, options: WaiveOptions): Promise<void> =>
  act(caseNo, 'propose-waiver', options, { amount, meeting: options.meeting });

/** `huimin recovery approve-waiver CASE`. */
export const recoveryApproveWaiverCommand = (caseNo: string, options: ActOptions): Promise<void> =>
  act(caseNo, 'approve-waiver', options);

/** `huimin recovery refuse-waiver CASE --reason TEXT`. */
export const recoveryRefuseWaiverCommand = (caseNo: string, options: ActOptions): Promise<void> =>
  act(caseNo, 'refuse-waiver', options);

/** `huimin recovery withdraw CASE --reason TEXT`: the objection was upheld. */
export const recoveryWithdrawCommand = (caseNo: string, options: ActOptions): Promise<void> =>
  act(caseNo, 'withdraw-claim', options);
