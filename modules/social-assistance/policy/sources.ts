import type { LegalSource } from '../../../kernel/policy/define-programme.ts';

/** Documents that the rules of 2020 stand on. Where a number was recalled and not re-read, the title says it all. */
export const SAIM: LegalSource = {
  title: '社会救助暂行办法',
  number: '国务院令第649号',
  article: '第九条至第十三条',
  effectiveFrom: '2014-05-01',
};
export const DB2012: LegalSource = {
  title: '最低生活保障审核审批办法（试行）',
  number: '民发〔2012〕220号',
  article: '第七条、第十一条、第十六条、第十七条',
  effectiveFrom: '2012-12-12',
};
export const TK2016: LegalSource = {
  title: '特困人员认定办法',
  number: '民发〔2016〕178号',
  article: '第四条至第八条',
  effectiveFrom: '2016-10-10',
};
export const LS2018: LegalSource = {
  title: '关于进一步加强和改进临时救助工作的意见',
  number: '民发〔2018〕23号',
  article: '二、三',
  effectiveFrom: '2018-01-23',
};
export const TWO_SUBSIDIES: LegalSource = {
  title: '关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见',
  number: '国发〔2015〕52号',
  article: '二',
  effectiveFrom: '2016-01-01',
};
export const CHILD2019: LegalSource = {
  title: '关于进一步加强事实无人抚养儿童保障工作的意见',
  number: '民发〔2019〕62号',
  article: '三',
  effectiveFrom: '2020-01-01',
};
export const PRICE2016: LegalSource = {
  title: '关于进一步完善社会救助和保障标准与物价上涨挂钩联动机制的通知',
  number: '发改价格规〔2016〕1835号',
  article: '一至三',
  effectiveFrom: '2016-08-23',
};
export const EPIDEMIC66: LegalSource = {
  title: '关于切实做好疫情防控期间特殊困难群体帮扶和养老机构等特殊场所管理工作的通知',
  number: '鄂防指发〔2020〕66号',
  article: '困难群体帮扶',
  effectiveFrom: '2020-02-01',
};
export const STRANDED2020: LegalSource = {
  title: '武汉市外地滞汉人员困难救助规定（按报道整理）',
  number: '2020年2月',
  article: '救助标准',
  effectiveFrom: '2020-02-01',
};
export const SPRING2020: LegalSource = {
  title: '2020年春节困难群众慰问安排（按年度总结整理）',
  number: '2020年1月',
  article: '慰问对象',
  effectiveFrom: '2020-01-01',
};
