import { damaged } from './zip-guard.ts';

/** What is told of an XML text. Names come without their prefix; text comes as it is written, in pieces. */
export interface XmlHandler {
  /** `attributes` is what stands behind the name; see attributeOf. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(raw: string): void;
}

export interface XmlScanner {
  push(piece: string): void;
  /** Throws when the text ends in the middle. */
  end(): void;
}

/** No tag, comment or instruction of a proper workbook is longer. */
const TAG_CHARS_MAX = 1024 * 1024;
const [LT_SLASH, LT_BANG, LT_QUESTION, SLASH, COLON] = [47, 33, 63, 47, 58] as const;

/**
 * Scans XML piece by piece without building a tree. It knows elements, text, CDATA and comments; a document type, with
 * which entities are declared, is refused: Office Open XML forbids it (ECMA-376 part 2 §8.1.4), so nothing is expanded.
 */
export function xmlScanner(handler: XmlHandler): XmlScanner {
  let rest = '';
  let depth = 0;
  const tag = (text: string): void => {
    if (text.charCodeAt(0) === LT_SLASH) {
      depth -= 1;
      handler.close(bareName(text, 1, nameEnd(text, 1)));
      return;
    }
    const isEmpty = text.charCodeAt(text.length - 1) === SLASH;
    const end = nameEnd(text, 0);
    const name = bareName(text, 0, end);
    handler.open(name, isEmpty ? text.slice(end, -1) : text.slice(end));
    if (isEmpty) handler.close(name);
    else depth += 1;
  };
  const push = (piece: string): void => {
    const buffer = rest === '' ? piece : rest + piece;
    let at = 0;
    for (;;) {
      const start = buffer.indexOf('<', at);
      if (start === -1) {
        if (at < buffer.length) handler.text(buffer.slice(at));
        rest = '';
        return;
      }
      if (start > at) handler.text(buffer.slice(at, start));
      const code = buffer.charCodeAt(start + 1);
      const next =
        code === LT_BANG || code === LT_QUESTION
          ? afterSpecial(buffer, start, handler)
          : buffer.indexOf('>', start) + 1;
      if (next === 0) {
        rest = buffer.slice(start);
        if (rest.length > TAG_CHARS_MAX) throw damaged();
        return;
      }
      if (code !== LT_BANG && code !== LT_QUESTION) tag(buffer.slice(start + 1, next - 1));
      at = next;
    }
  };
  return {
    push,
    end: () => {
      if (rest !== '' || depth !== 0) throw damaged();
    },
  };
}

/** Where an instruction, comment or CDATA section ends; 0 when that is not known yet. */
function afterSpecial(buffer: string, start: number, handler: XmlHandler): number {
  const after = (ending: string): number => {
    const end = buffer.indexOf(ending, start);
    return end === -1 ? 0 : end + ending.length;
  };
  if (buffer.startsWith('<?', start)) return after('?>');
  if (buffer.startsWith('<!--', start)) return after('-->');
  if (buffer.startsWith('<![CDATA[', start)) {
    const end = after(']]>');
    if (end !== 0) handler.text(buffer.slice(start + 9, end - 3).replaceAll('&', '&amp;'));
    return end;
  }
  // Not enough of it to tell: '<!-' or '<![CD'.
  if (
    buffer.length - start < 9 &&
    ('<!--'.startsWith(buffer.slice(start)) || '<![CDATA['.startsWith(buffer.slice(start)))
  ) {
    return 0;
  }
  throw damaged();
}

function nameEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === SLASH) return i;
  }
  return text.length;
}

function bareName(text: string, from: number, end: number): string {
  for (let i = from; i < end; i++) if (text.charCodeAt(i) === COLON) return text.slice(i + 1, end);
  return text.slice(from, end);
}

/** Other quotes, other white space, spaces around the sign. */
const UNUSUAL = /['\n\r\t]|\s=|=\s/;

/** The value of an attribute as it is written; undefined when it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  if (UNUSUAL.test(attributes)) return unusualAttribute(attributes, name);
  const start = attributes.indexOf(` ${name}="`);
  if (start === -1) return undefined;
  const from = start + name.length + 3;
  return attributes.slice(from, attributes.indexOf('"', from));
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function unusualAttribute(attributes: string, name: string): string | undefined {
  for (const [, found, double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (found === name) return double ?? single;
  }
  return undefined;
}

const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const CODE_POINT_MAX = 0x10ffff;

/** Written text as it is meant. The five entities of XML and characters by number; others stay as they are written. */
export function decodeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= CODE_POINT_MAX ? String.fromCodePoint(code) : whole;
  });
}

/** Text of a cell: spreadsheets write characters that XML cannot hold as _x000D_. */
export const decodeCellText = (raw: string): string => {
  const text = decodeXml(raw);
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
};
