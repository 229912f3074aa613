import { inflateSync } from 'node:zlib';
import { type DomainError, inputError } from '../base/errors.ts';

const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
const STREAM = /(?<!end)stream\r?\n/g;
const DICTIONARY_CHARS = 1_000;
/** A name in a PDF may spell any of its letters as #xx. */
const SPELLED = /#([0-9a-fA-F]{2})/g;
const RUNS = /\/(JavaScript|JS|Launch)\b/;

const refused = (): DomainError =>
  inputError(
    'file.pdf-active',
    'PDF 含有脚本或启动程序的动作，已拒绝：请重新打印或扫描成 PDF 后上传。',
    'The PDF contains scripts or actions that start programs: print it to PDF anew.',
  );

const bomb = (): DomainError =>
  inputError(
    'file.pdf-bomb',
    'PDF 解压后过大，已拒绝：请重新打印或扫描成 PDF 后上传。',
    'The PDF grows too large when unpacked: print it to PDF anew.',
  );

/**
 * Refuses a PDF that could do more than be looked at: with a script or an action that starts a program. Looks at its
 * objects, also at those in compressed object streams; pictures and page contents are skipped.
 */
export function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  let [from, unpacked] = [0, 0];
  for (const match of text.matchAll(STREAM)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const objects = text.slice(from, match.index);
    checkObjects(objects);
    const end = text.indexOf('endstream', start);
    from = end === -1 ? text.length : end;
    if (!isObjectStream(objects)) continue;
    const inner = inflate(bytes.subarray(start, from), UNPACKED_BYTES_MAX - unpacked);
    unpacked += inner.length;
    checkObjects(inner);
  }
  checkObjects(text.slice(from));
}

const spelledOut = (text: string): string =>
  text.replaceAll(SPELLED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The dictionary of a stream stands right before it. */
const isObjectStream = (objects: string): boolean =>
  /\/ObjStm\b/.test(spelledOut(objects.slice(-DICTIONARY_CHARS)));

function checkObjects(objects: string): void {
  if (RUNS.test(spelledOut(objects))) throw refused();
}

function inflate(packed: Buffer, bytesMax: number): string {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(bytesMax, 1) }).toString('latin1');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw bomb();
    // Another filter, or damaged: what does not unpack here is looked at by the program that draws the page.
    return '';
  }
}
