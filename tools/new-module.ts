/**
 * `npm run new:module NAME -- --label-zh 名称 --label-en name` writes a small module that passes every check: a record,
 * a figure that counts it, grants and a test; lists it, writes its migration, its glossary and the generated files.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { registry } from '../modules/index.ts';
import { moduleFiles } from './new-module/module-files.ts';
import { type ModuleName, moduleName, whyNotModule } from './new-module/module-name.ts';
import { ROOT } from './source-files.ts';

const INDEX = 'modules/index.ts';
const GLOSSARY = 'docs/glossary.csv';
const USAGE = 'npm run new:module NAME -- [--label-zh 中文名称] [--label-en "English name"]';

function askedName(): ModuleName | undefined {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { 'label-zh': { type: 'string' }, 'label-en': { type: 'string' } },
    });
    const [id, ...more] = positionals;
    return id === undefined || more.length > 0
      ? undefined
      : moduleName(id, values['label-zh'], values['label-en']);
  } catch {
    return undefined;
  }
}

const change = (path: string, edit: (text: string) => string): void =>
  writeFileSync(join(ROOT, path), edit(readFileSync(join(ROOT, path), 'utf8')));

function writeFiles(name: ModuleName): readonly string[] {
  const files = Object.entries(moduleFiles(name)).map(
    ([path, text]) => [`modules/${name.id}/${path}`, text] as const,
  );
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  return files.map(([path]) => path);
}

/** The list of modules is written by people: it gets one import and one entry. */
function listModule({ id, constant }: ModuleName): void {
  change(INDEX, (text) => {
    const lines = text.split('\n');
    const last = lines.findLastIndex((line) => line.startsWith('import '));
    const entry = /(modules: readonly HuiminModule\[\] = \[[^\]]*?),?(\s*\];)/;
    if (last === -1 || !entry.test(text)) throw new Error(`${INDEX} 的写法无法识别，请手工登记模块。`);
    return lines
      .toSpliced(last + 1, 0, `import { ${constant} } from './${id}/module.ts';`)
      .join('\n')
      .replace(entry, `$1, ${constant}$2`);
  });
}

/** A term stands once; a further meaning is added to its line. */
function explainTerms({ id, record, table, zh }: ModuleName): void {
  change(GLOSSARY, (text) => {
    const rows: string[][] = parse(text, { bom: true });
    for (const [term, meaning] of [
      [id, zh],
      [record, `${zh}事项`],
      [table, `${zh}事项`],
    ] as const) {
      const row = rows.find(([known]) => known === term);
      if (row === undefined) rows.push([term, meaning, 'this system']);
      else if (row[1] !== undefined && !row[1].split('；').includes(meaning)) row[1] += `；${meaning}`;
    }
    return stringify(rows);
  });
}

/** Runs a tool of this repository; its output is shown. The registry is read anew by each. */
function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${args.join(' ')} 未完成：请看上面的提示，改好后重新运行它。`);
}

function create(name: ModuleName): void {
  const paths = writeFiles(name);
  listModule(name);
  explainTerms(name);
  run(join(ROOT, 'node_modules/.bin/oxfmt'), ...paths, INDEX);
  run(process.execPath, 'tools/new-migration.ts', name.id.replaceAll('-', '_'));
  run(process.execPath, 'tools/generate.ts');
}

const name = askedName();
const fault = name === undefined ? `用法：${USAGE}` : whyNotModule(name, registry, ROOT);
if (name === undefined || fault !== undefined) {
  console.error(fault);
  process.exitCode = 1;
} else {
  create(name);
  console.log(`
模块 modules/${name.id} 已建立并登记。下一步：
  1. 核对 migrations/ 中新写的迁移、modules/${name.id}/module.ts 中的授权（grants）。
  2. 按业务改 model/records.ts，名称、代码和法规依据写入 ${GLOSSARY}。改动字段后：未提交的迁移删去重写，已发布的另写一个（npm run new:migration）。
  3. npx vitest run modules/${name.id} && npm run check
怎样继续：docs/module-guide.md`);
}
