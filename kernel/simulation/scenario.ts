import { inputError } from '../base/errors.ts';
import type { Registry } from '../module/registry.ts';
import type { ParameterDefinition } from '../policy/define-parameter.ts';
import type { Programme } from '../policy/define-programme.ts';
import type { PopulationView } from './population-view.ts';
import type { ParameterChange, RuleChange, Scenario } from './scenario-schema.ts';

/** The scenario's programmes, in the order in which a month is paid. */
export const programmesOf = (registry: Registry, scenario: Scenario): Programme[] =>
  [...registry.programmes.values()].filter(({ id }) => scenario.programmes.includes(id));

/** How the register's modules divide people; an error when no module says so. */
export function populationOf(registry: Registry): PopulationView {
  const view = [...registry.modules.values()].find(({ population }) => population !== undefined)?.population;
  if (view !== undefined) return view;
  throw inputError(
    'simulation.population',
    '没有模块声明人群分类，不能测算。',
    'No module declares how people are divided.',
  );
}

/** Refuses what cannot be tried out, naming it. */
export function checkScenario(registry: Registry, scenario: Scenario): void {
  for (const id of scenario.programmes) checkProgramme(registry, id);
  const programmes = programmesOf(registry, scenario);
  for (const change of scenario.parameters) checkParameter(registry, programmes, change);
  for (const change of scenario.rules) checkRule(programmes, change);
  checkTwice(scenario);
  const { category } = scenario.population;
  if (category === undefined) return;
  const categories = populationOf(registry).categories.map(({ id }) => id);
  if (categories.includes(category)) return;
  throw inputError(
    'simulation.category',
    `没有人群类别“${category}”：可选 ${categories.join('、')}。`,
    `There is no category "${category}"; there are: ${categories.join(', ')}.`,
  );
}

function checkProgramme(registry: Registry, id: string): void {
  const programme = registry.programmes.get(id);
  if (programme?.cycle === 'monthly') return;
  const monthly = [...registry.programmes.values()].filter(({ cycle }) => cycle === 'monthly');
  throw inputError(
    'simulation.programme',
    `“${programme?.label.zh ?? id}”不是按月发放的项目：可测算 ${monthly.map((one) => one.id).join('、')}。`,
    `"${programme?.label.en ?? id}" is not paid by the month; there are: ${monthly.map((one) => one.id).join(', ')}.`,
  );
}

/** The definition of a parameter that a change names. Errors: unknown, or no such variant. */
export function changedParameter(registry: Registry, { key, variant }: ParameterChange): ParameterDefinition {
  const definition = registry.parameters.get(key);
  if (definition !== undefined && Object.hasOwn(definition.variants, variant)) return definition;
  const variants = definition === undefined ? '' : Object.keys(definition.variants).join('、');
  throw inputError(
    'simulation.parameter',
    definition === undefined
      ? `没有参数“${key}”：请用 huimin standards list 查看参数名。`
      : `参数“${definition.label.zh}”没有类别“${variant}”：可选 ${variants}。`,
    definition === undefined
      ? `There is no parameter "${key}": see huimin standards list.`
      : `Parameter "${definition.label.en}" has no variant "${variant}"; there are: ${variants}.`,
  );
}

function checkParameter(registry: Registry, programmes: readonly Programme[], change: ParameterChange): void {
  const definition = changedParameter(registry, change);
  const isUsed = programmes.some((programme) =>
    Object.values(programme.parameters).some(({ key }) => key === definition.key),
  );
  if (!isUsed) {
    throw inputError(
      'simulation.unused',
      `所选项目都不使用参数“${definition.label.zh}”：请加选使用它的项目，或去掉这项调整。`,
      `None of the programmes uses "${definition.label.en}": add one that does, or leave the change out.`,
    );
  }
  if (change.value === null && definition.derived?.[change.variant] === undefined) {
    throw inputError(
      'simulation.not-derived',
      `参数“${definition.label.zh}”没有推算办法，请填写数值。`,
      `"${definition.label.en}" is not derived from anything: give a value.`,
    );
  }
}

function checkRule(programmes: readonly Programme[], { programme: id, version }: RuleChange): void {
  const programme = programmes.find((candidate) => candidate.id === id);
  if (programme?.versions.some((candidate) => candidate.id === version) === true) return;
  const versions = programme?.versions.map((candidate) => candidate.id) ?? [];
  throw inputError(
    'simulation.version',
    programme === undefined
      ? `规则调整所指的项目“${id}”不在所选项目中。`
      : `“${programme.label.zh}”没有规则版本“${version}”：可选 ${versions.join('、')}。`,
    programme === undefined
      ? `The programme "${id}" of a rule change is not among the chosen ones.`
      : `"${programme.label.en}" has no rule version "${version}"; there are: ${versions.join(', ')}.`,
  );
}

function checkTwice({ parameters, rules }: Scenario): void {
  const named = [
    ...parameters.map(({ key, variant, from }) => `${key}/${variant}/${from}`),
    ...rules.map(({ programme, from }) => `${programme}/${from}`),
  ];
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice === undefined) return;
  throw inputError(
    'simulation.twice',
    `同一项调整写了两次：${twice}，请只留一次。`,
    `The same change stands twice: ${twice}.`,
  );
}
