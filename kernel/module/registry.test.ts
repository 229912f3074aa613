import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleLifecycle } from '../case/sample-lifecycle.ts';
import { defineReaction, type Reaction } from '../event/define-reaction.ts';
import { month } from '../base/month.ts';
import { defineFact } from '../party/define-fact.ts';
import { defineParameter, plain } from '../policy/define-parameter.ts';
import { defineProgramme, type Programme } from '../policy/define-programme.ts';
import { defineContract } from './define-contract.ts';
import { defineUseCase, type UseCase } from './define-use-case.ts';
import { createRegistry, type HuiminModule } from './registry.ts';

const label = { zh: '测试', en: 'test' };

const income = defineFact({
  kind: 'income.wage',
  subject: 'person',
  label,
  value: { type: 'money' },
  sensitivity: 'L4',
});
const standard = defineParameter({ key: 'x.standard', label, unit: 'fen', per: label, variants: plain });

const programme = (id: string, code: string, enrolled: Readonly<Record<string, string>> = {}): Programme =>
  defineProgramme({
    id,
    label,
    code,
    unit: 'person',
    cycle: 'monthly',
    fund: 'assistance',
    facts: { person: { income } },
    parameters: { standard },
    components: { basic: label },
    refusals: {},
    enrolments: enrolled,
    versions: [{ id: 'V1', from: month('2020-01'), sources: [], decide: () => undefined }],
    rulesFolder: import.meta.dirname,
  });

const module = (id: string, parts: Partial<HuiminModule> = {}): HuiminModule => ({
  id,
  label,
  depends: [],
  programmes: [],
  parameters: [],
  facts: [],
  indicators: [],
  ...parts,
});

const reaction = (id: string): Reaction =>
  defineReaction({ id, on: ['person.died'], label, react: () => Promise.resolve() });

const useCase = (id: string, permission: string): UseCase =>
  defineUseCase({
    id,
    label,
    contract: defineContract({
      method: 'POST',
      path: '/api/a/do',
      summary: 'Do it',
      permission,
      input: z.object({}),
      output: z.object({}),
    }),
    run: () => Promise.resolve({ output: {}, about: { objectKind: 'a', objectId: 'a' } }),
  });

const full = module('a', { programmes: [programme('x', 'XX')], parameters: [standard], facts: [income] });

describe('the registry', () => {
  test('gives everything by its name', () => {
    const registry = createRegistry([full]);
    expect([...registry.modules.keys()]).toEqual(['a']);
    expect(registry.programmes.get('x')?.code).toBe('XX');
    expect(registry.parameters.get('x.standard')).toBe(standard);
    expect(registry.facts.get('income.wage')).toBe(income);
  });

  test.each<[string, string, readonly HuiminModule[]]>([
    [
      'a reaction twice',
      '事件响应“r”重复',
      [module('a', { reactions: [reaction('r')] }), module('b', { reactions: [reaction('r')] })],
    ],
    [
      'a reaction to an event that the catalogue does not have',
      'modules/a 的事件响应“r”订阅了目录中没有的事件“person.sneezed”',
      [module('a', { reactions: [{ ...reaction('r'), on: JSON.parse('["person.sneezed"]') }] })],
    ],
    ['a module twice', '模块“a”重复', [full, module('a')]],
    [
      'a fact in two modules',
      '事实“income.wage”重复：modules/a 与 modules/b',
      [full, module('b', { facts: [income] })],
    ],
    [
      'a programme code twice',
      '项目代码“XX”重复',
      [full, module('b', { depends: ['a'], programmes: [programme('y', 'XX')] })],
    ],
    ['an unknown dependency', 'modules/b 依赖未登记的模块“c”', [module('b', { depends: ['c'] })]],
    [
      'modules in a circle',
      '模块循环依赖：a → b → a',
      [module('a', { depends: ['b'] }), module('b', { depends: ['a'] })],
    ],
    [
      'enrolments that name an unknown programme',
      '项目“x”引用了不存在的项目“z”',
      [{ ...full, programmes: [programme('x', 'XX', { other: 'z' })] }],
    ],
    ['a fact that is used but not listed', '使用了事实“income.wage”', [{ ...full, facts: [] }]],
    ['a parameter that is used but not listed', '使用了参数“x.standard”', [{ ...full, parameters: [] }]],
    [
      'a parameter of a module that is not depended on',
      'modules/b 的项目“y”使用了事实“income.wage”',
      [full, module('b', { programmes: [programme('y', 'YY')] })],
    ],
    [
      'a fact of the same kind that is another definition',
      '使用了事实“income.wage”',
      [{ ...full, facts: [defineFact({ ...income, sensitivity: 'L1' })] }],
    ],
    [
      'a label that is missing in one language',
      'modules/a 的事实“income.wage”缺少中文或英文名称',
      [{ ...full, facts: [defineFact({ ...income, label: { zh: '', en: 'test' } })] }],
    ],
    [
      'a use case behind a permission that nobody declares',
      'modules/a 的业务操作“a.do”的权限“a.fly”不存在',
      [module('a', { useCases: [useCase('a.do', 'a.fly')] })],
    ],
    [
      'a life cycle with a state that nothing leads to',
      'modules/a 的办件流程“sample”声明有误：状态“island”无法到达',
      [
        module('a', {
          lifecycles: [
            { ...sampleLifecycle, states: { ...sampleLifecycle.states, island: { label, final: true } } },
          ],
        }),
      ],
    ],
    [
      'a fact that the kernel keeps for itself',
      '“award.status”为内核保留',
      [module('a', { facts: [defineFact({ ...income, kind: 'award.status' })] })],
    ],
  ])('refuses %s and says where', (_, message, modules) => {
    expect(() => createRegistry(modules)).toThrow(message);
  });

  test('names the file that declares what is wrong', () => {
    const wrong = defineFact({ ...income, label: { zh: '', en: 'test' } });
    const lifecycle = { ...sampleLifecycle, id: 'annual-inspection', code: 'x' };
    const told = (parts: Partial<HuiminModule>, id: string) => {
      expect(() => createRegistry([module(id, parts)])).toThrow(/modules\/\S+\/\S+\.ts/u);
    };
    told({ facts: [wrong] }, 'social-assistance');
    told({ lifecycles: [lifecycle] }, 'social-organisations');
  });

  test('lets a module use what a module it depends on declares', () => {
    const user = module('b', { depends: ['a'], programmes: [programme('y', 'YY')] });
    expect(createRegistry([full, user]).programmes.size).toBe(2);
  });
});
