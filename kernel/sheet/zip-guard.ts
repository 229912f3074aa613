import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { DomainError, inputError } from '../base/errors.ts';

const ENTRIES_MAX = 2_000;
const UNPACKED_BYTES_MAX = 512 * 1024 * 1024;
const RATIO_MAX = 200;
/** Below this an archive cannot do harm, however well it is packed. */
const RATIO_FROM_BYTES = 10 * 1024 * 1024;

const bomb = (what: string): DomainError =>
  inputError(
    'sheet.zip-bomb',
    '文件解压后过大，已拒绝：请在办公软件中打开并另存，或分成几个文件上传。',
    `The file grows too large when unpacked (${what}): save it anew, or split it.`,
    { what },
  );

export const damaged = (): DomainError =>
  inputError(
    'sheet.damaged',
    '文件不完整或已损坏，无法读取：请在办公软件中打开并另存后再上传。',
    'The file is incomplete or damaged: open it, save it anew and upload again.',
  );

/** An archive whose own directory has been read and found sensible; nothing is unpacked yet. */
export interface OpenZip {
  readonly names: ReadonlySet<string>;
  /** The text of an entry, piece by piece; its name is compared without regard to case. Undefined when it is not there. */
  readonly findText: (name: string) => AsyncGenerator<string> | undefined;
  /** Unpacks everything once, counting and keeping nothing. Throws when the directory lied. */
  readonly prove: () => Promise<void>;
}

/**
 * Opens an archive. Throws inputError 'sheet.zip-bomb' when by its directory it unpacks to more than is sensible, and
 * 'sheet.damaged' when it cannot be read or names files outside of itself. What is unpacked later is counted: an entry
 * that exceeds what the directory says of it ends with 'sheet.damaged'.
 */
export async function openZip(bytes: Buffer): Promise<OpenZip> {
  const zip = await orDamaged(() =>
    fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }),
  );
  if (zip.entryCount > ENTRIES_MAX) throw bomb(`${zip.entryCount} entries`);
  const entries: Entry[] = [];
  await orDamaged(async () => {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  });
  checkSizes(entries, bytes.length);
  const byName = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]));
  return {
    names: new Set(entries.map((entry) => entry.fileName)),
    findText: (name) => {
      const entry = byName.get(name.toLowerCase());
      return entry === undefined ? undefined : textOf(zip, entry);
    },
    prove: () => orDamaged(() => countAll(zip, entries)),
  };
}

function checkSizes(entries: readonly Entry[], packed: number): void {
  if (entries.length > ENTRIES_MAX) throw bomb(`${entries.length} entries`);
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (unpacked > UNPACKED_BYTES_MAX) throw bomb(`${unpacked} bytes`);
  if (unpacked > RATIO_FROM_BYTES && unpacked > packed * RATIO_MAX) throw bomb(`1 : ${unpacked / packed}`);
}

async function* piecesOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  for await (const piece of stream) if (Buffer.isBuffer(piece)) yield piece;
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of piecesOf(zip, entry)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch {
    throw damaged();
  }
}

/** The directory is only a claim; yauzl ends a stream with an error as soon as it exceeds it. */
async function countAll(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    for await (const _ of piecesOf(zip, entry));
  }
}

async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof DomainError ? error : damaged();
  }
}
