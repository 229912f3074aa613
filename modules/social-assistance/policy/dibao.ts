import { fen, formatYuan, multiplyFen, shareFen } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import { defineProgramme, type MemberOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { countedIncomeFen, isAlive, isSevere, priceSubsidyFen } from './counting.ts';
import type { HukouKind } from './hukou.ts';
import { DB2012, PRICE2016, SAIM } from './sources.ts';

const personFacts = {
  life: fact.lifeStatus,
  custody: fact.custody,
  wage: fact.wageIncome,
  business: fact.businessIncome,
  property: fact.propertyIncome,
  transfer: fact.transferIncome,
  level: fact.disabilityLevel,
  ill: fact.seriousIllness,
  jobRefusals: fact.jobRefusals,
};

const parameters = {
  dibaoStandard: parameter.dibaoStandard,
  supplementRate: parameter.supplementRate,
  elderAge: parameter.supplementElderAge,
  jobRefusalLimit: parameter.jobRefusalLimit,
  extraMonths: parameter.extraMonths,
  priceIndex: parameter.priceIndex,
  priceTrigger: parameter.priceTrigger,
  priceMultiplier: parameter.priceMultiplier,
};

type Member = MemberOf<{ person: typeof personFacts }>;
type Parameters = ParameterValuesOf<typeof parameters>;
type Component = 'basic' | 'supplement' | 'extra_month' | 'price';
type Refusal = 'no-member' | 'hukou-unknown' | 'assets' | 'income';

/** Minimum living allowance (低保): the family's income topped up to the standard, with supplements per person. */
export const dibao = defineProgramme({
  id: 'dibao',
  label: { zh: '最低生活保障', en: 'minimum living allowance' },
  code: 'DB',
  unit: 'household',
  cycle: 'monthly',
  fund: 'assistance',
  facts: { household: { hukou: fact.householdHukou, assetsWithin: fact.assetsWithin }, person: personFacts },
  parameters,
  components: {
    basic: { zh: '低保金', en: 'basic allowance' },
    supplement: { zh: '分类施保补助', en: 'category supplement' },
    extra_month: { zh: '春节增发一个月', en: 'extra month before Spring Festival' },
    price: { zh: '价格临时补贴', en: 'temporary price subsidy' },
  },
  refusals: {
    'no-member': { zh: '当月没有可计入的共同生活成员', en: 'no counted member in this month' },
    'hukou-unknown': { zh: '家庭城乡类别未登记', en: 'the hukou kind is not on file' },
    assets: { zh: '家庭财产不符合规定或未核定', en: 'assets above the limit or not verified' },
    income: { zh: '人均月收入不低于低保标准', en: 'income per head is not below the standard' },
  },
  enrolments: {},
  versions: [
    {
      id: 'DB2012',
      from: month('2014-05'),
      sources: [SAIM, DB2012, PRICE2016],
      decide: (family, p, draft) => {
        const members = family.members.filter((member) => isAlive(member) && !member.custody);
        const kind = family.household.hukou;
        draft.trace?.result(
          'counted',
          { zh: '共同生活成员', en: 'counted members' },
          members.length,
          'persons',
        );
        if (draft.trace !== undefined && members.length < family.members.length) {
          const left = family.members.filter((member) => !members.includes(member));
          draft.trace.facts('not-counted', { zh: '不计入的成员', en: 'members not counted' }, left, [
            'life',
            'custody',
          ]);
        }
        if (members.length === 0) return draft.refuse('no-member');
        if (kind === null) return draft.refuse('hukou-unknown');
        draft.trace?.facts('household', { zh: '家庭情况', en: 'household' }, 'household', [
          'hukou',
          'assetsWithin',
        ]);
        if (!family.household.assetsWithin) return draft.refuse('assets');
        const familyFen = familyAmountFen(members, kind, p, draft);
        if (familyFen <= 0) return draft.refuse('income');
        const basicFen = familyFen - refusedSharesFen(members, familyFen, p, draft);
        draft.pay('basic', basicFen);
        if (p.extraMonths > 0) draft.trace?.parameter('extraMonths');
        draft.pay('extra_month', basicFen * p.extraMonths);
        for (const member of members) paySupplement(member, kind, p, draft);
        draft.pay('price', priceSubsidyFen(kind, p, draft) * members.length);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});

/** The difference between standard × members and the family's income; zero or less means not below the standard. */
function familyAmountFen(members: readonly Member[], kind: HukouKind, p: Parameters, draft: Draft): number {
  const standardFen = p.dibaoStandard[kind];
  draft.trace?.parameter('dibaoStandard', kind);
  const incomeFen = countedIncomeFen(members, draft);
  const amountFen = standardFen * members.length - incomeFen;
  draft.trace?.condition(
    'below',
    { zh: '人均月收入低于标准', en: 'income per head below the standard' },
    amountFen > 0,
    `${formatYuan(shareFen(fen(incomeFen), members.length))} ${amountFen > 0 ? '<' : '≥'} ${formatYuan(fen(standardFen))}`,
  );
  draft.trace?.result(
    'difference',
    { zh: '家庭补差额', en: 'difference to the standard' },
    Math.max(0, amountFen),
    'fen',
    `${formatYuan(fen(standardFen))} × ${members.length} − ${formatYuan(fen(incomeFen))}`,
  );
  return amountFen;
}

/** Shares of members who refused suitable jobs too often; the rest of the family keeps theirs (DB2012 art. 34). */
function refusedSharesFen(
  members: readonly Member[],
  familyFen: number,
  p: Parameters,
  draft: Draft,
): number {
  const refusing = members.filter((member) => member.jobRefusals >= p.jobRefusalLimit);
  if (refusing.length === 0) return 0;
  const share = shareFen(fen(familyFen), members.length);
  draft.trace?.parameter('jobRefusalLimit');
  draft.trace?.facts('refusing', { zh: '拒绝就业停发本人份额', en: 'own share stopped' }, refusing, [
    'jobRefusals',
  ]);
  draft.trace?.result(
    'refused-share',
    { zh: '停发份额', en: 'share stopped' },
    share * refusing.length,
    'fen',
    `${formatYuan(fen(familyFen))} ÷ ${members.length} × ${refusing.length}`,
  );
  // When everybody refuses there is nobody whom the remainder of rounding could stay with.
  return refusing.length === members.length ? familyFen : Math.min(familyFen, share * refusing.length);
}

type SupplementCategory = keyof Parameters['supplementRate'];

/** One person takes the highest single supplement, a rate of the standard. */
function paySupplement(
  member: Member,
  kind: HukouKind,
  p: Parameters,
  draft: Draft<Component, Refusal>,
): void {
  const age = draft.age(member);
  let best: SupplementCategory | undefined;
  const consider = (category: SupplementCategory, applies: boolean): void => {
    if (applies && (best === undefined || p.supplementRate[category] > p.supplementRate[best]))
      best = category;
  };
  consider('elder', age >= p.elderAge);
  consider('minor', age < 18);
  consider('severe', isSevere(member));
  consider('ill', member.ill);
  if (best === undefined) return;
  if (best === 'elder') draft.trace?.parameter('elderAge');
  draft.trace?.parameter('supplementRate', best);
  draft.pay('supplement', multiplyFen(fen(p.dibaoStandard[kind]), p.supplementRate[best]), member);
}
