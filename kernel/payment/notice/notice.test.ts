import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAward, compute, type Family, finishRun, payMonth } from '../../../tests/support/builders.ts';
import { type CaseWorld, createCaseWorld } from '../../../tests/support/case-world.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { yuan } from '../../base/fen.ts';
import { plainDate } from '../../base/plain-date.ts';
import type { Actor } from '../../db/actor.ts';
import { findRow } from '../../db/rows.ts';
import { openZip } from '../../sheet/zip-guard.ts';
import type { PaymentNotice } from './contract.ts';
import { readPaymentNotice } from './read-notice.ts';
import { renderNotices } from './render-notice.ts';
import { runNotices } from './run-notices.ts';

let world: CaseWorld;
let family: Family;

beforeAll(async () => {
  world = await createCaseWorld();
  family = await world.family({ headName: '欧阳小明' });
  await addAward(world, dibao, family);
  await addAward(world, dibao, await world.family({ account: null }));
  await payMonth(world, dibao, '2020-01');
});
afterAll(() => world.database.drop());

const noticeFor = (actor: Actor, month?: string) =>
  world.within(actor, '2020-02-01', (context) =>
    readPaymentNotice(context.tx, context, {
      kind: 'household',
      id: family.householdId,
      ...(month === undefined ? {} : { month }),
    }),
  );
const textOf = async (docx: Buffer): Promise<string> => {
  const zip = await openZip(docx);
  let xml = '';
  for await (const piece of zip.findText('word/document.xml') ?? []) xml += piece;
  return xml.replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '');
};

test('says in plain words what was paid for which month, with name and account masked', async () => {
  const { months, notice } = await noticeFor(world.street);
  expect(months).toEqual(['2020-01']);
  expect(notice).toMatchObject({ name: '欧**明', paidFen: yuan(780), streetName: '第一街道' });
  const text = await textOf(await renderNotices([notice as PaymentNotice], plainDate('2020-02-01')));
  expect(text).toContain('救助金发放告知单');
  expect(text).toContain('780.00元已于2020年1月8日存入');
  expect(text).toContain('请向第一街道民政办或测试区民政局询问');
  expect(text).not.toContain('欧阳小明');
});

test('tells nothing before the run is approved', async () => {
  const run = await compute(world, dibao, '2020-02');
  expect((await noticeFor(world.clerk, '2020-02')).notice).toBeNull();
  const early = await refusalOf(
    world.within(world.clerk, '2020-02-06', (context) => runNotices(context.tx, context, run.id)),
  );
  expect(early.code).toBe('payment.notice-early');
  await finishRun(world, dibao, run.runNo, '2020-02');
  expect((await noticeFor(world.clerk)).months).toEqual(['2020-02', '2020-01']);
});

test('another street reads the household as absent', async () => {
  expect((await refusalOf(noticeFor(world.otherStreet))).code).toBe('record.absent');
});

test('a whole run is one Word file with a page each; who has no account is told what to do', async () => {
  const run = await world.within(world.chief, '2020-02-10', ({ tx }) =>
    findRow<{ id: string }>(tx, sql`select id from payment_run where run_no = 'FF202001DB01'`),
  );
  const [bytes, name] = await world.within(world.chief, '2020-02-10', async (context) => {
    const { stream, fileName } = await runNotices(context.tx, context, run?.id ?? '');
    return [Buffer.concat(await stream.toArray()), fileName] as const;
  });
  expect(name).toBe('FF202001DB01发放告知单.docx');
  const text = await textOf(bytes);
  expect(text.match(/救助金发放告知单/g)).toHaveLength(2);
  expect(text).toContain('没有登记收款账户，尚未发放');
});
