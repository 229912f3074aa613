import { permissionLabel } from '../access/permission.ts';
import { failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { declaredIn } from './declared-in.ts';
import type { HuiminModule } from './registry.ts';

type Named = readonly [kind: Label, name: string, label: Label];

/**
 * Checks of one module what the compiler lets through: labels that say nothing in one of the languages, and use cases
 * behind a permission that nobody declares. Throws the first fault with file and name.
 */
export function checkDeclarations(module: HuiminModule): void {
  const folder = `modules/${module.id}`;
  const bare = labelsOf(module).find(([, , { zh, en }]) => zh.trim() === '' || en.trim() === '');
  if (bare !== undefined) {
    const [kind, name] = bare;
    const where = declaredIn(folder, name);
    throw failed(
      'registry.label',
      `${where} 的${kind.zh}“${name}”缺少中文或英文名称。`,
      `The ${kind.en} "${name}" of ${where} lacks its Chinese or English label.`,
    );
  }
  for (const { id, contract } of module.useCases ?? []) {
    if (permissionLabel(contract.permission) !== undefined) continue;
    const where = declaredIn(folder, id);
    throw failed(
      'registry.permission',
      `${where} 的业务操作“${id}”的权限“${contract.permission}”不存在：请核对 grants 与 kernel/access/permission.ts。`,
      `The permission "${contract.permission}" of the use case "${id}" of ${where} does not exist.`,
    );
  }
}

function labelsOf(module: HuiminModule): readonly Named[] {
  const named = (
    zh: string,
    en: string,
    list: readonly (readonly [name: string, label: Label])[],
  ): readonly Named[] => list.map(([name, label]) => [{ zh, en }, name, label]);
  const ids = (list: readonly { readonly id: string; readonly label: Label }[] = []) =>
    list.map(({ id, label }) => [id, label] as const);
  return [
    ...named('模块', 'module', ids([module])),
    ...named('项目', 'programme', ids(module.programmes)),
    ...module.programmes.flatMap(({ components, refusals }) => [
      ...named('待遇组成', 'component', Object.entries(components)),
      ...named('不予支付原因', 'refusal', Object.entries(refusals)),
    ]),
    ...named(
      '事实',
      'fact',
      module.facts.map(({ kind, label }) => [kind, label]),
    ),
    ...named(
      '参数',
      'parameter',
      module.parameters.map(({ key, label }) => [key, label]),
    ),
    ...named('指标', 'indicator', ids(module.indicators)),
    ...named(
      '指标口径',
      'definition of the indicator',
      module.indicators.map(({ id, definition }) => [id, definition]),
    ),
    ...named('记录', 'record', ids(module.records)),
    ...named('业务操作', 'use case', ids(module.useCases)),
    ...named('事件响应', 'reaction', ids(module.reactions)),
    ...named('后台任务', 'job', ids(module.jobs)),
  ];
}
