import { createWriteStream, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { division } from '../../../kernel/base/division.ts';
import { inputError, notFound } from '../../../kernel/base/errors.ts';
import { runUseCase, type UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { loadPlaceNames } from '../../../kernel/party/place-names.ts';
import type { RecordDefinition } from '../../../kernel/register/define-record.ts';
import { readHistory } from '../../../kernel/register/history.ts';
import { readImport } from '../../../kernel/register/import-apply.ts';
import { stageImport } from '../../../kernel/register/import-stage.ts';
import { readConditions, readOrder, type Selection } from '../../../kernel/register/query.ts';
import {
  countRecords,
  listRecords,
  readRecord,
  type ShownRecord,
} from '../../../kernel/register/read-records.ts';
import { exportRecords, importTemplate, markedImport } from '../../../kernel/register/sheets.ts';
import { recordUseCases } from '../../../kernel/register/use-cases.ts';
import { type CommonOptions, type Context, openContext } from '../context.ts';
import { print, table } from '../output.ts';

interface Opened {
  readonly context: Context;
  readonly record: RecordDefinition;
  /** One transaction of the acting account, with what a use case works with. */
  readonly work: <T>(doing: (context: UseCaseContext) => Promise<T>) => Promise<T>;
}

/** Opens the installation for one register; closes it whatever happens. */
async function withRegister(
  name: string,
  options: CommonOptions,
  doing: (opened: Opened) => Promise<void>,
): Promise<void> {
  const context = await openContext(options);
  try {
    const { keyring, registry, db } = context;
    const record = registry.records.get(name) ?? unknown(registry.records.keys());
    const places = await loadPlaceNames(db.pool);
    const tools = { keyring, registry, places, clock: systemClock };
    await doing({ context, record, work: (work) => context.within((tx) => work({ ...tools, tx })) });
  } finally {
    await context.close();
  }
}

function unknown(names: Iterable<string>): never {
  const known = [...names].join('、');
  throw notFound(
    'register.unknown',
    `没有这个登记簿，可用的有：${known}。`,
    `There is no such register; there are: ${known}.`,
  );
}

/** `huimin record registers`: what can be listed, with the number of fields. */
export async function recordRegistersCommand(options: CommonOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const registers = [...context.registry.records.values()].map(({ id, label, area, fields }) => ({
      id,
      label,
      area,
      fields: Object.entries(fields).map(([name, field]) => ({
        name,
        type: field.type,
        label: field.label,
        required: field.required === true,
        sensitivity: field.sensitivity,
      })),
    }));
    print({ registers }, options.json, () =>
      table(registers.map(({ id, label, fields }) => [id, label[context.language], String(fields.length)])),
    );
  } finally {
    await context.close();
  }
}

interface SelectionOptions extends CommonOptions {
  readonly where?: string;
  readonly division?: string;
  readonly ended?: boolean;
}

const selectionOf = ({ where, division: place, ended }: SelectionOptions): Selection => ({
  where: readConditions(where),
  ended: ended === true ? 'with' : 'without',
  ...(place === undefined ? {} : { division: division(place) }),
});

interface ListOptions extends SelectionOptions {
  readonly sort?: string;
  readonly after?: string;
  readonly limit: string;
}

/** `huimin record list REGISTER`: one page, masked, with the count and the cursor of the next page. */
export const recordListCommand = (name: string, options: ListOptions): Promise<void> =>
  withRegister(name, options, async ({ record, work }) => {
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > 200)
      throw inputError('record.limit', '--limit 应为 1 至 200。', '--limit is 1 to 200.');
    const page = await work(async (context) => {
      requirePermission(context.tx.actor, `${record.area}.read`);
      const selection = selectionOf(options);
      const order = readOrder(record, options.sort);
      const list = await listRecords(context.tx, context, record, {
        selection,
        order,
        after: options.after,
        limit,
        columns: [],
      });
      return { ...list, count: await countRecords(context.tx, context, record, selection) };
    });
    print(page, options.json, () => [
      ...table(page.records.map((shown) => lineOf(record, shown))),
      `共 ${page.count} 条`,
      ...(page.next === null ? [] : [`--after ${page.next}`]),
    ]);
  });

const lineOf = (record: RecordDefinition, shown: ShownRecord): string[] => [
  shown.id,
  ...record.list.map((name) => String(shown.titles[name] ?? shown.values[name] ?? '')),
  shown.divisionName,
];

/** `huimin record show REGISTER ID`: one record with its history. */
export const recordShowCommand = (name: string, id: string, options: CommonOptions): Promise<void> =>
  withRegister(name, options, async ({ context: { language }, record, work }) => {
    const shown = await work(async (context) => {
      requirePermission(context.tx.actor, `${record.area}.read`);
      const current = await readRecord(context.tx, context, record, uuidOf(id));
      return { record: current, history: await readHistory(context.tx, context, record, id) };
    });
    print(shown, options.json, () => [
      ...table(
        Object.entries(record.fields).map(([field, { label }]) => [
          label[language],
          String(shown.record.titles[field] ?? shown.record.values[field] ?? ''),
        ]),
      ),
      ...shown.history.map(({ at, by, action, reason }) => `${at} ${by} ${action} ${reason ?? ''}`),
    ]);
  });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function uuidOf(text: string): string {
  if (UUID.test(text)) return text;
  throw inputError('record.id', '记录编号应为 UUID。', 'A record id is a UUID.');
}

function valuesOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ...values };
  } catch {
    // Told below: the text itself may be personal and is not repeated.
  }
  throw inputError('record.values', '--values 应为 JSON 对象。', '--values must be a JSON object.');
}

interface WriteOptions extends CommonOptions {
  readonly values?: string;
  readonly division?: string;
  readonly reason?: string;
  readonly on?: string;
  readonly record?: string;
  readonly expect?: string;
}

/** `huimin record create|edit|correct|end|resume`: the use case of that name, with its rights, checks and audit row. */
export const recordWriteCommand =
  (verb: 'create' | 'edit' | 'correct' | 'end' | 'resume') =>
  (name: string, first: string | WriteOptions, second?: WriteOptions): Promise<void> => {
    const id = typeof first === 'string' ? first : undefined;
    const options = typeof first === 'string' ? (second ?? {}) : first;
    return withRegister(name, options, async ({ record, work }) => {
      const useCase = recordUseCases(record).find((each) => each.id === `${record.id}.${verb}`);
      if (useCase === undefined)
        throw inputError(
          'record.managed',
          `${record.label.zh}不能在这里登记：请用该业务自己的命令。`,
          `A ${record.label.en} is not made here: use the command of its business.`,
        );
      const output = await work(async (context) => {
        const version =
          id === undefined || options.expect !== undefined
            ? Number(options.expect ?? 1)
            : (await readRecord(context.tx, context, record, uuidOf(id))).version;
        return runUseCase(useCase, context, {
          ...(id === undefined ? {} : { id, version }),
          values: valuesOf(options.values),
          ...(options.division === undefined ? {} : { divisionNo: division(options.division) }),
          ...(options.reason === undefined ? {} : { reason: options.reason }),
          ...(options.on === undefined ? {} : { on: options.on }),
        });
      });
      print(output, options.json, () => [JSON.stringify(output)]);
    });
  };

/** `huimin record template REGISTER --out FILE`. */
export const recordTemplateCommand = (
  name: string,
  options: CommonOptions & { readonly out: string },
): Promise<void> =>
  withRegister(name, options, async ({ record }) => {
    await pipeline(importTemplate(record), createWriteStream(options.out));
    print({ file: options.out }, options.json, () => [options.out]);
  });

/** `huimin record export REGISTER --out FILE.xlsx|FILE.csv`, masked as it is shown. */
export const recordExportCommand = (
  name: string,
  options: SelectionOptions & { readonly out: string },
): Promise<void> =>
  withRegister(name, options, async ({ record, work }) => {
    const format = extname(options.out) === '.csv' ? 'csv' : 'xlsx';
    await work(async (context) => {
      const stream = await exportRecords(context.tx, context, record, {
        selection: selectionOf(options),
        columns: [],
        format,
      });
      await pipeline(stream, createWriteStream(options.out));
    });
    print({ file: options.out, format }, options.json, () => [options.out]);
  });

interface ImportOptions extends CommonOptions {
  readonly apply?: 'all' | 'good';
  readonly errors?: string;
}

/** `huimin record import REGISTER FILE`: a dry run; with --apply the rows are written, all or the good ones only. */
export const recordImportCommand = (name: string, file: string, options: ImportOptions): Promise<void> =>
  withRegister(name, options, async ({ context: { language }, record, work }) => {
    const bytes = readBytes(file);
    const id = await work((context) => stageImport(context, record, { fileName: basename(file), bytes }));
    const staged = await work((context) => readImport(context.tx, record, id));
    if (options.errors !== undefined && staged.rowsBad > 0) {
      const out = options.errors;
      await work(async (context) =>
        pipeline(await markedImport(context.tx, context, record, id), createWriteStream(out)),
      );
    }
    const useCase = recordUseCases(record).find((each) => each.id === `${record.id}.apply-import`);
    const applied =
      options.apply === undefined || useCase === undefined
        ? {}
        : await work((context) => runUseCase(useCase, context, { id, rows: options.apply }));
    const result = { ...staged, ...Object(applied) };
    print(result, options.json, () => [
      `新增 ${result.rowsNew}，变更 ${result.rowsChanged}，相同 ${result.rowsSame}，有误 ${result.rowsBad}`,
      ...staged.faults.slice(0, 20).map((fault) => `第${fault.line}行 ${fault.column}：${fault[language]}`),
    ]);
    if (staged.rowsBad > 0 && options.apply === undefined) process.exitCode = 1;
  });

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw inputError('record.file', `文件 ${file} 无法读取。`, `The file ${file} cannot be read.`);
  }
}
