import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['kernel', 'modules', 'apps/server'];
/** How far imports are followed for the tables behind a use case. */
const DEPTH_MAX = 2;
/** What every call passes through says nothing of the one that is asked for. */
const PASSED_THROUGH = /^kernel\/(module|access|base|db)\//;

/** Where a name is declared, and what the source behind it reaches. */
export interface SourceIndex {
  /** Files and lines that declare the name: as id, key, kind or path. */
  readonly placesOf: (name: string) => readonly string[];
  /** The file of the function that answers the route of a contract declared with this path. */
  readonly handlersOf: (path: string) => readonly string[];
  /** Tables and views that a file, or what it imports, names in its SQL. */
  readonly tablesOf: (file: string) => readonly string[];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const tableNames = (): readonly string[] =>
  readdirSync(join(ROOT, 'migrations'))
    .toSorted()
    .flatMap((name) => [
      ...readFileSync(join(ROOT, 'migrations', name), 'utf8').matchAll(/^create (?:table|view) ([a-z_]+)/gm),
    ])
    .map((match) => match[1] ?? '');

const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/from '(\.[^']+\.ts)'/g)].map((match) =>
    relative(ROOT, resolve(ROOT, dirname(file), match[1] ?? '')),
  );

const DECLARED = /\b(?:id|key|kind|path): '([^']+)'/;
/** How much of a route's binding is read for the functions that it calls. */
const BINDING_CHARS = 300;

/** From `path: 'X'` to the contract's name, to where the server binds it, to the files of what it calls there. */
function handlersIn(texts: ReadonlyMap<string, string>, file: string, text: string, path: string): string[] {
  const at = text.indexOf(`path: '${path}'`);
  const contract = [...text.slice(0, Math.max(0, at)).matchAll(/export const (\w+) = /g)].at(-1)?.[1];
  if (at === -1 || contract === undefined) return [];
  return [...texts].flatMap(([server, bound]) => {
    const from = server.startsWith('apps/server/')
      ? bound.search(new RegExp(String.raw`oute\((\w+\.)?${contract},`))
      : -1;
    if (from === -1) return [];
    const called = [...bound.slice(from, from + BINDING_CHARS).matchAll(/\b(\w+)\(/g)].map(
      (match) => match[1] ?? '',
    );
    return [...bound.matchAll(/import \{([^}]*)\} from '(\.[^']+)'/g)].flatMap(
      ([, names = '', target = '']) =>
        called.some((name) => new RegExp(String.raw`\b${name}\b`).test(names))
          ? [relative(ROOT, resolve(ROOT, dirname(server), target))]
          : [],
    );
  });
}

/** Reads the program's own source: what is printed is what runs. */
export function readSourceIndex(): SourceIndex {
  const texts = new Map(
    FOLDERS.flatMap(sourceFiles).map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
  );
  const tables = tableNames();
  const own = (file: string): string[] => {
    const statements = [...(texts.get(file) ?? '').matchAll(/sql`([^`]*)`/g)].map((match) => match[1] ?? '');
    const text = statements.join('\n');
    return tables.filter((table) => new RegExp(String.raw`\b${table}\b`).test(text));
  };
  const reach = (file: string, depth: number, seen: Set<string>): void => {
    if (seen.has(file) || depth > DEPTH_MAX || !texts.has(file)) return;
    if (depth > 0 && PASSED_THROUGH.test(file)) return;
    seen.add(file);
    for (const next of importsOf(file, texts.get(file) ?? '')) reach(next, depth + 1, seen);
  };
  return {
    placesOf: (name) =>
      [...texts].flatMap(([file, text]) =>
        text
          .split('\n')
          .flatMap((line, i) => (DECLARED.exec(line)?.[1] === name ? [`${file}:${i + 1}`] : [])),
      ),
    handlersOf: (path) => [...texts].flatMap(([file, text]) => handlersIn(texts, file, text, path)),
    tablesOf: (file) => {
      const seen = new Set<string>();
      reach(file, 0, seen);
      return [...new Set([...seen].flatMap(own))].toSorted();
    },
  };
}
