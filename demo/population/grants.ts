import { yuan } from '../../kernel/base/fen.ts';
import type { PlainDate } from '../../kernel/base/plain-date.ts';
import { AWARD_STATUS, COUNTED, HOUSEHOLD_MEMBER, holdsOn } from '../../kernel/policy/case-file.ts';
import type { Programme } from '../../kernel/policy/define-programme.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import {
  epidemicLiving,
  epidemicSevereConfirmed,
  epidemicSevereDisabled,
  springConsolation,
  strandedOutsider,
} from '../../modules/social-assistance/policy/one-off-grants.ts';
import { temporaryAssistance } from '../../modules/social-assistance/policy/temporary-assistance.ts';
import { type Book, type BookHousehold, type BookPerson, day, type Told } from '../book.ts';
import { entitledFen } from '../entitled.ts';
import { chooseToReach } from '../random.ts';
import type { DibaoRoll } from './dibao.ts';
import type { MarginalFamily, MarginalRoll } from './marginal.ts';
import { type Hukou, monthText, recordedOn, type Scene } from './scene.ts';

const TEMPORARY_PAID = yuan(283_600);
const STRANDED_PAID = yuan(1_332_900);
const TOLERANCE = yuan(40);
const TEMPORARY_CASES = 91;
const STRANDED = 446;
/** People who were stranded for less than ten days or so; everybody else reached the cap. */
const STRANDED_SHORT = 40;
const ROLL_MONTH = 3;

/** A one-off award: in force for the one month in which it is paid. */
function grantOnce(
  scene: Scene,
  programme: Programme,
  subject: BookPerson | BookHousehold,
  month: number,
  basis: string,
  told: Told,
) {
  return scene.book.award(programme, subject, day(monthText(month)), day(monthText(month + 1)), basis, told);
}

/** Spring Festival: every dibao household and every marginal one on the roll of January. */
export function buildSpring(scene: Scene, dibao: DibaoRoll, marginal: MarginalRoll): void {
  const told = recordedOn('2020-01-06', '春节慰问名册');
  const families = [
    ...dibao.families.filter((family) => family.stays !== 'enters'),
    ...marginal.disability,
    ...marginal.illness,
    ...marginal.disaster,
  ];
  for (const { household } of families)
    grantOnce(scene, springConsolation, household, 1, '春节慰问名册', told);
}

/** The rolls of March: everybody of dibao, and severely disabled people who are on neither roll. Rules, not lists. */
export function buildEpidemicRolls(scene: Scene): void {
  const { book } = scene;
  const on = day(monthText(ROLL_MONTH));
  const told = recordedOn('2020-03-10', '冻结名册（鄂防指发〔2020〕66号）');
  const roll = readRoll(book, on);
  for (const person of book.people) {
    if (roll.dibao.has(person.id)) grantOnce(scene, epidemicLiving, person, ROLL_MONTH, '低保名册', told);
    else if (roll.severe.has(person.id) && !roll.tekun.has(person.id)) {
      grantOnce(scene, epidemicSevereDisabled, person, ROLL_MONTH, '重度残疾人名册', told);
    }
  }
}

function readRoll(book: Book, on: PlainDate) {
  const current = book.facts.filter((row) => row.recordedUntil === 'infinity' && holdsOn(row, on));
  const inForce = new Set(current.filter((row) => row.kind === AWARD_STATUS).map((row) => row.subjectId));
  const subjects = (programme: string): Set<string> =>
    new Set(
      book.awards.filter((a) => a.programme === programme && inForce.has(a.id)).map((a) => a.subjectId),
    );
  const dead = new Set(
    current
      .filter((row) => row.kind === fact.lifeStatus.kind && row.code === 'dead')
      .map((row) => row.subjectId),
  );
  const families = subjects('dibao');
  const alive = (ids: string[]): Set<string> => new Set(ids.filter((id) => !dead.has(id)));
  return {
    dibao: alive(
      current
        .filter((row) => row.kind === HOUSEHOLD_MEMBER && row.code === COUNTED && families.has(row.ref ?? ''))
        .map((row) => row.subjectId),
    ),
    severe: alive(
      current
        .filter((row) => row.kind === fact.disabilityLevel.kind && (row.code === '1' || row.code === '2'))
        .map((row) => row.subjectId),
    ),
    tekun: subjects('tekun'),
  };
}

/** Four severely disabled people with a confirmed infection. */
export function buildSevereConfirmed(scene: Scene, marginal: MarginalRoll): void {
  for (const person of [...marginal.severe.urban.slice(-1), ...marginal.severe.rural.slice(-3)]) {
    scene.book.fact(
      'person',
      person,
      fact.confirmedInfection.kind,
      day('2020-02-08'),
      { num: 1 },
      recordedOn('2020-02-12', '卫健部门通报'),
    );
    grantOnce(
      scene,
      epidemicSevereConfirmed,
      person,
      ROLL_MONTH,
      '确诊名单',
      recordedOn('2020-03-10', '确诊名单'),
    );
  }
}

/** Temporary assistance: the two epidemic kinds in March, and emergency and expenditure cases over the year. */
export function buildTemporary(scene: Scene, dibao: DibaoRoll, marginal: MarginalRoll): void {
  const single = (hukou: Hukou) =>
    dibao.families.filter(
      (family) => family.hukou === hukou && family.stays === 'all-year' && family.members.length === 1,
    );
  const epidemic = [
    ...single('urban')
      .slice(0, 1)
      .map((family) => ({ family, type: 'confirmed' })),
    ...single('rural')
      .slice(0, 5)
      .map((family) => ({ family, type: 'confirmed' })),
    ...single('urban')
      .slice(10, 12)
      .map((family) => ({ family, type: 'flexible' })),
    ...single('rural')
      .slice(10, 19)
      .map((family) => ({ family, type: 'flexible' })),
  ];
  let paid = 0;
  for (const { family, type } of epidemic) {
    const member = family.members[0];
    if (type === 'confirmed' && member !== undefined) {
      scene.book.fact(
        'person',
        member,
        fact.confirmedInfection.kind,
        day('2020-02-05'),
        { num: 1 },
        recordedOn('2020-02-09', '卫健部门通报'),
      );
    }
    addCase(scene, family.household, ROLL_MONTH, { type, persons: 1 });
    paid += entitledFen(
      temporaryAssistance,
      { award: { type, persons: 1 }, household: { hukou: family.hukou } },
      ROLL_MONTH,
      ROLL_MONTH,
    );
  }
  addOrdinaryCases(scene, [...marginal.illness, ...marginal.disaster], TEMPORARY_PAID - paid);
}

interface CaseFacts {
  readonly type: string;
  readonly grade?: string;
  readonly persons: number;
}

const GRADES = ['light', 'medium', 'heavy'] as const;

function addOrdinaryCases(scene: Scene, families: readonly MarginalFamily[], target: number): void {
  const cases = Array.from({ length: TEMPORARY_CASES }, (_, i) => ({
    family: families[i * 7],
    month: 1 + (i % 10),
    options: GRADES.flatMap((grade) =>
      [1, 2, 3].map((persons): CaseFacts => ({
        type: i % 3 === 0 ? 'expenditure' : 'emergency',
        grade,
        persons,
      })),
    ),
  }));
  const choice = chooseToReach(
    cases.map(({ family, month, options }) =>
      options.map((option) =>
        entitledFen(
          temporaryAssistance,
          { award: { ...option }, household: { hukou: family?.hukou ?? 'rural' } },
          month,
          month,
        ),
      ),
    ),
    target,
    TOLERANCE,
    scene.random,
  );
  cases.forEach(({ family, month, options }, i) => {
    const option = options[choice[i] ?? 0];
    if (family !== undefined && option !== undefined) addCase(scene, family.household, month, option);
  });
}

function addCase(
  scene: Scene,
  household: BookHousehold,
  month: number,
  { type, grade, persons }: CaseFacts,
): void {
  const told = recordedOn(`${monthText(month)}-12`, '临时救助审批');
  const from = day(monthText(month));
  const award = grantOnce(scene, temporaryAssistance, household, month, '临时救助审批', told);
  scene.book.fact('award', award, fact.temporaryType.kind, from, { code: type }, told);
  if (grade !== undefined)
    scene.book.fact('award', award, fact.temporaryGrade.kind, from, { code: grade }, told);
  scene.book.fact('award', award, fact.aidedPersons.kind, from, { num: persons }, told);
}

/** Outsiders stranded by the closing of the city; most of them for longer than the cap of the rule. */
export function buildStranded(scene: Scene): void {
  const options = Array.from({ length: STRANDED }, (_, i) =>
    i < STRANDED_SHORT ? [7, 8, 9, 10, 12, 15] : [10 + (i % 16)],
  );
  const choice = chooseToReach(
    options.map((days) =>
      days.map((count) => entitledFen(strandedOutsider, { award: { days: count } }, 3, 3)),
    ),
    STRANDED_PAID,
    TOLERANCE,
    scene.random,
  );
  options.forEach((days, i) => {
    const month = 2 + (i % 3);
    const told = recordedOn(`${monthText(month)}-27`, '滞汉人员救助登记');
    const person = scene.book.person(scene.identity(scene.random.int(19, 58)), scene.community('urban'));
    const award = grantOnce(scene, strandedOutsider, person, month, '外地滞汉人员登记', told);
    scene.book.fact(
      'award',
      award,
      fact.strandedDays.kind,
      day(monthText(month)),
      { num: days[choice[i] ?? 0] ?? 10 },
      told,
    );
  });
}
