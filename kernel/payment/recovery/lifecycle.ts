import { z } from 'zod';
import { defineLifecycle, type Lifecycle } from '../../case/define-lifecycle.ts';
import { actions } from './actions.ts';

/** A claim for what was paid too much, from the run that found it to its last fen (多发待遇追缴). */
export const benefitRecovery: Lifecycle = defineLifecycle({
  id: 'benefit-recovery',
  code: 'ZJ',
  label: { zh: '多发待遇追缴', en: 'recovery of an overpayment' },
  subjects: ['household', 'person'],
  opening: {
    // Opened by the posting of a run, by nobody's hand.
    permission: 'payment.approve',
    data: z.object({}),
    guard: () =>
      Promise.resolve({
        zh: '追缴在发放批次记账时自动登记，不能手工登记',
        en: 'recoveries are opened when a payment run is posted, not by hand',
      }),
    opensTask: { role: 'bureau_clerk', title: { zh: '核实多发原因', en: 'confirm why it was overpaid' } },
  },
  states: {
    'cause-open': { label: { zh: '待核实原因', en: 'cause to be confirmed' } },
    'cause-confirmed': { label: { zh: '原因已核实', en: 'cause confirmed' } },
    'claim-issued': { label: { zh: '已作出追缴决定', en: 'claim-issued' } },
    repaying: { label: { zh: '归还中', en: 'being repaid' } },
    'waiver-proposed': { label: { zh: '拟核销', en: 'write-off proposed' } },
    cleared: { label: { zh: '已结清', en: 'cleared' }, final: true },
    'claim-withdrawn': { label: { zh: '已撤销追缴', en: 'claim withdrawn' }, final: true },
  },
  initial: 'cause-open',
  actions,
  deadlines: [
    {
      id: 'cause',
      label: { zh: '核实多发原因', en: 'confirmation of the cause' },
      states: ['cause-open'],
      days: 15,
      kind: 'working',
      from: 'opened',
      amberDays: 3,
      assumption: {
        zh: '未查到明文时限，参照待遇核查十五个工作日',
        en: 'no limit was found; taken from the checks of benefits, fifteen working days',
      },
    },
    {
      id: 'agreement',
      label: { zh: '约定归还办法', en: 'agreement on how it is repaid' },
      states: ['claim-issued'],
      days: 30,
      kind: 'natural',
      from: { entering: 'claim-issued', which: 'last' },
      amberDays: 7,
      assumption: { zh: '未查到明文时限，暂按三十日', en: 'no limit was found; thirty days for now' },
    },
  ],
  pauses: {},
  materials: [],
});
