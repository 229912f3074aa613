import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { PERMISSIONS } from '../../kernel/access/permission.ts';
import type { Registry } from '../../kernel/module/registry.ts';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const NAME_MAX = 40;
/** Letters, digits, spaces and brackets: a label goes into code and into the glossary as it is. */
const LABEL = /^[\p{L}\p{N}（）() -]{1,40}$/u;
/** Names that the written files use themselves. */
const TAKEN = new Set(['modules', 'registry', 'indicators', 'item']);

export interface ModuleName {
  /** Id and folder: `park-care`. */
  readonly id: string;
  /** Constant in code: `parkCare`. */
  readonly constant: string;
  readonly record: string;
  readonly table: string;
  readonly zh: string;
  readonly en: string;
}

/** The names of a new module, from what was asked for. Labels are made from the id when none are given. */
export function moduleName(id: string, zh?: string, en?: string): ModuleName {
  const words = id.replaceAll('-', ' ');
  return {
    id,
    constant: id.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    record: `${id}-item`,
    table: `${id.replaceAll('-', '_')}_item`,
    zh: zh ?? words,
    en: en ?? words,
  };
}

/** Why no module can be made under a name, or undefined. */
export function whyNotModule(
  { id, constant, record, zh, en }: ModuleName,
  registry: Registry,
  root: string,
): string | undefined {
  if (!NAME.test(id) || id.length > NAME_MAX)
    return `模块名“${id}”不合规：应为小写字母开头，由小写字母、数字和连字符组成，不超过${NAME_MAX}个字符，如 park-care。`;
  if (TAKEN.has(constant) || !isIdentifier(constant)) return `“${id}”不能用作程序中的名称，请换一个名称。`;
  if (Object.keys(PERMISSIONS).some((permission) => permission.startsWith(`${id}.`)))
    return `“${id}”是内核权限的名称，请换一个名称。`;
  if (registry.modules.has(id) || existsSync(join(root, 'modules', id))) return `模块“${id}”已存在。`;
  if (registry.records.has(record)) return `记录“${record}”已存在，请换一个名称。`;
  const label = [zh, en].find((text) => !LABEL.test(text));
  return label === undefined
    ? undefined
    : `名称“${label}”不合规：只能有文字、数字、空格和括号，不超过40个字符。`;
}

/** Words of the language itself, such as `delete`, name no constant. */
function isIdentifier(text: string): boolean {
  try {
    return new Script(`'use strict'; const ${text} = 0;`) instanceof Script;
  } catch {
    return false;
  }
}
