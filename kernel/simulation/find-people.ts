import { sql } from 'drizzle-orm';
import type { Role } from '../access/permission.ts';
import { digestOf } from '../base/digest.ts';
import { type Division, division } from '../base/division.ts';
import { inputError } from '../base/errors.ts';
import { fen, formatYuan } from '../base/fen.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Label } from '../base/label.ts';
import { chineseMonth, firstDay, type Month, monthOf, nextMonth } from '../base/month.ts';
import { addDays, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { openTask } from '../event/task.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import type { Registry } from '../module/registry.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { instant, type Instant } from '../party/known-at.ts';
import { readingDay } from '../party/reading-day.ts';
import { parameterKeys } from '../payment/run-month.ts';
import type { CaseFile } from '../policy/case-file.ts';
import { explainAward, type Explanation } from '../policy/explain.ts';
import { stepText } from '../policy/explanation-text.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import { type ParameterTable, parameterTable } from '../policy/resolve-parameters.ts';
import { timelineOf } from '../policy/timeline.ts';
import { coveredElsewhere, isCovered } from './case-batches.ts';
import { forecastAward, type Window, windowOf } from './forecast.ts';
import { loadTrials, nextSubjects } from './load-trials.ts';
import type { TakeUp } from './population-view.ts';
import { type Side, sideOf } from './scenario-policy.ts';
import type { findPeople } from './take-up-contract.ts';
import { takeUpsOf } from './take-ups.ts';

const BATCH_SUBJECTS = 2_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** A month for the visit, before the finding is old. */
const DUE_DAYS = 30;
export const FINDING_TASK = 'policy.take-up';
/** Everything that is known now. */
const KNOWN_NOW: Instant = instant('infinity');

type Found = OutputOf<typeof findPeople>;

interface Search {
  readonly takeUp: TakeUp;
  readonly month: Month;
  readonly window: Window;
  readonly table: ParameterTable;
  readonly side: Side;
  readonly division: Division | undefined;
  readonly dueOn: PlainDate;
}

/**
 * Decides everybody in the caller's jurisdiction who has no award of the programme and opens a task for each who
 * appears entitled: once, however often it is searched, and again only when the facts have changed. Nothing is granted.
 */
export async function searchPeople(
  context: UseCaseContext,
  input: { readonly programme: string; readonly division?: number | undefined },
): Promise<Found> {
  const { tx } = context;
  const search = await prepare(context, input);
  const { takeUp, month } = search;
  const { programme } = takeUp;
  // Two searches at once would each not see the other's tasks.
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`find-people:${programme.id}`}, 13))`,
  );
  const found = { programme: programme.id, month, looked: 0, entitled: 0, found: 0, open: 0, settled: 0 };
  const query = { ...search, programme, requires: takeUp.requires, knownAt: KNOWN_NOW };
  for (let after: string | undefined = FIRST_ID; after !== undefined;) {
    const subjects = await nextSubjects(tx, query, after, BATCH_SUBJECTS);
    const files = await loadTrials(tx, programme, KNOWN_NOW, month, subjects);
    const covered = await coveredElsewhere(tx, takeUp, files, month);
    for (const file of files) {
      if (isCovered(file, covered)) continue;
      found.looked++;
      if (!isEntitled(search, file)) continue;
      found.entitled++;
      found[await propose(tx, search, file)]++;
    }
    after = subjects.length < BATCH_SUBJECTS ? undefined : subjects.at(-1)?.subjectId;
  }
  return found;
}

async function prepare(
  { tx, registry, clock }: UseCaseContext,
  input: { readonly programme: string; readonly division?: number | undefined },
): Promise<Search> {
  const takeUp = getTakeUp(registry, input.programme);
  const { programme } = takeUp;
  const day = await readingDay(tx, clock);
  const rows = await loadParameterRows(tx, 'now', parameterKeys(programme));
  const month = await comingMonth(tx, programme.id, day);
  return {
    takeUp,
    month,
    window: windowOf(month, 1, month, false),
    table: parameterTable(rows),
    side: sideOf(programme, rows),
    division: input.division === undefined ? undefined : division(input.division),
    dueOn: addDays(day, DUE_DAYS),
  };
}

function getTakeUp(registry: Registry, id: string): TakeUp {
  const takeUps = takeUpsOf(registry);
  const takeUp = takeUps.get(id);
  if (takeUp !== undefined) return takeUp;
  const ids = [...takeUps.keys()];
  throw inputError(
    'take-up.programme',
    `不能按“${id}”查找应享未享人员：可查 ${ids.join('、')}。`,
    `People cannot be sought for "${id}"; there are: ${ids.join(', ')}.`,
  );
}

/** An award confirmed now would be paid from then on. */
async function comingMonth(tx: Tx, programme: string, day: PlainDate): Promise<Month> {
  const last = await findRow<{ month: PlainDate | null }>(
    tx,
    sql`select max(pay_month) as month from payment_run where programme = ${programme} and state <> 'void'`,
  );
  return last?.month ? nextMonth(monthOf(last.month)) : nextMonth(monthOf(day));
}

/** By the rules of the monthly run; only who is entitled is explained, which costs more. */
function isEntitled({ takeUp, side, window }: Search, file: CaseFile): boolean {
  const [amountFen = 0] = forecastAward(side, timelineOf(takeUp.programme, file), window).dueFen;
  return amountFen > 0;
}

async function propose(tx: Tx, search: Search, file: CaseFile): Promise<'found' | 'open' | 'settled'> {
  const { programme } = search.takeUp;
  const open = await findRow<{ id: string }>(
    tx,
    sql`select f.id from take_up_finding f join task t on t.id = f.task_id
         where f.programme = ${programme.id} and f.subject_id = ${file.subjectId}::uuid
           and t.state in ('open', 'claimed') limit 1`,
  );
  if (open !== undefined) return 'open';
  const digest = digestOfFacts(file);
  const earlier = await findRow<{ id: string }>(
    tx,
    sql`select id from take_up_finding where programme = ${programme.id}
           and subject_id = ${file.subjectId}::uuid and facts_digest = ${digest}`,
  );
  if (earlier !== undefined) return 'settled';
  await record(tx, search, file, digest);
  return 'found';
}

/** What the decision rests on, whatever the order in which the database gives it. */
const digestOfFacts = (file: CaseFile): string =>
  digestOf(
    [...file.householdFacts, ...file.members.flatMap(({ membership, facts }) => [...membership, ...facts])]
      .map(({ subjectId, kind, validFrom, validTo, num, code, ref }) =>
        [subjectId, kind, validFrom, validTo, num, code, ref].join('|'),
      )
      .toSorted(),
  );

async function record(tx: Tx, search: Search, file: CaseFile, digest: string): Promise<void> {
  const { takeUp, month, table, dueOn } = search;
  const { programme } = takeUp;
  const explanation = explainAward(programme, file, table, month);
  const reason = reasonOf(explanation);
  const missing = await missingOf(tx, takeUp, file);
  const taskId = await openTask(tx, {
    key: `take-up:${programme.id}:${file.subjectId}:${digest.slice(0, 16)}`,
    kind: FINDING_TASK,
    title: {
      zh: `可能符合“${programme.label.zh}”而未享受，请入户核实`,
      en: `May be entitled to "${programme.label.en}" without an award: visit and check`,
    },
    about: { kind: programme.unit, id: file.subjectId },
    divisionNo: file.division,
    role: await roleFor(tx, file.division),
    dueOn,
    reasons: [
      reason,
      ...missing,
      {
        zh: '仅为按台账测算的线索，不作认定：请核实情况，告知政策，本人自愿申请后按程序办理。',
        en: 'Reckoned from the registers only, nothing is granted: check, inform, and take an application if it is wished.',
      },
    ],
  });
  await tx.db.execute(sql`
    insert into take_up_finding (id, programme, subject_kind, subject_id, division_no, month, amount_fen, reason, missing,
      facts_digest, task_id, found_by)
    values (${uuidv7()}, ${programme.id}, ${programme.unit}, ${file.subjectId}, ${file.division}, ${firstDay(month)},
      ${explanation.totalFen}, ${JSON.stringify(reason)}::jsonb, ${JSON.stringify(missing)}::jsonb, ${digest},
      ${taskId}, ${tx.actor.accountId})`);
}

/** The rule's own conditions and results in one sentence. */
function reasonOf(explanation: Explanation): Label {
  const { programmeLabel, month, totalFen, steps } = explanation;
  const told = steps.filter(({ citation, facts }) => citation === undefined && facts === undefined);
  const yuan = formatYuan(fen(totalFen));
  const zh = told.map((step) => stepText(step, 'zh')).join('；');
  const en = told.map((step) => stepText(step, 'en')).join('; ');
  return {
    zh: `按${chineseMonth(month)}规则测算，可享受“${programmeLabel.zh}”每月${yuan}元${zh === '' ? '' : `（${zh}）`}。`,
    en: `By the rules of ${month}, ${yuan} yuan of "${programmeLabel.en}" a month${en === '' ? '' : ` (${en})`}.`,
  };
}

async function missingOf(
  tx: Tx,
  { programme, expected, documents }: TakeUp,
  file: CaseFile,
): Promise<Label[]> {
  const onFile = new Set(
    (
      await rowsOf<{ kind: string }>(
        tx,
        sql`select distinct kind from fact where recorded_until = 'infinity'
               and subject_id = any(${sql.param([
                 file.subjectId,
                 ...file.members.map(({ person }) => person.id),
               ])}::uuid[])`,
      )
    ).map(({ kind }) => kind),
  );
  const facts = expected
    .filter(({ anyOf }) => !anyOf.some(({ kind }) => onFile.has(kind)))
    .map(({ label }) => ({ zh: `待核实：${label.zh}未登记`, en: `To be checked: ${label.en} not on file` }));
  const papers: Label[] =
    documents.length === 0
      ? []
      : [
          {
            zh: `待提交材料：${documents.map(({ zh }) => zh).join('、')}`,
            en: `Documents to hand in: ${documents.map(({ en }) => en).join(', ')}`,
          },
        ];
  const cases = await findRow<{ caseNo: string }>(
    tx,
    sql`select case_no as "caseNo" from case_file where subject_id = ${file.subjectId}::uuid and closed_on is null limit 1`,
  );
  return [
    ...facts,
    ...papers,
    cases === undefined
      ? {
          zh: `尚未申请“${programme.label.zh}”`,
          en: `No application for "${programme.label.en}"`,
        }
      : { zh: `已有在办件 ${cases.caseNo}`, en: `Case ${cases.caseNo} is under way` },
  ];
}

/** The community does it where somebody works there for the bureau, else the street. */
async function roleFor(tx: Tx, divisionNo: number): Promise<Role> {
  const near = await findRow<{ id: string }>(
    tx,
    sql`select id from acting_account where active and role = 'community_clerk'
           and division_no / 1000 = ${divisionNo}::bigint / 1000 limit 1`,
  );
  return near === undefined ? 'street_clerk' : 'community_clerk';
}
