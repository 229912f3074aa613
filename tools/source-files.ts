import { globSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['apps', 'bench', 'demo', 'kernel', 'modules', 'tests', 'tools'];

/** Our own source files with one of these endings, as sorted paths below the root, which becomes the working folder. */
export function sourceFiles(endings: readonly string[]): string[] {
  process.chdir(ROOT);
  return globSync(FOLDERS.flatMap((folder) => endings.map((ending) => `${folder}/**/*${ending}`)))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .toSorted();
}
