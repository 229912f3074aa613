import { sql } from 'drizzle-orm';
import { permissionsOf } from '../access/permission.ts';
import { forbidden, notFound } from '../base/errors.ts';
import { division, inDivision } from '../base/division.ts';
import { findRow } from '../db/rows.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { HANDED_OVER } from './case-record.ts';
import { appendEvent } from './case-store.ts';
import { loadForWriting } from './load-case.ts';
import { answerOf, type CaseAnswer, settle } from './settle.ts';

export interface HandOverAsked {
  readonly id: string;
  readonly version: number;
  readonly to: string;
  readonly reason: string;
}

/**
 * Gives a case to another person of its jurisdiction. Errors: no such account, one that may not handle cases or not
 * in this place, a near relative of somebody in the case.
 */
export async function handOver(given: UseCaseContext, asked: HandOverAsked): Promise<CaseAnswer> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { record, relatives } = context;
  const next = await findRow<{ id: string; role: string; divisionNo: number }>(
    given.tx,
    sql`select id, role, division_no as "divisionNo" from account where username = ${asked.to} and active`,
  );
  if (next === undefined || !inDivision(division(record.divisionNo), division(next.divisionNo))) {
    throw notFound(
      'case.receiver-unknown',
      '接收人不存在、已停用，或不管辖本件所在区域。',
      'The receiver does not exist, is not active, or is not in charge of this place.',
    );
  }
  if (!permissionsOf(next.role).has('case.handle')) {
    throw forbidden(
      'case.receiver-permission',
      '接收人没有“经办办件”的权限。',
      'The receiver may not handle cases.',
    );
  }
  if (relatives.some(({ accountId }) => accountId === next.id)) {
    throw forbidden(
      'case.relative',
      '接收人已备案为本件当事人的近亲属，应当回避。',
      'The receiver is on record as a near relative of somebody in this case.',
    );
  }
  await appendEvent(given.tx, record, {
    action: HANDED_OVER,
    fromState: record.state,
    toState: record.state,
    occurredOn: given.clock.today(),
    reason: asked.reason,
    details: { to: asked.to },
  });
  const version = await settle(lifecycle, context, record.state, { handlerId: next.id });
  return { ...answerOf(record), version };
}
