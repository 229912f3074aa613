import { createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { fen, formatYuan, yuan } from '../../../kernel/base/fen.ts';
import { inLanguage } from '../../../kernel/base/label.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import type { Registry } from '../../../kernel/module/registry.ts';
import { loadPlaceNames } from '../../../kernel/party/place-names.ts';
import { compareForecast } from '../../../kernel/simulation/compare-run.ts';
import * as contract from '../../../kernel/simulation/contract.ts';
import { exportSimulation } from '../../../kernel/simulation/export-simulation.ts';
import {
  readComparison,
  readSimulation,
  readSimulations,
} from '../../../kernel/simulation/read-simulations.ts';
import { computeSimulation } from '../../../kernel/simulation/run-simulation.ts';
import * as useCase from '../../../kernel/simulation/use-cases.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { createProgress } from '../progress.ts';
import { inInstallation, inUseCase } from '../use-case-context.ts';

const money = (amountFen: number): string => formatYuan(fen(amountFen));
const signed = (amountFen: number): string => `${amountFen > 0 ? '+' : ''}${money(amountFen)}`;

const STATES = {
  queued: '排队',
  running: '测算中',
  done: '已完成',
  cancelled: '已停止',
  failed: '失败',
} as const;
const OUTCOMES = { enter: '新增', gain: '增加', same: '不变', lose: '减少', leave: '退出' } as const;

interface RunOptions extends CommonOptions {
  readonly programme?: readonly string[];
  readonly set?: readonly string[];
  readonly rule?: readonly string[];
  readonly division?: string;
  readonly area?: string;
  readonly category?: string;
  readonly asOf?: string;
  readonly from?: string;
  readonly months?: string;
  readonly name?: string;
  readonly newcomers: boolean;
  readonly past: boolean;
}

/** `KEY[/VARIANT]=VALUE@MONTH`; money in yuan, `+50` is added to nothing: a value is written out; `derived` follows. */
function readChange(registry: Registry, text: string) {
  const match = /^([a-z.-]+)(?:\/([a-z0-9_-]+))?=([\d.]+|derived)@(\d{4}-\d{2})$/.exec(text);
  const [, key = '', variant = 'all', value = '', from = ''] = match ?? [];
  const definition = registry.parameters.get(key);
  if (match === null || definition === undefined) {
    throw inputError(
      'simulation.change',
      `“${text}”应写作 参数/类别=数值@月份，如 dibao.standard/urban=880@2020-12。`,
      `"${text}" must read parameter/variant=value@month, such as dibao.standard/urban=880@2020-12.`,
    );
  }
  const read = value === 'derived' ? null : definition.unit === 'fen' ? yuan(value) : Number(value);
  return { key, variant, value: read, from };
}

function readRule(text: string) {
  const [, programme = '', version = '', from = ''] = /^([a-z-]+)=([\w-]+)@(\d{4}-\d{2})$/.exec(text) ?? [];
  if (programme !== '') return { programme, version, from };
  throw inputError(
    'simulation.change',
    `“${text}”应写作 项目=规则版本@月份，如 dibao=DB2021@2020-12。`,
    `"${text}" must read programme=version@month, such as dibao=DB2021@2020-12.`,
  );
}

function scenarioOf(registry: Registry, options: RunOptions): Readonly<Record<string, unknown>> {
  const { programme = [], set = [], rule = [], division, area, category, asOf, from, months } = options;
  return {
    name: options.name ?? [...set, ...rule].join('，').slice(0, 100),
    programmes: [...programme],
    parameters: set.map((text) => readChange(registry, text)),
    rules: rule.map(readRule),
    population: {
      ...(division === undefined ? {} : { division: Number(division.padEnd(15, '0')) }),
      ...(area === undefined ? {} : { area }),
      ...(category === undefined ? {} : { category }),
    },
    ...(asOf === undefined ? {} : { asOf }),
    ...(from === undefined ? {} : { firstMonth: from }),
    ...(months === undefined ? {} : { months: Number(months) }),
    past: options.past,
    newcomers: options.newcomers,
  };
}

/** A scenario from a file, or from the options; a stored one by its id. */
async function storedScenario(from: string | undefined, options: RunOptions): Promise<string> {
  if (from !== undefined && /^[0-9a-f-]{36}$/.test(from)) return from;
  return inUseCase(options, async (context) => {
    const input = from === undefined ? scenarioOf(context.registry, options) : readFile(from);
    return (await runUseCase(useCase.createScenario, context, input)).id;
  });
}

function readFile(path: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Object(content) as Readonly<Record<string, unknown>>;
  } catch {
    throw inputError(
      'simulation.file',
      `读不出方案文件“${path}”：应为 JSON，或给出方案标识。`,
      `The scenario file "${path}" cannot be read: it must be JSON; or give the id of a scenario.`,
    );
  }
}

/** `huimin simulate run [FILE|ID]`: keeps the scenario, computes it and shows the result. */
export async function simulateRunCommand(from: string | undefined, options: RunOptions): Promise<void> {
  const id = await storedScenario(from, options);
  const { resultId } = await inUseCase(options, (context) =>
    runUseCase(useCase.startSimulation, context, { id }),
  );
  const progress = createProgress();
  await inInstallation(options, async ({ db, actor, registry }) => {
    await computeSimulation({ db, actor, registry, clock: systemClock }, resultId, (done, total) =>
      progress('测算', done, total),
    );
  });
  await simulateShowCommand(id, options);
}

/** `huimin simulate list`. */
export async function simulateListCommand(options: CommonOptions): Promise<void> {
  const { scenarios } = await inUseCase(options, ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.listSimulations.permission);
    return readSimulations(tx, reading);
  });
  print(scenarios, options.json, () =>
    table([
      ['标识', '方案', '范围', '建立', '状态', '基线（元）', '方案（元）', '差额（元）'],
      ...scenarios.map(({ id, name, divisionName, createdBy, result }) => [
        id,
        name,
        divisionName,
        createdBy,
        result === null ? '未测算' : STATES[result.state],
        result === null ? '' : money(result.baselineFen),
        result === null ? '' : money(result.scenarioFen),
        result === null ? '' : signed(result.scenarioFen - result.baselineFen),
      ]),
    ]),
  );
}

/** `huimin simulate show ID`: cost by month, who gains, loses, enters and leaves. */
export async function simulateShowCommand(id: string, options: CommonOptions): Promise<void> {
  const found = await inUseCase(options, ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.getSimulation.permission);
    return readSimulation(tx, reading, readInput(contract.getSimulation.input, { id }));
  });
  const language = options.lang ?? 'zh';
  print(found, options.json, () => [
    `${found.name}（${found.id}）`,
    found.result === null
      ? '尚未测算。'
      : `${STATES[found.result.state]}，范围：${found.result.divisionName}，起始月：${found.result.firstMonth ?? ''}`,
    `合计：基线 ${money(found.totals.baselineFen)} 元，方案 ${money(found.totals.scenarioFen)} 元，差额 ${signed(found.totals.scenarioFen - found.totals.baselineFen)} 元`,
    ...found.values.map(
      (value) =>
        `· ${inLanguage(value.label, language)}${inLanguage(value.variantLabel, language)} 自${value.from}：${shown(value.unit, value.baseline)} → ${shown(value.unit, value.scenario)}${value.formula === null ? '' : `（${inLanguage(value.formula, language)}）`}`,
    ),
    ...table([
      ['月份', '项目', '基线（元）', '方案（元）', '差额（元）', '享受数（基线→方案）'],
      ...found.months.map((row) => [
        row.month,
        inLanguage(row.programmeLabel, language),
        money(row.baselineFen),
        money(row.scenarioFen),
        signed(row.scenarioFen - row.baselineFen),
        `${row.baselineAwards} → ${row.scenarioAwards}`,
      ]),
    ]),
    ...table([
      ['分组', ...Object.values(OUTCOMES), '差额（元）'],
      ...found.groups.map((group) => [
        inLanguage(group.label, language),
        ...(['enter', 'gain', 'same', 'lose', 'leave'] as const).map((outcome) => {
          const { awards, people } = group.outcomes[outcome];
          return `${awards}户/${people}人`;
        }),
        signed(group.scenarioFen - group.baselineFen),
      ]),
    ]),
    ...found.coverage.map((note) => `※ ${inLanguage(note, language)}`),
  ]);
}

const shown = (unit: string, value: number): string => (unit === 'fen' ? money(value) : String(value));

interface CompareOptions extends CommonOptions {
  readonly month?: string;
}

/** `huimin simulate compare ID…`: one against the real runs after it, several side by side. */
export async function simulateCompareCommand(ids: readonly string[], options: CompareOptions): Promise<void> {
  const [id = '', ...others] = ids;
  if (others.length > 0) return compareScenarios(ids, options);
  const found = await inUseCase(options, ({ tx, registry }) => {
    requirePermission(tx.actor, contract.compareWithRun.permission);
    const { month } = options;
    const input = { id, ...(month === undefined ? {} : { month }) };
    return compareForecast(tx, registry, readInput(contract.compareWithRun.input, input));
  });
  const language = options.lang ?? 'zh';
  print(found, options.json, () =>
    found.programmes.flatMap((one) => [
      one.run === null
        ? `${inLanguage(one.programmeLabel, language)}：测算之后尚无发放批次。`
        : `${inLanguage(one.programmeLabel, language)} ${one.run.runNo}：预测 ${money(one.forecastFen)} 元（${one.forecastAwards}），实际 ${money(one.runFen)} 元（${one.runAwards}），差额 ${signed(one.differenceFen)} 元，${one.differing} 份不同${one.sameParameters ? '' : '；实际标准与方案不同'}`,
      ...table(
        one.awards.map((award) => [
          award.awardNo,
          money(award.forecastFen),
          money(award.runFen),
          signed(award.differenceFen),
          inLanguage(award.reasonLabel, language),
        ]),
      ),
    ]),
  );
}

async function compareScenarios(ids: readonly string[], options: CommonOptions): Promise<void> {
  const { scenarios } = await inUseCase(options, ({ tx, ...reading }) => {
    requirePermission(tx.actor, contract.compareSimulations.permission);
    return readComparison(tx, reading, ids);
  });
  print({ scenarios }, options.json, () =>
    table([
      ['方案', '起始月', '基线（元）', '方案（元）', '差额（元）'],
      ...scenarios.map((one) => [
        one.name,
        one.firstMonth ?? '未测算',
        money(one.baselineFen),
        money(one.scenarioFen),
        signed(one.scenarioFen - one.baselineFen),
      ]),
    ]),
  );
}

interface EnactOptions extends CommonOptions {
  readonly title: string;
  readonly number: string;
  readonly article: string;
  readonly issued?: string;
  readonly assumption?: string;
}

/** `huimin simulate enact ID`: proposes the values; another account approves them. */
export async function simulateEnactCommand(id: string, options: EnactOptions): Promise<void> {
  const { title, number, article, issued, assumption } = options;
  const output = await inUseCase({ ...options, as: options.as ?? 'clerk' }, (context) =>
    runUseCase(useCase.enactScenario, context, {
      id,
      title,
      number,
      article,
      ...(issued === undefined ? {} : { issuedOn: issued }),
      ...(assumption === undefined ? {} : { assumption }),
    }),
  );
  print(output, options.json, () => [
    `已提请 ${output.proposals.length} 个数值，待另一账号复核：huimin standards proposals`,
  ]);
}

interface ExportOptions extends CommonOptions {
  readonly out?: string;
}

/** `huimin simulate export ID [--out FILE]`: the result as a workbook. */
export async function simulateExportCommand(id: string, options: ExportOptions): Promise<void> {
  const file = options.out ?? `simulation-${id.slice(0, 8)}.xlsx`;
  const bytes = await inInstallation(options, async (opened) => {
    const places = await loadPlaceNames(opened.db.pool);
    return opened.within(async (tx) => {
      requirePermission(tx.actor, contract.getSimulation.permission);
      const target = createWriteStream(file);
      await pipeline(await exportSimulation(tx, { registry: opened.registry, places }, id), target);
      return target.bytesWritten;
    });
  });
  print({ file, bytes }, options.json, () => [`已导出：${file}`]);
}
