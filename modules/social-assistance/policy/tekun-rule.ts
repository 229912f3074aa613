import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { excludedFor } from '../../../kernel/policy/define-exclusion.ts';
import { isAlive, priceSubsidyFen } from './counting.ts';
import { tekunExclusions } from './interactions.ts';
import type { Case, Parameters, Person, TekunDraft } from './tekun-model.ts';

type CareGrade = keyof Parameters['careStandard'];
type HukouKind = NonNullable<Person['hukou']>;

/** In what the versions of the rule differ. */
export interface TekunTerms {
  /** Severest levels of a certificate that mean no labour capacity: up to this one, by category. */
  readonly noLabourUpTo: Readonly<Partial<Record<NonNullable<Person['category']>, number>>>;
  /** Whether a minor who receives it stays on it to 18, and longer while in school. */
  readonly keepsMinors: boolean;
  /** Whether own income, the state of the supporters and a child benefit are looked at beside the recorded finding. */
  readonly checksFindings: boolean;
}

/** Care grade by the six items of daily life: none failed, one to three, four to six (特困人员认定办法). */
export function careGrade(failedItems: number): CareGrade {
  if (failedItems === 0) return 'self_care';
  return failedItems <= 3 ? 'partial' : 'full';
}

/** No labour capacity: 60 and older, under 16, or a certificate of a listed category and level (art. 5). */
export function hasNoLabour(
  age: number,
  { category, level }: Pick<Person, 'category' | 'level'>,
  { noLabourUpTo }: Pick<TekunTerms, 'noLabourUpTo'>,
): boolean {
  if (age >= 60 || age < 16) return true;
  return category !== null && level !== null && Number(level) <= (noLabourUpTo[category] ?? 0);
}

/** Decides one person. */
export function decideTekun(
  terms: TekunTerms,
  { members, enrolled }: Case,
  p: Parameters,
  draft: TekunDraft,
): void {
  const person = members[0];
  if (person === undefined || !isAlive(person) || person.custody) return draft.refuse('ended');
  if (person.hukou === null) return draft.refuse('hukou-unknown');
  if (!isWithoutLabour(person, enrolled.already, terms, draft)) return draft.refuse('labour');
  draft.trace?.facts('needs', { zh: '认定条件', en: 'conditions' }, members, [
    'noMeans',
    'noSupporter',
    'setting',
    ...(terms.checksFindings ? ['supporter', 'childBenefit'] : []),
  ]);
  const excluded = terms.checksFindings ? excludedFor(tekunExclusions, { enrolled, person }) : undefined;
  if (excluded !== undefined) return draft.refuse(excluded);
  if (!hasNoMeans(person, person.hukou, terms, p, draft)) return draft.refuse('means');
  if (!hasNoSupporter(person, terms)) return draft.refuse('supporter');
  pay(person, person.hukou, p, draft);
}

/** A minor who is on tekun already stays on it to 18, in school beyond that (民发〔2021〕43号). */
function isWithoutLabour(person: Person, isAlready: boolean, terms: TekunTerms, draft: TekunDraft): boolean {
  const age = draft.age(person);
  const isKept = terms.keepsMinors && isAlready && (age < 18 || person.inSchool);
  const isWithout = hasNoLabour(age, person, terms) || isKept;
  draft.trace?.result('age', { zh: '年龄', en: 'age' }, age, 'years');
  draft.trace?.facts(
    'ability-to-work',
    { zh: '残疾人证', en: 'certificate' },
    [person],
    ['category', 'level'],
  );
  if (isKept) {
    draft.trace?.facts(
      'kept',
      { zh: '未成年时已认定，继续供养', en: 'recognised as a minor' },
      [person],
      ['inSchool'],
    );
  }
  draft.trace?.condition('labour', { zh: '无劳动能力', en: 'no labour capacity' }, isWithout);
  return isWithout;
}

function hasNoMeans(
  person: Person,
  kind: HukouKind,
  terms: TekunTerms,
  p: Parameters,
  draft: TekunDraft,
): boolean {
  if (!person.noMeans) return false;
  if (!terms.checksFindings) return true;
  // Pensions of residents, preferential pay and old-age allowance are on file as such and do not count (art. 6).
  const incomeFen = person.wage + person.business + person.property + person.transfer;
  const isBelow = incomeFen < p.dibaoStandard[kind];
  draft.trace?.facts(
    'income',
    { zh: '本人收入', en: 'own income' },
    [person],
    ['wage', 'business', 'property', 'transfer'],
  );
  draft.trace?.parameter('dibaoStandard', kind);
  draft.trace?.condition(
    'means',
    { zh: '收入低于低保标准', en: 'income below the dibao standard' },
    isBelow,
    `${formatYuan(fen(incomeFen))} ${isBelow ? '<' : '≥'} ${formatYuan(fen(p.dibaoStandard[kind]))}`,
  );
  return isBelow;
}

/** Since 2021-07 the finding says why supporters cannot support (art. 8); one of before stands until it is looked at again. */
const hasNoSupporter = (person: Person, { checksFindings }: TekunTerms): boolean =>
  checksFindings && person.supporter !== null ? person.supporter !== 'able' : person.noSupporter;

function pay(person: Person, kind: HukouKind, p: Parameters, draft: TekunDraft): void {
  const grade = careGrade(person.failedItems);
  draft.trace?.facts('ability', { zh: '生活自理能力', en: 'self-care ability' }, [person], ['failedItems']);
  draft.trace?.parameter('tekunStandard', kind);
  draft.trace?.parameter('careStandard', grade);
  const basicFen = p.tekunStandard[kind];
  const careFen = p.careStandard[grade];
  draft.pay('basic', basicFen);
  draft.pay('care', careFen);
  if (p.extraMonths > 0) draft.trace?.parameter('extraMonths');
  draft.pay('extra_month', (basicFen + careFen) * p.extraMonths);
  draft.pay('price', priceSubsidyFen(kind, p, draft));
}
