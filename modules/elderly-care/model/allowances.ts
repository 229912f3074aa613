import { personRecord } from '../../../kernel/party/records.ts';
import { defineRecord } from '../../../kernel/register/define-record.ts';
import * as forms from '../../../kernel/register/field-forms.ts';
import { AREA } from './institutions.ts';

const { codes, code, day, faultsOf, inner, isBefore, kept, must, short } = forms;
const person = inner('老人', 'person', { type: 'reference', to: () => personRecord, ...must, ...kept });

const STATUS = codes('proposed 待确认, paying 发放中, suspended 暂停发放, ended 已停发');
const CHANNELS = codes('face 人脸识别 face, window 窗口 at the window, visit 入户 visit, data 数据比对 data');
const REASONS = codes('death 死亡, moved 户口迁出 moved away, waived 本人放弃 waived');

/** Who has an old-age allowance. The band follows from the birth date and is never typed (handbook 03 §3). */
export const oldAgeAward = defineRecord({
  id: 'old-age-award',
  label: { zh: '高龄津贴对象', en: 'old-age allowance' },
  area: AREA,
  title: 'awardNo',
  key: ['awardNo'],
  list: ['awardNo', 'status', 'fromMonth', 'toMonth', 'lastVerifiedOn'],
  scope: { of: 'personId' },
  correction: 'approval',
  managed: true,
  fields: {
    awardNo: inner('编号', 'number', code),
    personId: person,
    status: inner('状态', 'status', { type: 'code', codes: STATUS, ...must, ...kept }),
    fromMonth: inner('享受起月', 'from', { type: 'month', ...must, ...kept }),
    toMonth: inner('享受止月', 'last month', { type: 'month', ...kept }),
    endedFor: inner('停发原因', 'ended for', { type: 'code', codes: REASONS, ...kept }),
    lastVerifiedOn: inner('最近生存认证', 'last verified on', { ...day, ...kept, sort: true }),
    channel: inner('认证方式', 'verified by', { type: 'code', codes: CHANNELS, ...kept }),
  },
  check: ({ status, toMonth, endedFor, fromMonth }) =>
    faultsOf(
      [
        (status === 'ended') !== (toMonth !== null),
        'toMonth',
        '停发应有止月',
        'an ended one has a last month',
      ],
      [(toMonth === null) !== (endedFor === null), 'endedFor', '止月与原因应同时填写', 'goes with the month'],
      [isBefore(toMonth, fromMonth), 'toMonth', '早于起月', 'precedes the first month'],
    ),
});

const KINDS = codes('allowance 高龄津贴 old-age allowance, district90 区级90岁补贴 district subsidy from 90');

/** One quarter of one allowance as the city's platform paid it; checked against the rule every night. */
export const oldAgePayment = defineRecord({
  id: 'old-age-payment',
  label: { zh: '高龄津贴发放明细', en: 'old-age payment' },
  area: AREA,
  title: 'paymentNo',
  key: ['paymentNo'],
  list: ['paymentNo', 'kind', 'quarter', 'months', 'amountFen', 'paidOn'],
  scope: { of: 'awardId' },
  correction: 'approval',
  fields: {
    paymentNo: inner('明细号', 'number', { ...short, ...must, ...kept, sort: true }),
    awardId: inner('对象', 'award', { type: 'reference', to: () => oldAgeAward, ...must, ...kept }),
    kind: inner('项目', 'kind', { type: 'code', codes: KINDS, ...must, ...kept }),
    quarter: inner('季度首月', 'first month of the quarter', { type: 'month', ...must, ...kept }),
    months: inner('月数', 'months', { type: 'integer', min: 1, max: 3, ...must, ...kept }),
    amountFen: inner('金额', 'amount', { type: 'money', ...must, ...kept }),
    paidOn: inner('发放日期', 'paid on', { ...day, ...must, ...kept, sort: true }),
  },
  check: ({ quarter, paidOn }) =>
    faultsOf(
      [!/-(01|04|07|10)$/.test(String(quarter)), 'quarter', '应为1、4、7、10月', 'begins a quarter'],
      [isBefore(paidOn, `${String(quarter)}-01`), 'paidOn', '早于所属季度', 'precedes its quarter'],
    ),
});

/** A senior card, approved on the city's platform. */
export const seniorCard = defineRecord({
  id: 'senior-card',
  label: { zh: '老年证', en: 'senior card' },
  area: AREA,
  title: 'cardNo',
  key: ['cardNo'],
  list: ['cardNo', 'approvedOn', 'verifiedUntil'],
  scope: { of: 'personId' },
  correction: 'reason',
  fields: {
    cardNo: inner('证号', 'card number', code),
    personId: person,
    approvedOn: inner('审批日期', 'approved on', { ...day, ...must, ...kept, sort: true }),
    verifiedUntil: inner('年审有效期至', 'verified until', { type: 'date', ...must }),
  },
  check: ({ verifiedUntil, approvedOn }) =>
    faultsOf([isBefore(verifiedUntil, approvedOn), 'verifiedUntil', '早于审批日期', 'precedes the approval']),
});

/** The annual verification of a card. */
export const cardReview = defineRecord({
  id: 'card-review',
  label: { zh: '老年证年审', en: 'annual verification of a card' },
  area: AREA,
  title: 'reviewNo',
  key: ['cardId', 'year'],
  list: ['reviewNo', 'cardId', 'year', 'reviewedOn', 'channel'],
  scope: { of: 'cardId' },
  correction: 'reason',
  fields: {
    reviewNo: inner('年审号', 'number', { ...short, ...must, ...kept }),
    cardId: inner('老年证', 'card', { type: 'reference', to: () => seniorCard, ...must, ...kept }),
    year: inner('年度', 'year', { type: 'integer', min: 2000, max: 2999, ...must, ...kept }),
    reviewedOn: inner('年审日期', 'verified on', { ...day, ...must, sort: true }),
    channel: inner('方式', 'by', { type: 'code', codes: CHANNELS, ...must }),
  },
  check: ({ year, reviewedOn }) =>
    faultsOf([
      !String(reviewedOn).startsWith(String(year)),
      'reviewedOn',
      '应在所属年度内',
      'lies in the year',
    ]),
});
