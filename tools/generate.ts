/**
 * `npm run generate` writes the committed files in generated/, from which a reviewer sees what a change does.
 * With `--check` nothing is written: it fails when a file is not what the sources give.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionaryMarkdown } from './generate/dictionary-markdown.ts';
import { figuresMarkdown } from './generate/figures-markdown.ts';
import { openApiJson } from './generate/openapi-json.ts';
import { permissionsMarkdown } from './generate/permissions-markdown.ts';
import { schemaSql } from './generate/schema-sql.ts';
import { ROOT } from './source-files.ts';

const FILES: Readonly<Record<string, () => string | Promise<string>>> = {
  'openapi.json': openApiJson,
  'schema.sql': schemaSql,
  'permissions.md': permissionsMarkdown,
  'figures.md': figuresMarkdown,
  'dictionary.md': dictionaryMarkdown,
};

const folder = join(ROOT, 'generated');
const isCheck = process.argv.includes('--check');

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

mkdirSync(folder, { recursive: true });
for (const [name, make] of Object.entries(FILES)) {
  const path = join(folder, name);
  const [fresh, committed] = [await make(), readIfPresent(path)];
  if (fresh === committed) continue;
  if (isCheck) {
    console.log(
      `generated/${name} is ${committed === undefined ? 'missing' : 'out of date'}: run npm run generate`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(path, fresh);
    console.log(`wrote generated/${name}`);
  }
}
