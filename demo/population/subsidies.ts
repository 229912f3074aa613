import { AWARD_STATUS } from '../../kernel/policy/case-file.ts';
import { yuan } from '../../kernel/base/fen.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import {
  disabledLiving,
  severeNursing,
} from '../../modules/social-assistance/policy/disability-subsidies.ts';
import type { BookPerson } from '../book.ts';
import { day } from '../book.ts';
import { entitledFen } from '../entitled.ts';
import { chooseToReach } from '../random.ts';
import type { DibaoRoll } from './dibao.ts';
import { endRecognition, type MarginalRoll } from './marginal.ts';
import { addAward, addCertificate, addPerson, monthText, recordedOn, type Scene } from './scene.ts';

/** Published sums that the joining and leaving months of people are chosen to meet; nothing else knows them. */
const NURSING_PAID = yuan(2_153_900);
const LIVING_PAID = yuan(1_117_940);
/** Sums are printed to 0.01 and 0.001 万元. */
const NURSING_TOLERANCE = yuan(40);
const LIVING_TOLERANCE = yuan(4);

const NURSING_LEAVERS = 70;
const NURSING_JOINERS = 50;
const LIVING_FROM_DIBAO = 500;
const LIVING_FROM_MARGINAL = 336;
const LIVING_LEAVERS = 20;
const LIVING_JOINERS = 25;
const LATE_EVERY = 9;

const months = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The nursing subsidy: all severely disabled people on record, with those who came and went in the year. */
export function buildNursing(scene: Scene, dibao: DibaoRoll, marginal: MarginalRoll): void {
  const outside = [...marginal.severe.urban, ...marginal.severe.rural];
  // People of no marginal family leave: their other entitlements do not change with it.
  const loose = outside.filter(
    (person) => !marginal.disability.some((family) => family.members[0] === person),
  );
  const leavers = loose.slice(0, NURSING_LEAVERS);
  const staying = [...dibao.severe, ...outside.filter((person) => !leavers.includes(person))];
  const joiners = Array.from({ length: NURSING_JOINERS }, () =>
    addPerson(scene, scene.random.chance(0.3) ? 'urban' : 'rural', scene.random.int(30, 75)),
  );
  const year = entitledFen(severeNursing, { person: { level: '1' } }, 1, 10);
  const leaving = months(3, 9);
  const joining = months(4, 10);
  const choice = chooseToReach(
    [
      ...leavers.map(() =>
        leaving.map((last) => entitledFen(severeNursing, { person: { level: '1' } }, 1, last)),
      ),
      ...joiners.map(() =>
        joining.map((first) => entitledFen(severeNursing, { person: { level: '1' } }, first, 10)),
      ),
    ],
    NURSING_PAID - year * staying.length,
    NURSING_TOLERANCE,
    scene.random,
  );
  for (const person of staying) addAward(scene, severeNursing, person, null, '残联审核');
  leavers.forEach((person, i) =>
    leaveByDeath(scene, person, leaving[choice[i] ?? 0] ?? 9, i % LATE_EVERY === 0),
  );
  joiners.forEach((person, i) => {
    const first = joining[choice[leavers.length + i] ?? 0] ?? 10;
    const told = recordedOn(`${monthText(first - 1)}-18`, '残疾人证核发');
    addCertificate(scene, person, scene.random.pick(['1', '2']), day(`${monthText(first - 1)}-15`), told);
    addAward(scene, severeNursing, person, first, '残联审核');
  });
}

/** Paid up to `last`; some deaths are learnt a month or two late, so that the last months were paid too much. */
function leaveByDeath(scene: Scene, person: BookPerson, last: number, late: boolean): void {
  const died = late && last > 4 ? last - 2 : last;
  const told = recordedOn(
    `${monthText(last)}-20`,
    late ? '殡葬信息比对' : '社区上报',
    late ? '死亡，比对发现' : '死亡',
  );
  const award = addAward(scene, severeNursing, person, null, '残联审核');
  scene.book.fact(
    'person',
    person,
    fact.lifeStatus.kind,
    day(`${monthText(died)}-12`),
    { code: 'dead' },
    told,
  );
  scene.book.end(award, AWARD_STATUS, day(monthText(died + 1)), told);
}

/** The living subsidy: certificate holders of dibao families and of marginal ones. */
export function buildLiving(scene: Scene, dibao: DibaoRoll, marginal: MarginalRoll): void {
  const hardship = { person: { level: '2' }, enrolled: { dibao: false, marginal: true } };
  const families = marginal.disability;
  const staying = [
    ...dibao.severe.slice(0, LIVING_FROM_DIBAO),
    ...families.slice(0, LIVING_FROM_MARGINAL).flatMap((family) => family.members.slice(0, 1)),
  ];
  const leaving = families.slice(LIVING_FROM_MARGINAL, LIVING_FROM_MARGINAL + LIVING_LEAVERS);
  const joining = families.slice(
    LIVING_FROM_MARGINAL + LIVING_LEAVERS,
    LIVING_FROM_MARGINAL + LIVING_LEAVERS + LIVING_JOINERS,
  );
  const lasts = months(1, 9);
  const firsts = months(2, 10);
  const choice = chooseToReach(
    [
      ...leaving.map(() => lasts.map((last) => entitledFen(disabledLiving, hardship, 1, last))),
      ...joining.map(() => firsts.map((first) => entitledFen(disabledLiving, hardship, first, 10))),
    ],
    LIVING_PAID - entitledFen(disabledLiving, hardship, 1, 10) * staying.length,
    LIVING_TOLERANCE,
    scene.random,
  );
  for (const person of staying) addAward(scene, disabledLiving, person, null, '残联审核');
  leaving.forEach((family, i) => {
    const last = lasts[choice[i] ?? 0] ?? 9;
    const award = addAward(scene, disabledLiving, family.household.head, null, '残联审核');
    endRecognition(scene, family, last);
    const told = recordedOn(`${monthText(last)}-20`, '复核', '不再属于低保边缘家庭');
    scene.book.end(award, AWARD_STATUS, day(monthText(last + 1)), told);
  });
  joining.forEach((family, i) => {
    addAward(
      scene,
      disabledLiving,
      family.household.head,
      firsts[choice[leaving.length + i] ?? 0] ?? 10,
      '残联审核',
    );
  });
}
