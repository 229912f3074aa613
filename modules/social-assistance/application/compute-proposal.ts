import { sql } from 'drizzle-orm';
import { type Fen, fen } from '../../../kernel/base/fen.ts';
import type { Label } from '../../../kernel/base/label.ts';
import type { Month } from '../../../kernel/base/month.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import type { CaseContext } from '../../../kernel/case/define-lifecycle.ts';
import { findRow } from '../../../kernel/db/rows.ts';
import type { CaseFile, FactRow } from '../../../kernel/policy/case-file.ts';
import { explainAward } from '../../../kernel/policy/explain.ts';
import { findSubject, getCase } from '../../../kernel/policy/find-subject.ts';
import { loadParameterRows } from '../../../kernel/policy/parameter-store.ts';
import { KNOWN_NOW } from '../../../kernel/policy/read-explanation.ts';
import { parameterTable } from '../../../kernel/policy/resolve-parameters.ts';
import * as fact from '../model/facts.ts';
import {
  type ApplicationData,
  dataOf,
  firstDayOfAward,
  firstMonth,
  programmeOf,
} from './application-data.ts';

/** What the rules say of an application by what is known now. */
export interface Proposal {
  readonly eligible: boolean;
  readonly refusal: Label | null;
  readonly amountFen: Fen;
  readonly people: number;
}

/** Decides the first month of the award with the same rule that will pay it. */
export async function computeProposal(context: CaseContext): Promise<Proposal> {
  const { tx, keyring, record, clock } = context;
  const data = dataOf(record);
  const programme = programmeOf(data);
  const today = clock.today();
  const subject = await findSubject(tx, keyring, record.subjectId);
  const known = await getCase(tx, programme, subject, KNOWN_NOW);
  const file = data.alone === undefined ? known.file : applyingAlone(known.file, record, data, today);
  const applied =
    data.programme === 'temporary-assistance' ? { ...file, awardFacts: hardshipOf(data, today) } : file;
  const keys = Object.values(programme.parameters).map(({ key }) => key);
  const table = parameterTable(await loadParameterRows(tx, KNOWN_NOW, keys));
  const { eligible, refusal, totalFen } = explainAward(
    programme,
    applied,
    table,
    firstMonth(programme, today),
  );
  return {
    eligible,
    refusal: refusal?.label ?? null,
    amountFen: fen(totalFen),
    people:
      data.alone === undefined
        ? (data.persons ?? (await countPeople(context, firstDayOfAward(programme, today))))
        : 1,
  };
}

/** The case as it would stand once the applicant is on file as applying alone. */
function applyingAlone(
  file: CaseFile,
  { applicantPersonId }: CaseContext['record'],
  data: ApplicationData,
  today: PlainDate,
): CaseFile {
  if (applicantPersonId === null) return file;
  const alone: FactRow = {
    ...supposed(firstDayOfAward(programmeOf(data), today)),
    subjectId: applicantPersonId,
    kind: fact.appliesAlone.kind,
    code: data.alone ?? null,
  };
  return {
    ...file,
    members: file.members.map((member) =>
      member.person.id === applicantPersonId
        ? { ...member, facts: [alone, ...member.facts.filter(({ kind }) => kind !== alone.kind)] }
        : member,
    ),
  };
}

const supposed = (validFrom: PlainDate) =>
  ({ validFrom, validTo: null, num: null, ref: null, source: '申请', recordedAt: '' }) as const;

/** What the application says of the hardship, as the facts of the award that it would become. */
function hardshipOf(data: ApplicationData, today: PlainDate): FactRow[] {
  const from = firstDayOfAward(programmeOf(data), today);
  return hardshipFacts(data).map(({ kind, num = null, code = null }) => ({
    ...supposed(from),
    subjectId: '',
    kind,
    num,
    code,
  }));
}

interface HardshipFact {
  readonly kind: string;
  readonly num?: number;
  readonly code?: string;
}

/** What is recorded with the award: the hardship, or since when a recognition with a term holds. */
export const awardFacts = (data: ApplicationData, from: Month): HardshipFact[] =>
  data.programme === 'rigid-expenditure'
    ? [{ kind: fact.recognisedFrom.kind, num: Number(from.replace('-', '')) }]
    : hardshipFacts(data);

/** The facts of an award of temporary assistance. */
function hardshipFacts({ temporaryType, temporaryGrade, persons }: ApplicationData): HardshipFact[] {
  return [
    ...(temporaryType === undefined ? [] : [{ kind: fact.temporaryType.kind, code: temporaryType }]),
    ...(temporaryGrade === undefined ? [] : [{ kind: fact.temporaryGrade.kind, code: temporaryGrade }]),
    ...(persons === undefined ? [] : [{ kind: fact.aidedPersons.kind, num: persons }]),
  ];
}

/** Members who count on a day; a programme for persons counts one. */
async function countPeople({ tx, record }: CaseContext, on: PlainDate): Promise<number> {
  if (record.subjectKind === 'person') return 1;
  const row = await findRow<{ people: number }>(
    tx,
    sql`select count(*)::int as people from household_membership
         where household_id = ${record.subjectId}::uuid and member_class = 'counted'
           and valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)`,
  );
  return Math.max(1, row?.people ?? 1);
}
