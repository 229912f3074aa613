import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Role } from '../../../kernel/access/permission.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { addDays, type PlainDate } from '../../../kernel/base/plain-date.ts';
import * as cycle from '../../../kernel/case/define-lifecycle.ts';
import { openCase } from '../../../kernel/case/open-case.ts';
import { findRow, rowsOf } from '../../../kernel/db/rows.ts';
import { defineJob } from '../../../kernel/event/define-job.ts';
import { defineReaction } from '../../../kernel/event/define-reaction.ts';
import { emit } from '../../../kernel/event/emit.ts';
import { openTask, type TaskAbout } from '../../../kernel/event/task.ts';
import { defineContract } from '../../../kernel/module/define-contract.ts';
import { defineUseCase } from '../../../kernel/module/define-use-case.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import { changeRecord, createRecord, lockRecord } from '../../../kernel/register/write-records.ts';
import { codes, numberOf } from '../model/fields.ts';
import { AREA, organisation } from '../model/organisation.ts';
import { annualInspection, creditEntry, gradeOf } from '../model/records.ts';
import * as rules from '../policy/inspection-rules.ts';

const STATES = codes(`announced 待自查, self-filled 已自查, unit-opinion 已初审, registrar-check 审查中
  field-check 实地检查, concluded 已有结论, published 已公布, rectifying 整改中, closed 已办结`);
type Context = cycle.CaseContext;
const state = ([id, label]: [string, cycle.State['label']]) =>
  [id, { label, final: id === 'closed' }] as const;
const step = (zh: string, en: string, from: string[], to: string, more: Partial<cycle.Action> = {}) => {
  const common = { permission: `${AREA}.write`, input: z.object({}), notBy: [] };
  return { label: { zh, en }, from, to, ...common, ...more };
};
const approval = (...notBy: string[]) => ({ permission: `${AREA}.approve`, notBy });
const limit = (id: keyof typeof rules.DUE, zh: string, en: string, states: string[]) => {
  const law = { title: '社会团体登记管理条例', number: '国务院令第666号', article: '第二十八条' };
  const source = { ...law, effectiveFrom: '2016-02-06' };
  const until = { date: rules.DUE[id], yearIn: 'year', yearsLater: 1 };
  return { id, label: { zh, en }, states, until, amberDays: 15, source };
};
const load = (on: Context) => lockRecord(on.tx, on.keyring, annualInspection, on.record.subjectId);
/** Writes what the life cycle decides into the inspection; the record checks it. */
async function write(context: Context, values: Readonly<Record<string, unknown>>) {
  const { id, version } = await load(context);
  await changeRecord(context, annualInspection, { id, version, values }, 'edit');
  return {};
}
function stamp(name: string, more = {}) {
  return (context: Context) => write(context, { ...more, [name]: context.clock.today() });
}
async function conclude(context: Context) {
  const [result, concludedOn] = [gradeOf((await load(context)).values), context.clock.today()];
  const fixUntil = result === 'qualified' ? null : rules.fixDeadline(concludedOn);
  return write(context, { result, concludedOn, fixUntil });
}
async function isOver(context: Context) {
  const last = rules.registrarDeadline(numberOf((await load(context)).values.year));
  if (context.clock.today() > last) return undefined;
  return { zh: `报送期限${last}尚未届满`, en: `it can be handed in until ${last}` };
}
const isClean = async (context: Context) =>
  (await load(context)).values.fixUntil === null ? undefined : { zh: '应先整改', en: 'mend first' };

/** The inspection of one body for one year, from its announcement to the last issue mended. */
export const annualLifecycle = cycle.defineLifecycle({
  id: 'annual-inspection',
  code: 'NJ',
  label: { zh: '社会组织年度检查', en: 'annual inspection of a social organisation' },
  subjects: ['record'],
  opening: {
    permission: `${AREA}.write`,
    data: z.object({ year: z.int().optional() }),
    find: async ({ tx }, text) => {
      const statement = sql`select id, division_no as "divisionNo", json_build_object('year', year) as data
          from annual_inspection i where id::text = ${text} and result is null and not exists (select 1 from case_file c where c.subject_id = i.id)`;
      const found = await findRow<{ [K in keyof cycle.FoundRecord]: cycle.FoundRecord[K] }>(tx, statement);
      if (found === undefined) throw absentRecord();
      return found;
    },
  },
  states: Object.fromEntries(Object.entries(STATES).map(state)),
  initial: 'announced',
  actions: {
    'fill-report': step('确认自查报告', 'confirm the report', ['announced'], 'self-filled'),
    'give-opinion': step('确认初审意见', "confirm the unit's opinion", ['self-filled'], 'unit-opinion'),
    receive: step('受理年检材料', 'receive the report', ['unit-opinion'], 'registrar-check'),
    visit: step('安排实地检查', 'go and look', ['registrar-check'], 'field-check'),
    'record-visit': step('登记实地检查', 'record the visit', ['field-check'], 'registrar-check'),
    conclude: step('作出结论', 'conclude', ['registrar-check'], 'concluded', {
      ...approval('open', 'fill-report', 'give-opinion', 'receive', 'record-visit'),
      effect: conclude,
    }),
    absent: step('认定未参检', 'took no part', ['announced', 'self-filled', 'unit-opinion'], 'concluded', {
      ...approval('open'),
      ready: isOver,
      effect: stamp('concludedOn', { result: 'not_taken' }),
    }),
    publish: step('公布结论', 'publish', ['concluded'], 'published', { effect: stamp('publishedOn') }),
    rectify: step('责令整改', 'order to mend', ['published'], 'rectifying'),
    close: step('办结', 'close', ['published'], 'closed', { ready: isClean }),
    accept: step('整改验收', 'accept what was mended', ['rectifying'], 'closed', {
      ...approval('rectify'),
      effect: stamp('fixedOn'),
    }),
  },
  deadlines: [
    limit('unit', '报业务主管单位', 'to the supervising unit', ['announced']),
    limit('registrar', '报登记机关', 'to the registrar', ['announced', 'self-filled', 'unit-opinion']),
  ],
  pauses: {},
  materials: [],
});

/** Opens the inspections of a year for every body that is due and has none; run again it opens what came since. */
export const openYear = defineUseCase({
  id: 'social-organisations.open-year',
  label: { zh: '布置年度检查', en: 'open the annual inspections' },
  contract: defineContract({
    method: 'POST',
    path: '/api/social-organisations/inspection-years',
    summary: 'Open the inspections of a year for every organisation that is due and has none',
    permission: `${AREA}.write`,
    input: z.object({ year: z.int().min(1998).max(2999) }),
    output: z.object({ opened: z.int(), notDue: z.int() }),
  }),
  run: async (context, { year }) => {
    if (context.clock.today() <= `${year}-12-31`)
      throw inputError('socialorgs.year-running', `${year}年度尚未结束，不能布置。`, `${year} is not over.`);
    const bodies = await rowsOf<{ id: string; name: string; registeredOn: PlainDate }>(
      context.tx,
      sql`select id, name, registered_on as "registeredOn" from organisation o where ended_on is null
             and status in ('active', 'stopped') and not exists (select 1 from annual_inspection i
                 where i.organisation_id = o.id and i.year = ${year} and i.ended_on is null) limit 5000`,
    );
    const due = bodies.filter(({ registeredOn }) => rules.isDue(registeredOn, year));
    for (const { id: organisationId, name } of due) {
      const values = { organisationId, year, title: `${name}${year}年度检查` };
      const { id } = await createRecord(context, annualInspection, { values });
      await openCase(context, { lifecycle: annualLifecycle.id, subject: id, data: {} });
    }
    const output = { opened: due.length, notDue: bodies.length - due.length };
    return { output, about: { objectKind: 'inspection-year', objectId: String(year), details: output } };
  },
});

/** Enters a body on the list of abnormal activity and tells the other businesses. */
export const listAbnormal = defineUseCase({
  id: 'social-organisations.list-abnormal',
  label: { zh: '列入活动异常名录', en: 'list as abnormal' },
  contract: defineContract({
    method: 'POST',
    path: '/api/social-organisations/abnormal-entries',
    summary: 'Enter an organisation on the list of abnormal activity',
    permission: `${AREA}.approve`,
    input: z.object({ organisationId: z.uuid(), reason: z.string().max(40), document: z.string().max(60) }),
    output: z.object({ id: z.uuid() }),
  }),
  run: async (context, given) => {
    const enteredOn = context.clock.today();
    const { id, divisionNo } = await createRecord(context, creditEntry, { values: { ...given, enteredOn } });
    const about = { subjectId: given.organisationId, divisionNo, occurredOn: enteredOn, payload: {} };
    await emit(context.tx, { kind: 'org.abnormal_listed', ...about });
    return { output: { id }, about: { objectKind: creditEntry.id, objectId: id } };
  },
});

function taskOf(kind: string, divisionNo: number, about: TaskAbout, role: Role, [zh, en]: readonly string[]) {
  const title = { zh: zh ?? '', en: en ?? '' };
  const name = `socialorgs.${kind}`;
  return { key: `${name}:${about.id}`, kind: name, divisionNo, about, role, title };
}
type Row = rules.Standing & Record<'id' | 'organisationId' | 'title', string> & { divisionNo: number };
/** Nightly: who is late, what was not mended, whom to propose for revocation; and the year to be opened. */
export const calendarJob = defineJob({
  id: 'social-organisations-calendar',
  label: { zh: '社会组织年检日程', en: 'calendar of annual inspections' },
  cron: '35 0 * * *',
  run: async ({ tx, day }) => {
    const year = Number(day.slice(0, 4)) - 1;
    const words = [`布置${year}年度社会组织年检`, `Open the inspections of ${year}`];
    const about = { kind: 'inspection-year', id: String(year) };
    const proposal = { useCase: openYear.id, input: { year } };
    await openTask(tx, { ...taskOf('open-year', tx.actor.division, about, 'bureau_clerk', words), proposal });
    const rows = await rowsOf<{ [K in keyof Row]: Row[K] }>(
      tx,
      sql`select i.id, i.organisation_id as "organisationId", i.title, i.division_no as "divisionNo", i.year, i.result,
                 i.fix_until as "fixUntil", (select b.result from annual_inspection b where b.ended_on is null and b.year = i.year - 1
                     and b.organisation_id = i.organisation_id) as before from annual_inspection i where i.ended_on is null
             and i.fixed_on is null and i.result is distinct from 'qualified' order by i.year desc, i.id limit 5000`,
    );
    for (const { id, organisationId, title, divisionNo, ...row } of rows) {
      for (const { id: duty, role, zh, en } of rules.dutiesOf(row, day)) {
        const told = { kind: annualInspection.id, id };
        const task = taskOf(duty, divisionNo, told, role, [`${title}：${zh}`, `${title}: ${en}`]);
        const listing = { useCase: listAbnormal.id, input: { organisationId, reason: duty } };
        const isListing = duty === 'no-report' || duty === 'not-mended';
        await openTask(tx, isListing ? { ...task, proposal: listing } : task);
      }
    }
  },
});

/** A body whose head has died registers another one within 30 days (handbook 09 §7). */
export const legalRepDied = defineReaction({
  id: 'social-organisations.legal-rep-died',
  on: ['person.died'],
  label: { zh: '法定代表人死亡', en: 'a legal representative died' },
  react: async ({ tx }, { id: eventId, subjectId, occurredOn }) => {
    const bodies = await rowsOf<{ id: string; name: string; divisionNo: number }>(
      tx,
      sql`select o.id, o.name, o.division_no as "divisionNo" from organisation o join person p
              on p.id_no_index = o.legal_rep_id_no_index
           where p.id = ${subjectId}::uuid and o.ended_on is null and o.status <> 'dead'`,
    );
    for (const { id, name, divisionNo } of bodies) {
      const words = [`${name}：三十日内变更法定代表人`, `${name}: a new legal representative`];
      const task = taskOf('legal-rep', divisionNo, { kind: organisation.id, id }, 'bureau_clerk', words);
      const due = { dueOn: addDays(occurredOn, 30), eventId };
      await openTask(tx, { ...task, ...due, key: `${task.key}:${subjectId}` });
    }
  },
});
