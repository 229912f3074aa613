import { month } from '../kernel/base/month.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import {
  type FactValues,
  type Programme,
  type Subject,
  versionFor,
} from '../kernel/policy/define-programme.ts';
import { Draft } from '../kernel/policy/draft.ts';
import { parameterTable, resolveParameters } from '../kernel/policy/resolve-parameters.ts';
import { parametersKnownAt } from './known-rows.ts';

const table = parameterTable(parametersKnownAt('2020-10-05 09:00:00+08'));

interface Situation {
  readonly award?: FactValues;
  readonly household?: FactValues;
  readonly person?: FactValues;
  readonly enrolled?: Readonly<Record<string, boolean>>;
}

const ABSENT: FactValues = {
  life: null,
  custody: false,
  hukou: null,
  category: null,
  level: null,
  childBenefit: false,
  injury: false,
  noMeans: false,
  noSupporter: false,
  failedItems: 0,
  setting: null,
  type: null,
  grade: null,
  persons: 0,
  days: 0,
};

/**
 * What a programme's own rule gives a situation over months of 2020, fen. Calibration asks it what each choice of an
 * input would mean; the runs compute everything again from the recorded facts.
 */
export function entitledFen(
  programme: Programme,
  situation: Situation,
  fromMonth: number,
  toMonth: number,
): number {
  const subject: Subject = {
    award: { ...ABSENT, ...situation.award },
    household: { ...ABSENT, ...situation.household },
    members: [
      { id: 'sample', birthDate: plainDate('1950-01-01'), sex: 'male', ...ABSENT, ...situation.person },
    ],
    enrolled: { dibao: false, marginal: false, tekun: false, ...situation.enrolled },
  };
  let sum = 0;
  for (let m = fromMonth; m <= toMonth; m++) {
    const of = month(`2020-${String(m).padStart(2, '0')}`);
    const draft = new Draft(of);
    versionFor(programme, of).decide(
      subject,
      resolveParameters(programme.parameters, table, of).values,
      draft,
    );
    for (const amount of draft.amounts) sum += amount.amountFen;
  }
  return sum;
}
