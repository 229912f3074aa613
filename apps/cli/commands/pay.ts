import { readFileSync } from 'node:fs';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { getProgramme } from '../../../kernel/module/get-programme.ts';
import { voidRun } from '../../../kernel/payment/approve-run.ts';
import { getPayingProgramme } from '../../../kernel/payment/paying-programme.ts';
import { replayRun } from '../../../kernel/payment/replay-run.ts';
import { runMonth } from '../../../kernel/payment/run-month.ts';
import { RUN_STATE_LABELS } from '../../../kernel/payment/run-state.ts';
import { findRuns, getRun, type RunRow } from '../../../kernel/payment/run-store.ts';
import type { Programme } from '../../../kernel/policy/define-programme.ts';
import { type CommonOptions, type Context, openContext } from '../context.ts';
import { print, table } from '../output.ts';

interface RunCommandOptions extends CommonOptions {
  readonly month: string;
  readonly dryRun?: boolean;
  readonly supplement?: boolean;
}

async function inContext<T>(options: CommonOptions, work: (context: Context) => Promise<T>): Promise<T> {
  const context = await openContext(options);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

const yuanText = (amount: number): string => formatYuan(fen(amount));

export const brief = (run: RunRow) => ({
  run: run.runNo,
  id: run.id,
  programme: run.programme,
  month: run.payMonth,
  batch: run.batch,
  state: run.state,
  lines: run.lineCount,
  totalFen: run.totalFen,
  overpaidFen: run.overpaidFen,
  knownAt: run.knownAt,
  findings: run.findingsTotal,
  findingsOpen: run.findingsTotal - run.findingsAnswered,
  createdBy: run.createdBy,
  approvedBy: run.approvedBy,
  postedBy: run.postedBy,
});

export const runLines = (run: RunRow): string[] => [
  `批次 ${run.runNo}（${run.payMonth} ${run.programme}）：${run.lineCount} 条，应发 ${yuanText(run.totalFen)} 元，多发应追缴 ${yuanText(run.overpaidFen)} 元，${RUN_STATE_LABELS[run.state].zh}`,
];

/** `huimin pay run PROGRAMME --month M [--dry-run] [--supplement]`. */
export const payRunCommand = (programmeId: string, options: RunCommandOptions): Promise<void> =>
  inContext(options, async (context) => {
    const programme = getPayingProgramme(context.registry, programmeId);
    const result = await runMonth(context.db, context.actor, programme, month(options.month), options);
    const { run, ...sums } = result;
    const output = {
      run: run?.runNo ?? null,
      programme: sums.programme,
      month: sums.payMonth,
      dryRun: sums.dryRun,
      state: run?.state ?? null,
      awards: sums.awards,
      lines: sums.lines,
      totalFen: sums.totalFen,
      overpaidFen: sums.overpaidFen,
      findings: run?.findingsTotal ?? null,
    };
    print(output, options.json, () => [
      `${sums.dryRun ? '试算' : `批次 ${run?.runNo ?? ''}`}：${sums.awards} 份待遇，${sums.lines} 条，应发 ${yuanText(sums.totalFen)} 元，多发应追缴 ${yuanText(sums.overpaidFen)} 元`,
      ...(run === null
        ? ['未写入任何内容。']
        : [
            ...(run.state === 'draft'
              ? [
                  `有 ${run.findingsTotal} 项核对事项待答复：npx huimin pay answer ${run.runNo} --all --reason 核对情况`,
                ]
              : []),
            `请由另一账号批准：npx huimin pay approve ${run.runNo} --as chief`,
          ]),
    ]);
  });

/** `huimin pay list`. */
export const payListCommand = (options: CommonOptions): Promise<void> =>
  inContext(options, async (context) => {
    const runs = await context.within((tx) => findRuns(tx));
    print(runs.map(brief), options.json, () =>
      table(
        runs.map((run) => [
          run.runNo,
          run.payMonth,
          run.programme,
          RUN_STATE_LABELS[run.state].zh,
          String(run.lineCount),
          yuanText(run.totalFen),
        ]),
      ),
    );
  });

/** Works on a run together with the programme that it pays. */
export const withProgramme = async <T>(
  context: Context,
  runNo: string,
  work: (tx: Tx, programme: Programme) => Promise<T>,
): Promise<T> =>
  context.within(async (tx) => work(tx, getProgramme(context.registry, (await getRun(tx, runNo)).programme)));

/** `huimin pay void RUN --reason TEXT`. */
export const payVoidCommand = (
  runNo: string,
  options: CommonOptions & { readonly reason: string },
): Promise<void> =>
  inContext(options, async (context) => {
    const run = await context.within((tx) => voidRun(tx, runNo, options.reason));
    print(brief(run), options.json, () => runLines(run));
  });

/** A file named on the command line; an error that says so when it cannot be read. */
export function readInputFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw inputError(
      'cli.file',
      `无法读取文件 ${path}（${reason}）：请检查路径。`,
      `File ${path} cannot be read (${reason}): check the path.`,
    );
  }
}

/** `huimin pay replay RUN`: exit code 1 when a line differs. */
export const payReplayCommand = (runNo: string, options: CommonOptions): Promise<void> =>
  inContext(options, async (context) => {
    const replay = await context.within((tx) => replayRun(tx, context.registry.programmes, runNo));
    print(replay, options.json, () => [
      `批次 ${replay.run}：原 ${yuanText(replay.totalFen)} 元，重算 ${yuanText(replay.recomputedTotalFen)} 元，${replay.differences.length} 条不同`,
      ...(replay.rulesChanged ? ['规则源码自该批次以来有改动'] : []),
      ...replay.differences
        .slice(0, 20)
        .map(
          (d) =>
            `${d.awardNo} ${d.month} ${d.component}：${yuanText(d.storedFen)} → ${yuanText(d.recomputedFen)}`,
        ),
    ]);
    if (replay.differences.length > 0) process.exitCode = 1;
  });
