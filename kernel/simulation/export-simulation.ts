import type { Readable } from 'node:stream';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import type { Reading } from '../module/reading.ts';
import type { SheetCell } from '../sheet/sheet-row.ts';
import { writeSheet } from '../sheet/write-sheet.ts';
import type { SimulationDetail } from './contract.ts';
import type { Outcome } from './scenario-schema.ts';
import { readChanges, readSimulation } from './read-simulations.ts';

const ROWS_PER_READING = 200;

const DIMENSIONS: Readonly<Record<SimulationDetail['groups'][number]['dimension'], string>> = {
  programme: '按项目',
  street: '按街道',
  area: '按城乡',
  category: '按人群',
};
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  enter: '新增',
  gain: '增加',
  same: '不变',
  lose: '减少',
  leave: '退出',
};
const COUNTED = ['enter', 'gain', 'lose', 'leave'] as const satisfies readonly Outcome[];

/** A result as a workbook: costs by month, who is touched, and the largest changes, names masked. */
export async function exportSimulation(
  tx: Tx,
  words: Pick<Reading, 'registry' | 'places'>,
  id: string,
): Promise<Readable> {
  const found = await readSimulation(tx, words, { id });
  return writeSheet({
    sheetName: '政策模拟',
    title: `政策模拟：${found.name}`,
    hint: [`范围：${found.result?.divisionName ?? found.divisionName}`, ...found.coverage.map(zh)].join('；'),
    columns: [
      { header: '内容', kind: 'text', width: 16 },
      { header: '项目/分组', kind: 'text', width: 28 },
      { header: '说明', kind: 'text', width: 34 },
      { header: '基线（元）', kind: 'money' },
      { header: '方案（元）', kind: 'money' },
      { header: '差额（元）', kind: 'money' },
      { header: '户（份）', kind: 'integer' },
      { header: '人', kind: 'integer' },
    ],
    rows: rowsOf(tx, words, found),
  });
}

const zh = ({ zh: text }: Label): string => text;

async function* rowsOf(
  tx: Tx,
  words: Pick<Reading, 'registry' | 'places'>,
  found: SimulationDetail,
): AsyncGenerator<readonly SheetCell[]> {
  for (const row of found.months) {
    const baseline = row.baselineFen + row.baselineArrearsFen - row.baselineOverpaidFen;
    const scenario = row.scenarioFen + row.scenarioArrearsFen - row.scenarioOverpaidFen;
    yield [
      row.month,
      zh(row.programmeLabel),
      '当月费用',
      baseline,
      scenario,
      scenario - baseline,
      row.scenarioAwards,
      null,
    ];
  }
  for (const group of found.groups) {
    for (const outcome of COUNTED) {
      const { awards, people, baselineFen, scenarioFen } = group.outcomes[outcome];
      if (awards === 0) continue;
      yield [
        DIMENSIONS[group.dimension],
        zh(group.label),
        OUTCOMES[outcome],
        baselineFen,
        scenarioFen,
        scenarioFen - baselineFen,
        awards,
        people,
      ];
    }
  }
  yield* changeRows(tx, words, found);
}

async function* changeRows(
  tx: Tx,
  words: Pick<Reading, 'registry' | 'places'>,
  { result }: SimulationDetail,
): AsyncGenerator<readonly SheetCell[]> {
  if (result === null) return;
  for (let page = 1; ; page++) {
    const { changes } = await readChanges(tx, words, { id: result.id, page, limit: ROWS_PER_READING });
    for (const change of changes) {
      yield [
        `明细·${OUTCOMES[change.outcome]}`,
        zh(change.programmeLabel),
        `${change.name} ${change.divisionName} ${change.awardNo ?? '未享受'}`,
        change.baselineFen,
        change.scenarioFen,
        change.scenarioFen - change.baselineFen,
        1,
        change.people,
      ];
    }
    if (changes.length < ROWS_PER_READING) return;
  }
}
