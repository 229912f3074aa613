import { AWARD_STATUS } from '../../kernel/policy/case-file.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import { marginal } from '../../modules/social-assistance/policy/marginal.ts';
import type { BookAward, BookHousehold, BookPerson } from '../book.ts';
import { day } from '../book.ts';
import {
  addAward,
  addCertificate,
  addHousehold,
  addPerson,
  type Hukou,
  LONG_AGO,
  monthText,
  recordedOn,
  type Scene,
} from './scene.ts';

export interface MarginalFamily {
  readonly household: BookHousehold;
  readonly members: readonly BookPerson[];
  readonly recognition: BookAward;
  readonly hukou: Hukou;
}

/** Households near the standard, by what brought them there; the first member of the disabled ones is severely so. */
export interface MarginalRoll {
  readonly disability: readonly MarginalFamily[];
  readonly illness: readonly MarginalFamily[];
  readonly disaster: readonly MarginalFamily[];
  /** Severely disabled people outside dibao, by hukou kind: those of marginal families and others. */
  readonly severe: Readonly<Record<Hukou, readonly BookPerson[]>>;
}

/** Severely disabled people outside the dibao and tekun rolls in March 2020, by hukou kind. */
const SEVERE_OUTSIDE: Readonly<Record<Hukou, number>> = { urban: 344, rural: 1194 };
/** Spring Festival bands of marginal households, in hundreds of fen: what the counts below are chosen with. */
const URBAN_SHARE = 0.23;

export interface MarginalCounts {
  readonly disability: number;
  readonly illness: number;
  readonly disaster: number;
}

export function buildMarginal(scene: Scene, counts: MarginalCounts): MarginalRoll {
  const severe: Record<Hukou, BookPerson[]> = { urban: [], rural: [] };
  const urbanDisabled = Math.round(counts.disability * URBAN_SHARE);
  const disability = Array.from({ length: counts.disability }, (_, i) => {
    const hukou = i < urbanDisabled ? 'urban' : 'rural';
    const family = addFamily(scene, hukou, 'disability');
    const person = family.members[0];
    if (person !== undefined) {
      addCertificate(scene, person, scene.random.pick(['1', '2', '2']));
      severe[hukou].push(person);
    }
    return family;
  });
  for (const hukou of ['urban', 'rural'] as const) {
    while (severe[hukou].length < SEVERE_OUTSIDE[hukou]) {
      const person = addPerson(scene, hukou, scene.random.int(20, 75));
      addCertificate(scene, person, scene.random.pick(['1', '2']));
      severe[hukou].push(person);
    }
  }
  const others = (count: number, hardship: 'illness' | 'disaster'): MarginalFamily[] =>
    Array.from({ length: count }, () =>
      addFamily(scene, scene.random.chance(URBAN_SHARE) ? 'urban' : 'rural', hardship),
    );
  return {
    disability,
    illness: others(counts.illness, 'illness'),
    disaster: others(counts.disaster, 'disaster'),
    severe,
  };
}

function addFamily(
  scene: Scene,
  hukou: Hukou,
  hardship: 'disability' | 'illness' | 'disaster',
): MarginalFamily {
  const ages = scene.random.chance(0.35)
    ? [scene.random.int(25, 75), scene.random.int(25, 70)]
    : [scene.random.int(25, 75)];
  const { household, members } = addHousehold(scene, hukou, ages);
  scene.book.fact('household', household, fact.marginalHardship.kind, LONG_AGO, { code: hardship });
  return {
    household,
    members,
    hukou,
    recognition: addAward(scene, marginal, household, null, '低保边缘家庭认定'),
  };
}

/** The family's recognition ends after `lastMonth`: its income rose. */
export function endRecognition(scene: Scene, family: MarginalFamily, lastMonth: number): void {
  const told = recordedOn(`${monthText(lastMonth)}-20`, '复核', '收入超过边缘家庭标准');
  scene.book.end(family.recognition, AWARD_STATUS, day(monthText(lastMonth + 1)), told);
}
