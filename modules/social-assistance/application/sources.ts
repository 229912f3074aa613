import { plainDate } from '../../../kernel/base/plain-date.ts';
import type { LegalSource } from '../../../kernel/policy/define-programme.ts';
import { DB2012 } from '../policy/sources.ts';

/** From this day on applications follow the procedure of 民发〔2021〕57号; those opened before go on under the old one. */
export const NEW_PROCEDURE_FROM = plainDate('2021-07-01');

/** 最低生活保障审核审批办法(试行), to 2021-06-30. */
export const db2012 = (article: string): LegalSource => ({ ...DB2012, article });

/** 最低生活保障审核确认办法, from 2021-07-01. */
export const db2021 = (article: string): LegalSource => ({
  title: '最低生活保障审核确认办法',
  number: '民发〔2021〕57号',
  article,
  effectiveFrom: NEW_PROCEDURE_FROM,
});

/** 特困人员认定办法, from 2021-07-01. */
export const tk2021 = (article: string): LegalSource => ({
  title: '特困人员认定办法',
  number: '民发〔2021〕43号',
  article,
  effectiveFrom: NEW_PROCEDURE_FROM,
});
