import { z } from 'zod';
import { firstDay, type Month, monthOf, nextMonth } from '../../../kernel/base/month.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import type { CaseRecord } from '../../../kernel/case/case-record.ts';
import { asked } from '../../../kernel/case/form-field.ts';
import type { Programme } from '../../../kernel/policy/define-programme.ts';
import { appliesAlone } from '../model/facts.ts';
import { dibao } from '../policy/dibao.ts';
import { marginal } from '../policy/marginal.ts';
import { rigidExpenditure } from '../policy/rigid-expenditure.ts';
import { tekun } from '../policy/tekun.ts';
import { temporaryAssistance } from '../policy/temporary-assistance.ts';
import { NEW_PROCEDURE_FROM } from './sources.ts';

/** Programmes that are applied for at the street and confirmed by the bureau; the two subsidies go their own way. */
const APPLIED_FOR = {
  dibao,
  tekun,
  marginal,
  'temporary-assistance': temporaryAssistance,
  'rigid-expenditure': rigidExpenditure,
} as const;

const programmeLabels = Object.fromEntries(Object.entries(APPLIED_FOR).map(([id, { label }]) => [id, label]));

export const ApplicationData = z.object({
  programme: z
    .enum(['dibao', 'tekun', 'marginal', 'temporary-assistance', 'rigid-expenditure'])
    .meta(asked({ zh: '申请项目', en: 'programme' }, programmeLabels)),
  channel: z
    .enum(['window', 'online', 'proxy', 'proactive', 'hotline'])
    .default('window')
    .meta(
      asked(
        { zh: '申请渠道', en: 'channel' },
        {
          window: { zh: '窗口', en: 'counter' },
          online: { zh: '网上', en: 'online' },
          proxy: { zh: '委托代办', en: 'by proxy' },
          proactive: { zh: '主动发现', en: 'found by the staff' },
          hotline: { zh: '热线', en: 'hotline' },
        },
      ),
    ),
  /** Dibao only: the ground on which the applicant applies for the own person (民发〔2021〕57号 art. 8). */
  alone: z
    .enum(['marginal', 'clergy', 'jobless'])
    .optional()
    .meta(
      asked(
        { zh: '单人户申请依据（仅低保，申请人单独申请）', en: 'ground for applying alone (dibao only)' },
        appliesAlone.value.codes,
      ),
    ),
  /** Temporary assistance only: kind of hardship, degree, how many are aided. */
  temporaryType: z
    .enum(['emergency', 'expenditure'])
    .optional()
    .meta(
      asked(
        { zh: '临时救助类型（仅临时救助）', en: 'kind of hardship (temporary assistance only)' },
        {
          emergency: { zh: '急难型', en: 'emergency' },
          expenditure: { zh: '支出型', en: 'expenditure' },
        },
      ),
    ),
  temporaryGrade: z
    .enum(['light', 'medium', 'heavy'])
    .optional()
    .meta(
      asked(
        { zh: '困难程度（仅临时救助）', en: 'degree (temporary assistance only)' },
        {
          light: { zh: '一般', en: 'light' },
          medium: { zh: '较重', en: 'medium' },
          heavy: { zh: '严重', en: 'heavy' },
        },
      ),
    ),
  persons: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .meta(asked({ zh: '救助人数（仅临时救助）', en: 'people aided (temporary assistance only)' })),
  /** Of the confirmed award. */
  awardId: z.uuid().optional(),
  awardNo: z.string().optional(),
});
export type ApplicationData = z.infer<typeof ApplicationData>;

export const dataOf = ({ data }: Pick<CaseRecord, 'data'>): ApplicationData => ApplicationData.parse(data);

export const programmeOf = ({ programme }: Pick<ApplicationData, 'programme'>): Programme =>
  APPLIED_FOR[programme];

/** Whether the application goes by the procedure of 2021: the day of opening decides, not today's date. */
export const isNewProcedure = ({ openedOn }: Pick<CaseRecord, 'openedOn'>): boolean =>
  openedOn >= NEW_PROCEDURE_FROM;

/** Paid from the month after the confirmation (handbook 01 §4); a one-off grant in the month of its confirmation. */
export const firstMonth = ({ cycle }: Programme, confirmedOn: PlainDate): Month =>
  cycle === 'once' ? monthOf(confirmedOn) : nextMonth(monthOf(confirmedOn));

export const firstDayOfAward = (programme: Programme, confirmedOn: PlainDate): PlainDate =>
  firstDay(firstMonth(programme, confirmedOn));
