import { type SQL, sql } from 'drizzle-orm';
import { addMonths, firstDay } from '../../../kernel/base/month.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { defineIndicator, type FigurePeriod } from '../../../kernel/indicator/define-indicator.ts';
import { dossiersPerHousehold } from '../model/parameters.ts';

/** Clues of the upper level that came in the months and the place; a clue is named by its number. */
const clues =
  (only: SQL, { key, measure }: { key: SQL; measure: SQL }) =>
  (period: FigurePeriod) =>
    sql`
  select distinct on (${key}) ${key}::text as key, 'record'::text as kind, x.clue_no as name, x.division_no,
         date_trunc('month', x.received_on)::date as month, x.rule as what, ${measure}::bigint as measure,
         'supervision-clue/' || x.id as link
    from supervision_clue x where x.ended_on is null and x.origin = 'upper' and ${only}
     and x.received_on >= ${firstDay(period.from)}::date and x.received_on < ${firstDay(addMonths(period.to, 1))}::date
     and x.division_no >= ${period.divisionFrom} and x.division_no < ${period.divisionTo}
   order by ${key}, x.clue_no`;

const base = (id: string, unit: string, zh: string, en: string) =>
  ({
    id: `supervision.${id}`,
    unit,
    baseUnit: unit,
    scale: 1,
    decimals: 0,
    parameters: [],
    label: { zh, en },
  }) as const;

const one = sql`1`;
const each = { key: sql`x.id`, measure: one };
const person = { key: sql`x.person_id`, measure: one };
const nursing = sql`x.programme = 'severe-nursing'`;
const hardship = sql`x.programme = 'disabled-living'`;
const dismissed = sql`x.conclusion = 'untrue'`;

const counted = (
  frame: ReturnType<typeof base>,
  only: SQL,
  by: typeof each,
  definition: { readonly zh: string; readonly en: string },
) => defineIndicator({ ...frame, kind: 'flow', measure: 'rows', definition, rows: clues(only, by) });

const received = {
  zh: '期内收到的上级大数据检查线索。',
  en: 'Clues of the upper level received in the period.',
};
const people = {
  zh: '期内收到的上级线索所涉人员，一人一次。',
  en: 'People in clues of the upper level, once each.',
};
const untrue = { zh: '期内收到、结论为查否的线索。', en: 'Received in the period and found untrue.' };
const untruePeople = {
  zh: '期内收到、结论为查否的线索所涉人员。',
  en: 'People in clues found untrue, once each.',
};

/** The figures of the yearly report, under its own ids. */
export const indicators = [
  counted(
    base('leads.persons', '人', '护理补贴问题线索涉及人数', 'people in nursing clues'),
    nursing,
    person,
    people,
  ),
  counted(base('leads.count', '条', '护理补贴问题线索条数', 'nursing clues'), nursing, each, received),
  counted(
    base('hardship.leads', '条', '困难残疾人生活补贴问题线索', 'clues on the living subsidy'),
    hardship,
    each,
    received,
  ),
  counted(
    base('leads.dismissed.persons', '人', '查否线索涉及人数', 'people in clues found untrue'),
    dismissed,
    person,
    untruePeople,
  ),
  counted(base('leads.dismissed.count', '条', '查否线索条数', 'clues found untrue'), dismissed, each, untrue),
  defineIndicator({
    ...base('leads.verified-rate', '%', '核查率', 'verification rate'),
    kind: 'rate',
    measure: 'share',
    definition: {
      zh: '已有结论（无法核查的除外）的线索占期内收到线索的比例；没有线索时不显示。',
      en: 'Share of received clues that are concluded, other than as impossible to verify; empty without clues.',
    },
    rows: clues(sql`true`, {
      key: sql`x.id`,
      measure: sql`case when x.conclusion is not null and x.conclusion <> 'unable' then 1 else 0 end`,
    }),
  }),
  defineIndicator({
    ...base('leads.confirmed-rate', '%', '查实率', 'substantiation rate'),
    kind: 'rate',
    measure: 'share',
    definition: {
      zh: '查实违规的线索占已有结论线索的比例；属实但合规的不计入查实。',
      en: 'Share of concluded clues that are violations; true without fault does not count as one.',
    },
    rows: clues(sql`x.conclusion is not null`, {
      key: sql`x.id`,
      measure: sql`case when x.conclusion = 'true_violation' then 1 else 0 end`,
    }),
  }),
  defineIndicator({
    ...base('files.per-household', '档/户', '一户一档台账', 'dossiers of a household'),
    kind: 'parameter',
    measure: 'rows',
    parameters: [dossiersPerHousehold.key],
    definition: { zh: '政策标准登记簿中的数值。', en: 'The value in the register of standards.' },
    parameter: { key: dossiersPerHousehold.key, variant: 'all', on: plainDate('2020-01-01'), reads: 'value' },
  }),
];
