import { sql } from 'drizzle-orm';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { firstDay } from '../../../kernel/base/month.ts';
import { chineseDate, type PlainDate, plainDate } from '../../../kernel/base/plain-date.ts';
import type { Tx } from '../../../kernel/db/database.ts';
import { rowsOf } from '../../../kernel/db/rows.ts';
import { defineReaction } from '../../../kernel/event/define-reaction.ts';
import { openTask } from '../../../kernel/event/task.ts';
import { instant } from '../../../kernel/party/known-at.ts';
import type { AffectedAward } from './affected-awards.ts';
import { compare, decide, type Effect, firstMonthOn } from './effects.ts';
import { dueDay, streetOf } from './propose.ts';

/**
 * A standard that was approved changes what every award under it comes to. Each street is told how many of its awards
 * and how much a month; the run computes each of them by itself.
 */
export const rateChanged = defineReaction({
  id: 'social-assistance.rate-changed',
  on: ['rate.changed'],
  label: { zh: '标准调整引起的待遇变化', en: 'assistance after a change of standard' },
  react: async (context, event) => {
    const { tx, registry } = context;
    const definition = registry.parameters.get(event.subjectId);
    if (definition === undefined) return;
    const programmes = [...registry.programmes.values()].filter(
      ({ cycle, parameters }) =>
        cycle === 'monthly' && Object.values(parameters).some(({ key }) => key === definition.key),
    );
    const from = plainDate(event.payload.from);
    const awards = await awardsOf(
      tx,
      programmes.map((programme) => programme.id),
      from,
    );
    const asked = { awards, from: firstDay(firstMonthOn(from)) };
    const before = await decide(context, { ...asked, parametersKnownAt: instant(event.payload.recordedAt) });
    const effects = compare(registry, awards, before, await decide(context, asked));
    const variant = definition.variants[event.payload.variant];
    const of = {
      zh:
        variant === undefined || variant.zh === ''
          ? definition.label.zh
          : `${definition.label.zh}（${variant.zh}）`,
      en:
        variant === undefined || variant.en === ''
          ? definition.label.en
          : `${definition.label.en} (${variant.en})`,
    };
    for (const [street, touched] of Map.groupBy(effects, ({ award }) => streetOf(award.divisionNo))) {
      await openTask(tx, {
        key: `social-assistance.rate:${event.id}:${street}`,
        kind: 'assistance.rate-changed',
        title: { zh: `${of.zh}调整，核对待遇变化`, en: `${of.en} changed: check what it comes to` },
        about: { kind: 'parameter', id: definition.key },
        divisionNo: street,
        role: 'street_clerk',
        dueOn: await dueDay(context),
        reasons: streetReasons(of, from, touched),
        eventId: event.id,
      });
    }
  },
});

function streetReasons(of: Label, from: PlainDate, effects: readonly Effect[]): Label[] {
  const monthlyFen = effects.reduce((sum, effect) => sum + effect.afterFen - effect.beforeFen, 0);
  const pastFen = effects.reduce((sum, effect) => sum + effect.paidMonthsFen, 0);
  const yuan = (amountFen: number): string => formatYuan(fen(Math.abs(amountFen)));
  const more = monthlyFen >= 0;
  const reasons: Label[] = [
    {
      zh: `${of.zh}自${chineseDate(from)}起调整，涉及本街道待遇${effects.length}份，每月合计${more ? '增加' : '减少'}${yuan(monthlyFen)}元。`,
      en: `${of.en} changes from ${from}: ${effects.length} awards of this street, ${yuan(monthlyFen)} yuan ${more ? 'more' : 'less'} a month.`,
    },
  ];
  if (pastFen !== 0) {
    reasons.push({
      zh: `已发月份合计${pastFen > 0 ? '应补发' : '多发'}${yuan(pastFen)}元。`,
      en: `For months already paid ${yuan(pastFen)} yuan ${pastFen > 0 ? 'is owed' : 'was paid too much'}.`,
    });
  }
  return [
    ...reasons,
    {
      zh: '标准已经复核生效，下一次发放自动计算差额；请核对后办结。',
      en: 'The standard is in force and the next run pays the difference: check and complete.',
    },
  ];
}

const awardsOf = (tx: Tx, programmes: readonly string[], from: PlainDate): Promise<AffectedAward[]> =>
  rowsOf<{ [K in keyof AffectedAward]: AffectedAward[K] }>(
    tx,
    sql`select distinct a.id, a.award_no as "awardNo", a.programme, a.subject_kind as "subjectKind",
               a.subject_id as "subjectId", a.payee_person_id as "payeePersonId", a.division_no as "divisionNo"
          from award_in_force a where a.programme = any(${sql.param([...programmes])}::text[])
           and (a.valid_to is null or a.valid_to > ${from}::date)
         order by a.award_no`,
  );
