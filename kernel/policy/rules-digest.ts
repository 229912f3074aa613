import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, sha256Hex } from '../base/digest.ts';
import type { Programme } from './define-programme.ts';

const byFolder = new Map<string, string>();

/** Digest of a programme's rules: its versions and the source of its policy folder, so that any change of a rule shows. */
export function rulesDigest(programme: Programme): string {
  return digestOf({
    programme: programme.id,
    versions: programme.versions.map((version) => [version.id, version.from]),
    source: folderDigest(programme.rulesFolder),
  });
}

function folderDigest(folder: string): string {
  const known = byFolder.get(folder);
  if (known !== undefined) return known;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .toSorted();
  const digest = digestOf(files.map((name) => [name, sha256Hex(readFileSync(join(folder, name)))]));
  byFolder.set(folder, digest);
  return digest;
}
