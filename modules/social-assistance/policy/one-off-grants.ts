import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import { defineProgramme } from '../../../kernel/policy/define-programme.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { isAlive, isSevere } from './counting.ts';
import { EPIDEMIC66, SPRING2020, STRANDED2020 } from './sources.ts';

const grant = { zh: '一次性救助金', en: 'one-off grant' } as const;
const dead = { zh: '已死亡', en: 'dead' } as const;

/** Spring Festival consolation: a sum per household by band; a household in two bands takes the higher. */
export const springConsolation = defineProgramme({
  id: 'spring-consolation',
  label: { zh: '春节慰问', en: 'Spring Festival consolation' },
  code: 'CJ',
  unit: 'household',
  cycle: 'once',
  fund: 'assistance',
  facts: { household: { hardship: fact.marginalHardship } },
  parameters: { band: parameter.springBand },
  components: { grant: { zh: '慰问金', en: 'consolation' } },
  refusals: { 'not-listed': { zh: '不属于慰问对象', en: 'not on the list of households to visit' } },
  enrolments: { dibao: 'dibao', marginal: 'marginal' },
  versions: [
    {
      id: 'CJ2020',
      from: month('2020-01'),
      sources: [SPRING2020],
      decide: ({ household, enrolled }, p, draft) => {
        const hardship = enrolled.marginal ? household.hardship : null;
        const bands = [
          ...(enrolled.dibao ? (['dibao'] as const) : []),
          ...(hardship === null ? [] : [hardship]),
        ];
        draft.trace?.facts(
          'hardship',
          { zh: '边缘户致困原因', en: 'hardship of a marginal household' },
          'household',
          ['hardship'],
        );
        const best = bands.toSorted((a, b) => p.band[b] - p.band[a])[0];
        if (best === undefined) return draft.refuse('not-listed');
        draft.trace?.parameter('band', best);
        draft.pay('grant', p.band[best]);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});

/** Epidemic living aid: every person of the dibao roll of the day, by the household's hukou kind. */
export const epidemicLiving = defineProgramme({
  id: 'epidemic-living',
  label: { zh: '疫情生活物资救助', en: 'epidemic living aid' },
  code: 'YS',
  unit: 'person',
  cycle: 'once',
  fund: 'epidemic',
  facts: { household: { hukou: fact.householdHukou }, person: { life: fact.lifeStatus } },
  parameters: { aid: parameter.epidemicLiving },
  components: { grant },
  refusals: {
    ended: dead,
    roll: { zh: '当月不在低保名册', en: 'not on the dibao roll of the month' },
  },
  enrolments: { dibao: 'dibao' },
  versions: [
    {
      id: 'EF2020-66',
      from: month('2020-02'),
      sources: [EPIDEMIC66],
      decide: ({ household, members, enrolled }, p, draft) => {
        const person = members[0];
        if (person === undefined || !isAlive(person)) return draft.refuse('ended');
        draft.trace?.condition('roll', { zh: '在低保名册', en: 'on the dibao roll' }, enrolled.dibao);
        if (!enrolled.dibao || household.hukou === null) return draft.refuse('roll');
        draft.trace?.parameter('aid', household.hukou);
        draft.pay('grant', p.aid[household.hukou]);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});

/** Epidemic aid to severely disabled people who are not already aided through the dibao or tekun rolls. */
export const epidemicSevereDisabled = defineProgramme({
  id: 'epidemic-severe-disabled',
  label: { zh: '疫情重度残疾人生活救助', en: 'epidemic aid to severely disabled people' },
  code: 'YC',
  unit: 'person',
  cycle: 'once',
  fund: 'epidemic',
  facts: { person: { life: fact.lifeStatus, hukou: fact.personHukou, level: fact.disabilityLevel } },
  parameters: { aid: parameter.severeDisabledAid },
  components: { grant },
  refusals: {
    ended: dead,
    level: { zh: '没有一级、二级的有效残疾人证', en: 'no valid certificate of level 1 or 2' },
    aided: { zh: '已通过低保或特困名册获得疫情救助', en: 'already aided through the dibao or tekun roll' },
    'hukou-unknown': { zh: '户籍类别未登记', en: 'the hukou kind is not on file' },
  },
  enrolments: { dibao: 'dibao', tekun: 'tekun' },
  versions: [
    {
      id: 'EF2020-66',
      from: month('2020-02'),
      sources: [EPIDEMIC66],
      decide: ({ members, enrolled }, p, draft) => {
        const person = members[0];
        if (person === undefined || !isAlive(person)) return draft.refuse('ended');
        draft.trace?.facts('certificate', { zh: '残疾人证与户籍', en: 'certificate and hukou' }, members, [
          'level',
          'hukou',
        ]);
        if (!isSevere(person)) return draft.refuse('level');
        if (enrolled.dibao || enrolled.tekun) return draft.refuse('aided');
        if (person.hukou === null) return draft.refuse('hukou-unknown');
        draft.trace?.parameter('aid', person.hukou);
        draft.pay('grant', p.aid[person.hukou]);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});

/** A further sum for severely disabled people with a confirmed infection. */
export const epidemicSevereConfirmed = defineProgramme({
  id: 'epidemic-severe-confirmed',
  label: { zh: '确诊重度残疾人救助', en: 'aid to infected severely disabled people' },
  code: 'YQ',
  unit: 'person',
  cycle: 'once',
  fund: 'epidemic',
  facts: {
    person: { life: fact.lifeStatus, level: fact.disabilityLevel, confirmed: fact.confirmedInfection },
  },
  parameters: { aid: parameter.severeConfirmedAid },
  components: { grant },
  refusals: {
    ended: dead,
    level: { zh: '没有一级、二级的有效残疾人证', en: 'no valid certificate of level 1 or 2' },
    infection: { zh: '没有确诊记录', en: 'no confirmed infection on file' },
  },
  enrolments: {},
  versions: [
    {
      id: 'EF2020-66',
      from: month('2020-02'),
      sources: [EPIDEMIC66],
      decide: ({ members }, p, draft) => {
        const person = members[0];
        if (person === undefined || !isAlive(person)) return draft.refuse('ended');
        draft.trace?.facts('facts', { zh: '残疾人证与确诊记录', en: 'certificate and infection' }, members, [
          'level',
          'confirmed',
        ]);
        if (!isSevere(person)) return draft.refuse('level');
        if (!person.confirmed) return draft.refuse('infection');
        draft.trace?.parameter('aid');
        draft.pay('grant', p.aid);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});

/** Outsiders stranded in Wuhan in hardship: a sum a day up to a cap, once. */
export const strandedOutsider = defineProgramme({
  id: 'stranded-outsider',
  label: { zh: '外地滞汉人员困难救助', en: 'aid to stranded outsiders' },
  code: 'ZH',
  unit: 'person',
  cycle: 'once',
  fund: 'epidemic',
  facts: { award: { days: fact.strandedDays } },
  parameters: { daily: parameter.strandedDaily, cap: parameter.strandedCap },
  components: { grant },
  refusals: { days: { zh: '滞留天数未核实', en: 'days stranded are not verified' } },
  enrolments: {},
  versions: [
    {
      id: 'ZH2020',
      from: month('2020-02'),
      sources: [STRANDED2020],
      decide: ({ award }, p, draft) => {
        draft.trace?.facts('days', { zh: '核实滞留天数', en: 'verified days' }, 'award', ['days']);
        if (award.days === 0) return draft.refuse('days');
        draft.trace?.parameter('daily');
        draft.trace?.parameter('cap');
        const amountFen = Math.min(p.daily * award.days, p.cap);
        draft.trace?.result(
          'grant',
          { zh: '救助金额', en: 'grant' },
          amountFen,
          'fen',
          `min(${formatYuan(fen(p.daily))} × ${award.days}, ${formatYuan(fen(p.cap))})`,
        );
        draft.pay('grant', amountFen);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});
