import type { LegalSource } from '../../../kernel/policy/define-programme.ts';

/** Documents that the rules stand on. Where a number was recalled and not re-read, the title says it all. */
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
export const SAL: LegalSource = {
  title: '中华人民共和国社会救助法',
  number: '2026年4月30日通过',
  article: '第十三条',
  effectiveFrom: '2026-07-01',
};
export const DB2021: LegalSource = {
  title: '最低生活保障审核确认办法',
  number: '民发〔2021〕57号',
  article: '第七条、第八条、第十三条、第十四条',
  effectiveFrom: '2021-07-01',
};
export const DB2022: LegalSource = {
  title: '关于进一步做好最低生活保障等社会救助兜底保障工作的通知',
  number: '民发〔2022〕83号',
  article: '单人户、渐退期',
  effectiveFrom: '2022-10-20',
};
export const TK2021: LegalSource = {
  title: '特困人员认定办法',
  number: '民发〔2021〕43号',
  article: '第四条至第九条、第二十一条、第二十二条',
  effectiveFrom: '2021-07-01',
};
export const LI2023: LegalSource = {
  title: '关于加强低收入人口动态监测做好分层分类社会救助工作的意见',
  number: '国办发〔2023〕39号',
  article: '分层分类救助',
  effectiveFrom: '2023-10-01',
};
/** Valid for two years; the digits of its limits are parameters, for the published copy was not legible. */
export const MARGINAL2024: LegalSource = {
  title: '湖北省低保边缘家庭认定规定',
  number: '鄂民政发〔2024〕15号',
  article: '财产',
  effectiveFrom: '2024-08-19',
};
export const GX2025: LegalSource = {
  title: '刚性支出困难家庭认定办法',
  number: '2025年1月1日起施行',
  article: '第四条、第八条、第十条',
  effectiveFrom: '2025-01-01',
};
