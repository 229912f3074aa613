import { sql } from 'drizzle-orm';
import { divisionLevel, division } from '../../../kernel/base/division.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { chineseMonth, monthOf } from '../../../kernel/base/month.ts';
import { type CaseEvent, STAFF_RELATIVE } from '../../../kernel/case/case-record.ts';
import type { CaseContext, OpeningContext } from '../../../kernel/case/define-lifecycle.ts';
import { findRow, rowsOf } from '../../../kernel/db/rows.ts';
import { type ApplicationData, programmeOf } from './application-data.ts';
import { computeProposal } from './compute-proposal.ts';
import { NEW_PROCEDURE_FROM } from './sources.ts';

const VISIT = 'record-visit';
const CHECK = 'record-check';

/** What was done since the case last entered verification: after an objection everything is verified anew. */
function thisRound(history: readonly CaseEvent[]): readonly CaseEvent[] {
  const entered = history.findLastIndex(
    ({ fromState, toState }) => toState === 'verification' && fromState !== 'verification',
  );
  return history.slice(entered);
}

const isOfBureau = ({ actorDivision }: CaseEvent): boolean =>
  divisionLevel(division(actorDivision)) === 'district';

/** Whoever applies as a near relative of the staff is visited by the bureau itself (民发〔2021〕57号 art. 11, 20). */
export function bureauVisit({ record, relatives, history }: CaseContext): Label | undefined {
  if (relatives.length === 0 && !record.flags.includes(STAFF_RELATIVE)) return undefined;
  if (thisRound(history).some((event) => event.action === VISIT && isOfBureau(event))) return undefined;
  return {
    zh: '本件当事人为经办人员近亲属，应由区民政局入户调查并登记后再办理',
    en: 'somebody of the case is a near relative of the staff: the bureau itself has to visit and record it first',
  };
}

/** A home visit and the result of the economic check have to be on record. */
export async function verified(context: CaseContext): Promise<Label | undefined> {
  const done = thisRound(context.history);
  if (!done.some(({ action }) => action === VISIT)) {
    return { zh: '尚未登记入户调查', en: 'no home visit is on record' };
  }
  if (!done.some(({ action }) => action === CHECK)) {
    return { zh: '尚未登记经济状况核对结果', en: 'no result of the economic check is on record' };
  }
  return bureauVisit(context);
}

/** The rules themselves have to say yes: an award that they refuse is not confirmed by hand. */
export async function rulesAgree(context: CaseContext): Promise<Label | undefined> {
  const visit = bureauVisit(context);
  if (visit !== undefined) return visit;
  const { eligible, refusal } = await computeProposal(context);
  if (eligible) return undefined;
  return {
    zh: `按现行规则不符合条件（${refusal?.zh ?? '原因未说明'}）`,
    en: `the rules refuse it (${refusal?.en ?? 'without a reason'})`,
  };
}

/** Nobody is asked for the same thing twice: the applicant has been told once, all of it. */
export async function toldOnce({ history }: CaseContext): Promise<Label | undefined> {
  if (history.some(({ action }) => action === 'notice-missing')) return undefined;
  return { zh: '请先办理一次性告知补正', en: 'tell the applicant once what is missing' };
}

export interface Visit {
  readonly visitedOn: string;
  readonly visitors: readonly string[];
}

/** At least two people of the staff, none of them a relative, on a day between application and today. */
export async function visitFits(
  { tx, record, relatives, clock }: CaseContext,
  { visitedOn, visitors }: Visit,
): Promise<Label | undefined> {
  const names = [...new Set(visitors)];
  if (names.length < 2) return { zh: '入户调查不得少于2人', en: 'a visit takes at least two people' };
  if (visitedOn < record.openedOn || visitedOn > clock.today()) {
    return {
      zh: '入户日期应在申请之日至今天之间',
      en: 'the day of the visit has to lie between the application and today',
    };
  }
  const found = await rowsOf<{ id: string }>(
    tx,
    sql`select id from account where active and username = any(${sql.param(names)}::text[])`,
  );
  if (found.length < names.length) {
    return { zh: '入户人员应为在用账号', en: 'visitors have to be active accounts' };
  }
  if (found.some(({ id }) => relatives.some(({ accountId }) => accountId === id))) {
    return { zh: '入户人员为当事人近亲属，应当回避', en: 'a visitor is a near relative' };
  }
  return undefined;
}

/** The subject fits the programme, the applicant belongs to it, and nobody applies twice. */
export async function mayApply(context: OpeningContext, data: ApplicationData): Promise<Label | undefined> {
  const programme = programmeOf(data);
  if (programme.unit !== context.subjectKind) {
    const unit = programme.unit === 'household' ? ['家庭', 'household'] : ['个人', 'person'];
    return {
      zh: `“${programme.label.zh}”按${unit[0]}申请`,
      en: `"${programme.label.en}" is for a ${unit[1]}`,
    };
  }
  if (
    data.programme === 'temporary-assistance' &&
    (data.persons === undefined || data.temporaryGrade === undefined || data.temporaryType === undefined)
  ) {
    return {
      zh: '临时救助应填写类型、困难程度和救助人数',
      en: 'temporary assistance needs type, degree and number of people',
    };
  }
  const first = programme.versions[0]?.from;
  if (first !== undefined && monthOf(context.clock.today()) < first) {
    return {
      zh: `“${programme.label.zh}”自${chineseMonth(first)}起受理`,
      en: `applications for "${programme.label.en}" are taken from ${first}`,
    };
  }
  if (
    data.alone !== undefined &&
    (data.programme !== 'dibao' || context.clock.today() < NEW_PROCEDURE_FROM)
  ) {
    return {
      zh: '单人户申请仅适用于2021年7月1日起的低保申请',
      en: 'applying alone is for dibao, from 2021-07-01 on',
    };
  }
  return (await belongsElsewhere(context)) ?? (await appliesTwice(context, programme.id));
}

async function belongsElsewhere({
  tx,
  clock,
  subjectKind,
  subjectId,
  applicantPersonId,
}: OpeningContext): Promise<Label | undefined> {
  if (subjectKind !== 'household') return undefined;
  const member = await findRow(
    tx,
    sql`select 1 as one from household_membership
         where household_id = ${subjectId}::uuid and person_id = ${applicantPersonId}::uuid
           and member_class = 'counted' and valid_from <= ${clock.today()}::date
           and (valid_to is null or valid_to > ${clock.today()}::date) limit 1`,
  );
  if (member !== undefined) return undefined;
  return {
    zh: '申请人不是该家庭共同生活成员',
    en: 'the applicant is no counted member of the household',
  };
}

async function appliesTwice(
  { tx, clock, subjectId }: OpeningContext,
  programme: string,
): Promise<Label | undefined> {
  const open = await findRow<{ caseNo: string }>(
    tx,
    sql`select case_no as "caseNo" from case_file
         where lifecycle = 'assistance-application' and subject_id = ${subjectId}::uuid and closed_on is null
           and data ->> 'programme' = ${programme} limit 1`,
  );
  if (open !== undefined) {
    return { zh: `已有在办申请 ${open.caseNo}`, en: `there is an open application ${open.caseNo}` };
  }
  const award = await findRow<{ awardNo: string }>(
    tx,
    sql`select award_no as "awardNo" from award_in_force
         where programme = ${programme} and subject_id = ${subjectId}::uuid
           and (valid_to is null or valid_to > ${clock.today()}::date) limit 1`,
  );
  return award === undefined
    ? undefined
    : { zh: `已享受此项待遇（${award.awardNo}）`, en: `there is an award in force (${award.awardNo})` };
}
