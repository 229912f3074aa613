import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type DomainError, inputError } from '../base/errors.ts';
import type { SheetKind } from './sheet-kind.ts';
import type { SheetLimits, SheetRow } from './sheet-row.ts';
import { damaged } from './zip-guard.ts';

export interface ParseTask {
  readonly kind: SheetKind;
  readonly bytes: Uint8Array;
  readonly sheet: string | undefined;
  readonly limits: SheetLimits;
}

type ErrorFacts = Pick<DomainError, 'code' | 'zh' | 'en' | 'details'>;
/** What the thread says: rows, the end, or why it could not go on (null: the parser failed). */
export type ParseMessage =
  | { readonly rows: readonly SheetRow[] }
  | { readonly end: true }
  | { readonly error: ErrorFacts | null };

const HEAP_MEGABYTES_MAX = 768;
const SILENCE_MS_MAX = 60_000;

const tooHeavy = (): DomainError =>
  inputError(
    'sheet.too-heavy',
    '表格内容过于复杂，无法在限定的内存和时间内读取：请只保留数据另存为新文件，或分成几个文件上传。',
    'The table cannot be read within the limits of memory and time: keep the data only, or split the file.',
  );

/** Parses in a thread of its own with bounded memory; the thread ends with the reading, however that ends. */
export async function* runParse(task: ParseTask): AsyncGenerator<readonly SheetRow[]> {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
  });
  const silence = setTimeout(() => void worker.terminate(), SILENCE_MS_MAX);
  try {
    for await (const [message] of messagesOf(worker)) {
      clearTimeout(silence);
      if ('end' in message) return;
      if ('error' in message) {
        const { error } = message;
        throw error === null ? damaged() : inputError(error.code, error.zh, error.en, error.details);
      }
      yield message.rows;
      worker.postMessage('taken', []);
      silence.refresh();
    }
    throw tooHeavy();
  } finally {
    clearTimeout(silence);
    await worker.terminate();
  }
}

/** Messages until the thread ends; running out of memory ends it with an error. */
async function* messagesOf(worker: Worker): AsyncGenerator<[ParseMessage]> {
  try {
    // The thread runs parse-worker.ts, which posts nothing else.
    yield* on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[ParseMessage]>;
  } catch {
    throw tooHeavy();
  }
}
