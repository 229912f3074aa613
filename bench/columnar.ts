import type { CaseFile } from '../kernel/policy/case-file.ts';
import { factOn } from '../kernel/policy/case-file.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import { ageOn } from '../kernel/base/plain-date.ts';

/** Cases as flat typed arrays: what a programmer would write by hand if the rule had no other reader. */
export interface Columns {
  readonly households: number;
  readonly firstMember: Int32Array;
  readonly urban: Uint8Array;
  readonly incomeFen: Float64Array;
  readonly age: Uint8Array;
  readonly severe: Uint8Array;
}

export function toColumns(cases: readonly CaseFile[]): Columns {
  const members = cases.reduce((sum, file) => sum + file.members.length, 0);
  const columns = {
    households: cases.length,
    firstMember: new Int32Array(cases.length + 1),
    urban: new Uint8Array(cases.length),
    incomeFen: new Float64Array(members),
    age: new Uint8Array(members),
    severe: new Uint8Array(members),
  };
  const on = plainDate('2020-01-01');
  let at = 0;
  cases.forEach((file, i) => {
    columns.firstMember[i] = at;
    columns.urban[i] = factOn(file.householdFacts, 'household.hukou', on)?.code === 'urban' ? 1 : 0;
    for (const member of file.members) {
      columns.incomeFen[at] = factOn(member.facts, 'income.transfer', on)?.num ?? 0;
      columns.age[at] = ageOn(member.person.birthDate, on);
      columns.severe[at] = factOn(member.facts, 'disability.level', on) === undefined ? 0 : 1;
      at++;
    }
  });
  columns.firstMember[cases.length] = at;
  return columns;
}

export interface ColumnParameters {
  readonly standardFen: readonly [rural: number, urban: number];
  readonly elderAge: number;
  readonly rates: { readonly elder: number; readonly minor: number; readonly severe: number };
  readonly extraMonths: number;
}

/** The same dibao rule as a loop over typed arrays; gives the sum of a month so that nothing is optimised away. */
export function loopOverColumns(c: Columns, p: ColumnParameters): number {
  let total = 0;
  for (let h = 0; h < c.households; h++) {
    const from = c.firstMember[h] ?? 0;
    const to = c.firstMember[h + 1] ?? 0;
    const standard = p.standardFen[c.urban[h] === 1 ? 1 : 0];
    let income = 0;
    let supplement = 0;
    for (let m = from; m < to; m++) {
      income += c.incomeFen[m] ?? 0;
      const age = c.age[m] ?? 0;
      let rate = 0;
      if (age >= p.elderAge) rate = p.rates.elder;
      if (age < 18 && p.rates.minor > rate) rate = p.rates.minor;
      if (c.severe[m] === 1 && p.rates.severe > rate) rate = p.rates.severe;
      supplement += Math.round(standard * rate);
    }
    const basic = standard * (to - from) - income;
    if (basic > 0) total += basic + basic * p.extraMonths + supplement;
  }
  return total;
}
