/** Every name that the business uses stands in docs/glossary.csv, with the Chinese that the code shows for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Label } from '../kernel/base/label.ts';
import { readMigrations } from '../kernel/db/migrate.ts';
import { registry } from '../modules/index.ts';
import { ROOT } from './source-files.ts';

/** Several meanings of one term are separated so. */
const SEPARATOR = '；';
const Row = z.object({ term: z.string().min(1), zh: z.string().min(1), source: z.string() });

/** A name that code declares; `zh` is undefined where the declaration carries no label (tables, states). */
interface Declared {
  readonly term: string;
  readonly zh?: string;
  readonly where: string;
}

const named = (labels: Readonly<Record<string, Label>>, where: string): Declared[] =>
  Object.entries(labels).map(([term, label]) => ({ term, zh: label.zh, where }));

function declaredByModules(): Declared[] {
  const parts = [...registry.modules.values(), ...registry.programmes.values()];
  return [
    ...parts.map(({ id, label }) => ({ term: id, zh: label.zh, where: id })),
    ...[...registry.programmes.values()].flatMap(({ id, components, refusals }) => [
      ...named(components, `component of ${id}`),
      ...named(refusals, `refusal of ${id}`),
    ]),
    ...[...registry.facts.values()].map(({ kind, label }) => ({ term: kind, zh: label.zh, where: 'fact' })),
    ...[...registry.parameters.values()].map(({ key, label }) => ({
      term: key,
      zh: label.zh,
      where: 'parameter',
    })),
  ];
}

/** Tables and views, and the values of state columns. */
function declaredByMigrations(): Declared[] {
  return readMigrations().flatMap(({ name, text }) => {
    const tables = [...text.matchAll(/^create (?:table|view) (?:if not exists )?([a-z_]+)/gm)];
    const states = [...text.matchAll(/\bstate\s+text not null check \(state in \(([^)]*)\)/g)].flatMap(
      (match) => [...(match[1] ?? '').matchAll(/'([^']+)'/g)],
    );
    return [...tables, ...states].map((match) => ({ term: match[1] ?? '', where: `migrations/${name}` }));
  });
}

const rows = z
  .array(Row)
  .parse(parse(readFileSync(join(ROOT, 'docs/glossary.csv')), { bom: true, columns: true }));
const glossary = new Map(rows.map((row) => [row.term, row.zh.split(SEPARATOR)]));

function faultOf({ term, zh, where }: Declared): string | undefined {
  const known = glossary.get(term);
  if (known === undefined) return `${term} (${where}): is not in docs/glossary.csv`;
  if (zh !== undefined && !known.includes(zh))
    return `${term} (${where}): docs/glossary.csv does not say “${zh}”`;
  return undefined;
}

const repeated = rows.filter((row, i) => rows.findIndex((other) => other.term === row.term) < i);
const faults = new Set([
  ...[...declaredByModules(), ...declaredByMigrations()].map(faultOf).filter((fault) => fault !== undefined),
  ...repeated.map((row) => `${row.term}: stands twice in docs/glossary.csv`),
]);
for (const fault of faults) console.log(fault);
process.exitCode = faults.size === 0 ? 0 : 1;
