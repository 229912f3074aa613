import { describe, expect, test } from 'vitest';
import { createRegistry, type HuiminModule } from './registry.ts';
import { sampleLifecycle } from '../case/sample-lifecycle.ts';
import { defineRecord } from '../register/define-record.ts';
import { checkGlossary, findGlossaryFaults, glossaryText } from './glossary.ts';

const label = { zh: '样本模块', en: 'sample module' };
const bench = defineRecord({
  id: 'park-bench',
  label: { zh: '公园座椅', en: 'park bench' },
  area: 'sample',
  fields: {
    code: { type: 'text', max: 10, label: { zh: '编号', en: 'code' }, sensitivity: 'L1', required: true },
  },
  title: 'code',
  key: ['code'],
  list: ['code'],
  scope: 'own',
  correction: 'reason',
});
const sample: HuiminModule = {
  id: 'sample',
  label,
  depends: [],
  programmes: [],
  parameters: [],
  facts: [],
  indicators: [],
  records: [bench],
};
const LINES = 'sample,样本模块,this system\npark-bench,公园座椅,this system\n';

const faultsOf = (module: HuiminModule, text: string): string[] =>
  findGlossaryFaults(createRegistry([module]), text).map(({ en }) => en);

describe('the glossary', () => {
  const kernel = glossaryText();

  test('knows every name of the kernel', () => {
    expect(faultsOf(sample, kernel + LINES)).toEqual([]);
  });

  test('lacks a record that nobody explained', () => {
    expect(faultsOf(sample, `${kernel}sample,样本模块,this system\n`)).toEqual([
      'park-bench (record of modules/sample): is not in docs/glossary.csv',
    ]);
  });

  test('says something else than the code shows', () => {
    expect(faultsOf(sample, `${kernel}${LINES.replace('公园座椅', '长椅')}`)).toEqual([
      'park-bench (record of modules/sample): docs/glossary.csv does not say “公园座椅”',
    ]);
  });

  test('has every state of a life cycle under its label', () => {
    const states = { ...sampleLifecycle.states, work: { label: { zh: '修理中', en: 'in repair' } } };
    const faults = faultsOf({ ...sample, lifecycles: [{ ...sampleLifecycle, states }] }, kernel + LINES);
    expect(faults).toContain('work (state of sample of modules/sample): is not in docs/glossary.csv');
  });

  test('has no term twice: several meanings stand in one line', () => {
    expect(faultsOf(sample, kernel + LINES + LINES)).toEqual([
      'sample: stands twice in docs/glossary.csv',
      'park-bench: stands twice in docs/glossary.csv',
    ]);
  });

  test('stops the start with folder and name, in both languages', () => {
    expect(() => checkGlossary(createRegistry([sample]), kernel)).toThrow(
      expect.objectContaining({
        code: 'glossary.missing',
        zh: expect.stringContaining('modules/sample 的记录“park-bench”未列入 docs/glossary.csv'),
        en: expect.stringContaining('park-bench (record of modules/sample)'),
      }),
    );
  });
});
