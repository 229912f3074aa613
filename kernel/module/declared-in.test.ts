import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { declaredIn } from './declared-in.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'huimin-declared-'));
  mkdirSync(join(root, 'modules/park/model'), { recursive: true });
  const write = (path: string, text: string): void => writeFileSync(join(root, 'modules/park', path), text);
  write('model/bench.test.ts', `defineRecord({ id: 'bench' })`);
  write('module.ts', `const uses = ['bench', 'tree', 'a.*b'];`);
  write('model/records.ts', `export const bench = defineRecord({\n  id: 'bench',\n});`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['the file that declares it, not one that names it or tests it', 'bench', 'modules/park/model/records.ts'],
  ['else the first that quotes it', 'tree', 'modules/park/module.ts'],
  ['a name that looks like a pattern', 'a.*b', 'modules/park/module.ts'],
  ['the folder when nobody does', 'pond', 'modules/park'],
])('%s', (_, name, where) => {
  expect(declaredIn('modules/park', name, root)).toBe(where);
});

test('a folder that is not there is told as it is', () => {
  expect(declaredIn('modules/none', 'bench', root)).toBe('modules/none');
});

test('what the program itself declares', () => {
  expect(declaredIn('modules/social-organisations', 'organisation')).toBe(
    'modules/social-organisations/model/organisation.ts',
  );
});
