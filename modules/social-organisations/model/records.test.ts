import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { completeValues } from '../../../kernel/register/check-values.ts';
import type { RecordDefinition } from '../../../kernel/register/define-record.ts';
import type { Values } from '../../../kernel/register/field.ts';
import { organisation } from './organisation.ts';
import { annualInspection, creditEntry, duesReceiptBatch, gradeOf } from './records.ts';

const faults = (record: RecordDefinition, whole: Values) => (change: Values) =>
  completeValues(record, { ...whole, ...change }, plainDate('2020-10-31')).faults.map(({ field }) => field);

describe('an organisation (社会团体登记管理条例 art. 10)', () => {
  const of = faults(organisation, {
    usci: '51420199MJD0000016',
    kind: 'group',
    name: '东西湖区示例书法协会',
    business: '书法',
    status: 'active',
    legalRepName: '李示安',
    legalRepIdNo: '420199196001019001',
    registeredOn: '2015-03-01',
    address: '演示路1号',
    fundsFen: 3e6,
    membersIndividual: 50,
    partyState: 'none',
  });
  test.each<[string, Values, string[]]>([
    ['30,000 yuan and 50 members are enough', {}, []],
    ['a fen less is not', { fundsFen: 2_999_999 }, ['fundsFen']],
    ['49 people are too few', { membersIndividual: 49 }, ['membersIndividual']],
    ['30 units alone are enough', { membersIndividual: null, membersUnit: 30 }, []],
    ['29 units are not', { membersIndividual: 0, membersUnit: 29 }, ['membersIndividual']],
    ['mixed it is 50 together', { membersIndividual: 10, membersUnit: 39 }, ['membersIndividual']],
    ['mixed, 50', { membersIndividual: 10, membersUnit: 40 }, []],
    ['what stopped may be small', { status: 'stopped', membersIndividual: 3, fundsFen: 0 }, []],
    ['a national name', { name: '中华示例协会' }, ['name']],
    ['the code of another kind', { usci: '52420199MJD0000012' }, ['usci']],
    ['no head', { legalRepName: null }, ['legalRepName']],
  ])('%s', (_, change, wrong) => expect(of(change)).toEqual(wrong));
});

describe('an inspection (民办非企业单位年度检查办法 art. 8)', () => {
  const of = faults(annualInspection, {
    title: '示例协会2019年度检查',
    organisationId: 'x',
    year: 2019,
    unitSubmittedOn: '2020-03-01',
    unitOpinion: 'agree',
    unitOpinionOn: '2020-03-10',
    registrarSubmittedOn: '2020-05-01',
    incomeFen: 1,
    expenditureFen: 1,
    netAssetsFen: -5,
    activityCount: 2,
    result: 'qualified',
    concludedOn: '2020-07-10',
  });
  test.each<[string, Values, string[]]>([
    ['qualified without issues', {}, []],
    ['a light issue is not qualified', { lightIssues: ['A07'] }, ['result']],
    ['basically qualified', { lightIssues: ['A07'], result: 'basic' }, []],
    ['a serious one is unqualified', { seriousIssues: ['A09'], result: 'basic' }, ['result']],
    ['false data is never light', { lightIssues: ['A13'], result: 'basic' }, ['lightIssues']],
    ['no activity is an issue', { activityCount: 0 }, ['lightIssues']],
    ['no activity, listed', { activityCount: 0, seriousIssues: ['A03'], result: 'unqualified' }, []],
    ['the unit speaks first', { unitOpinion: null, result: null }, ['unitOpinion']],
    ['nothing handed in', { registrarSubmittedOn: null }, ['registrarSubmittedOn']],
    ['a report with a gap', { incomeFen: null }, ['incomeFen']],
    ['took no part', { registrarSubmittedOn: null, unitOpinion: null, result: 'not_taken' }, []],
  ])('%s', (_, change, wrong) => expect(of(change)).toEqual(wrong));

  test.each<[Values, string]>([
    [{ lightIssues: null, seriousIssues: null }, 'qualified'],
    [{ lightIssues: ['A01'], seriousIssues: null }, 'basic'],
    [{ lightIssues: ['A01'], seriousIssues: ['A02'] }, 'unqualified'],
  ])('%j is %s', (values, grade) => expect(gradeOf(values)).toBe(grade));
});

describe('dues receipts (handbook 09 §5 rule 3)', () => {
  const of = faults(duesReceiptBatch, {
    bookNo: 'HF1',
    organisationId: 'x',
    year: 2019,
    fromNo: 1,
    toNo: 600,
    issuedOn: '2019-01-15',
    used: 500,
    voided: 20,
    stock: 80,
    usedAmountFen: 5e6,
  });
  const writeoff = { writeoffNo: 'HX1', writeoffOn: '2020-03-20', firstSigner: '甲', secondSigner: '乙' };
  test.each<[string, Values, string[]]>([
    ['600 issued = 500 used + 20 void + 80 left; the copies follow from the numbers', {}, []],
    ['one is missing', { stock: 79 }, ['stock']],
    ['copies that are not the span', { copies: 599, stock: 79 }, ['copies']],
    ['numbers the wrong way round', { fromNo: 600, toNo: 1 }, ['stock']],
    ['written off by two', writeoff, []],
    ['by one', { ...writeoff, secondSigner: '甲' }, ['secondSigner']],
    ['half written off', { writeoffNo: 'HX1' }, ['writeoffNo']],
    ['before it was issued', { ...writeoff, writeoffOn: '2019-01-14' }, ['writeoffOn']],
  ])('%s', (_, change, wrong) => expect(of(change)).toEqual(wrong));
});

test('an entry is removed with a document, not before it was made', () => {
  const entry = { organisationId: 'x', reason: 'no-report', enteredOn: '2020-08-03', document: '1号' };
  const of = faults(creditEntry, entry);
  expect(of({})).toEqual([]);
  expect(of({ removedOn: '2020-09-01', removalDocument: '2号' })).toEqual([]);
  expect(of({ removedOn: '2020-09-01' })).toEqual(['removedOn']);
  expect(of({ removedOn: '2020-08-01', removalDocument: '2号' })).toEqual(['removedOn']);
});
