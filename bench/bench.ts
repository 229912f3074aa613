import { availableParallelism, totalmem } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type CommonOptions, homeFolder } from '../apps/cli/context.ts';
import { print } from '../apps/cli/output.ts';
import { getAccount } from '../kernel/access/account.ts';
import { inputError } from '../kernel/base/errors.ts';
import { yuan } from '../kernel/base/fen.ts';
import { month } from '../kernel/base/month.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import { type Database, openDatabase } from '../kernel/db/database.ts';
import { confirmWhatIsOpen } from '../kernel/payment/answer-findings.ts';
import { systemClock } from '../kernel/base/clock.ts';
import { approveRun } from '../kernel/payment/approve-run.ts';
import { allocate } from '../kernel/payment/ledger.ts';
import { runMonth } from '../kernel/payment/run-month.ts';
import type { CaseFile } from '../kernel/policy/case-file.ts';
import { explainAward } from '../kernel/policy/explain.ts';
import { explanationText } from '../kernel/policy/explanation-text.ts';
import { instant } from '../kernel/party/known-at.ts';
import { loadCases } from '../kernel/policy/load-cases.ts';
import { loadParameterRows } from '../kernel/policy/parameter-store.ts';
import { parameterTable, type ParameterTable } from '../kernel/policy/resolve-parameters.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { fillBenchDistrict } from './population.ts';
import { benchPublicodes } from './publicodes.ts';
import { benchCases, benchRules } from './rules.ts';

const SCHEMA = 'bench';
const MONTH = month('2020-01');
const NOW = instant('infinity');
/** More than any number of households can be due. */
const BENCH_FUND = yuan(100_000_000_000);
const NOW_BOOKED = instant('2020-01-01 09:00:00+08');
const EXPLAINED = 2_000;
const HOUSEHOLDS_MAX = 1_000_000;

interface BenchOptions extends CommonOptions {
  readonly part: 'policy' | 'kernel';
  readonly households: string;
  readonly people: string;
  readonly lines: string;
}

const seconds = async (work: () => unknown): Promise<number> => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

const round = (value: number, digits = 3): number => Number(value.toPrecision(digits));

/** `huimin bench`: ratios measured in this one run, in a schema of its own that is dropped afterwards. */
export async function benchCommand(options: BenchOptions): Promise<void> {
  if (options.part === 'kernel') {
    const { benchKernel } = await import('./kernel-bench.ts');
    const result = await benchKernel({ people: Number(options.people), lines: Number(options.lines) });
    print(result, options.json, () => [JSON.stringify(result, null, 2)]);
    return;
  }
  const households = Number(options.households);
  if (!Number.isInteger(households) || households < 100 || households > HOUSEHOLDS_MAX) {
    throw inputError(
      'bench.households',
      `家庭数应为100至${HOUSEHOLDS_MAX}的整数。`,
      `Households must be a number from 100 to ${HOUSEHOLDS_MAX}.`,
    );
  }
  await dropSchema();
  const db = await openDatabase({
    home: homeFolder(),
    databaseUrl: process.env.DATABASE_URL,
    schema: SCHEMA,
    applicationName: 'huimin-bench',
  });
  try {
    await db.asOwner((owner) => fillBenchDistrict(owner, households));
    const run = await benchRun(db);
    const { cases, table } = await loadAll(db);
    const families = benchCases(households);
    const rules = benchRules(families, table);
    const publicodes = benchPublicodes(families, table);
    const explained = benchExplanation(cases, table);
    const result = {
      machine: {
        cores: availableParallelism(),
        memoryGiB: round(totalmem() / 2 ** 30),
        node: process.version,
      },
      households,
      run,
      rules,
      publicodes,
      explained,
    };
    print(result, options.json, () => [
      `${households} 户，${result.machine.cores} 核，${result.machine.memoryGiB} GiB，Node ${result.machine.node}`,
      `(a) 月度发放 ${run.lines} 条：${run.runRowsPerSecond} 行/秒；同表 COPY ${run.copyRowsPerSecond} 行/秒；比值 ${run.ratio}`,
      ...Object.entries(rules).map(
        ([what, each]) =>
          `(b) 规则批量（${what}）${each.batchPerSecond} 户月/秒；手写数组循环 ${each.loopPerSecond} 户月/秒；比值 ${each.ratio}`,
      ),
      `(b) Publicodes ${publicodes.publicodesPerSecond} 户月/秒；批量为其 ${publicodes.batchTimes} 倍，带文字解释为其 ${publicodes.explainedTimes} 倍`,
      `(c) 单次解释 p50 ${explained.p50Ms} 毫秒，p99 ${explained.p99Ms} 毫秒，${explained.perSecond} 次/秒`,
    ]);
  } finally {
    await db.close();
    await dropSchema();
  }
}

async function dropSchema(): Promise<void> {
  const db = await openDatabase({ home: homeFolder(), databaseUrl: process.env.DATABASE_URL });
  await db.asOwner((owner) => owner.query(`drop schema if exists ${SCHEMA} cascade`));
  await db.close();
}

/** (a) The month end to end against COPY of the very same rows into a table with the same keys and indexes. */
async function benchRun(db: Database) {
  const clerk = await getAccount(db.pool, 'clerk');
  const chief = await getAccount(db.pool, 'chief');
  await db.transaction(clerk, (tx) =>
    allocate(tx, dibao.fund, 'bench', BENCH_FUND, plainDate('2020-01-01'), NOW_BOOKED),
  );
  let lines = 0;
  const runSeconds = await seconds(async () => {
    const { run } = await runMonth(db, clerk, dibao, MONTH);
    lines = run?.lineCount ?? 0;
    if (run === null) return;
    // Two signatures: so much money is above what one person approves.
    for (const signer of [chief, await getAccount(db.pool, 'leader')]) {
      await db.transaction(signer, async (tx) => {
        await confirmWhatIsOpen(tx, run.runNo, 'bench', systemClock);
        await approveRun(tx, dibao, run.runNo);
      });
    }
  });
  const copySeconds = await db.asOwner(async (owner) => {
    await owner.query('set row_security = off');
    const chunks: Buffer[] = [];
    await pipeline(owner.query(copyTo('copy (select * from payment_line) to stdout')), async (source) => {
      for await (const chunk of source) chunks.push(Buffer.from(chunk as Uint8Array));
    });
    await owner.query('create table copied_line (like payment_line including all)');
    await owner.query(
      'alter table copied_line add foreign key (run_id) references payment_run, add foreign key (award_id) references award, add foreign key (person_id) references person',
    );
    return seconds(() =>
      pipeline(Readable.from(chunks), owner.query(copyFrom('copy copied_line from stdin'))),
    );
  });
  return {
    lines,
    runSeconds: round(runSeconds),
    copySeconds: round(copySeconds),
    runRowsPerSecond: Math.round(lines / runSeconds),
    copyRowsPerSecond: Math.round(lines / copySeconds),
    ratio: round(copySeconds / runSeconds),
  };
}

async function loadAll(db: Database): Promise<{ cases: CaseFile[]; table: ParameterTable }> {
  const clerk = await getAccount(db.pool, 'clerk');
  return db.transaction(clerk, async (tx) => ({
    cases: await loadCases(tx, dibao, NOW),
    table: parameterTable(await loadParameterRows(tx, 'now')),
  }));
}

/** (c) One explained decision with its Chinese text, from a loaded case. */
function benchExplanation(cases: readonly CaseFile[], table: ParameterTable) {
  const times: number[] = [];
  for (let i = 0; i < EXPLAINED * 2; i++) {
    const file = cases[i % cases.length];
    if (file === undefined) continue;
    const start = process.hrtime.bigint();
    explanationText(explainAward(dibao, file, table, MONTH), 'zh');
    // The first half warms up.
    if (i >= EXPLAINED) times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const sum = times.reduce((total, time) => total + time, 0);
  return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: Math.round(times.length / (sum / 1000)) };
}
