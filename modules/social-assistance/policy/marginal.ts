import { fen, formatYuan, multiplyFen } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import { defineProgramme, type SubjectOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { countedMembers, NOT_COUNTED_2021 } from './counting.ts';
import type { HukouKind } from './hukou.ts';
import { countedIncomeFen, INCOME_2021, INCOME_2026, incomeFacts, type IncomeTerms } from './income.ts';
import { DB2021, MARGINAL2024, SAIM, SAL, SPRING2020 } from './sources.ts';

const facts = {
  household: {
    hukou: fact.householdHukou,
    assetsWithin: fact.assetsWithin,
    assetsListed: fact.assetsListed,
    financialAssets: fact.financialAssets,
    cars: fact.carCount,
    carValue: fact.carValue,
  },
  person: {
    life: fact.lifeStatus,
    custody: fact.custody,
    notCounted: fact.notCountedReason,
    ...incomeFacts,
  },
};
const parameters = {
  dibaoStandard: parameter.dibaoStandard,
  marginalMultiple: parameter.marginalMultiple,
  marginalAssets: parameter.marginalAssets,
};
type Family = SubjectOf<typeof facts, never>;
type Parameters = ParameterValuesOf<typeof parameters>;
type Refusal =
  | 'no-member'
  | 'hukou-unknown'
  | 'assets'
  | 'below-dibao'
  | 'above-line'
  | 'assets-unknown'
  | 'money-limit'
  | 'car-limit';
type MarginalDraft = Draft<never, Refusal>;

interface MarginalTerms {
  readonly income: IncomeTerms;
  /** Whether money and cars are held against limits of their own (鄂民政发〔2024〕15号). */
  readonly limitsAssets: boolean;
}

/** Income from the dibao standard up to one and a half times of it, assets within the limits (民发〔2021〕57号 art. 8). */
const by =
  (terms: MarginalTerms) =>
  (family: Family, p: Parameters, draft: MarginalDraft): void => {
    const members = countedMembers(family.members, NOT_COUNTED_2021, draft);
    const kind = family.household.hukou;
    if (members.length === 0) return draft.refuse('no-member');
    if (kind === null) return draft.refuse('hukou-unknown');
    draft.trace?.facts('household', { zh: '家庭情况', en: 'household' }, 'household', [
      'hukou',
      'assetsWithin',
    ]);
    if (!family.household.assetsWithin) return draft.refuse('assets');
    const fault = terms.limitsAssets ? assetFault(family, members.length, kind, p, draft) : undefined;
    if (fault !== undefined) return draft.refuse(fault);
    const standardFen = fen(p.dibaoStandard[kind]);
    const lineFen = multiplyFen(standardFen, p.marginalMultiple);
    const incomeFen = countedIncomeFen(members, terms.income, draft);
    draft.trace?.parameter('dibaoStandard', kind);
    draft.trace?.parameter('marginalMultiple');
    const isDibao = incomeFen < standardFen * members.length;
    const isMarginal = !isDibao && incomeFen < lineFen * members.length;
    draft.trace?.condition(
      'marginal',
      { zh: '家庭收入在低保标准与低保边缘标准之间', en: 'income between the standard and the marginal line' },
      isMarginal,
      `${formatYuan(standardFen)} × ${members.length} ≤ ${formatYuan(fen(incomeFen))} < ${formatYuan(lineFen)} × ${members.length}`,
    );
    if (isDibao) return draft.refuse('below-dibao');
    if (!isMarginal) return draft.refuse('above-line');
  };

/** Money per head below n annual standards, at most one car, and that below m annual standards. */
function assetFault(
  { household }: Family,
  persons: number,
  kind: HukouKind,
  p: Parameters,
  draft: MarginalDraft,
): Refusal | undefined {
  draft.trace?.facts('assets', { zh: '家庭财产', en: 'assets' }, 'household', [
    'assetsListed',
    'financialAssets',
    'cars',
    'carValue',
  ]);
  if (!household.assetsListed) return 'assets-unknown';
  const yearFen = p.dibaoStandard[kind] * 12;
  const moneyFen = multiplyFen(fen(yearFen), p.marginalAssets.financial);
  const carFen = multiplyFen(fen(yearFen), p.marginalAssets.car);
  draft.trace?.parameter('marginalAssets', 'financial');
  if (household.financialAssets >= moneyFen * persons) return 'money-limit';
  if (household.cars === 0) return undefined;
  draft.trace?.parameter('marginalAssets', 'car');
  return household.cars > 1 || household.carValue >= carFen ? 'car-limit' : undefined;
}

/** Marginal family (低保边缘家庭): a recognition that other programmes look at; it pays nothing itself. */
export const marginal = defineProgramme({
  id: 'marginal',
  label: { zh: '低保边缘家庭', en: 'marginal family' },
  code: 'BY',
  unit: 'household',
  cycle: 'recognition',
  fund: 'assistance',
  facts,
  parameters,
  components: {},
  refusals: {
    'no-member': { zh: '当月没有可计入的共同生活成员', en: 'no counted member in this month' },
    'hukou-unknown': { zh: '家庭城乡类别未登记', en: 'the hukou kind is not on file' },
    assets: { zh: '家庭财产不符合规定或未核定', en: 'assets above the limit or not verified' },
    'below-dibao': {
      zh: '人均月收入低于低保标准，应申请低保',
      en: 'income below the standard: apply for dibao',
    },
    'above-line': {
      zh: '人均月收入不低于低保边缘标准',
      en: 'income per head is not below the marginal line',
    },
    'assets-unknown': { zh: '金融资产和车辆尚未核对', en: 'money and cars are not verified' },
    'money-limit': { zh: '人均金融资产超过限额', en: 'financial assets per head above the limit' },
    'car-limit': { zh: '小汽车数量或价值超过限额', en: 'more than one car, or above the limit' },
  },
  enrolments: {},
  versions: [
    // Before the national rule the district named its marginal families for the consolations of the year.
    { id: 'BY2020', from: month('2014-05'), sources: [SPRING2020], byList: true, decide: () => undefined },
    {
      id: 'DB2021',
      from: month('2021-07'),
      sources: [SAIM, DB2021],
      decide: by({ income: INCOME_2021, limitsAssets: false }),
    },
    // 鄂民政发〔2024〕15号 held from 2024-08-19 for two years.
    {
      id: 'HB2024',
      from: month('2024-09'),
      sources: [SAIM, DB2021, MARGINAL2024],
      decide: by({ income: INCOME_2021, limitsAssets: true }),
    },
    {
      id: 'HB2026',
      from: month('2026-01'),
      sources: [SAIM, DB2021, MARGINAL2024],
      decide: by({ income: INCOME_2026, limitsAssets: true }),
    },
    {
      id: 'SAL2026',
      from: month('2026-07'),
      sources: [SAL, DB2021, MARGINAL2024],
      decide: by({ income: INCOME_2026, limitsAssets: true }),
    },
    {
      id: 'SAL2026-09',
      from: month('2026-09'),
      sources: [SAL, DB2021],
      decide: by({ income: INCOME_2026, limitsAssets: false }),
    },
  ],
  rulesFolder: import.meta.dirname,
});
