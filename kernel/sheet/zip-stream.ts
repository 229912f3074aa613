import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { failed } from '../base/errors.ts';

/** A file in an archive: its path and its text or bytes, piece by piece. */
export interface ZipEntry {
  readonly path: string;
  readonly text: AsyncIterable<string | Buffer> | Iterable<string | Buffer>;
}

const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980, so that the same rows give the same bytes. */
const DAY = 0x21;
const BYTES_MAX = 0xffff_ffff;
const PIECE_BYTES = 64 * 1024;
// Level 3 is twice as fast as the usual 6 and gives a tenth more bytes.
const LEVEL = 3;

/** What the central directory says of an entry. */
interface Listed {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

/** An archive as a stream of bytes: nothing is kept but the list of its entries. */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const listed: Listed[] = [];
  let offset = 0;
  for await (const { path, text } of entries) {
    const name = Buffer.from(path, 'utf8');
    const start = localHeader(name);
    yield start;
    const counted = { crc: 0, plain: 0 };
    let packed = 0;
    const deflate = createDeflateRaw({ level: LEVEL, chunkSize: PIECE_BYTES });
    // What goes wrong in the rows arrives at the reader of the archive below.
    pipeline(Readable.from(count(text, counted)), deflate, () => undefined);
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      packed += piece.length;
      yield piece;
    }
    const entry = { name, offset, packed, ...counted };
    const end = descriptor(entry);
    yield end;
    offset += start.length + packed + end.length;
    checkSize(Math.max(offset, counted.plain));
    listed.push(entry);
  }
  const directory = listed.map(centralHeader);
  yield* directory;
  yield endOf(listed.length, offset, Buffer.concat(directory).length);
}

async function* count(
  text: ZipEntry['text'],
  counted: { crc: number; plain: number },
): AsyncGenerator<Buffer> {
  for await (const piece of text) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
    counted.crc = crc32(bytes, counted.crc);
    counted.plain += bytes.length;
    yield bytes;
  }
}

function checkSize(bytes: number): void {
  if (bytes <= BYTES_MAX) return;
  throw failed(
    'sheet.export-too-large',
    '导出的工作簿超过4GB：请缩小范围，或导出为 CSV。',
    'The workbook would exceed 4 GB: narrow the selection, or export CSV.',
  );
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt16LE(DAY, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ crc, packed, plain }: Listed): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(DESCRIPTOR, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(plain, 12);
  return bytes;
}

function centralHeader({ name, offset, crc, packed, plain }: Listed): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATE, 10);
  header.writeUInt16LE(DAY, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(plain, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}

function endOf(entries: number, offset: number, directoryBytes: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
