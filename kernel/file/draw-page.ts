import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type DomainError, inputError } from '../base/errors.ts';

export interface PdfTask {
  readonly bytes: Uint8Array;
  readonly edgeMax: number;
}

/** How many pages a PDF has, and the first one as pixels (RGBA). */
export interface DrawnPage {
  readonly pageCount: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const TIME_MS_MAX = 20_000;
const HEAP_MEGABYTES_MAX = 256;

const unreadable = (): DomainError =>
  inputError(
    'file.pdf-unreadable',
    'PDF 无法读取：文件可能已损坏或设有打开密码，请重新打印或扫描成 PDF 后上传。',
    'The PDF cannot be read: it may be damaged or ask for a password. Print or scan it anew.',
  );

/** Draws the first page of a PDF so that its longer edge has `edgeMax` pixels. Throws inputError 'file.pdf-unreadable'. */
export async function drawFirstPage(bytes: Uint8Array, edgeMax: number): Promise<DrawnPage> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: { bytes, edgeMax } satisfies PdfTask,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
  });
  try {
    const signal = AbortSignal.timeout(TIME_MS_MAX);
    // The thread runs pdf-worker.ts, which posts one message; an error in it rejects.
    const [drawn] = (await Promise.race([once(worker, 'message', { signal }), ended(worker)])) as [DrawnPage];
    if (drawn.pageCount < 1) throw unreadable();
    return drawn;
  } catch {
    throw unreadable();
  } finally {
    await worker.terminate();
  }
}

/** A thread that ends without having said anything. */
async function ended(worker: Worker): Promise<never> {
  await once(worker, 'exit');
  throw unreadable();
}
