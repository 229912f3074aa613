import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import * as contract from '../../../kernel/case/contract.ts';
import { readCase, readCases } from '../../../kernel/case/read-cases.ts';
import { useCases } from '../../../kernel/case/use-cases.ts';
import type { Contract, OutputOf } from '../../../kernel/module/define-contract.ts';
import { runUseCase, type UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

type Input = Readonly<Record<string, unknown>>;
interface WriteOptions extends CommonOptions {
  readonly set?: readonly string[];
  readonly seen?: string;
  readonly reason?: string;
}

async function run<C extends Contract>(context: UseCaseContext, of: C, input: Input): Promise<OutputOf<C>> {
  const useCase = useCases.find((candidate) => candidate.contract === of);
  if (useCase === undefined) throw new RangeError('the use case is not declared');
  const answer: unknown = await runUseCase(useCase, context, input);
  // The use case answers by its own contract; this gives the answer its type back.
  return of.output.parse(answer) as OutputOf<C>;
}

/** `name=value`, a value that reads as JSON as what it says, any other as text. */
function readFields(given: readonly string[] = []): Input {
  const fields: Record<string, unknown> = {};
  for (const one of given) {
    const at = one.indexOf('=');
    if (at < 1) {
      throw inputError('cli.field', '请按“名称=值”填写 --set。', 'Write --set as name=value.');
    }
    fields[one.slice(0, at)] = readValue(one.slice(at + 1));
  }
  return fields;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A case by its number or id, with the version that the caller saw or the present one. */
async function which(
  context: UseCaseContext,
  caseNo: string,
  seen?: string,
): Promise<{ readonly id: string; readonly version: number | string }> {
  requirePermission(context.tx.actor, contract.getCaseContract.permission);
  const id = await findId(context, caseNo);
  return { id, version: seen ?? (await readCase(context, id)).version };
}

async function findId(context: UseCaseContext, caseNo: string): Promise<string> {
  if (contract.getCaseContract.input.safeParse({ id: caseNo }).success) return caseNo;
  const { cases } = await readCases(context, { mine: 'false', text: caseNo.slice(0, 40), limit: 2 });
  const found = cases.find((one) => one.caseNo === caseNo.trim().toUpperCase());
  if (found === undefined) throw absentRecord();
  return found.id;
}

/** `huimin case open LIFECYCLE SUBJECT --set programme=dibao`. */
export async function caseOpenCommand(
  lifecycle: string,
  subject: string,
  options: WriteOptions & { readonly applicant?: string },
): Promise<void> {
  const { applicant } = options;
  const answer = await inUseCase(options, (context) =>
    run(context, contract.openCaseContract, {
      lifecycle,
      subject,
      data: readFields(options.set),
      ...(applicant === undefined ? {} : { applicant }),
    }),
  );
  print(answer, options.json, () => [`已登记 ${answer.caseNo}，现为 ${answer.state}。`]);
}

interface ListOptions extends CommonOptions {
  readonly mine?: boolean;
}

/** `huimin case list`: one page, the newest first. */
export async function caseListCommand(options: ListOptions): Promise<void> {
  const page = await inUseCase(options, async (context) => {
    requirePermission(context.tx.actor, contract.listCases.permission);
    const filter = { ...options, mine: options.mine === true ? 'true' : 'false' };
    return readCases(context, readInput(contract.listCases.input, filter));
  });
  const language = options.lang ?? 'zh';
  print(page, options.json, () =>
    table(
      page.cases.map((one) => [
        one.caseNo,
        one.lamp,
        one.dueOn ?? '',
        one.stateLabel[language],
        one.name ?? '',
        one.divisionName,
        one.handler,
      ]),
    ),
  );
}

/** `huimin case show CASE`: the clock, what is missing, what may be done now and why not. */
export async function caseShowCommand(caseNo: string, options: CommonOptions): Promise<void> {
  const one = await inUseCase(options, async (context) => {
    requirePermission(context.tx.actor, contract.getCaseContract.permission);
    return readCase(context, await findId(context, caseNo));
  });
  const language = options.lang ?? 'zh';
  print(one, options.json, () => [
    `${one.caseNo} ${one.lifecycleLabel[language]} ${one.name ?? ''} ${one.divisionName}`,
    `${one.stateLabel[language]} ${one.lamp} v${one.version}`,
    ...one.flags.map(({ label }) => `! ${label[language]}`),
    ...table(
      one.deadlines.map((limit) => [
        `  ${limit.label[language]}`,
        limit.dueOn ?? '?',
        limit.lamp,
        limit.ground,
      ]),
    ),
    ...table(
      one.history.map((event) => [`  ${event.on}`, event.label[language], event.by, event.reason ?? '']),
    ),
    ...table(
      one.actions.map((action) => [`  ${action.id}`, action.label[language], action.why?.[language] ?? '✓']),
    ),
  ]);
}

/** `huimin case act CASE ACTION --set name=value --reason TEXT`. */
export async function caseActCommand(caseNo: string, action: string, options: WriteOptions): Promise<void> {
  const answer = await inUseCase(options, async (context) =>
    run(context, contract.actContract, {
      ...(await which(context, caseNo, options.seen)),
      action,
      input: readFields(options.set),
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    }),
  );
  print(answer, options.json, () => [`${answer.caseNo} 现为 ${answer.state}（第 ${answer.version} 版）。`]);
}

/** `huimin case materials CASE [MATERIAL received|waived|returned --form FORM]`: the list, or one more tick on it. */
export async function caseMaterialsCommand(
  caseNo: string,
  material: string | undefined,
  action: string | undefined,
  options: WriteOptions & { readonly form?: string },
): Promise<void> {
  const { form, reason } = options;
  const materials = await inUseCase(options, async (context) => {
    const at = await which(context, caseNo, options.seen);
    if (material !== undefined) {
      await run(context, contract.materialContract, {
        ...at,
        material,
        action: action ?? 'received',
        ...(form === undefined ? {} : { form }),
        ...(reason === undefined ? {} : { reason }),
      });
    }
    return (await readCase(context, at.id)).materials;
  });
  const language = options.lang ?? 'zh';
  print({ materials }, options.json, () =>
    table(
      materials.map((one) => [
        one.id,
        one.label[language],
        one.required ? '*' : '',
        one.stand,
        one.form ?? '',
      ]),
    ),
  );
}

/** `huimin case notice CASE`: tells once what is missing. */
export async function caseNoticeCommand(
  caseNo: string,
  options: WriteOptions & { readonly newFact?: string },
): Promise<void> {
  const { newFact } = options;
  const answer = await inUseCase(options, async (context) =>
    run(context, contract.noticeMissingContract, {
      ...(await which(context, caseNo, options.seen)),
      ...(newFact === undefined ? {} : { newFact }),
    }),
  );
  print(answer, options.json, () => [`${answer.caseNo} 已一次性告知：${answer.missing.join('、')}。`]);
}

/** `huimin case letter DECISION --purpose TEXT`: saves the letter as it was issued. */
export async function caseLetterCommand(
  decision: string,
  options: CommonOptions & { readonly purpose: string; readonly out: string },
): Promise<void> {
  const letter = await inUseCase(options, (context) =>
    run(context, contract.letterContract, { id: decision, purpose: options.purpose }),
  );
  mkdirSync(options.out, { recursive: true });
  const path = join(options.out, letter.fileName);
  writeFileSync(path, Buffer.from(letter.base64, 'base64'), { mode: 0o600 });
  const { decisionNo, digest } = letter;
  print({ decisionNo, digest, path }, options.json, () => [`${decisionNo} 已存为 ${path}`]);
}
