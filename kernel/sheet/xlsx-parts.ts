import { inputError } from '../base/errors.ts';
import { attributeOf, decodeCellText, decodeXml, type XmlHandler, xmlScanner } from './scan-xml.ts';
import { damaged, type OpenZip } from './zip-guard.ts';

/** What has to be known of a workbook before its cells can be read. */
export interface XlsxBook {
  /** The sheet's rows. */
  readonly sheet: AsyncGenerator<string>;
  readonly sharedStrings: readonly string[];
  /** Which styles show a number as a day. */
  readonly dateStyles: readonly boolean[];
  /** Days are counted from 1904, as old Macintosh workbooks do. */
  readonly from1904: boolean;
}

/** Longer texts are cut; the reader of cells says that they are too long. */
export const TEXT_CHARS_MAX = 64 * 1024;

const ignore = (): void => undefined;

async function scan(text: AsyncGenerator<string> | undefined, handler: Partial<XmlHandler>): Promise<void> {
  if (text === undefined) return;
  const scanner = xmlScanner({ open: ignore, close: ignore, text: ignore, ...handler });
  for await (const piece of text) scanner.push(piece);
  scanner.end();
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(zip: OpenZip, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relations: Relation[] = [];
  await scan(zip.findText(`${folder}_rels/${part.slice(slash)}.rels`), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      relations.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: attributeOf(attributes, 'Type') ?? '',
        target: resolve(folder, decodeXml(attributeOf(attributes, 'Target') ?? '')),
      });
    },
  });
  return relations;
}

function resolve(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const isOf =
  (type: string) =>
  (relation: Relation): boolean =>
    relation.type.endsWith(`/${type}`);

/** Throws inputError 'sheet.no-such-sheet' and 'sheet.damaged'. */
export async function readBook(zip: OpenZip, wanted: string | undefined): Promise<XlsxBook> {
  const workbook = (await relationsOf(zip, '')).find(isOf('officeDocument'));
  if (workbook === undefined) throw damaged();
  const relations = await relationsOf(zip, workbook.target);
  const { sheets, from1904 } = await readWorkbook(zip, workbook.target);
  const tables = sheets.flatMap(({ name, relationId, hidden }) => {
    const relation = relations.find(({ id }) => id === relationId);
    return relation !== undefined && isOf('worksheet')(relation)
      ? [{ name, hidden, path: relation.target }]
      : [];
  });
  const chosen =
    wanted === undefined
      ? (tables.find(({ hidden }) => !hidden) ?? tables[0])
      : tables.find(({ name }) => name === wanted);
  if (chosen === undefined) throw wanted === undefined ? damaged() : noSuchSheet(wanted);
  const sheet = zip.findText(chosen.path);
  if (sheet === undefined) throw damaged();
  const pathOf = (type: string): string => relations.find(isOf(type))?.target ?? '';
  return {
    sheet,
    sharedStrings: await readSharedStrings(zip, pathOf('sharedStrings')),
    dateStyles: await readDateStyles(zip, pathOf('styles')),
    from1904,
  };
}

export const noSuchSheet = (sheet: string) =>
  inputError(
    'sheet.no-such-sheet',
    `工作簿中没有名为“${sheet}”的工作表。`,
    `The workbook has no sheet "${sheet}".`,
  );

interface SheetEntry {
  readonly name: string;
  readonly relationId: string;
  readonly hidden: boolean;
}

async function readWorkbook(zip: OpenZip, path: string) {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await scan(zip.findText(path), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const state = attributeOf(attributes, 'state');
      sheets.push({
        name: decodeXml(attributeOf(attributes, 'name') ?? ''),
        // The prefix is the producer's choice, the usual one is r.
        relationId: /:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
      });
    },
  });
  return { sheets, from1904 };
}

async function readSharedStrings(zip: OpenZip, path: string): Promise<string[]> {
  const strings: string[] = [];
  let [text, inText, inPhonetic] = ['', false, false];
  await scan(zip.findText(path), {
    open: (name) => {
      if (name === 't') inText = !inPhonetic;
      else if (name === 'si') text = '';
      else if (name === 'rPh') inPhonetic = true;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'si') strings.push(decodeCellText(text));
      else if (name === 'rPh') inPhonetic = false;
    },
    text: (raw) => {
      if (inText && text.length < TEXT_CHARS_MAX) text += raw;
    },
  });
  return strings;
}

/** Built-in formats that show a day or a time, those of Chinese Excel included (ECMA-376 part 1 §18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format shows a day or a time: letters of one outside quotes, brackets and escapes. */
const isDateFormat = (code: string): boolean =>
  /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|[_*]./g, '').replaceAll(/general/gi, ''));

async function readDateStyles(zip: OpenZip, path: string): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await scan(zip.findText(path), {
    open: (name, attributes) => {
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt')
        custom.set(id, isDateFormat(decodeXml(attributeOf(attributes, 'formatCode') ?? '')));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(custom.get(id) ?? isBuiltInDate(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
