import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { month } from '../../kernel/base/month.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { findWrongPayments } from '../../modules/elderly-care/use-cases/check-quarter.ts';
import { testPublished } from '../support/published-figures.ts';

const database = testPublished({
  areas: ['elderly'],
  figures: {
    'elderly.build.community-stations': '13',
    'elderly.build.rural-centres': '6',
    'elderly.build.canteens': '3',
    'elderly.build.completed': '4',
    'elderly.build.coverage-deadline': '20201231',
    'elderly.build.coverage-target': '100',
    'elderly.subsidy90.age': '90',
    'elderly.subsidy90.amount': '100',
    'elderly.opsub.community-uplift': '10',
    'elderly.opsub.institution-uplift': '30',
    'elderly.opsub.paid': '444.079',
    'elderly.opsub2019.paid': '407.964',
    'elderly.quality.national-standard': '60',
    'elderly.quality.canteen-good': '80',
    'elderly.quality.open-kitchen': '100',
    'elderly.safety.inspections': '6',
    'elderly.oldage.paid': '706.98',
    'elderly.cards.approved': '5947',
    'elderly.cards.annual-review': '5545',
    'elderly.epi.supplies-fund': '18.89',
    'elderly.epi.goods-batches': '40',
    'elderly.epi.goods-kinds': '30',
    'elderly.epi.subsidies': '323.90',
    'elderly.epi.assessed': '16',
    'elderly.epi.assessed-passed': '16',
    'elderly.epi.returned-elders': '122',
    'elderly.epi.new-elders': '41',
    'elderly.epi.staff': '41',
    'elderly.epi.return-total': '204',
  },
  // A campaign visits homes of many streets; the same item goes to many.
  shared: ['elderly.safety.inspections', 'elderly.epi.goods-kinds'],
});

test('every paid quarter of the allowance is what the rule gives', async () => {
  const chief = await getAccount(database().db.pool, 'chief');
  for (const quarter of ['2020-01', '2020-04', '2020-07']) {
    const found = await database().db.transaction(chief, (tx) => findWrongPayments(tx, month(quarter)));
    expect(found.findings).toEqual([]);
    expect(found.checked).toBeGreaterThan(7000);
  }
});

test('the figure of homes and staff is a part of the figure of all support: the facilities are the rest', async () => {
  const chief = await getAccount(database().db.pool, 'chief');
  const rows = await database().db.transaction(chief, (tx) =>
    rowsOf<{ kind: string; yuan: number }>(
      tx,
      sql`select kind, (sum(pay_fen) / 100)::int as yuan from operating_subsidy where from_month >= '2020-01-01' group by 1 order by 1`,
    ),
  );
  expect(rows).toEqual([
    { kind: 'facility', yuan: 1_201_750 },
    { kind: 'institution', yuan: 2_340_000 },
    { kind: 'staff', yuan: 899_040 },
  ]);
});
