import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readMigrations } from '../kernel/db/migrate.ts';
import { registry } from '../modules/index.ts';
import { moduleName, whyNotModule } from '../tools/new-module/module-name.ts';

/** A copy of the repository is made, and in it a module; it has to pass what every change has to pass. */
const ROOT = realpathSync(join(import.meta.dirname, '..'));
const LEFT_OUT = new Set([
  'node_modules',
  '.git',
  '.huimin',
  'dist',
  'coverage',
  'out',
  '.scratch',
  '.test-results',
]);
const BIN = join(ROOT, 'node_modules/.bin');
const SLOW = 240_000;
const LINES_MAX = 150;

let copy: string;

/** Runs a command in the copy; gives its exit code with what it said. */
async function run(command: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(command, args, {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`,
      DATABASE_URL: inject('adminUrl'),
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code]: unknown[] = await once(child, 'close');
  return { code, said };
}
const tool = (name: string, ...args: string[]) => run(process.execPath, `tools/${name}.ts`, ...args);
/** What a check says when it fails. */
const faultsOf = async (command: string, ...args: string[]): Promise<string> => {
  const { code, said } = await run(command, ...args);
  return code === 0 ? '' : `${command} ${String(code)}: ${said}`;
};
const read = (path: string): string => readFileSync(join(copy, path), 'utf8');

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'huimin-new-module-'));
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const { code, said } = await tool('new-module', 'park-care', '--label-zh', '公园管护');
  expect(said).toContain('模块 modules/park-care 已建立并登记');
  expect(code).toBe(0);
}, SLOW);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a module made by new:module', () => {
  test('is listed, has its migration, its words and its lines in the generated files', () => {
    expect(read('modules/index.ts')).toMatch(/parkCare,?\s*\];/);
    const added = readMigrations(join(copy, 'migrations')).slice(readMigrations().length);
    expect(added.map(({ text }) => text)).toEqual([expect.stringContaining('create table park_care_item')]);
    expect(read('docs/glossary.csv')).toContain('\npark-care,公园管护,this system\n');
    expect(read('generated/dictionary.md')).toContain('## 公园管护事项 · park care item');
  });

  test('is small', () => {
    const files = ['module.ts', 'module.test.ts', 'model/records.ts', 'indicators/figures.ts', 'README.md'];
    const lines = files.map((path) => read(`modules/park-care/${path}`).split('\n').length - 1);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(LINES_MAX);
  });

  test(
    'passes types, lint, format, boundaries, sizes and glossary',
    async () => {
      const written = ['modules/park-care', 'modules/index.ts'];
      expect(await faultsOf('tsc', '-p', 'tsconfig.json')).toBe('');
      expect(await faultsOf('oxlint', '--type-aware', '--deny-warnings', ...written)).toBe('');
      expect(await faultsOf('oxfmt', '--check', ...written)).toBe('');
      expect(await faultsOf('depcruise', '--config', '.dependency-cruiser.cjs', 'modules')).toBe('');
      expect(await faultsOf(process.execPath, 'tools/check-glossary.ts')).toBe('');
      expect((await tool('check-sizes')).said).not.toContain('park-care');
    },
    SLOW,
  );

  test(
    'passes its own test',
    async () => {
      expect(await run('vitest', 'run', 'modules/park-care')).toMatchObject({
        code: 0,
        said: expect.stringMatching(/Tests\s+2 passed/),
      });
    },
    SLOW,
  );

  test('is not made twice', async () => {
    const before = read('modules/index.ts');
    expect(await tool('new-module', 'park-care')).toEqual({ code: 1, said: '模块“park-care”已存在。\n' });
    expect(read('modules/index.ts')).toBe(before);
  });
});

describe('new:module refuses', () => {
  test.each([
    ['a name that is no folder of ours', 'Park_Care', '不合规'],
    ['a way out of the folder', '../park', '不合规'],
    ['a name without end', 'a'.repeat(41), '不合规'],
    ['a word of the language', 'delete', '不能用作程序中的名称'],
    ['a name that its own files use', 'indicators', '不能用作程序中的名称'],
    ['the name of kernel permissions', 'payment', '内核权限'],
    ['a module that there is', 'social-assistance', '已存在'],
  ])('%s', (_, id, message) => {
    expect(whyNotModule(moduleName(id), registry, ROOT)).toContain(message);
  });

  test('a label that would not stay a label in code', () => {
    expect(whyNotModule(moduleName('park-care', "公园'}, x: {"), registry, ROOT)).toContain('不合规');
    expect(
      whyNotModule(moduleName('park-care', '公园管护', 'care of parks'), registry, ROOT),
    ).toBeUndefined();
  });

  test('a call without a name, telling how to call it', async () => {
    expect(await tool('new-module')).toMatchObject({
      code: 1,
      said: expect.stringContaining('npm run new:module NAME'),
    });
  });
});
