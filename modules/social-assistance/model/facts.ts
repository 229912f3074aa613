import { defineFact } from '../../../kernel/party/define-fact.ts';

const hukouCodes = {
  urban: { zh: '城镇', en: 'urban' },
  rural: { zh: '农村', en: 'rural' },
} as const;

const unitTimes = { zh: '次', en: 'times' } as const;

/** Whether the person lives; without a record the person is alive. */
export const lifeStatus = defineFact({
  kind: 'person.life',
  subject: 'person',
  label: { zh: '生存状态', en: 'life status' },
  value: { type: 'code', codes: { alive: { zh: '健在', en: 'alive' }, dead: { zh: '死亡', en: 'dead' } } },
  sensitivity: 'L3',
});

/** Custody takes a person out of the counted family (DB2012 art. 7: prisoners are not counted). */
export const custody = defineFact({
  kind: 'person.custody',
  subject: 'person',
  label: { zh: '羁押服刑', en: 'custody' },
  value: { type: 'flag' },
  sensitivity: 'L4',
});

export const personHukou = defineFact({
  kind: 'person.hukou',
  subject: 'person',
  label: { zh: '户籍类别', en: 'hukou kind' },
  value: { type: 'code', codes: hukouCodes },
  sensitivity: 'L3',
});

export const wageIncome = defineFact({
  kind: 'income.wage',
  subject: 'person',
  label: { zh: '工资性收入（月）', en: 'wage income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
export const businessIncome = defineFact({
  kind: 'income.business',
  subject: 'person',
  label: { zh: '经营净收入（月）', en: 'business income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
export const propertyIncome = defineFact({
  kind: 'income.property',
  subject: 'person',
  label: { zh: '财产净收入（月）', en: 'property income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
export const transferIncome = defineFact({
  kind: 'income.transfer',
  subject: 'person',
  label: { zh: '转移净收入（月）', en: 'transfer income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
/** Kept on file, never counted: preferential treatment, scholarships, assistance and the like (DB2012 art. 16). */
export const exemptIncome = defineFact({
  kind: 'income.exempt',
  subject: 'person',
  label: { zh: '不计入收入（月）', en: 'exempt income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});

export const disabilityCategory = defineFact({
  kind: 'disability.category',
  subject: 'person',
  label: { zh: '残疾类别', en: 'disability category' },
  value: {
    type: 'code',
    codes: {
      sight: { zh: '视力', en: 'sight' },
      hearing: { zh: '听力', en: 'hearing' },
      speech: { zh: '言语', en: 'speech' },
      limb: { zh: '肢体', en: 'limb' },
      intellectual: { zh: '智力', en: 'intellectual' },
      mental: { zh: '精神', en: 'mental' },
      multiple: { zh: '多重', en: 'multiple' },
    },
  },
  sensitivity: 'L4',
});
/** Level of a valid certificate (GB/T 26341): 1 is the severest; severe is 1 and 2. */
export const disabilityLevel = defineFact({
  kind: 'disability.level',
  subject: 'person',
  label: { zh: '残疾等级', en: 'disability level' },
  value: {
    type: 'code',
    codes: {
      '1': { zh: '一级', en: 'level 1' },
      '2': { zh: '二级', en: 'level 2' },
      '3': { zh: '三级', en: 'level 3' },
      '4': { zh: '四级', en: 'level 4' },
    },
  },
  sensitivity: 'L4',
});
export const seriousIllness = defineFact({
  kind: 'illness.serious',
  subject: 'person',
  label: { zh: '重病', en: 'serious illness' },
  value: { type: 'flag' },
  sensitivity: 'L4',
});
export const jobRefusals = defineFact({
  kind: 'work.refusals',
  subject: 'person',
  label: { zh: '无正当理由拒绝就业次数', en: 'unjustified refusals of suitable jobs' },
  value: { type: 'count', unit: unitTimes },
  sensitivity: 'L3',
});
/** How many of eating, dressing, bed, toilet, walking indoors and bathing the person cannot do alone. */
export const failedAbilities = defineFact({
  kind: 'ability.failed-items',
  subject: 'person',
  label: { zh: '不能自主完成的生活自理项数', en: 'failed self-care items' },
  value: { type: 'count', unit: { zh: '项', en: 'items' } },
  sensitivity: 'L4',
});
export const careSetting = defineFact({
  kind: 'care.setting',
  subject: 'person',
  label: { zh: '供养形式', en: 'care setting' },
  value: {
    type: 'code',
    codes: {
      institutional: { zh: '集中供养', en: 'institutional' },
      dispersed: { zh: '分散供养', en: 'dispersed' },
    },
  },
  sensitivity: 'L3',
});
export const noMeans = defineFact({
  kind: 'tekun.no-means',
  subject: 'person',
  label: { zh: '无生活来源', en: 'no means of support' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
export const noSupporter = defineFact({
  kind: 'tekun.no-supporter',
  subject: 'person',
  label: { zh: '无法定义务人或义务人无履行能力', en: 'no able legal supporter' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
/** Full orphan or de facto unattended child benefit excludes the living subsidy (民发〔2019〕62号). */
export const childBenefit = defineFact({
  kind: 'child.full-benefit',
  subject: 'person',
  label: { zh: '已享受孤儿或事实无人抚养儿童基本生活费', en: 'full child benefit' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
export const workInjuryNursing = defineFact({
  kind: 'work-injury.nursing',
  subject: 'person',
  label: { zh: '已领取工伤生活护理费', en: 'work-injury nursing pay' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
export const confirmedInfection = defineFact({
  kind: 'epidemic.confirmed',
  subject: 'person',
  label: { zh: '新冠肺炎确诊', en: 'confirmed COVID-19 infection' },
  value: { type: 'flag' },
  sensitivity: 'L4',
});

export const householdHukou = defineFact({
  kind: 'household.hukou',
  subject: 'household',
  label: { zh: '家庭城乡类别', en: 'household hukou kind' },
  value: { type: 'code', codes: hukouCodes },
  sensitivity: 'L2',
});
export const assetsWithin = defineFact({
  kind: 'household.assets-within',
  subject: 'household',
  label: { zh: '家庭财产符合规定', en: 'assets within the limit' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
export const marginalHardship = defineFact({
  kind: 'household.hardship',
  subject: 'household',
  label: { zh: '致困原因', en: 'hardship' },
  value: {
    type: 'code',
    codes: {
      disaster: { zh: '受灾', en: 'disaster' },
      illness: { zh: '重病', en: 'serious illness' },
      disability: { zh: '重残', en: 'severe disability' },
    },
  },
  sensitivity: 'L4',
});

/** Which kind of temporary assistance a case is; the epidemic kinds widened it in 2020. */
export const temporaryType = defineFact({
  kind: 'temporary.type',
  subject: 'award',
  label: { zh: '临时救助类型', en: 'type of temporary assistance' },
  value: {
    type: 'code',
    codes: {
      emergency: { zh: '急难型', en: 'emergency' },
      expenditure: { zh: '支出型', en: 'expenditure' },
      confirmed: { zh: '疫情确诊困难对象', en: 'confirmed patient in hardship' },
      flexible: { zh: '无法外出务工的灵活务工人员', en: 'flexible worker who cannot go out to work' },
    },
  },
  sensitivity: 'L2',
});
export const temporaryGrade = defineFact({
  kind: 'temporary.grade',
  subject: 'award',
  label: { zh: '困难程度', en: 'degree of hardship' },
  value: {
    type: 'code',
    codes: {
      light: { zh: '一般', en: 'light' },
      medium: { zh: '较重', en: 'medium' },
      heavy: { zh: '特别严重', en: 'heavy' },
    },
  },
  sensitivity: 'L3',
});
export const aidedPersons = defineFact({
  kind: 'temporary.persons',
  subject: 'award',
  label: { zh: '救助人数', en: 'persons aided' },
  value: { type: 'count', unit: { zh: '人', en: 'persons' } },
  sensitivity: 'L2',
});
export const strandedDays = defineFact({
  kind: 'stranded.days',
  subject: 'award',
  label: { zh: '滞留天数', en: 'days stranded' },
  value: { type: 'count', unit: { zh: '天', en: 'days' } },
  sensitivity: 'L2',
});
