import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { readMigrations } from '../db/migrate.ts';
import { EVENTS } from '../event/catalogue.ts';
import { kernelRecords } from '../party/records.ts';
import { declaredIn } from './declared-in.ts';
import type { HuiminModule, Registry } from './registry.ts';

const FILE = 'docs/glossary.csv';
/** Several meanings of one term are separated so. */
const SEPARATOR = '；';
const Row = z.object({ term: z.string().min(1), zh: z.string().min(1), source: z.string() });
/** So many faults are told at a start; `npm run check` tells all. */
const TOLD_MAX = 5;

/** A name that code declares; `zh` is undefined where the declaration carries no label (tables, their states). */
interface Declared {
  readonly term: string;
  readonly zh?: string;
  readonly kind: Label;
  /** Folder or file of the declaration. */
  readonly where: string;
}

/** The text of the glossary that belongs to the program. */
export const glossaryText = (): string => readFileSync(join(import.meta.dirname, '../..', FILE), 'utf8');

/**
 * What the glossary lacks: declared names that it does not list, or not with the Chinese that the code shows, and
 * terms that stand twice.
 */
export function findGlossaryFaults(registry: Pick<Registry, 'modules'>, text: string): readonly Label[] {
  const rows = z.array(Row).parse(parse(text, { bom: true, columns: true }));
  const glossary = new Map(rows.map((row) => [row.term, row.zh.split(SEPARATOR)]));
  const declared = [
    ...[...registry.modules.values()].flatMap(declaredByModule),
    ...declaredByKernel(),
    ...declaredByMigrations(),
  ];
  const faults = declared
    .map((name) => faultOf(name, glossary.get(name.term)))
    .filter((each) => each !== undefined);
  const twice = rows.filter((row, i) => rows.findIndex((other) => other.term === row.term) < i);
  return [...new Map([...faults, ...twice.map(repeated)].map((fault) => [fault.en, fault])).values()];
}

/** Refuses to start with a name that the glossary does not explain, naming file and name. */
export function checkGlossary(registry: Pick<Registry, 'modules'>, text: string): void {
  const faults = findGlossaryFaults(registry, text);
  if (faults.length === 0) return;
  const told = faults.slice(0, TOLD_MAX);
  throw failed(
    'glossary.missing',
    `术语表与程序不符，共${faults.length}处：${told.map(({ zh }) => zh).join('；')}。请补充 ${FILE}。`,
    `The glossary does not match the program in ${faults.length} places: ${told.map(({ en }) => en).join('; ')}. Complete ${FILE}.`,
  );
}

const repeated = ({ term }: { readonly term: string }): Label => ({
  zh: `“${term}”在 ${FILE} 中出现两次`,
  en: `${term}: stands twice in ${FILE}`,
});

function faultOf(
  { term, zh, kind, where: folder }: Declared,
  known: readonly string[] | undefined,
): Label | undefined {
  if (known !== undefined && (zh === undefined || known.includes(zh))) return undefined;
  const where = declaredIn(folder, term);
  if (known === undefined)
    return {
      zh: `${where} 的${kind.zh}“${term}”未列入 ${FILE}`,
      en: `${term} (${kind.en} of ${where}): is not in ${FILE}`,
    };
  return {
    zh: `${where} 的${kind.zh}“${term}”称为“${zh}”，${FILE} 未写明`,
    en: `${term} (${kind.en} of ${where}): ${FILE} does not say “${zh}”`,
  };
}

/** Names with their labels, as one kind of declaration of one place. */
const named = (
  names: Iterable<readonly [term: string, label: Label]>,
  where: string,
  zh: string,
  en: string,
): Declared[] => [...names].map(([term, label]) => ({ term, zh: label.zh, kind: { zh, en }, where }));

const stateLabels = (states: Readonly<Record<string, { readonly label: Label }>>): [string, Label][] =>
  Object.entries(states).map(([state, { label }]) => [state, label]);

function declaredByModule(module: HuiminModule): Declared[] {
  const where = `modules/${module.id}`;
  const { programmes, facts, parameters, records = [], lifecycles = [] } = module;
  return [
    ...named([[module.id, module.label]], where, '模块', 'module'),
    ...named(
      programmes.map(({ id, label }) => [id, label]),
      where,
      '项目',
      'programme',
    ),
    ...programmes.flatMap(({ id, components, refusals }) => [
      ...named(Object.entries(components), where, `项目“${id}”的待遇组成`, `component of ${id}`),
      ...named(Object.entries(refusals), where, `项目“${id}”的不予支付原因`, `refusal of ${id}`),
    ]),
    ...named(
      facts.map(({ kind, label }) => [kind, label]),
      where,
      '事实',
      'fact',
    ),
    ...named(
      parameters.map(({ key, label }) => [key, label]),
      where,
      '参数',
      'parameter',
    ),
    ...named(
      records.map(({ id, label }) => [id, label]),
      where,
      '记录',
      'record',
    ),
    ...lifecycles.flatMap(({ id, label, states }) => [
      ...named([[id, label]], where, '办件流程', 'life cycle'),
      ...named(stateLabels(states), where, `办件流程“${id}”的状态`, `state of ${id}`),
    ]),
  ];
}

const declaredByKernel = (): Declared[] => [
  ...named(
    kernelRecords.map(({ id, label }) => [id, label]),
    'kernel/party/records.ts',
    '记录',
    'record',
  ),
  ...named(
    Object.entries(EVENTS).map(([kind, { label }]) => [kind, label]),
    'kernel/event/catalogue.ts',
    '事件',
    'event',
  ),
];

/** Tables and views, and the values of state columns. */
function declaredByMigrations(): Declared[] {
  return readMigrations().flatMap(({ name, text }) => {
    const where = `migrations/${name}`;
    const tables = [...text.matchAll(/^create (?:table|view) (?:if not exists )?([a-z_]+)/gm)];
    const states = [...text.matchAll(/\bstate\s+text not null check \(state in \(([^)]*)\)/g)].flatMap(
      (match) => [...(match[1] ?? '').matchAll(/'([^']+)'/g)],
    );
    return [
      ...tables.map((match) => ({ term: match[1] ?? '', kind: { zh: '表', en: 'table' }, where })),
      ...states.map((match) => ({ term: match[1] ?? '', kind: { zh: '状态', en: 'state' }, where })),
    ];
  });
}
