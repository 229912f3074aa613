import type { ModuleName } from './module-name.ts';

const moduleTs = ({
  constant,
  zh,
  en,
}: ModuleName): string => `import type { HuiminModule } from '../../kernel/module/registry.ts';
import { indicators } from './indicators/figures.ts';
import { AREA, item } from './model/records.ts';

/** ${en} (${zh}). */
export const ${constant}: HuiminModule = {
  id: AREA,
  label: { zh: '${zh}', en: '${en}' },
  depends: [],
  programmes: [],
  parameters: [],
  facts: [],
  indicators,
  records: [item],
  grants: {
    street_clerk: ['read', 'write'],
    bureau_clerk: ['read', 'write', 'export'],
    section_chief: ['read', 'approve', 'export'],
    supervisor: ['read'],
  },
};
`;

const recordsTs = ({
  id,
  record,
  zh,
  en,
}: ModuleName): string => `import { defineRecord } from '../../../kernel/register/define-record.ts';

/** The module's id: its permissions and the area of its records. */
export const AREA = '${id}';

/** L2: inside the bureau. What is personal is L3 or L4 and says how it is covered. */
const inner = { sensitivity: 'L2', required: true } as const;
const KINDS = { routine: { zh: '日常', en: 'routine' }, urgent: { zh: '紧急', en: 'urgent' } } as const;

/** One matter of this business; it belongs to the place where it was registered. */
export const item = defineRecord({
  id: '${record}',
  label: { zh: '${zh}事项', en: '${en} item' },
  area: AREA,
  title: 'name',
  key: ['itemNo'],
  list: ['itemNo', 'name', 'kind', 'registeredOn'],
  scope: 'own',
  correction: 'reason',
  fields: {
    itemNo: {
      ...inner,
      type: 'text',
      label: { zh: '编号', en: 'number' },
      max: 30,
      fixed: true,
      search: 'code',
      sort: true,
    },
    name: { ...inner, type: 'text', label: { zh: '名称', en: 'name' }, max: 80, search: 'name' },
    kind: { ...inner, type: 'code', label: { zh: '类别', en: 'kind' }, codes: KINDS },
    registeredOn: {
      ...inner,
      type: 'date',
      label: { zh: '登记日期', en: 'registered on' },
      notAfterToday: true,
      sort: true,
    },
  },
});
`;

const figuresTs = ({ id, record, table, zh, en }: ModuleName): string => `import { sql } from 'drizzle-orm';
import { defineIndicator, type Indicator } from '../../../kernel/indicator/define-indicator.ts';

/** Value and drill-down come from this one statement; it runs with the reader's rights. */
const items = defineIndicator({
  id: '${id}.items',
  kind: 'stock',
  label: { zh: '${zh}事项数', en: '${en} items' },
  definition: {
    zh: '统计日已登记且未终止的${zh}事项，按登记日期计。',
    en: 'Items registered by the day that have not ended on it.',
  },
  unit: '件',
  baseUnit: '件',
  scale: 1,
  decimals: 0,
  measure: 'rows',
  parameters: [],
  rows: ({ at, divisionFrom, divisionTo }) => sql\`
    select i.id::text as key, 'record'::text as kind, i.name, i.division_no, null::date as month, i.item_no as what,
           1::bigint as measure, '${record}/' || i.id as link
      from ${table} i
     where i.registered_on <= \${at}::date and (i.ended_on is null or i.ended_on > \${at}::date)
       and i.division_no >= \${divisionFrom} and i.division_no < \${divisionTo}\`,
});

export const indicators: readonly Indicator[] = [items];
`;

const testTs = ({
  id,
  record,
  en,
}: ModuleName): string => `import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { getFigureRows, getFigureValue } from '../../kernel/indicator/figures.ts';
import { runUseCase, type UseCaseContext } from '../../kernel/module/define-use-case.ts';
import { recordUseCases } from '../../kernel/register/use-cases.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { registry } from '../index.ts';
import { item } from './model/records.ts';

let database: TestDatabase;
let district: SmallDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
});
afterAll(() => database.drop());

const as = async <T>(username: string, work: (context: UseCaseContext) => Promise<T>): Promise<T> => {
  const { db, keyring } = database;
  const clock = fixedClock('2020-06-01T10:00');
  return db.transaction(await getAccount(db.pool, username), (tx) =>
    work({ tx, registry, keyring, clock, places: new Map() }),
  );
};

const register = (kind: string) =>
  as('street_one', (context) => {
    const create = recordUseCases(item).find((useCase) => useCase.id === '${record}.create');
    if (create === undefined) throw new Error('the register makes records');
    const values = { itemNo: 'A-1', name: '第一件', kind, registeredOn: '2020-03-02' };
    return runUseCase(create, context, { divisionNo: district.families[0].street, values });
  });
const count = (username: string) =>
  as(username, async ({ tx }) => (await getFigureValue(tx, registry, '${id}.items')).value);

describe('${en}', () => {
  test('an unknown kind is refused', async () => {
    await expect(register('other')).rejects.toMatchObject({ code: 'record.values' });
  });

  test('what a street registers is counted there and in the district, and nowhere else', async () => {
    await register('urgent');
    expect(await Promise.all(['chief', 'street_one', 'street_two'].map(count))).toEqual([1, 1, 0]);
    const { rows } = await as('chief', ({ tx }) =>
      getFigureRows(tx, registry, '${id}.items', { offset: 0, limit: 10 }),
    );
    expect(rows).toMatchObject([{ kind: 'record', name: '第一件', what: 'A-1' }]);
  });
});
`;

const readme = ({ id, record, zh, en }: ModuleName): string => `# ${zh} · ${en}

What this module declares:

- **Records:** \`${record}\`, a register with list, form, import, export and history.
- **Permissions:** \`${id}.read\`, \`.write\`, \`.approve\`, \`.export\`, given to roles in \`module.ts\`.
- **Figures:** \`${id}.items\`.

How to go on: [docs/module-guide.md](../../docs/module-guide.md).
`;

/** The files of a new module, by their path in its folder. */
export const moduleFiles = (name: ModuleName): Readonly<Record<string, string>> => ({
  'module.ts': moduleTs(name),
  'module.test.ts': testTs(name),
  'model/records.ts': recordsTs(name),
  'indicators/figures.ts': figuresTs(name),
  'README.md': readme(name),
});
