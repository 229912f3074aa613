import { AWARD_STATUS } from '../../kernel/policy/case-file.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { type BookAward, type BookFact, type BookHousehold, type BookPerson, day } from '../book.ts';
import {
  addAward,
  addCertificate,
  addHousehold,
  type Hukou,
  LONG_AGO,
  monthText,
  nextMonthText,
  recordedOn,
  type Scene,
} from './scene.ts';

export interface DibaoFamily {
  readonly hukou: Hukou;
  readonly household: BookHousehold;
  readonly members: readonly BookPerson[];
  readonly award: BookAward;
  readonly stays: 'all-year' | 'enters' | 'leaves';
}

/** A recorded income whose amount calibration may choose; `base` is its draw before. */
export interface DibaoIncome {
  readonly row: BookFact;
  readonly base: number;
  /** Added to what calibration chooses: a change of income that was learnt late. */
  readonly correction: number;
}

export interface DibaoRoll {
  readonly families: readonly DibaoFamily[];
  readonly incomes: readonly DibaoIncome[];
  /** Severely disabled people of families that stay all year. */
  readonly severe: readonly BookPerson[];
}

interface Plan {
  readonly hukou: Hukou;
  /** Households in October by size. */
  readonly sizes: readonly (readonly [size: number, households: number])[];
  /** Of the single ones, how many entered since April. */
  readonly entering: number;
  /** Households that were there in March and left by October, by size. */
  readonly leaving: readonly (readonly [size: number, households: number])[];
  /** Couples of whom one died in the year: they count as single in October. */
  readonly widowed: number;
  readonly severe: number;
}

const PLANS: readonly Plan[] = [
  {
    hukou: 'urban',
    sizes: [
      [1, 180],
      [2, 34],
      [3, 7],
    ],
    entering: 6,
    leaving: [
      [1, 13],
      [2, 1],
    ],
    widowed: 0,
    severe: 150,
  },
  {
    hukou: 'rural',
    sizes: [
      [1, 588],
      [2, 82],
      [3, 18],
      [4, 4],
    ],
    entering: 18,
    leaving: [
      [1, 77],
      [2, 3],
    ],
    widowed: 2,
    severe: 476,
  },
];

/** How many deaths of single people were learnt three months late. */
const LATE_DEATHS = 5;
/** How many families reported a change of income late, up or down. */
const LATE_INCOMES = 6;

export function buildDibao(scene: Scene): DibaoRoll {
  const families: DibaoFamily[] = [];
  const incomes: DibaoIncome[] = [];
  const severe: BookPerson[] = [];
  for (const plan of PLANS) {
    const staying = plan.sizes.flatMap(([size, count]) => Array.from({ length: count }, () => size));
    const made = staying.map((size, i) =>
      addFamily(scene, plan.hukou, size, size === 1 && i < plan.entering ? 4 + (i % 6) : null),
    );
    const stable = made.filter((family) => family.stays === 'all-year');
    markNeeds(scene, stable, plan.severe, severe);
    for (let i = 0; i < plan.widowed; i++) made.push(addWidowed(scene, plan.hukou));
    for (const [size, count] of plan.leaving)
      for (let i = 0; i < count; i++) made.push(addLeaving(scene, plan.hukou, size, i));
    for (const family of made) incomes.push(...addIncome(scene, family));
    families.push(...made);
  }
  addLateIncomes(scene, families, incomes);
  return { families, incomes, severe };
}

function addFamily(scene: Scene, hukou: Hukou, size: number, fromMonth: number | null): DibaoFamily {
  const ages = Array.from({ length: size }, (_, i) =>
    i === 0 ? scene.random.int(36, 78) : i === 1 ? scene.random.int(30, 70) : scene.random.int(7, 17),
  );
  const { household, members } = addHousehold(scene, hukou, ages);
  scene.book.fact('household', household, fact.assetsWithin.kind, LONG_AGO, { num: 1 });
  const award = addAward(scene, dibao, household, fromMonth, '低保审核确认');
  return { hukou, household, members, award, stays: fromMonth === null ? 'all-year' : 'enters' };
}

/** Most single families are there because somebody is severely disabled or seriously ill. */
function markNeeds(
  scene: Scene,
  families: readonly DibaoFamily[],
  wanted: number,
  severe: BookPerson[],
): void {
  const adults = families.flatMap((family) => family.members.slice(0, 2));
  adults.forEach((person, i) => {
    if (i < wanted) {
      addCertificate(scene, person, scene.random.pick(['1', '2', '2']));
      severe.push(person);
    } else if (scene.random.chance(0.55)) {
      scene.book.fact('person', person, fact.seriousIllness.kind, LONG_AGO, { num: 1 });
    } else if (scene.random.chance(0.3)) {
      addCertificate(scene, person, scene.random.pick(['3', '4']));
    }
  });
}

function addWidowed(scene: Scene, hukou: Hukou): DibaoFamily {
  const family = addFamily(scene, hukou, 2, null);
  const spouse = family.members[1];
  if (spouse !== undefined) {
    const told = recordedOn('2020-08-12', '殡葬信息比对', '5月10日死亡，8月比对发现');
    scene.book.fact('person', spouse, fact.lifeStatus.kind, day('2020-05-10'), { code: 'dead' }, told);
  }
  return family;
}

const CAUSES = ['death', 'death', 'income', 'moved'] as const;

function addLeaving(scene: Scene, hukou: Hukou, size: number, i: number): DibaoFamily {
  const family = addFamily(scene, hukou, size, null);
  const late = size === 1 && i < (hukou === 'urban' ? 1 : LATE_DEATHS - 1);
  const lastMonth = late ? 5 : 3 + (i % 7);
  const cause = late ? 'death' : size === 1 ? scene.random.pick(CAUSES) : 'income';
  const learnt = late ? '2020-08-12' : `${monthText(lastMonth)}-20`;
  if (cause === 'death') {
    const told = recordedOn(
      learnt,
      late ? '殡葬信息比对' : '社区上报',
      late ? '5月10日死亡，8月比对发现' : '死亡',
    );
    for (const person of family.members) {
      scene.book.fact(
        'person',
        person,
        fact.lifeStatus.kind,
        day(`${monthText(lastMonth)}-10`),
        { code: 'dead' },
        told,
      );
    }
  }
  const reason = { death: '死亡', income: '收入超过标准', moved: '户籍迁出' }[cause];
  scene.book.end(
    family.award,
    AWARD_STATUS,
    day(nextMonthText(lastMonth)),
    recordedOn(learnt, '终止决定', reason),
  );
  return { ...family, stays: 'leaves' };
}

function addIncome(scene: Scene, family: DibaoFamily): DibaoIncome[] {
  const head = family.members[0];
  if (head === undefined) return [];
  const base = scene.random.chance(0.12) ? 0 : scene.random.int(20, 160) * 100 * family.members.length;
  const kind = scene.random.chance(0.7) ? fact.transferIncome.kind : fact.wageIncome.kind;
  scene.book.fact('person', head, kind, LONG_AGO, { num: base });
  const row = scene.book.facts.at(-1);
  return row === undefined ? [] : [{ row, base, correction: 0 }];
}

/** In July some families report that their income has been another since April: arrears for some, recovery for others. */
function addLateIncomes(scene: Scene, families: readonly DibaoFamily[], incomes: DibaoIncome[]): void {
  const chosen = families
    .filter((family) => family.stays === 'all-year' && family.members.length === 1)
    .slice(40, 40 + LATE_INCOMES);
  chosen.forEach((family, i) => {
    const head = family.members[0];
    const known = incomes.find((income) => income.row.subjectId === head?.id);
    if (head === undefined || known === undefined) return;
    const correction = i % 2 === 0 ? 20_000 : -2_000;
    const told = recordedOn(
      '2020-07-15',
      '家庭申报',
      correction > 0 ? '4月起收入增加，7月申报' : '4月起收入减少，7月申报',
    );
    scene.book.fact('person', head, known.row.kind, day('2020-04'), { num: known.base + correction }, told);
    // The register says the time before April again; both rows belong to the same choice.
    const [again, changed] = [scene.book.facts.at(-2), scene.book.facts.at(-1)];
    if (again !== undefined) incomes.push({ row: again, base: known.base, correction: 0 });
    if (changed !== undefined) incomes.push({ row: changed, base: known.base, correction });
  });
}
