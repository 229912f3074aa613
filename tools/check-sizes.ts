/** Files of at most 400 lines, functions of at most 60: what fits a screen is read whole before it is changed. */
import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';
import { sourceFiles } from './source-files.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 60;

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'MethodProperty',
  'Constructor',
]);

interface Node {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [field: string]: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isNode = (value: Record<string, unknown>): value is Node =>
  typeof value['type'] === 'string' && isObject(value['span']);

/** `describe(…)`, `describe.skip(…)` and `describe.each(…)(…)`: a list of tests, not a function to be read at once. */
function isDescribe(callee: unknown): boolean {
  if (!isObject(callee)) return false;
  return callee['value'] === 'describe' || isDescribe(callee['object'] ?? callee['callee']);
}

function* functionsIn(value: unknown, isExempt = false): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* functionsIn(item, isExempt);
  } else if (isObject(value)) {
    const isFunction = isNode(value) && FUNCTIONS.has(value.type);
    if (isFunction && !isExempt) yield value;
    const isGroup = value['type'] === 'CallExpression' && isDescribe(value['callee']);
    for (const [field, part] of Object.entries(value)) {
      yield* functionsIn(part, field === 'arguments' ? isGroup : isExempt && !isFunction);
    }
  }
}

function faultsOf(path: string): string[] {
  const source = readFileSync(path);
  const faults: string[] = [];
  const lines = lineAt(source, source.length + 1) - 1;
  if (lines > FILE_LINES_MAX) faults.push(`${path}: ${lines} lines, at most ${FILE_LINES_MAX}`);
  const tree = parseSync(source.toString('utf8'), { syntax: 'typescript', tsx: path.endsWith('.tsx') });
  for (const { span } of functionsIn(tree.body)) {
    const first = lineAt(source, span.start);
    const length = lineAt(source, span.end) - first + 1;
    if (length > FUNCTION_LINES_MAX) {
      faults.push(`${path}:${first}: a function of ${length} lines, at most ${FUNCTION_LINES_MAX}`);
    }
  }
  return faults;
}

/** Line of a position; the parser counts bytes from 1. */
function lineAt(source: Buffer, position: number): number {
  let line = 1;
  for (let at = source.indexOf(10); at !== -1 && at < position - 1; at = source.indexOf(10, at + 1))
    line += 1;
  return line;
}

const faults = sourceFiles(['.ts', '.tsx']).flatMap(faultsOf);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
