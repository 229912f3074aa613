import type { Division } from '../../kernel/base/division.ts';
import type { FactDefinition } from '../../kernel/party/define-fact.ts';
import type { Programme } from '../../kernel/policy/define-programme.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import { Book, type BookHousehold, type BookPerson, BASE, day, type Told } from '../book.ts';
import { createIdentities, type Identity } from '../identity.ts';
import { loadPlaces } from '../places.ts';
import { createRandom, type Random } from '../random.ts';

export type Hukou = 'urban' | 'rural';

/** What all parts of the population are made with. */
export interface Scene {
  readonly book: Book;
  readonly random: Random;
  /** A new synthetic person of about this age in 2020. */
  identity(age: number): Identity;
  community(hukou: Hukou): Division;
}

// Built-up streets for urban households, the former farm brigades for rural ones.
const URBAN_STREETS = new Set(['420112001', '420112004', '420112007', '420112008', '420112013', '420112015']);

export function createScene(seed: number): Scene {
  const random = createRandom(seed);
  const make = createIdentities(random);
  const communities = loadPlaces().filter((place) => place.kind === 'community' && place.serviceUnit);
  const isUrban = (division: Division): boolean => URBAN_STREETS.has(String(division).slice(0, 9));
  const byHukou = {
    urban: communities.filter((place) => isUrban(place.division)),
    rural: communities.filter((place) => !isUrban(place.division)),
  };
  return {
    book: new Book(),
    random,
    identity: (age) => make(2020 - age),
    community: (hukou) => random.pick(byHukou[hukou]).division,
  };
}

export const LONG_AGO = day('2018-05');
const HUKOU_FACTS: { readonly household: FactDefinition; readonly person: FactDefinition } = {
  household: fact.householdHukou,
  person: fact.personHukou,
};

/** A household of people of the given ages, all of one hukou kind, in one community. */
export function addHousehold(
  scene: Scene,
  hukou: Hukou,
  ages: readonly number[],
  since = LONG_AGO,
  told: Told = BASE,
): { household: BookHousehold; members: BookPerson[] } {
  const division = scene.community(hukou);
  const members = ages.map((age) => scene.book.person(scene.identity(age), division));
  return { household: scene.book.household(members, hukou, HUKOU_FACTS, since, told), members };
}

/** A person on record without an assistance family. */
export function addPerson(scene: Scene, hukou: Hukou, age: number): BookPerson {
  const person = scene.book.person(scene.identity(age), scene.community(hukou));
  scene.book.fact('person', person, fact.personHukou.kind, LONG_AGO, { code: hukou });
  return person;
}

const CATEGORIES = ['limb', 'limb', 'intellectual', 'mental', 'sight', 'hearing', 'multiple'] as const;

/** A certificate of level 1 or 2 (or the given level) from a day on. */
export function addCertificate(
  scene: Scene,
  person: BookPerson,
  level: string,
  since = LONG_AGO,
  told: Told = BASE,
): void {
  scene.book.fact(
    'person',
    person,
    fact.disabilityCategory.kind,
    since,
    { code: scene.random.pick(CATEGORIES) },
    told,
  );
  scene.book.fact('person', person, fact.disabilityLevel.kind, since, { code: level }, told);
}

/** `2020-05` and 20 make the moment at which something is recorded: `2020-05-20 10:00:00+08`. */
export const recordedOn = (date: string, source: string, reason?: string): Told => ({
  at: `${date} 10:00:00+08`,
  source,
  ...(reason === undefined ? {} : { reason }),
});

export const monthText = (month: number): string => `2020-${String(month).padStart(2, '0')}`;
export const nextMonthText = (month: number): string => (month === 12 ? '2021-01' : monthText(month + 1));

/** An award that has been there since before the year, or from a month of it, confirmed late in the month before. */
export function addAward(
  scene: Scene,
  programme: Programme,
  subject: BookPerson | BookHousehold,
  fromMonth: number | null,
  basis: string,
) {
  if (fromMonth === null || fromMonth <= 1)
    return scene.book.award(programme, subject, LONG_AGO, null, basis);
  const told = recordedOn(`${monthText(fromMonth - 1)}-25`, '审核确认决定');
  return scene.book.award(programme, subject, day(monthText(fromMonth)), null, basis, told);
}
