import type { Indicator } from '../../../kernel/indicator/define-indicator.ts';
import * as parameter from '../model/parameters.ts';
import { dibao } from '../policy/dibao.ts';
import { disabledLiving, severeNursing } from '../policy/disability-subsidies.ts';
import { springConsolation } from '../policy/one-off-grants.ts';
import { tekun } from '../policy/tekun.ts';
import { temporaryAssistance } from '../policy/temporary-assistance.ts';
import { flow, money, paidInMonths, paidInMonthsEn, stock } from './indicator-builders.ts';
import { awardsPaid, enrolmentsInForce, householdsInForce, linesPaid, personsInForce } from './rows.ts';

const dibaoInForce = {
  households: '统计日低保待遇有效的家庭，按家庭城乡类别。',
  persons: '统计日低保待遇有效家庭中计入保障且健在的成员。',
};

/** Figures of the ordinary programmes: rolls at the end of a month and money over months. */
export const ordinaryFigures: readonly Indicator[] = [
  flow({
    id: 'assistance.springfest.households',
    zh: '春节慰问困难群众户数',
    en: 'households visited at Spring Festival',
    definitionZh: '慰问金已到账的家庭，一户一次。',
    definitionEn: 'Households whose consolation arrived, once each.',
    unit: '户',
    rows: awardsPaid(springConsolation),
    parameters: [parameter.springBand],
  }),
  money(
    {
      id: 'assistance.springfest.amount',
      zh: '春节慰问金',
      en: 'Spring Festival consolation paid',
      definitionZh: `春节慰问金：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(springConsolation),
      parameters: [parameter.springBand],
    },
    2,
  ),
  stock({
    id: 'assistance.dibao.urban.households',
    zh: '城市低保户数',
    en: 'urban dibao households',
    definitionZh: dibaoInForce.households,
    definitionEn: 'Households with a dibao award in force on the day, urban.',
    unit: '户',
    rows: householdsInForce('dibao', 'urban'),
  }),
  stock({
    id: 'assistance.dibao.urban.persons',
    zh: '城市低保人数',
    en: 'urban dibao persons',
    definitionZh: dibaoInForce.persons,
    definitionEn: 'Counted, living members of those households, urban.',
    unit: '人',
    rows: personsInForce('dibao', 'urban'),
  }),
  stock({
    id: 'assistance.dibao.rural.households',
    zh: '农村低保户数',
    en: 'rural dibao households',
    definitionZh: dibaoInForce.households,
    definitionEn: 'Households with a dibao award in force on the day, rural.',
    unit: '户',
    rows: householdsInForce('dibao', 'rural'),
  }),
  stock({
    id: 'assistance.dibao.rural.persons',
    zh: '农村低保人数',
    en: 'rural dibao persons',
    definitionZh: dibaoInForce.persons,
    definitionEn: 'Counted, living members of those households, rural.',
    unit: '人',
    rows: personsInForce('dibao', 'rural'),
  }),
  money(
    {
      id: 'assistance.dibao.paid',
      zh: '累计发放低保金及补贴',
      en: 'dibao and supplements paid',
      definitionZh: `低保金、分类施保补助、春节增发和价格临时补贴：${paidInMonths}疫情一次性救助另计。`,
      definitionEn: `Basic, supplements, extra month and price subsidy. ${paidInMonthsEn} Epidemic one-offs are counted apart.`,
      rows: linesPaid(dibao),
      parameters: [
        parameter.supplementRate,
        parameter.supplementElderAge,
        parameter.priceIndex,
        parameter.priceMultiplier,
      ],
    },
    2,
  ),
  stock({
    id: 'assistance.tekun.persons',
    zh: '特困供养人员',
    en: 'tekun persons',
    definitionZh: '统计日特困供养待遇有效且健在的人员。',
    definitionEn: 'Living persons with a tekun award in force on the day.',
    unit: '人',
    rows: enrolmentsInForce(['tekun']),
  }),
  stock({
    id: 'assistance.tekun.institutional',
    zh: '特困集中供养',
    en: 'tekun in institutions',
    definitionZh: '其中统计日供养形式为集中供养的人员。',
    definitionEn: 'Of these, in institutional care on the day.',
    unit: '人',
    rows: enrolmentsInForce(['tekun'], ['care.setting', 'institutional']),
  }),
  stock({
    id: 'assistance.tekun.dispersed',
    zh: '特困分散供养',
    en: 'tekun dispersed',
    definitionZh: '其中统计日供养形式为分散供养的人员。',
    definitionEn: 'Of these, cared for at home on the day.',
    unit: '人',
    rows: enrolmentsInForce(['tekun'], ['care.setting', 'dispersed']),
  }),
  money(
    {
      id: 'assistance.tekun.paid',
      zh: '累计发放供养金及补贴',
      en: 'tekun support paid',
      definitionZh: `基本生活费、照料护理费、春节增发和价格临时补贴：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(tekun),
      parameters: [parameter.careStandard, parameter.priceIndex, parameter.priceMultiplier],
    },
    2,
  ),
  flow({
    id: 'assistance.temporary.person-times',
    zh: '临时救助人次',
    en: 'cases of temporary assistance',
    definitionZh: '救助金已到账的临时救助案件，含两类疫情临时救助；外地滞汉人员困难救助另计。',
    definitionEn:
      'Cases whose grant arrived, the two epidemic kinds included; stranded outsiders are counted apart.',
    unit: '人次',
    rows: awardsPaid(temporaryAssistance),
  }),
  money(
    {
      id: 'assistance.temporary.paid',
      zh: '累计发放临时救助金',
      en: 'temporary assistance paid',
      definitionZh: `临时救助金（含两类疫情临时救助）：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(temporaryAssistance),
      parameters: [parameter.temporaryMultiple],
    },
    2,
  ),
  stock({
    id: 'assistance.disability.persons',
    zh: '残疾人两补对象',
    en: 'enrolments in the two disability subsidies',
    definitionZh: '统计日两项补贴待遇有效的对象，同时享受两项的计两次。',
    definitionEn: 'Enrolments in force on the day; who has both subsidies counts twice.',
    unit: '人',
    rows: enrolmentsInForce(['disabled-living', 'severe-nursing']),
    parameters: [parameter.livingIncludesMarginal],
  }),
  stock({
    id: 'assistance.disability.severe.persons',
    zh: '享受重度残疾人护理补贴',
    en: 'recipients of the nursing subsidy',
    definitionZh: '统计日护理补贴待遇有效且健在的人员。',
    definitionEn: 'Living persons with the nursing subsidy in force on the day.',
    unit: '人',
    rows: enrolmentsInForce(['severe-nursing']),
  }),
  money(
    {
      id: 'assistance.disability.severe.paid',
      zh: '发放重度残疾人护理补贴',
      en: 'nursing subsidy paid',
      definitionZh: `护理补贴（含临时提高部分）：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(severeNursing),
      parameters: [parameter.nursingSubsidy],
    },
    2,
  ),
  stock({
    id: 'assistance.disability.hardship.persons',
    zh: '享受困难残疾人生活补贴',
    en: 'recipients of the living subsidy',
    definitionZh: '统计日生活补贴待遇有效且健在的人员。',
    definitionEn: 'Living persons with the living subsidy in force on the day.',
    unit: '人',
    rows: enrolmentsInForce(['disabled-living']),
    parameters: [parameter.livingIncludesMarginal],
  }),
  money(
    {
      id: 'assistance.disability.hardship.paid',
      zh: '发放困难残疾人生活补贴',
      en: 'living subsidy paid',
      definitionZh: `生活补贴（含临时提高部分）：${paidInMonths}`,
      definitionEn: paidInMonthsEn,
      rows: linesPaid(disabledLiving),
      parameters: [parameter.livingSubsidy, parameter.livingIncludesMarginal],
    },
    3,
  ),
];
