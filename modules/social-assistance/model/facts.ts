import { defineFact } from '../../../kernel/party/define-fact.ts';

export * from './income-facts.ts';

const hukouCodes = {
  urban: { zh: '城镇', en: 'urban' },
  rural: { zh: '农村', en: 'rural' },
} as const;

/** A month as a count, 202303 for March 2023: a rule counts months from it. */
const yearMonth = { zh: '（年月）', en: '(yyyymm)' } as const;
const unitTimes = { zh: '次', en: 'times' } as const;

/** Whether the person lives; without a record the person is alive. */
export const lifeStatus = defineFact({
  kind: 'person.life',
  subject: 'person',
  label: { zh: '生存状态', en: 'life status' },
  value: { type: 'code', codes: { alive: { zh: '健在', en: 'alive' }, dead: { zh: '死亡', en: 'dead' } } },
  sensitivity: 'L3',
  supposed: 'never',
});

/** Custody takes a person out of the counted family (DB2012 art. 7: prisoners are not counted). */
export const custody = defineFact({
  kind: 'person.custody',
  subject: 'person',
  label: { zh: '羁押服刑', en: 'custody' },
  value: { type: 'flag' },
  sensitivity: 'L4',
  supposed: 'never',
});

/**
 * Why somebody who is on file with the family is not one of its counted members since 2021-07 (民发〔2021〕57号 art. 7).
 * Parents counted by themselves before; since then only when they live with the family for good.
 */
export const notCountedReason = defineFact({
  kind: 'person.not-counted',
  subject: 'person',
  label: { zh: '不计入共同生活成员的情形', en: 'why not a counted member' },
  value: {
    type: 'code',
    codes: {
      clergy: { zh: '脱离家庭三年以上的宗教教职人员', en: 'clergy away for three years or more' },
      drug_isolation: { zh: '强制隔离戒毒', en: 'compulsory drug isolation' },
      missing: { zh: '宣告失踪', en: 'declared missing' },
      parent_apart: { zh: '不长期共同居住的父母', en: 'parent not living with the family for good' },
    },
  },
  sensitivity: 'L4',
});
/** On what ground a member applies for dibao alone (单人户, 民发〔2021〕57号 art. 8; adult and jobless: DB2022). */
export const appliesAlone = defineFact({
  kind: 'dibao.alone',
  subject: 'person',
  label: { zh: '单人户申请依据', en: 'ground for applying alone' },
  value: {
    type: 'code',
    codes: {
      marginal: {
        zh: '低保边缘家庭中的重残、重病人员',
        en: 'severely disabled or ill, of a marginal family',
      },
      clergy: { zh: '脱离家庭三年以上的宗教教职人员', en: 'clergy away for three years or more' },
      jobless: { zh: '成年无业重度残疾人', en: 'adult, jobless and severely disabled' },
    },
  },
  sensitivity: 'L4',
});

export const personHukou = defineFact({
  kind: 'person.hukou',
  subject: 'person',
  label: { zh: '户籍类别', en: 'hukou kind' },
  value: { type: 'code', codes: hukouCodes },
  sensitivity: 'L3',
  supposed: 'among-codes',
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
/** Why legal supporters cannot support (民发〔2021〕43号 art. 8); 'able' when one of them can. */
export const supporterState = defineFact({
  kind: 'tekun.supporter',
  subject: 'person',
  label: { zh: '法定义务人履行能力', en: 'ability of the legal supporters' },
  value: {
    type: 'code',
    codes: {
      none: { zh: '无法定义务人', en: 'no legal supporter' },
      tekun: { zh: '义务人为特困人员', en: 'supporter on tekun' },
      dibao_60: { zh: '义务人为60周岁以上的低保对象', en: 'supporter on dibao, 60 or older' },
      low_70: { zh: '义务人70周岁以上、收入低', en: 'supporter of 70 or older with low income' },
      disabled: { zh: '义务人重残或三级智力、精神残疾，收入低', en: 'disabled supporter with low income' },
      incapable: { zh: '义务人无民事行为能力', en: 'supporter without legal capacity' },
      missing: { zh: '义务人宣告失踪', en: 'supporter declared missing' },
      prison: { zh: '义务人在监狱服刑', en: 'supporter in prison' },
      able: { zh: '义务人有履行能力', en: 'an able supporter' },
    },
  },
  sensitivity: 'L3',
});
/** Compulsory, senior or vocational school: a minor on tekun stays on it beyond 18 (民发〔2021〕43号). */
export const inSchool = defineFact({
  kind: 'education.in-school',
  subject: 'person',
  label: { zh: '在校就读', en: 'in school' },
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
  supposed: 'among-codes',
});
export const assetsWithin = defineFact({
  kind: 'household.assets-within',
  subject: 'household',
  label: { zh: '家庭财产符合规定', en: 'assets within the limit' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
/** Whether money and cars were verified at all: without it an absent figure would read as having none. */
export const assetsListed = defineFact({
  kind: 'household.assets-listed',
  subject: 'household',
  label: { zh: '金融资产和车辆已核对', en: 'money and cars verified' },
  value: { type: 'flag' },
  sensitivity: 'L3',
});
export const financialAssets = defineFact({
  kind: 'household.financial-assets',
  subject: 'household',
  label: { zh: '家庭金融资产', en: 'financial assets of the family' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
export const carCount = defineFact({
  kind: 'household.cars',
  subject: 'household',
  label: { zh: '家庭小汽车数量', en: 'cars of the family' },
  value: { type: 'count', unit: { zh: '辆', en: 'cars' } },
  sensitivity: 'L3',
});
export const carValue = defineFact({
  kind: 'household.car-value',
  subject: 'household',
  label: { zh: '家庭小汽车价值', en: 'value of the family car' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
export const annualIncome = defineFact({
  kind: 'household.annual-income',
  subject: 'household',
  label: { zh: '家庭近12个月总收入', en: 'income of the family in the last 12 months' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
export const rigidSpend = defineFact({
  kind: 'household.rigid-spend',
  subject: 'household',
  label: { zh: '家庭近12个月刚性支出', en: 'rigid expenditure of the family in the last 12 months' },
  value: { type: 'money' },
  sensitivity: 'L4',
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
/** Kind of the place where the emergency happened: whose hukou is elsewhere is aided by its standard (SAL art. 37). */
export const emergencyPlace = defineFact({
  kind: 'temporary.place',
  subject: 'award',
  label: { zh: '急难发生地类别', en: 'kind of the place of the emergency' },
  value: { type: 'code', codes: hukouCodes },
  sensitivity: 'L2',
});
/** First month of the gradual exit after employment, and what the family received before it (DB2022). */
export const exitFrom = defineFact({
  kind: 'dibao.exit-from',
  subject: 'award',
  label: { zh: '渐退期起始月', en: 'first month of the gradual exit' },
  value: { type: 'count', unit: yearMonth },
  sensitivity: 'L2',
  supposed: 'never',
});
export const exitBase = defineFact({
  kind: 'dibao.exit-base',
  subject: 'award',
  label: { zh: '渐退前月保障额', en: 'monthly allowance before the exit' },
  value: { type: 'money' },
  sensitivity: 'L3',
  supposed: 'never',
});
/** First month for which a family was recognised; a recognition with a term ends so many months later. */
export const recognisedFrom = defineFact({
  kind: 'recognition.from',
  subject: 'award',
  label: { zh: '认定起始月', en: 'first month of the recognition' },
  value: { type: 'count', unit: yearMonth },
  sensitivity: 'L2',
  supposed: 'never',
});
