import { chineseDate } from '../../../kernel/base/plain-date.ts';
import { defineReaction } from '../../../kernel/event/define-reaction.ts';
import { instant } from '../../../kernel/party/known-at.ts';
import { COUNTED, HOUSEHOLD_MEMBER } from '../../../kernel/policy/case-file.ts';
import type { Change } from '../contract.ts';
import { homesOf } from './affected-awards.ts';
import { propose } from './propose.ts';

/** Somebody joined or left a family, as reported or as already recorded: its awards are decided again. */
export const memberChanged = defineReaction({
  id: 'social-assistance.member-changed',
  on: ['household.member_changed'],
  label: { zh: '家庭成员变动引起的待遇变更', en: 'assistance after a change of members' },
  react: async (context, event) => {
    const { subjectId: householdId, occurredOn, payload } = event;
    const { personId, change, recordedAt } = payload;
    const memberClass = change === 'joined' ? (payload.memberClass ?? COUNTED) : null;
    const source = payload.source ?? '家庭成员登记';
    const fact: Change['facts'][number] = {
      kind: HOUSEHOLD_MEMBER,
      personId,
      from: occurredOn,
      code: memberClass,
      householdId,
    };
    const others = (await homesOf(context.tx, personId, occurredOn)).filter((id) => id !== householdId);
    await propose(context, {
      key: `social-assistance.member:${householdId}:${personId}:${change}:${occurredOn}`,
      kind: 'assistance.member-changed',
      title: { zh: '家庭成员变动，核定待遇变更', en: 'The members of a family changed: decide what changes' },
      about: { kind: 'household', id: householdId },
      divisionNo: event.divisionNo,
      eventId: event.id,
      people: [personId],
      households: [householdId, ...others],
      facts: recordedAt === undefined ? [fact] : [],
      leaves: memberClass === COUNTED ? others : [householdId, ...others],
      goneId: memberClass === COUNTED && others.length === 0 ? undefined : personId,
      died: false,
      occurredOn,
      source,
      recordedAt: recordedAt === undefined ? undefined : instant(recordedAt),
      told: {
        zh: `一名成员自${chineseDate(occurredOn)}起${WORDS[memberClass ?? 'gone'].zh}，来源：${source}。`,
        en: `From ${occurredOn} a member ${WORDS[memberClass ?? 'gone'].en}; source: ${source}.`,
      },
    });
  },
});

const WORDS = {
  counted: { zh: '计入共同生活成员', en: 'counts in the family' },
  excluded: { zh: '不再计入共同生活成员', en: 'no longer counts in the family' },
  legal_supporter: { zh: '改为法定义务人', en: 'is on file as a legal supporter only' },
  gone: { zh: '离开家庭', en: 'has left the family' },
} as const;
