import { chineseDate } from '../../../kernel/base/plain-date.ts';
import { defineReaction } from '../../../kernel/event/define-reaction.ts';
import { homesOf } from './affected-awards.ts';
import { propose } from './propose.ts';

/** A death stops the person's own awards and takes the person out of the family's, from the month after. */
export const personDied = defineReaction({
  id: 'social-assistance.person-died',
  on: ['person.died'],
  label: { zh: '死亡引起的待遇变更', en: 'assistance after a death' },
  react: async (context, event) => {
    const { subjectId: personId, occurredOn } = event;
    const households = await homesOf(context.tx, personId, occurredOn);
    const source = event.payload.source ?? '死亡登记';
    await propose(context, {
      key: `social-assistance.died:${personId}:${occurredOn}`,
      kind: 'assistance.person-died',
      title: { zh: '人员死亡，核定待遇变更', en: 'A death: decide what changes' },
      about: { kind: 'person', id: personId },
      divisionNo: event.divisionNo,
      eventId: event.id,
      people: [personId],
      households,
      leaves: households,
      facts: [{ kind: 'person.life', personId, from: occurredOn, code: 'dead' }],
      goneId: personId,
      died: true,
      occurredOn,
      source,
      told: {
        zh: `${chineseDate(occurredOn)}死亡，来源：${source}。`,
        en: `Died on ${occurredOn}; source: ${source}.`,
      },
    });
  },
});
