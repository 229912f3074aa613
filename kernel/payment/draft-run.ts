import { setImmediate as breathe } from 'node:timers/promises';
import { ahead, type Piece } from '../base/ahead.ts';
import { inTurn } from '../base/in-turn.ts';
import { firstDay } from '../base/month.ts';
import type { Tx } from '../db/database.ts';
import type { Instant } from '../party/known-at.ts';
import type { CaseFile } from '../policy/case-file.ts';
import type { Programme } from '../policy/define-programme.ts';
import type { PayPeriod } from '../policy/evaluate.ts';
import { loadCasesOf, nextAwards } from '../policy/load-cases.ts';
import type { ParameterRow } from '../policy/resolve-parameters.ts';
import { type AwardLine, type RunComputation, type RunTotals, startComputation } from './compute-run.ts';
import type { PaidBefore } from './differences.ts';
import { type FindingWriter, writeFindings } from './finding-store.ts';
import { type Comparison, findDifferences } from './findings.ts';
import { type LineWriter, writeLines } from './line-writer.ts';
import { loadPayeeAccounts } from './payee-accounts.ts';
import { getPaymentPolicy } from './payment-policy.ts';
import { findCompared, loadPaidBefore, loadRegular } from './run-store.ts';

/** So many awards are in memory at a time, twice over: one batch is decided while the next one is read. */
const BATCH_AWARDS = 2_000;
/** After so many awards what the database has sent meanwhile is taken in. */
const AWARDS_PER_BREATH = 200;

/** What is computed, of whom, and from what. */
export interface RunBasis {
  readonly programme: Programme;
  readonly period: PayPeriod;
  readonly knownAt: Instant;
  readonly parameters: readonly ParameterRow[];
  readonly awards: number;
  /** Whether its lines and items get partitions of their own. */
  readonly large: boolean;
}

/** Lines and findings of a run that wait for its draft to be stored. */
export interface DraftRows {
  readonly totals: RunTotals;
  /** Stores them; the draft is there. */
  publish(): Promise<void>;
}

/** Computes a run without storing anything. */
export async function tryRun(tx: Tx, basis: RunBasis): Promise<RunTotals> {
  const computation = startComputation(basis.programme, basis.period, basis.parameters);
  for await (const batch of batches(tx, basis, NOT_COMPARED, inTurn())) await decide(computation, batch);
  return computation.totals();
}

/** Computes a run award by award, in memory that does not grow with their number, and writes what comes out. */
export async function draftRun(tx: Tx, runId: string, basis: RunBasis): Promise<DraftRows> {
  const computation = startComputation(basis.programme, basis.period, basis.parameters);
  const against = await comparedRuns(tx, basis);
  const comparison = await comparisonOf(tx, basis, against);
  const lines: LineWriter = await writeLines(tx, runId, basis.large);
  const findings: FindingWriter = await writeFindings(tx, runId);
  const turn = inTurn();
  let writing: Promise<unknown> = Promise.resolve();
  for await (const batch of batches(tx, basis, against, turn)) {
    const found = await decide(computation, batch);
    const { lastRegular, sameMonth } = batch;
    await writing;
    const differences = findDifferences(batch.files, found, { ...comparison, lastRegular, sameMonth });
    // The database takes them in while the next awards are decided.
    writing = turn(async () => {
      await lines.write(found);
      await findings.write(differences);
    });
    writing.catch(() => undefined);
  }
  await writing;
  return {
    totals: computation.totals(),
    publish: async () => {
      await lines.publish();
      await findings.publish();
    },
  };
}

async function decide(computation: RunComputation, { files, paid }: AwardBatch): Promise<AwardLine[]> {
  const lines: AwardLine[] = [];
  for (const [i, file] of files.entries()) {
    lines.push(...computation.add(file, paid.get(file.awardId)));
    if (i % AWARDS_PER_BREATH === 0) await breathe();
  }
  return lines;
}

/** The runs that it is held against. */
interface Compared {
  readonly last: readonly string[];
  readonly same: readonly string[];
}

const NOT_COMPARED: Compared = { last: [], same: [] };

const comparedRuns = async (tx: Tx, { programme, period }: RunBasis): Promise<Compared> => ({
  last: await findCompared(tx, programme.id, period.payMonth, 'last'),
  same: await findCompared(tx, programme.id, period.payMonth, 'same'),
});

async function comparisonOf(
  tx: Tx,
  { programme, period, knownAt }: RunBasis,
  against: Compared,
): Promise<Omit<Comparison, 'lastRegular' | 'sameMonth'>> {
  const { changePercent } = await getPaymentPolicy(tx, firstDay(period.payMonth));
  return {
    accounts: await loadPayeeAccounts(tx, programme.id, period.payMonth, knownAt),
    hasLast: against.last.length > 0,
    hasSameMonth: against.same.length > 0,
    recurring: programme.cycle === 'monthly',
    changePercent,
  };
}

interface AwardBatch extends Piece<string> {
  readonly files: readonly CaseFile[];
  readonly paid: ReadonlyMap<string, PaidBefore>;
  readonly lastRegular: ReadonlyMap<string, number>;
  readonly sameMonth: ReadonlyMap<string, number>;
}

type Turn = ReturnType<typeof inTurn>;

/** The awards of a programme in the order of their numbers, with what was paid for them before. */
const batches = (tx: Tx, basis: RunBasis, against: Compared, turn: Turn): AsyncGenerator<AwardBatch> =>
  ahead<string, AwardBatch>('', (after) => turn(() => loadBatch(tx, basis, against, after)));

async function loadBatch(
  tx: Tx,
  { programme, knownAt }: RunBasis,
  against: Compared,
  after: string,
): Promise<AwardBatch> {
  const awards = await nextAwards(tx, programme, after, BATCH_AWARDS);
  if (awards.length === 0) return NO_MORE;
  const ids = awards.map(({ id }) => id);
  return {
    files: await loadCasesOf(tx, programme, knownAt, awards),
    paid: await loadPaidBefore(tx, programme.id, knownAt, ids),
    lastRegular: await loadRegular(tx, against.last, ids),
    sameMonth: await loadRegular(tx, against.same, ids),
    last: awards.at(-1)?.awardNo,
  };
}

const NO_MORE: AwardBatch = {
  files: [],
  paid: new Map(),
  lastRegular: new Map(),
  sameMonth: new Map(),
  last: undefined,
};
