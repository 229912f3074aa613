import { fen, formatYuan, multiplyFen, shareFen } from '../../../kernel/base/fen.ts';
import { isSevere } from './counting.ts';
import type { DibaoDraft, Member, Parameters } from './dibao-model.ts';
import type { HukouKind } from './hukou.ts';
import { countedIncomeFen, type IncomeTerms } from './income.ts';

/** The difference between standard × members and their income; zero or less means not below the standard. */
export function differenceFen(
  members: readonly Member[],
  kind: HukouKind,
  terms: IncomeTerms,
  p: Parameters,
  draft: DibaoDraft,
): number {
  const standardFen = p.dibaoStandard[kind];
  draft.trace?.parameter('dibaoStandard', kind);
  const incomeFen = countedIncomeFen(members, terms, draft);
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
export function refusedSharesFen(
  members: readonly Member[],
  familyFen: number,
  p: Parameters,
  draft: DibaoDraft,
): number {
  const refuses = (member: Member): boolean => member.jobRefusals >= p.jobRefusalLimit;
  if (!members.some(refuses)) return 0;
  const refusing = members.filter(refuses);
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
export function paySupplement(member: Member, kind: HukouKind, p: Parameters, draft: DibaoDraft): void {
  const rates = p.supplementRate;
  const age = draft.age(member);
  let highest: SupplementCategory | undefined;
  let rate = 0;
  if (age >= p.elderAge) [highest, rate] = ['elder', rates.elder];
  if (age < 18 && rates.minor > rate) [highest, rate] = ['minor', rates.minor];
  if (isSevere(member) && rates.severe > rate) [highest, rate] = ['severe', rates.severe];
  if (member.ill && rates.ill > rate) [highest, rate] = ['ill', rates.ill];
  if (highest === undefined) return;
  if (highest === 'elder') draft.trace?.parameter('elderAge');
  draft.trace?.parameter('supplementRate', highest);
  draft.pay('supplement', multiplyFen(fen(p.dibaoStandard[kind]), rate), member);
}
