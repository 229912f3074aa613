import { defineFact, type FactTotal } from '../../../kernel/party/define-fact.ts';

/** What the counted members earn and receive in a month; which items count is for the rule of the month to say. */
const income: FactTotal = { id: 'income', label: { zh: '收入合计（月）', en: 'income in all (month)' } };

export const wageIncome = defineFact({
  kind: 'income.wage',
  subject: 'person',
  label: { zh: '工资性收入（月）', en: 'wage income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
  partOf: income,
});
export const businessIncome = defineFact({
  kind: 'income.business',
  subject: 'person',
  label: { zh: '经营净收入（月）', en: 'business income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
  partOf: income,
});
export const propertyIncome = defineFact({
  kind: 'income.property',
  subject: 'person',
  label: { zh: '财产净收入（月）', en: 'property income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
  partOf: income,
});
export const transferIncome = defineFact({
  kind: 'income.transfer',
  subject: 'person',
  label: { zh: '转移净收入（月）', en: 'transfer income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
  partOf: income,
});
/** Counted with transfers, but for the years of the fourteenth plan (2021-07 to 2025-12; 民发〔2021〕57号 art. 13). */
export const basicPension = defineFact({
  kind: 'income.basic-pension',
  subject: 'person',
  label: { zh: '城乡居民基础养老金（月）', en: 'basic pension of residents (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
  partOf: income,
});
/** What going to work costs; taken off the wage since 2021-07 (民发〔2021〕57号 art. 13). */
export const employmentCost = defineFact({
  kind: 'income.employment-cost',
  subject: 'person',
  label: { zh: '必要的就业成本（月）', en: 'necessary cost of employment (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
/** What disability or serious illness unavoidably costs; taken off since 2021-07 (民发〔2021〕57号 art. 13). */
export const rigidCost = defineFact({
  kind: 'income.rigid-cost',
  subject: 'person',
  label: { zh: '残疾、重病刚性支出（月）', en: 'unavoidable cost of disability or illness (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
/** Kept on file, never counted: preferential treatment, scholarships, assistance and the like (DB2012 art. 16). */
export const exemptIncome = defineFact({
  kind: 'income.exempt',
  subject: 'person',
  label: { zh: '不计入收入（月）', en: 'exempt income (month)' },
  value: { type: 'money' },
  sensitivity: 'L4',
});
