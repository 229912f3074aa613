import type { Label } from '../../../kernel/base/label.ts';
import { chineseDate } from '../../../kernel/base/plain-date.ts';
import { type DeliveredEvent, defineReaction } from '../../../kernel/event/define-reaction.ts';
import { disabilityLevel } from '../model/facts.ts';
import { homesOf } from './affected-awards.ts';
import { newlyEligible } from './newly-eligible.ts';
import { propose } from './propose.ts';

type CertificateEvent = DeliveredEvent<
  'person.disability_cert_changed' | 'person.disability_cert_issued' | 'person.disability_cert_expired'
>;

/** The level of a certificate decides about supplements and subsidies, of the person and of the family. */
export const disabilityChanged = defineReaction({
  id: 'social-assistance.disability-changed',
  on: ['person.disability_cert_changed', 'person.disability_cert_issued', 'person.disability_cert_expired'],
  label: { zh: '残疾人证变更引起的待遇变更', en: 'assistance after a change of certificate' },
  react: async (context, event) => {
    const { subjectId: personId, occurredOn } = event;
    const level = levelOf(event);
    const source = event.payload.source ?? '残疾人证登记';
    const words: Label =
      level === null ? { zh: '失效', en: 'no longer valid' } : disabilityLevel.value.codes[level];
    const hints = await newlyEligible(context, personId, occurredOn);
    await propose(context, {
      key: `social-assistance.disability:${personId}:${occurredOn}:${level ?? 'none'}`,
      kind: 'assistance.disability-changed',
      title: {
        zh: '残疾人证变更，核定待遇变更',
        en: 'A disability certificate changed: decide what changes',
      },
      about: { kind: 'person', id: personId },
      divisionNo: event.divisionNo,
      eventId: event.id,
      people: [personId],
      households: await homesOf(context.tx, personId, occurredOn),
      facts: [{ kind: 'disability.level', personId, from: occurredOn, code: level }],
      leaves: [],
      goneId: undefined,
      died: false,
      occurredOn,
      source,
      hints,
      told: {
        zh: `残疾人证自${chineseDate(occurredOn)}起：${words.zh}，来源：${source}。`,
        en: `Disability certificate from ${occurredOn}: ${words.en}; source: ${source}.`,
      },
    });
  },
});

const levelOf = ({ payload }: CertificateEvent): '1' | '2' | '3' | '4' | null =>
  'level' in payload ? payload.level : null;
