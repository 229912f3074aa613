import { month } from '../../../kernel/base/month.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import {
  defineParameter,
  type Derivation,
  plain,
  urbanRural,
} from '../../../kernel/policy/define-parameter.ts';

const perPersonMonth = { zh: '元/人·月', en: 'yuan per person and month' } as const;
const perPerson = { zh: '元/人', en: 'yuan per person' } as const;
const none = { zh: '', en: '' } as const;
const times = { zh: '倍', en: 'times' } as const;

/** A value that a law gives by itself: it holds unless the register has another one for the district. */
const lawGives = (
  value: number,
  formula: Derivation['formula'],
  source: Derivation['source'],
): Derivation => ({
  from: [],
  of: () => value,
  formula,
  source,
});
const DB2022 = {
  documentTitle: '关于进一步做好最低生活保障等社会救助兜底保障工作的通知',
  documentNo: '民发〔2022〕83号',
  effectiveFrom: plainDate('2022-10-20'),
} as const;

export const dibaoStandard = defineParameter({
  key: 'dibao.standard',
  label: { zh: '低保标准', en: 'dibao standard' },
  unit: 'fen',
  per: perPersonMonth,
  variants: urbanRural,
});

export const supplementRate = defineParameter({
  key: 'dibao.supplement-rate',
  label: { zh: '分类施保增发比例', en: 'category supplement rate' },
  unit: 'ratio',
  per: none,
  variants: {
    elder: { zh: '老年人', en: 'elder' },
    minor: { zh: '未成年人', en: 'minor' },
    severe: { zh: '重度残疾人', en: 'severely disabled' },
    ill: { zh: '重病患者', en: 'seriously ill' },
  },
});

export const supplementElderAge = defineParameter({
  key: 'dibao.supplement-elder-age',
  label: { zh: '分类施保老年人年龄', en: 'age of the elder supplement' },
  unit: 'years',
  per: { zh: '周岁', en: 'years' },
  variants: plain,
});

export const jobRefusalLimit = defineParameter({
  key: 'dibao.job-refusal-limit',
  label: { zh: '停发本人低保金的拒绝就业次数', en: 'job refusals that stop the own share' },
  unit: 'times',
  per: { zh: '次', en: 'times' },
  variants: plain,
});

export const extraMonths = defineParameter({
  key: 'assistance.extra-months',
  label: { zh: '增发月数', en: 'extra months paid' },
  unit: 'months',
  per: { zh: '个月', en: 'months' },
  variants: plain,
  otherwise: 0,
});

export const priceIndex = defineParameter({
  key: 'price.index',
  label: { zh: '居民消费价格同比涨幅', en: 'consumer prices, year on year' },
  unit: 'ratio',
  per: none,
  variants: {
    cpi: { zh: '总指数', en: 'all items' },
    food: { zh: '食品', en: 'food' },
    scpi: { zh: '低收入居民基本生活', en: 'basics of low-income residents' },
  },
  otherwise: 0,
});

export const priceTrigger = defineParameter({
  key: 'price.trigger',
  label: { zh: '价格补贴启动条件', en: 'trigger of the price subsidy' },
  unit: 'ratio',
  per: none,
  variants: { cpi: { zh: '总指数', en: 'all items' }, food: { zh: '食品', en: 'food' } },
});

export const priceMultiplier = defineParameter({
  key: 'price.multiplier',
  label: { zh: '价格补贴倍数', en: 'multiple of the price subsidy' },
  unit: 'times',
  per: times,
  variants: plain,
  otherwise: 1,
});

export const tekunStandard = defineParameter({
  key: 'tekun.standard',
  label: { zh: '特困人员基本生活标准', en: 'tekun basic living standard' },
  unit: 'fen',
  per: perPersonMonth,
  variants: urbanRural,
  derived: {
    urban: {
      from: [{ parameter: dibaoStandard, variant: 'urban' }],
      of: ([dibao = Number.NaN]) => 2 * dibao,
      formula: { zh: '城镇低保标准的2倍', en: 'twice the urban dibao standard' },
      source: {
        documentTitle: '本区历次公布的低保和特困标准',
        documentNo: '2019年至2022年',
        article: '城镇',
        effectiveFrom: plainDate('2019-04-01'),
        certainty: 'assumption',
        note: '历次公布的城镇特困标准均为城镇低保标准的2倍，未见规定此倍数的条文；另有公布数值时以公布数值为准。',
      },
    },
  },
});

/** Below this multiple of the dibao standard a family is marginal (民发〔2021〕57号 art. 8). */
export const marginalMultiple = defineParameter({
  key: 'marginal.multiple',
  label: { zh: '低保边缘家庭收入倍数', en: 'income multiple of marginal families' },
  unit: 'times',
  per: times,
  variants: plain,
  asked: { from: month('2021-07') },
  derived: {
    all: lawGives(
      1.5,
      { zh: '办法规定为1.5倍', en: '1.5 times by the regulation' },
      {
        documentTitle: '最低生活保障审核确认办法',
        documentNo: '民发〔2021〕57号',
        article: '第八条',
        effectiveFrom: plainDate('2021-07-01'),
        certainty: 'source',
        note: null,
      },
    ),
  },
});

/** Limits of a marginal family's money per head and of its car, in annual dibao standards (鄂民政发〔2024〕15号). */
export const marginalAssets = defineParameter({
  key: 'marginal.asset-multiple',
  label: { zh: '低保边缘家庭财产限额（年低保标准的倍数）', en: 'asset limits of marginal families' },
  unit: 'times',
  per: times,
  variants: {
    financial: { zh: '人均金融资产', en: 'financial assets per head' },
    car: { zh: '小汽车价值', en: 'value of the car' },
  },
  asked: { from: month('2024-09'), before: month('2026-09') },
});

export const exitMonths = defineParameter({
  key: 'dibao.exit-months',
  label: { zh: '低保渐退期最长月数', en: 'longest gradual exit from dibao' },
  unit: 'months',
  per: { zh: '个月', en: 'months' },
  variants: plain,
  asked: { from: month('2022-11') },
  derived: {
    all: lawGives(
      6,
      { zh: '通知规定不超过6个月', en: 'at most six months by the notice' },
      { ...DB2022, article: '渐退期', certainty: 'source', note: null },
    ),
  },
});

export const exitRate = defineParameter({
  key: 'dibao.exit-rate',
  label: { zh: '低保渐退期发放比例', en: 'share paid in the gradual exit from dibao' },
  unit: 'ratio',
  per: none,
  variants: plain,
  asked: { from: month('2022-11') },
  derived: {
    all: lawGives(
      1,
      { zh: '按原额发放', en: 'paid in full' },
      {
        ...DB2022,
        article: '渐退期',
        certainty: 'assumption',
        note: '通知未规定渐退期内的发放比例，暂按原额发放；本区另有规定的按规定录入。',
      },
    ),
  },
});

export const rigidRatio = defineParameter({
  key: 'rigid.ratio',
  label: { zh: '刚性支出占家庭收入比例', en: 'share of income that rigid expenditure passes' },
  unit: 'ratio',
  per: none,
  variants: plain,
  asked: { from: month('2025-01') },
});

export const disposableIncome = defineParameter({
  key: 'rigid.disposable-income',
  label: { zh: '上年度当地居民人均可支配收入', en: "last year's local disposable income per head" },
  unit: 'fen',
  per: { zh: '元/人·年', en: 'yuan per person and year' },
  variants: plain,
  asked: { from: month('2025-01') },
});

export const rigidMonths = defineParameter({
  key: 'rigid.valid-months',
  label: { zh: '刚性支出困难家庭认定有效月数', en: 'months that a recognition for rigid expenditure holds' },
  unit: 'months',
  per: { zh: '个月', en: 'months' },
  variants: plain,
  asked: { from: month('2025-01') },
  derived: {
    all: lawGives(
      12,
      { zh: '办法规定不超过12个月', en: 'at most twelve months by the regulation' },
      {
        documentTitle: '刚性支出困难家庭认定办法',
        documentNo: '2025年1月1日起施行',
        article: '第十条',
        effectiveFrom: plainDate('2025-01-01'),
        certainty: 'source',
        note: null,
      },
    ),
  },
});

export const careStandard = defineParameter({
  key: 'tekun.care-standard',
  label: { zh: '特困人员照料护理标准', en: 'tekun care standard' },
  unit: 'fen',
  per: perPersonMonth,
  variants: {
    full: { zh: '全护理', en: 'full care' },
    partial: { zh: '半护理', en: 'partial care' },
    self_care: { zh: '自理', en: 'self-care' },
  },
});

export const temporaryMultiple = defineParameter({
  key: 'temporary.multiple',
  label: { zh: '临时救助标准倍数', en: 'multiple of the standard for temporary assistance' },
  unit: 'times',
  per: times,
  variants: {
    light: { zh: '一般', en: 'light' },
    medium: { zh: '较重', en: 'medium' },
    heavy: { zh: '特别严重', en: 'heavy' },
  },
});

export const epidemicMultiple = defineParameter({
  key: 'epidemic.multiple',
  label: { zh: '疫情临时救助标准倍数', en: 'multiple of the standard for epidemic assistance' },
  unit: 'times',
  per: times,
  variants: {
    confirmed: { zh: '确诊困难对象', en: 'confirmed patient in hardship' },
    flexible: { zh: '灵活务工人员', en: 'flexible worker' },
  },
  // Outside the epidemic there is no such measure.
  otherwise: 0,
});

export const livingSubsidy = defineParameter({
  key: 'disability.living-subsidy',
  label: { zh: '困难残疾人生活补贴标准', en: 'living subsidy of disabled people in hardship' },
  unit: 'fen',
  per: perPersonMonth,
  variants: plain,
});
export const nursingSubsidy = defineParameter({
  key: 'disability.nursing-subsidy',
  label: { zh: '重度残疾人护理补贴标准', en: 'nursing subsidy of severely disabled people' },
  unit: 'fen',
  per: perPersonMonth,
  variants: plain,
});
export const disabilityUplift = defineParameter({
  key: 'disability.uplift',
  label: { zh: '残疾人两项补贴临时提高额', en: 'temporary uplift of the two disability subsidies' },
  unit: 'fen',
  per: perPersonMonth,
  variants: plain,
  otherwise: 0,
});
/** 1 when the district also grants the nursing subsidy to mental or intellectual disability of the level, else 0. */
export const nursingExtension = defineParameter({
  key: 'disability.nursing-extension',
  label: {
    zh: '护理补贴扩大到智力、精神残疾（1 是，0 否）',
    en: 'nursing subsidy extended to mental and intellectual disability (1 yes, 0 no)',
  },
  unit: 'times',
  per: none,
  variants: { level3: { zh: '三级', en: 'level 3' }, level4: { zh: '四级', en: 'level 4' } },
  otherwise: 0,
});
/** 1 when the district also grants the living subsidy to marginal families, 0 when to dibao families only. */
export const livingIncludesMarginal = defineParameter({
  key: 'disability.living-includes-marginal',
  label: {
    zh: '生活补贴扩大到低保边缘家庭（1 是，0 否）',
    en: 'living subsidy extended to marginal families (1 yes, 0 no)',
  },
  unit: 'times',
  per: none,
  variants: plain,
});

export const springBand = defineParameter({
  key: 'spring.band',
  label: { zh: '春节慰问金档次', en: 'Spring Festival band' },
  unit: 'fen',
  per: { zh: '元/户', en: 'yuan per household' },
  variants: {
    dibao: { zh: '低保户', en: 'dibao household' },
    disaster: { zh: '受灾边缘户', en: 'marginal household, disaster' },
    illness: { zh: '重病边缘户', en: 'marginal household, serious illness' },
    disability: { zh: '重残边缘户', en: 'marginal household, severe disability' },
  },
});

export const epidemicLiving = defineParameter({
  key: 'epidemic.living-aid',
  label: { zh: '疫情生活物资救助标准', en: 'epidemic living aid' },
  unit: 'fen',
  per: perPerson,
  variants: urbanRural,
});
export const severeDisabledAid = defineParameter({
  key: 'epidemic.severe-disabled-aid',
  label: { zh: '重度残疾人疫情生活救助标准', en: 'epidemic aid to severely disabled people' },
  unit: 'fen',
  per: perPerson,
  variants: urbanRural,
});
export const severeConfirmedAid = defineParameter({
  key: 'epidemic.severe-confirmed-aid',
  label: { zh: '确诊重度残疾人救助标准', en: 'aid to infected severely disabled people' },
  unit: 'fen',
  per: perPerson,
  variants: plain,
});
export const strandedDaily = defineParameter({
  key: 'stranded.daily',
  label: { zh: '外地滞汉人员救助标准', en: 'daily aid to stranded outsiders' },
  unit: 'fen',
  per: { zh: '元/人·天', en: 'yuan per person and day' },
  variants: plain,
});
export const strandedCap = defineParameter({
  key: 'stranded.cap',
  label: { zh: '外地滞汉人员救助上限', en: 'cap of aid to stranded outsiders' },
  unit: 'fen',
  per: perPerson,
  variants: plain,
});
