/** Encodings that banks ask for. GBK is the two-byte part of GB 18030: older systems know no more. */
export type BankEncoding = 'utf-8' | 'gb18030' | 'gbk';

/** Bytes of a text, or the first character that the encoding has no bytes for. */
export type Encoded = { readonly bytes: Buffer } | { readonly lacks: string };

const CONTROL = /\p{Cc}/u;
// GB 18030 has bytes for them, but every system draws another character: a name that holds one was never entered right.
const PRIVATE_OR_BROKEN = /[\p{Co}\p{Cs}\ufffd]/u;
const ASCII_END = 0x80;

/** Never a question mark in the place of a character (handbook 14 §10): what cannot be written is told. */
export function encodeText(text: string, encoding: BankEncoding): Encoded {
  for (const char of text) if (CONTROL.test(char) || PRIVATE_OR_BROKEN.test(char)) return { lacks: char };
  if (encoding === 'utf-8') return { bytes: Buffer.from(text, 'utf8') };
  const parts: number[] = [];
  for (const char of text) {
    const bytes = gbBytes(char.codePointAt(0) ?? 0, encoding);
    if (bytes === undefined) return { lacks: char };
    parts.push(...bytes);
  }
  return { bytes: Buffer.from(parts) };
}

/** The text of bytes, or undefined when they are not in the encoding. */
export function decodeText(bytes: Uint8Array, encoding: BankEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function gbBytes(point: number, encoding: 'gb18030' | 'gbk'): readonly number[] | undefined {
  if (point < ASCII_END) return [point];
  const two = twoByteCodes().get(point);
  if (two !== undefined) return two;
  if (encoding === 'gbk') return undefined;
  return point >= PLANE_1 ? supplementaryBytes(point) : fourByteCodes().get(point);
}

const PLANE_1 = 0x1_00_00;
const [B1, B3] = [10 * 126 * 10, 10];

/** Beyond the basic plane the code is a running number from 0x90308130 on (GB 18030-2022 annex). */
function supplementaryBytes(point: number): readonly number[] {
  const n = point - PLANE_1;
  return [
    0x90 + Math.floor(n / B1),
    0x30 + (Math.floor(n / (126 * B3)) % 10),
    0x81 + (Math.floor(n / B3) % 126),
    0x30 + (n % 10),
  ];
}

type Codes = ReadonlyMap<number, readonly number[]>;
let twoBytes: Codes | undefined;
let fourBytes: Codes | undefined;

// The runtime decodes GB 18030 but does not encode it; the table of one way is the table of the other, read backwards.
function invert(codes: Iterable<readonly number[]>): Codes {
  const map = new Map<number, readonly number[]>();
  const decoder = new TextDecoder('gb18030');
  for (const code of codes) {
    const text = decoder.decode(Uint8Array.from(code));
    const point = text.codePointAt(0) ?? 0;
    if ([...text].length === 1 && !PRIVATE_OR_BROKEN.test(text) && !map.has(point)) map.set(point, code);
  }
  return map;
}

function twoByteCodes(): Codes {
  twoBytes ??= invert(
    (function* () {
      for (let lead = 0x81; lead <= 0xfe; lead++)
        for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) yield [lead, trail];
    })(),
  );
  return twoBytes;
}

function fourByteCodes(): Codes {
  fourBytes ??= invert(
    (function* () {
      for (let a = 0x81; a <= 0x84; a++)
        for (let b = 0x30; b <= 0x39; b++)
          for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) yield [a, b, c, d];
    })(),
  );
  return fourBytes;
}
