import { type DomainError, failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { checkLifecycle } from '../case/check-lifecycle.ts';
import type { Lifecycle } from '../case/define-lifecycle.ts';
import { isEventName } from '../event/catalogue.ts';
import type { Job } from '../event/define-job.ts';
import type { Reaction } from '../event/define-reaction.ts';
import type { Indicator } from '../indicator/define-indicator.ts';
import { AWARD_STATUS, HOUSEHOLD_MEMBER } from '../policy/case-file.ts';
import type { FactDefinition } from '../party/define-fact.ts';
import type { ParameterDefinition } from '../policy/define-parameter.ts';
import type { Programme } from '../policy/define-programme.ts';
import { declareGrants, type Grants } from '../access/permission.ts';
import { kernelRecords } from '../party/records.ts';
import type { RecordDefinition } from '../register/define-record.ts';
import type { PopulationView, TakeUp } from '../simulation/population-view.ts';
import { checkDeclarations } from './check-declarations.ts';
import { declaredIn } from './declared-in.ts';
import type { UseCase } from './define-use-case.ts';

/** One business of the bureau: what it declares, and which other modules it may use. */
export interface HuiminModule {
  readonly id: string;
  readonly label: Label;
  /** Ids of the modules whose declarations this one uses. */
  readonly depends: readonly string[];
  readonly programmes: readonly Programme[];
  readonly parameters: readonly ParameterDefinition[];
  readonly facts: readonly FactDefinition[];
  readonly indicators: readonly Indicator[];
  /** Which role may read, record, approve and export here: the permissions `<module>.<verb>`. */
  readonly grants?: Grants;
  readonly records?: readonly RecordDefinition[];
  /** What people do in this business; the proposals of its reactions name them. */
  readonly useCases?: readonly UseCase[];
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly Job[];
  readonly lifecycles?: readonly Lifecycle[];
  /** How forecasts tell people apart; one module says so. */
  readonly population?: PopulationView;
  /** Programmes that people may be sought for who appear entitled and do not receive. */
  readonly takeUps?: readonly TakeUp[];
}

/** Everything that the modules declare, by its stable name, in the order of declaration. */
export interface Registry {
  readonly modules: ReadonlyMap<string, HuiminModule>;
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  /** By kind, the name in the database. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Those of the kernel (people, households) and of all modules. */
  readonly records: ReadonlyMap<string, RecordDefinition>;
  readonly useCases: ReadonlyMap<string, UseCase>;
  readonly reactions: ReadonlyMap<string, Reaction>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly lifecycles: ReadonlyMap<string, Lifecycle>;
}

/** Facts that the kernel itself writes and reads; no module may declare them again. */
const KERNEL_FACTS: ReadonlySet<string> = new Set([AWARD_STATUS, HOUSEHOLD_MEMBER]);

/**
 * Puts the modules together and checks at start-up what the compiler cannot see: names used twice, what a module
 * uses without listing or depending on it, and modules that depend on each other in a circle.
 */
export function createRegistry(modules: readonly HuiminModule[]): Registry {
  const registry = {
    ...collectPolicy(modules),
    ...collectWork(modules),
    records: collectRecords(modules),
  };
  for (const { id, label, grants } of modules) if (grants !== undefined) declareGrants(id, label, grants);
  // Award and run numbers carry the code, so two programmes with one code could not be told apart.
  collect(
    modules,
    '项目代码',
    'programme code',
    (module) => module.programmes,
    (programme) => programme.code,
  );
  // Case numbers carry the code.
  collect(
    modules,
    '办件代码',
    'code of a life cycle',
    (module) => module.lifecycles ?? [],
    (lifecycle) => lifecycle.code,
  );
  for (const module of modules) {
    checkDepends(module, registry, []);
    checkDeclarations(module);
    checkFacts(module);
    checkReactions(module);
    for (const lifecycle of module.lifecycles ?? []) checkLifecycle(pathOf(module), lifecycle);
    for (const programme of module.programmes) checkProgramme(module, programme, registry);
  }
  return registry;
}

const collectPolicy = (modules: readonly HuiminModule[]) => ({
  modules: collect(
    modules,
    '模块',
    'module',
    (module) => [module],
    (module) => module.id,
  ),
  programmes: collect(
    modules,
    '项目',
    'programme',
    (module) => module.programmes,
    (programme) => programme.id,
  ),
  parameters: collect(
    modules,
    '参数',
    'parameter',
    (module) => module.parameters,
    (parameter) => parameter.key,
  ),
  facts: collect(
    modules,
    '事实',
    'fact',
    (module) => module.facts,
    (fact) => fact.kind,
  ),
  indicators: collect(
    modules,
    '指标',
    'indicator',
    (module) => module.indicators,
    (indicator) => indicator.id,
  ),
});

/** Records are told by their id and their table alike. */
function collectRecords(modules: readonly HuiminModule[]): Map<string, RecordDefinition> {
  for (const module of modules) checkRecords(module);
  const own = collect(
    modules,
    '记录',
    'record',
    (module) => module.records ?? [],
    (record) => record.id,
  );
  for (const record of kernelRecords) {
    if (own.has(record.id))
      throw fault(
        'kernel-record',
        `记录“${record.id}”为内核保留，请改名。`,
        `The record "${record.id}" is the kernel's: choose another name.`,
      );
  }
  return new Map([...kernelRecords.map((record) => [record.id, record] as const), ...own]);
}

function checkRecords(module: HuiminModule): void {
  const stray = module.records?.find((record) => record.area !== module.id);
  if (stray === undefined) return;
  throw fault(
    'record-area',
    `${pathOf(module, stray.id)} 的记录“${stray.id}”的 area 为“${stray.area}”，应为“${module.id}”。`,
    `The record "${stray.id}" of ${pathOf(module, stray.id)} has the area "${stray.area}"; it must be "${module.id}".`,
  );
}

/** What people and the system itself do: use cases, reactions to events, jobs by the clock. */
const collectWork = (modules: readonly HuiminModule[]) => ({
  useCases: collect(
    modules,
    '业务操作',
    'use case',
    (module) => module.useCases ?? [],
    (useCase) => useCase.id,
  ),
  reactions: collect(
    modules,
    '事件响应',
    'reaction',
    (module) => module.reactions ?? [],
    (reaction) => reaction.id,
  ),
  jobs: collect(
    modules,
    '后台任务',
    'job',
    (module) => module.jobs ?? [],
    (job) => job.id,
  ),
  lifecycles: collect(
    modules,
    '办件流程',
    'life cycle',
    (module) => module.lifecycles ?? [],
    (lifecycle) => lifecycle.id,
  ),
});

const fault = (code: string, zh: string, en: string): DomainError => failed(`registry.${code}`, zh, en);

/** The module's folder, or the file in it that declares a name. */
const pathOf = (module: HuiminModule, name?: string): string =>
  name === undefined ? `modules/${module.id}` : declaredIn(`modules/${module.id}`, name);

function collect<T>(
  modules: readonly HuiminModule[],
  zh: string,
  en: string,
  listOf: (module: HuiminModule) => readonly T[],
  nameOf: (item: T) => string,
): Map<string, T> {
  const found = new Map<string, T>();
  const owner = new Map<string, HuiminModule>();
  for (const module of modules) {
    for (const item of listOf(module)) {
      const name = nameOf(item);
      const first = owner.get(name);
      if (first !== undefined) {
        throw fault(
          'duplicate',
          `${zh}“${name}”重复：${pathOf(first, name)} 与 ${pathOf(module, name)} 都作了声明，请改用不同的名称。`,
          `The ${en} "${name}" is declared twice: in ${pathOf(first, name)} and in ${pathOf(module, name)}; rename one.`,
        );
      }
      found.set(name, item);
      owner.set(name, module);
    }
  }
  return found;
}

/** Walks from module to module along `depends`; coming back to one that is being walked is a circle. */
function checkDepends(
  module: HuiminModule,
  registry: Pick<Registry, 'modules'>,
  walked: readonly string[],
): void {
  if (walked.includes(module.id)) {
    const circle = [...walked.slice(walked.indexOf(module.id)), module.id].join(' → ');
    throw fault(
      'circle',
      `模块循环依赖：${circle}。`,
      `Modules depend on each other in a circle: ${circle}.`,
    );
  }
  for (const name of module.depends) {
    const other = registry.modules.get(name);
    if (other === undefined) {
      throw fault(
        'depends-unknown',
        `${pathOf(module)} 依赖未登记的模块“${name}”：请在 modules/index.ts 中登记或删去该依赖。`,
        `${pathOf(module)} depends on "${name}", which modules/index.ts does not list.`,
      );
    }
    checkDepends(other, registry, [...walked, module.id]);
  }
}

function checkFacts(module: HuiminModule): void {
  const taken = module.facts.find((fact) => KERNEL_FACTS.has(fact.kind));
  if (taken === undefined) return;
  throw fault(
    'kernel-fact',
    `${pathOf(module, taken.kind)} 声明的事实“${taken.kind}”为内核保留，请改名。`,
    `${pathOf(module, taken.kind)} declares the fact "${taken.kind}", which the kernel keeps for itself.`,
  );
}

function checkReactions(module: HuiminModule): void {
  for (const { id, on } of module.reactions ?? []) {
    const unknown = on.map(String).find((kind) => !isEventName(kind));
    if (unknown === undefined) continue;
    throw fault(
      'event-unknown',
      `${pathOf(module, id)} 的事件响应“${id}”订阅了目录中没有的事件“${unknown}”：请核对 kernel/event/catalogue.ts。`,
      `The reaction "${id}" of ${pathOf(module, id)} is on the event "${unknown}", which the catalogue does not have.`,
    );
  }
}

function checkProgramme(module: HuiminModule, programme: Programme, registry: Registry): void {
  const usable = [module, ...module.depends.flatMap((name) => registry.modules.get(name) ?? [])];
  for (const other of Object.values(programme.enrolments)) {
    if (registry.programmes.has(other)) continue;
    throw fault(
      'enrolment-unknown',
      `${placeOf(module, programme).zh}引用了不存在的项目“${other}”（enrolments）。`,
      `The ${placeOf(module, programme).en} names the unknown programme "${other}" in enrolments.`,
    );
  }
  // Identity, not the name: a second definition under the same name would be read with the wrong labels.
  const { award = {}, household = {}, person = {} } = programme.facts;
  const facts: FactDefinition[] = [award, household, person].flatMap((group) => Object.values(group));
  const fact = facts.find((used) => !usable.some((owner) => owner.facts.includes(used)));
  if (fact !== undefined) throw unlisted(placeOf(module, programme), '事实', 'fact', fact.kind);
  const parameters = Object.values(programme.parameters);
  const parameter = parameters.find((used) => !usable.some((owner) => owner.parameters.includes(used)));
  if (parameter !== undefined) throw unlisted(placeOf(module, programme), '参数', 'parameter', parameter.key);
}

const placeOf = (module: HuiminModule, { id }: Programme): Label => ({
  zh: `${pathOf(module, id)} 的项目“${id}”`,
  en: `programme "${id}" of ${pathOf(module, id)}`,
});

const unlisted = (where: Label, zh: string, en: string, name: string): DomainError =>
  fault(
    'unlisted',
    `${where.zh}使用了${zh}“${name}”，但本模块及其依赖的模块均未列出：请加入 module.ts，或在 depends 中写明来源模块。`,
    `The ${where.en} uses the ${en} "${name}", which neither its module nor a module it depends on lists in module.ts.`,
  );
