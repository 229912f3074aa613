import { describe, expect, test } from 'vitest';
import { decide } from '../../tests/support/rule-case.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import {
  disabledLiving,
  severeNursing,
} from '../../modules/social-assistance/policy/disability-subsidies.ts';
import { programmes } from '../../modules/social-assistance/programmes.ts';
import { month } from '../base/month.ts';
import { checkInteractions, type Interaction } from './define-exclusion.ts';
import type { Programme } from './define-programme.ts';

const severe = { level: '1' };

describe('the matrix is what the rule asks', () => {
  test('tekun care and work-injury nursing pay exclude the nursing subsidy, each with its reason', () => {
    expect(decide(severeNursing, { members: [severe] }).refusal).toBeNull();
    expect(decide(severeNursing, { members: [severe], enrolled: { tekun: true } }).refusal).toBe('tekun');
    expect(decide(severeNursing, { members: [{ ...severe, injury: true }] }).refusal).toBe('injury');
  });

  test('a child on the full benefit gets no living subsidy but may get nursing (民发〔2019〕62号)', () => {
    const child = { ...severe, childBenefit: true };
    const enrolled = { dibao: true };
    expect(decide(disabledLiving, { members: [child], enrolled }).refusal).toBe('child-benefit');
    expect(decide(severeNursing, { members: [child] }).refusal).toBeNull();
  });

  test('without a declaration the rule does not exclude: there is no second truth', () => {
    const asked = programmes.flatMap(({ id, interactions = [] }) =>
      interactions.filter(({ refusal }) => refusal !== undefined).map(({ refusal }) => `${id} ${refusal}`),
    );
    expect(new Set(asked)).toEqual(
      new Set([
        'tekun child-benefit',
        'disabled-living child-benefit',
        'severe-nursing tekun',
        'severe-nursing injury',
        'rigid-expenditure other-recognition',
      ]),
    );
    for (const { interactions = [] } of programmes)
      for (const { source, assumption } of interactions)
        expect(source.title !== '' && (source.article !== '' || assumption !== undefined)).toBe(true);
  });
});

describe('a start is refused with an interaction that names nothing', () => {
  const base: Interaction = {
    id: 'x',
    kind: 'excludes',
    by: { enrolment: 'other' },
    refusal: 'out',
    label: { zh: '甲', en: 'a' },
    source: { title: '甲', number: '', article: '', effectiveFrom: '' },
  };
  const programme = (...interactions: Interaction[]): Programme => ({
    id: 'p',
    label: { zh: '甲', en: 'a' },
    code: 'PP',
    unit: 'person',
    cycle: 'monthly',
    fund: 'f',
    facts: { person: { flag: fact.childBenefit, coded: fact.disabilityLevel } },
    parameters: {},
    components: {},
    refusals: { out: { zh: '不', en: 'no' } },
    enrolments: { other: 'q' },
    interactions,
    versions: [{ id: 'v', from: month('2020-01'), sources: [], decide: () => undefined }],
    rulesFolder: '.',
  });

  test.each<[string, Interaction[]]>([
    ['an enrolment', [{ ...base, by: { enrolment: 'nobody' } }]],
    ['a fact', [{ ...base, by: { fact: 'nothing' } }]],
    ['a fact that is no flag', [{ ...base, by: { fact: 'coded' } }]],
    ['a reason', [{ ...base, refusal: 'nothing' }]],
    ['one id twice', [base, base]],
  ])('%s', (_name, interactions) => {
    expect(() => checkInteractions(programme(...interactions))).toThrow(/“x”/);
  });

  test('what is declared rightly starts', () => {
    expect(() =>
      checkInteractions(programme(base, { ...base, id: 'y', by: { fact: 'flag' } })),
    ).not.toThrow();
  });
});
