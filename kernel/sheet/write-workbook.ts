import { Readable } from 'node:stream';
import { type StyledCell, rowXml, xmlAttribute, xmlText } from './cell-xml.ts';
import { columnName } from './column-name.ts';
import { type Style, styleIndex, stylesXml } from './sheet-style.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

/** A row above the data, repeated on every sheet. */
export interface HeadRow {
  readonly cells: readonly StyledCell[];
  /** In points. */
  readonly height?: number;
  /** One cell over the whole width. */
  readonly merged?: boolean;
}

export interface WorkbookPlan<T> {
  readonly sheetName: string;
  /** Look and width (in characters) of the columns, also where nothing has been entered yet. */
  readonly columns: readonly { readonly width: number; readonly style: Style }[];
  readonly head: readonly HeadRow[];
  /** Drop-down lists by column, for `choiceRows` rows below the head. */
  readonly choices: ReadonlyMap<number, readonly string[]>;
  readonly choiceRows: number;
  readonly rows: AsyncIterable<T> | Iterable<T>;
  readonly toXml: (row: T, line: number) => string;
}

const LINES_MAX = 1_048_576;
/** Below what the archive can say of one entry, whatever the last rows add. */
const SHEET_CHARS_MAX = 1_200_000_000;
const PIECE_CHARS = 64 * 1024;
const NAME_CHARS_MAX = 31;
const CHOICE_SHEET = '选项';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A workbook as a stream of bytes, written while its rows are read. Rows beyond a sheet's limit go on to the next. */
export const writeWorkbook = <T>(plan: WorkbookPlan<T>): Readable =>
  Readable.from(zipStream(workbookEntries(plan)), { objectMode: false });

async function* workbookEntries<T>(plan: WorkbookPlan<T>): AsyncGenerator<ZipEntry> {
  const cursor = cursorOf(plan.rows);
  const names: string[] = [];
  try {
    do {
      names.push(sheetName(plan.sheetName, names.length));
      yield { path: `xl/worksheets/sheet${names.length}.xml`, text: sheetXml(plan, cursor) };
    } while (await cursor.more());
  } finally {
    await cursor.close();
  }
  if (plan.choices.size > 0) {
    names.push(CHOICE_SHEET);
    yield { path: `xl/worksheets/sheet${names.length}.xml`, text: choiceSheetXml(plan.choices) };
  }
  yield { path: 'xl/styles.xml', text: [stylesXml()] };
  yield { path: 'xl/workbook.xml', text: [workbookXml(names, plan.choices.size > 0)] };
  yield { path: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(names.length)] };
  yield {
    path: '_rels/.rels',
    text: [relationsXml([['rId1', `${RELATIONS}/officeDocument`, 'xl/workbook.xml']])],
  };
  yield { path: '[Content_Types].xml', text: [contentTypes(names.length)] };
}

/** Rows one by one, with the question whether there is another. */
interface Cursor<T> {
  more(): Promise<boolean>;
  /** The row that `more` has seen. */
  take(): T | undefined;
  close(): Promise<void>;
}

function cursorOf<T>(rows: AsyncIterable<T> | Iterable<T>): Cursor<T> {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let ahead: IteratorResult<T, unknown> | undefined;
  return {
    more: async () => {
      ahead ??= await iterator.next();
      return ahead.done !== true;
    },
    take: () => {
      const row = ahead?.done === true ? undefined : ahead?.value;
      if (ahead?.done !== true) ahead = undefined;
      return row;
    },
    close: async () => {
      if (ahead?.done !== true) await iterator.return?.();
    },
  };
}

async function* sheetXml<T>(plan: WorkbookPlan<T>, cursor: Cursor<T>): AsyncGenerator<string> {
  let [line, chars] = [plan.head.length, 0];
  let piece = `${sheetStart(plan)}<sheetData>`;
  for (const [i, { cells, height }] of plan.head.entries()) piece += rowXml(cells, i + 1, height);
  while (line < LINES_MAX && chars < SHEET_CHARS_MAX && (await cursor.more())) {
    const row = cursor.take();
    if (row === undefined) break;
    line += 1;
    piece += plan.toXml(row, line);
    if (piece.length < PIECE_CHARS) continue;
    chars += piece.length;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData>${sheetEnd(plan, line)}`;
}

function sheetStart<T>({ columns, head }: WorkbookPlan<T>): string {
  const below = `A${head.length + 1}`;
  const pane =
    head.length === 0
      ? ''
      : `<pane ySplit="${head.length}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/>`;
  const widths = columns.map(
    ({ width, style }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${styleIndex(style)}" customWidth="1"/>`,
  );
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`}`
  );
}

function sheetEnd<T>({ columns, head, choices, choiceRows }: WorkbookPlan<T>, lastLine: number): string {
  const last = columnName(Math.max(columns.length - 1, 0));
  const filter =
    lastLine > head.length && head.length > 0 ? `<autoFilter ref="A${head.length}:${last}${lastLine}"/>` : '';
  const merged = head.flatMap((row, i) =>
    row.merged === true ? [`<mergeCell ref="A${i + 1}:${last}${i + 1}"/>`] : [],
  );
  const merges =
    merged.length === 0 || columns.length < 2
      ? ''
      : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`;
  const to = Math.min(head.length + choiceRows, LINES_MAX);
  const lists = [...choices].map(([column, values], i) => {
    const range = `${columnName(column)}${head.length + 1}:${columnName(column)}${to}`;
    const source = columnName(i);
    return (
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="请从列表中选择" error="请从下拉列表中选择。" sqref="${range}">` +
      `<formula1>${CHOICE_SHEET}!$${source}$1:$${source}$${values.length}</formula1></dataValidation>`
    );
  });
  const validations =
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  return `${filter}${merges}${validations}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

/** The values of the drop-down lists, one column each, on a hidden sheet: inside a cell's rule they may not be long. */
function* choiceSheetXml(choices: ReadonlyMap<number, readonly string[]>): Generator<string> {
  const lists = [...choices.values()];
  const depth = Math.max(...lists.map((list) => list.length));
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
  for (let i = 0; i < depth; i++) {
    yield rowXml(
      lists.map((list) => ({ value: list[i] ?? null, style: 'text' })),
      i + 1,
    );
  }
  yield '</sheetData></worksheet>';
}

/** A name that spreadsheets accept; the following sheets carry a number. */
function sheetName(given: string, index: number): string {
  const suffix = index === 0 ? '' : `(${index + 1})`;
  const clean = given.replaceAll(/[[\]:*?/\\\u0000-\u001f]/g, ' ').replaceAll(/^[\s']+|[\s']+$/g, '');
  const name = clean === '' || clean === CHOICE_SHEET ? '数据' : clean;
  return name.slice(0, NAME_CHARS_MAX - suffix.length) + suffix;
}

const workbookXml = (names: readonly string[], lastHidden: boolean): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
    .map((name, i) => {
      const state = lastHidden && i === names.length - 1 ? ' state="hidden"' : '';
      return `<sheet name="${xmlAttribute(name)}" sheetId="${i + 1}"${state} r:id="rId${i + 1}"/>`;
    })
    .join('')}</sheets></workbook>`;

const relationsXml = (relations: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${xmlText(target)}"/>`)
    .join('')}</Relationships>`;

const workbookRelations = (sheets: number): string =>
  relationsXml([
    ...Array.from(
      { length: sheets },
      (_, i) => [`rId${i + 1}`, `${RELATIONS}/worksheet`, `worksheets/sheet${i + 1}.xml`] as const,
    ),
    [`rId${sheets + 1}`, `${RELATIONS}/styles`, 'styles.xml'],
  ]);

const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = (sheets: number): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/>` +
  `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/>` +
  Array.from(
    { length: sheets },
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
  ).join('') +
  '</Types>';
