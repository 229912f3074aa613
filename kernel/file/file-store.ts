import { createHash, hash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decryptBytes, encryptBytes, isCurrent, type Keyring } from '../access/cipher.ts';
import { DomainError, failed } from '../base/errors.ts';

/** What is kept of one content: itself, and a small picture of its first page. */
export type FilePart = 'content' | 'thumbnail';

/** Digests of the plain bytes; the first names the file. */
export interface FileDigests {
  readonly sha256: string;
  readonly sm3: string;
}

const SUFFIX = { content: '', thumbnail: '.thumb' } as const satisfies Record<FilePart, string>;
const ASIDE = '.new';
const FOLDER = /^[0-9a-f]{2}$/;
const STORED = /^[0-9a-f]{62}(\.thumb)?$/;

const filesFolder = (home: string): string => join(home, 'files');

const pathOf = (home: string, sha256: string, part: FilePart): string =>
  join(filesFolder(home), sha256.slice(0, 2), sha256.slice(2) + SUFFIX[part]);

/** To which name the encrypted bytes are bound. */
const boundTo = (sha256: string, part: FilePart): string => `file/${sha256}/${part}`;

export const digestsOf = (bytes: Uint8Array): FileDigests => ({
  sha256: hash('sha256', bytes, 'hex'),
  sm3: createHash('sm3').update(bytes).digest('hex'),
});

/**
 * Keeps bytes under the digest of the content that they are or belong to, encrypted. What is there already and can be
 * read stays. When this returns, the file is on the disk and survives a crash; nobody ever sees half a file.
 */
export async function keepFile(
  ring: Keyring,
  home: string,
  sha256: string,
  part: FilePart,
  bytes: Uint8Array,
): Promise<void> {
  const path = pathOf(home, sha256, part);
  if (await opens(ring, home, sha256, part)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, encryptBytes(ring, bytes, boundTo(sha256, part)));
}

/** Throws failed 'file.missing' when it is not there and 'file.altered' when it is not what it was. */
export async function readKept(ring: Keyring, home: string, sha256: string, part: FilePart): Promise<Buffer> {
  let stored: Buffer;
  try {
    stored = await readFile(pathOf(home, sha256, part));
  } catch (error) {
    throw isMissing(error) ? missing(sha256) : error;
  }
  const bytes = decryptBytes(ring, stored, boundTo(sha256, part));
  if (part === 'content' && digestsOf(bytes).sha256 !== sha256) throw altered(sha256);
  return bytes;
}

/** Contents that are kept, with the last change of each file. Files that a crash left half-written are passed over. */
export async function* keptFiles(
  home: string,
): AsyncGenerator<{ readonly sha256: string; readonly part: FilePart }> {
  for (const folder of await namesIn(filesFolder(home))) {
    if (!FOLDER.test(folder)) continue;
    for (const name of await namesIn(join(filesFolder(home), folder))) {
      if (!STORED.test(name)) continue;
      const part = name.endsWith(SUFFIX.thumbnail) ? 'thumbnail' : 'content';
      yield { sha256: folder + name.slice(0, 62), part };
    }
  }
}

/** When a content was kept; undefined when it is not there. */
export async function keptAt(home: string, sha256: string, part: FilePart): Promise<Date | undefined> {
  try {
    return (await stat(pathOf(home, sha256, part))).mtime;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export const dropKept = (home: string, sha256: string, part: FilePart): Promise<void> =>
  rm(pathOf(home, sha256, part), { force: true });

/** Removes what writing aside left behind before `before`; gives how many. */
export async function dropHalfWritten(home: string, before: Date): Promise<number> {
  let dropped = 0;
  for (const folder of await namesIn(filesFolder(home))) {
    if (!FOLDER.test(folder)) continue;
    for (const name of await namesIn(join(filesFolder(home), folder))) {
      const path = join(filesFolder(home), folder, name);
      if (!name.endsWith(ASIDE) || (await stat(path)).mtime >= before) continue;
      await rm(path, { force: true });
      dropped += 1;
    }
  }
  return dropped;
}

/**
 * Puts every file that is under an older key under the current one. Can be stopped and started again at any time:
 * each file is replaced whole, and those already done are passed over.
 */
export async function rotateFiles(
  ring: Keyring,
  home: string,
): Promise<{ readonly rotated: number; readonly kept: number }> {
  let [rotated, kept] = [0, 0];
  for await (const { sha256, part } of keptFiles(home)) {
    const path = pathOf(home, sha256, part);
    const stored = await readFile(path);
    if (isCurrent(ring, stored)) {
      kept += 1;
      continue;
    }
    const bound = boundTo(sha256, part);
    await writeWhole(path, encryptBytes(ring, decryptBytes(ring, stored, bound), bound));
    rotated += 1;
  }
  return { rotated, kept };
}

/** Written aside, flushed, renamed; then the folder is flushed, without which a crash may forget the name. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}${ASIDE}`;
  try {
    const file = await open(aside, 'wx', 0o600);
    await inHandle(file, async () => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  await inHandle(folder, () => folder.sync());
}

async function inHandle(handle: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

async function opens(ring: Keyring, home: string, sha256: string, part: FilePart): Promise<boolean> {
  try {
    await readKept(ring, home, sha256, part);
    return true;
  } catch (error) {
    // One that cannot be read is written anew: here are the bytes that it should hold.
    if (error instanceof DomainError) return false;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const missing = (sha256: string) =>
  failed(
    'file.missing',
    '附件的文件不在存储中：请联系管理员从备份恢复。',
    'The file of the attachment is missing: restore it from the backup.',
    { sha256 },
  );

const altered = (sha256: string) =>
  failed(
    'file.altered',
    '附件的文件已被改动：请联系管理员从备份恢复。',
    'The file of the attachment has been altered: restore it from the backup.',
    { sha256 },
  );
