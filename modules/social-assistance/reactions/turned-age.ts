import { firstDay } from '../../../kernel/base/month.ts';
import { addMonthsToDate, chineseDate } from '../../../kernel/base/plain-date.ts';
import { defineReaction } from '../../../kernel/event/define-reaction.ts';
import { openTask } from '../../../kernel/event/task.ts';
import type { CaseFile } from '../../../kernel/policy/case-file.ts';
import { affectedAwards, homesOf } from './affected-awards.ts';
import { compare, decide, firstMonthOn } from './effects.ts';
import { dueDay } from './propose.ts';
import { effectReason } from './reasons.ts';

/**
 * Whether an age changes anything is asked of the rules themselves: the month after the birthday is decided as if the
 * person were a year younger, and as it is. The run needs nothing recorded for it, so there is nothing to accept.
 */
export const turnedAge = defineReaction({
  id: 'social-assistance.turned-age',
  on: ['person.turned_age'],
  label: { zh: '到龄引起的待遇变化', en: 'assistance at an age' },
  react: async (context, event) => {
    const { tx, registry } = context;
    const { subjectId: personId, occurredOn } = event;
    const { age } = event.payload;
    const from = firstDay(firstMonthOn(occurredOn));
    const households = await homesOf(tx, personId, occurredOn);
    const awards = await affectedAwards(tx, [personId], households, from);
    const after = await decide(context, { awards, from });
    const before = await decide(context, { awards, from, change: (file) => younger(file, personId) });
    // Runs count the real age, so what is paid already is right: only what is due says what the age changes.
    const effects = compare(registry, awards, before, after)
      .filter((effect) => effect.from >= firstMonthOn(occurredOn))
      .map((effect) => ({ ...effect, paidMonthsFen: 0 }));
    if (effects.length === 0) return;
    await openTask(tx, {
      key: `social-assistance.age:${personId}:${age}`,
      kind: 'assistance.turned-age',
      title: { zh: `成员年满${age}周岁，待遇发生变化`, en: `A member turned ${age}: assistance changes` },
      about: { kind: 'person', id: personId },
      divisionNo: event.divisionNo,
      role: 'street_clerk',
      dueOn: await dueDay(context),
      reasons: [
        { zh: `${chineseDate(occurredOn)}年满${age}周岁。`, en: `Turned ${age} on ${occurredOn}.` },
        ...effects.map(effectReason),
        {
          zh: '规则按年龄自动计算，请告知家庭；如情况另有变化，请登记。',
          en: 'The rules count the age by themselves: tell the family, and record what else has changed.',
        },
      ],
      eventId: event.id,
    });
  },
});

const younger = (file: CaseFile, personId: string): CaseFile => ({
  ...file,
  members: file.members.map((member) =>
    member.person.id === personId
      ? { ...member, person: { ...member.person, birthDate: addMonthsToDate(member.person.birthDate, 12) } }
      : member,
  ),
});
