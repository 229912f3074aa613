import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

const DECLARING = ['id', 'key', 'kind', 'code'];

/**
 * The file below a folder of the program that declares a name (`id: 'name'`, else the first that quotes it), as a path
 * from the program's root; the folder itself when there is none. Reads the files, so it is asked only when a start
 * fails and somebody has to find the place.
 */
export function declaredIn(folder: string, name: string, root: string = ROOT): string {
  if (!existsSync(join(root, folder))) return folder;
  const files = globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const declares = (text: string): boolean =>
    DECLARING.some((property) => text.includes(` ${property}: '${name}'`));
  const found =
    files.find(({ text }) => declares(text)) ?? files.find(({ text }) => text.includes(`'${name}'`));
  return found?.path ?? folder;
}
