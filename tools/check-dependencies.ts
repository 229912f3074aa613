/** Every dependency is pinned to one version and has its line in docs/dependencies.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './source-files.ts';

const Versions = z.record(z.string(), z.string()).default({});
const Manifest = z.object({
  dependencies: Versions,
  devDependencies: Versions,
  optionalDependencies: Versions,
});

const EXACT = /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = Manifest.parse(JSON.parse(read('package.json')));
const wanted = Object.values(manifest).flatMap((group) => Object.entries(group));
const listed = new Set(
  [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? ''),
);

const names = new Set(wanted.map(([name]) => name));
const faults = [
  ...wanted.flatMap(([name, version]) =>
    EXACT.test(version) ? [] : [`${name}: "${version}" is not one exact version`],
  ),
  ...wanted.flatMap(([name]) => (listed.has(name) ? [] : [`${name}: has no line in docs/dependencies.md`])),
  ...[...listed].flatMap((name) =>
    names.has(name) ? [] : [`${name}: is listed in docs/dependencies.md but not used`],
  ),
];
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
