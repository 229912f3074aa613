import type { CaseFile } from '../kernel/policy/case-file.ts';
import { factOn, holdsOn } from '../kernel/policy/case-file.ts';
import { type PlainDate, plainDate } from '../kernel/base/plain-date.ts';

/** Cases as flat typed arrays: what a programmer would write by hand if the rule had no other reader. */
export interface Columns {
  readonly households: number;
  readonly firstMember: Int32Array;
  readonly urban: Uint8Array;
  readonly assetsWithin: Uint8Array;
  /** yyyymmdd. */
  readonly born: Int32Array;
  readonly alive: Uint8Array;
  readonly custody: Uint8Array;
  readonly wageFen: Float64Array;
  readonly businessFen: Float64Array;
  readonly propertyFen: Float64Array;
  readonly transferFen: Float64Array;
  readonly basicPensionFen: Float64Array;
  readonly severe: Uint8Array;
  readonly ill: Uint8Array;
  readonly jobRefusals: Uint8Array;
}

/** What is due, by household and by member: the loop writes what a run would pay, not only its sum. */
export interface Due {
  readonly basicFen: Float64Array;
  readonly extraFen: Float64Array;
  readonly priceFen: Float64Array;
  readonly supplementFen: Float64Array;
}

export const dueColumns = (c: Columns): Due => ({
  basicFen: new Float64Array(c.households),
  extraFen: new Float64Array(c.households),
  priceFen: new Float64Array(c.households),
  supplementFen: new Float64Array(c.born.length),
});

const numeric = (date: PlainDate): number => Number(date.replaceAll('-', ''));

export function toColumns(cases: readonly CaseFile[], on: PlainDate = plainDate('2020-01-01')): Columns {
  const size = cases.reduce((sum, file) => sum + file.members.length, 0);
  const columns = {
    households: cases.length,
    firstMember: new Int32Array(cases.length + 1),
    urban: new Uint8Array(cases.length),
    assetsWithin: new Uint8Array(cases.length),
    born: new Int32Array(size),
    alive: new Uint8Array(size),
    custody: new Uint8Array(size),
    wageFen: new Float64Array(size),
    businessFen: new Float64Array(size),
    propertyFen: new Float64Array(size),
    transferFen: new Float64Array(size),
    basicPensionFen: new Float64Array(size),
    severe: new Uint8Array(size),
    ill: new Uint8Array(size),
    jobRefusals: new Uint8Array(size),
  };
  let at = 0;
  for (const [i, file] of cases.entries()) {
    columns.firstMember[i] = at;
    columns.urban[i] = Number(factOn(file.householdFacts, 'household.hukou', on)?.code === 'urban');
    columns.assetsWithin[i] = factOn(file.householdFacts, 'household.assets-within', on)?.num ?? 0;
    for (const member of file.members) {
      if (!member.membership.some((row) => row.code === 'counted' && holdsOn(row, on))) continue;
      const number = (kind: string): number => factOn(member.facts, kind, on)?.num ?? 0;
      const level = factOn(member.facts, 'disability.level', on)?.code;
      columns.born[at] = numeric(member.person.birthDate);
      columns.alive[at] = Number(factOn(member.facts, 'person.life', on)?.code !== 'dead');
      columns.custody[at] = number('person.custody');
      columns.wageFen[at] = number('income.wage');
      columns.businessFen[at] = number('income.business');
      columns.propertyFen[at] = number('income.property');
      columns.transferFen[at] = number('income.transfer');
      columns.basicPensionFen[at] = number('income.basic-pension');
      columns.severe[at] = Number(level === '1' || level === '2');
      columns.ill[at] = number('illness.serious');
      columns.jobRefusals[at] = number('work.refusals');
      at++;
    }
  }
  columns.firstMember[cases.length] = at;
  return columns;
}

export interface ColumnParameters {
  readonly standardFen: readonly [rural: number, urban: number];
  readonly elderAge: number;
  readonly rates: {
    readonly elder: number;
    readonly minor: number;
    readonly severe: number;
    readonly ill: number;
  };
  readonly jobRefusalLimit: number;
  readonly extraMonths: number;
  /** Of one person, by hukou; zero in a month that triggers nothing. */
  readonly priceFen: readonly [rural: number, urban: number];
}

/** The dibao rule of 2012 as a loop over typed arrays, for one month that begins on `day` (yyyymmdd). */
export function loopOverColumns(c: Columns, p: ColumnParameters, day: number, due: Due): void {
  for (let h = 0; h < c.households; h++) {
    const from = c.firstMember[h] ?? 0;
    const to = c.firstMember[h + 1] ?? 0;
    const urban = c.urban[h] === 1 ? 1 : 0;
    const standard = p.standardFen[urban];
    let members = 0;
    let income = 0;
    let refusing = 0;
    for (let m = from; m < to; m++) {
      if (c.alive[m] === 0 || c.custody[m] === 1) continue;
      members++;
      income += (c.wageFen[m] ?? 0) + (c.businessFen[m] ?? 0) + (c.propertyFen[m] ?? 0);
      income += (c.transferFen[m] ?? 0) + (c.basicPensionFen[m] ?? 0);
      if ((c.jobRefusals[m] ?? 0) >= p.jobRefusalLimit) refusing++;
    }
    let basic = members === 0 || c.assetsWithin[h] === 0 ? 0 : standard * members - Math.max(0, income);
    const isPaid = basic > 0;
    if (isPaid && refusing > 0)
      basic = refusing === members ? 0 : basic - Math.min(basic, Math.round(basic / members) * refusing);
    due.basicFen[h] = isPaid ? basic : 0;
    due.extraFen[h] = isPaid ? basic * p.extraMonths : 0;
    due.priceFen[h] = isPaid ? p.priceFen[urban] * members : 0;
    for (let m = from; m < to; m++) {
      let rate = 0;
      if (isPaid && c.alive[m] === 1 && c.custody[m] === 0) {
        const age = Math.floor((day - (c.born[m] ?? 0)) / 10_000);
        if (age >= p.elderAge) rate = p.rates.elder;
        if (age < 18 && p.rates.minor > rate) rate = p.rates.minor;
        if (c.severe[m] === 1 && p.rates.severe > rate) rate = p.rates.severe;
        if (c.ill[m] === 1 && p.rates.ill > rate) rate = p.rates.ill;
      }
      due.supplementFen[m] = Math.round(standard * rate);
    }
  }
}
