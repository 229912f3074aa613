/** `npm run check`: every check that a change must pass, two at a time, with the failures once more at the end. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

interface Outcome {
  readonly check: Check;
  readonly ok: boolean;
  readonly output: string;
}

const ROOT = join(import.meta.dirname, '..');
const PARALLEL_MAX = Math.min(2, availableParallelism());
const SOURCES = ['kernel', 'modules', 'apps', 'demo', 'bench', 'tests', 'tools'];

const tool = (name: string, ...args: string[]): [string, ...string[]] => [
  process.execPath,
  `tools/${name}.ts`,
  ...args,
];

// The slow ones first, so that the short ones fill the gaps.
const CHECKS: readonly Check[] = [
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'boundaries', command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...SOURCES] },
  { name: 'generated files', command: tool('generate', '--check') },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the web', command: ['tsc', '-p', 'apps/web/tsconfig.json', '--noEmit'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'sizes', command: tool('check-sizes') },
  { name: 'glossary', command: tool('check-glossary') },
  { name: 'dependencies', command: tool('check-dependencies') },
];

function run(check: Check): Promise<Outcome> {
  const [program, ...args] = check.command;
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: {
        ...process.env,
        NO_COLOR: '1',
        PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const done = (ok: boolean): void => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(18)} ${seconds.padStart(6)} s`);
      resolve({ check, ok, output });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => {
      output += error.message;
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}

async function runAll(checks: readonly Check[]): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes.push(await run(next));
  };
  await Promise.all(Array.from({ length: PARALLEL_MAX }, worker));
  return outcomes;
}

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? CHECKS : CHECKS.filter((check) => wanted.includes(check.name));
const failures = (await runAll(chosen)).filter((outcome) => !outcome.ok);
for (const { check, output } of failures) console.log(`\n── ${check.name} ──\n${output.trim()}`);
console.log(
  failures.length === 0
    ? `\nAll ${chosen.length} checks passed.`
    : `\n${failures.length} of ${chosen.length} checks failed: ${failures.map(({ check }) => check.name).join(', ')}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
