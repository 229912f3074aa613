import { yuan } from '../kernel/base/fen.ts';
import { addMonths, month, type Month } from '../kernel/base/month.ts';
import { addDays, plainDate } from '../kernel/base/plain-date.ts';
import type { Values } from '../kernel/register/field.ts';
import * as allowances from '../modules/elderly-care/model/allowances.ts';
import { allowanceOf, districtSubsidyOf } from '../modules/elderly-care/policy/old-age.ts';
import type { BookPerson } from './book.ts';
import { writeInstitutions } from './elderly-homes.ts';
import { dayIn2020, numbered, rowOf, type Services, times } from './services-scene.ts';

/** What the allowance of three quarters came to; it steers how many elders there are, never a payment. */
const ALLOWANCE_PAID = yuan(7_069_800);
const QUARTERS = (['2020-01', '2020-04', '2020-07'] as const).map(month);
const PAID_ON = { '2020-01': '2020-03-25', '2020-04': '2020-06-24', '2020-07': '2020-09-25' } as const;
const BANDS = { '80_89': yuan(100), '90_99': yuan(200), '100_up': yuan(500) };
const DISTRICT_RATE = { age: 90, amountFen: yuan(100) };

interface Elder {
  readonly person: BookPerson;
  readonly fromMonth: Month;
  readonly toMonth: Month | null;
}

/** Elders, their allowances and cards, homes and facilities. */
export async function writeElderly(services: Services): Promise<void> {
  const elders = makeElders(services);
  const holders = times(NEW_CARDS, () => services.person(services.random.int(1951, 1959)));
  await services.people([...elders.map(({ person }) => person), ...holders]);
  await writeAllowances(services, elders);
  await writeCards(services, elders, holders);
  await writeInstitutions(
    services,
    elders.map(({ person }) => person),
  );
}

const LONG_AGO = month('2018-01');

/** Most are there all year; some turn 80 or 90 in it, some move away. The rest of the sum is met by number. */
function makeElders(services: Services): Elder[] {
  const { random, person } = services;
  const since = (one: BookPerson, fromMonth = LONG_AGO, toMonth: Month | null = null): Elder => ({
    person: one,
    fromMonth,
    toMonth,
  });
  const elders = [
    ...times(560, () => since(person(random.int(1921, 1929)))),
    ...times(11, () => since(person(random.int(1915, 1919)))),
    ...times(54, (n) => since(person(1930, (n % 9) + 1))),
    ...times(270, (n) => since(person(1940, (n % 9) + 1), month(`2020-0${(n % 9) + 1}`))),
    ...times(63, (n) => since(person(random.int(1931, 1939)), LONG_AGO, month(`2020-0${(n % 7) + 2}`))),
  ];
  const allYear = 9 * BANDS['80_89'];
  const left = ALLOWANCE_PAID - elders.reduce((sum, elder) => sum + yearOf(elder), 0);
  elders.push(...times(Math.floor(left / allYear), () => since(person(random.int(1931, 1939)))));
  const months = Math.round((left % allYear) / BANDS['80_89']);
  // One more turns 80 late enough that the sum is met by whole months.
  if (months > 0) elders.push(since(person(1940, 10 - months), addMonths(month('2020-10'), -months)));
  return elders;
}

const factsOf = ({ person, fromMonth, toMonth }: Elder) => ({
  birthDate: person.birthDate,
  fromMonth,
  toMonth,
});
const yearOf = (elder: Elder): number =>
  QUARTERS.reduce((sum, quarter) => sum + allowanceOf(factsOf(elder), quarter, BANDS).amountFen, 0);

async function writeAllowances(services: Services, elders: readonly Elder[]): Promise<void> {
  const awards = elders.map((elder, n) =>
    rowOf(services, elder.person.division, {
      awardNo: numbered(`GL420112${elder.fromMonth.slice(0, 4)}`, n + 1, 6),
      personId: elder.person.id,
      status: elder.toMonth === null ? 'paying' : 'ended',
      fromMonth: elder.fromMonth,
      toMonth: elder.toMonth,
      endedFor: elder.toMonth === null ? null : 'moved',
      lastVerifiedOn: dayIn2020(services, 1, 10),
      channel: services.random.pick(['face', 'window', 'visit']),
    }),
  );
  await services.write(allowances.oldAgeAward, awards);
  const payments = elders.flatMap((elder, n) => {
    const award = awards[n];
    if (award === undefined) return [];
    return QUARTERS.flatMap((quarter, q) => {
      const lines = [
        ['allowance', allowanceOf(factsOf(elder), quarter, BANDS)],
        ['district90', districtSubsidyOf(factsOf(elder), quarter, DISTRICT_RATE)],
      ] as const;
      return lines
        .filter(([, { months }]) => months > 0)
        .map(([kind, { months, amountFen }]) =>
          rowOf(services, award.division, {
            paymentNo: `${String(award.values.awardNo)}-2020Q${q + 1}-${kind === 'allowance' ? 1 : 2}`,
            awardId: award.id,
            kind,
            quarter,
            months,
            amountFen,
            paidOn: PAID_ON[quarter as keyof typeof PAID_ON],
          }),
        );
    });
  });
  await services.write(allowances.oldAgePayment, payments);
}

const NEW_CARDS = 5947;
const REVIEWS = 5545;
/** Cards and their verification are counted to the middle of October. */
const cardDay = (services: Services): string =>
  services.random.chance(0.05)
    ? `2020-10-${numbered('', services.random.int(9, 16), 2)}`
    : dayIn2020(services, 1, 9);

async function writeCards(
  services: Services,
  elders: readonly Elder[],
  holders: readonly BookPerson[],
): Promise<void> {
  const card = (person: BookPerson, serial: number, approvedOn: string, verifiedUntil: string) =>
    rowOf(services, person.division, {
      cardNo: numbered('LN420112', serial, 6),
      personId: person.id,
      approvedOn,
      verifiedUntil,
    });
  const fresh = holders.map((person, n) => {
    const approvedOn = cardDay(services);
    return card(person, n + 1, approvedOn, addDays(plainDate(approvedOn), 365));
  });
  const old = elders.slice(0, REVIEWS).map(({ person }, n) => {
    const reviewedOn = cardDay(services);
    return {
      reviewedOn,
      row: card(person, NEW_CARDS + n + 1, '2015-06-15', addDays(plainDate(reviewedOn), 365)),
    };
  });
  await services.write(allowances.seniorCard, [...fresh, ...old.map(({ row }) => row)]);
  const reviews = old.map(({ row, reviewedOn }, n): ReturnType<typeof rowOf> => {
    const values: Values = {
      reviewNo: numbered('NS2020', n + 1, 6),
      cardId: row.id,
      year: 2020,
      reviewedOn,
      channel: services.random.pick(['face', 'window', 'visit']),
    };
    return rowOf(services, row.division, values);
  });
  await services.write(allowances.cardReview, reviews);
}
