import { maskName } from '../../../kernel/access/mask.ts';
import type { Role } from '../../../kernel/access/permission.ts';
import { division, divisionLevel, parentDivision } from '../../../kernel/base/division.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { type PlainDate, plainDate } from '../../../kernel/base/plain-date.ts';
import { dueIn } from '../../../kernel/event/due-day.ts';
import { openTask } from '../../../kernel/event/task.ts';
import type { UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import type { Instant } from '../../../kernel/party/known-at.ts';
import { applyChange } from '../use-cases/apply-change.ts';
import { carryOutChange } from '../use-cases/carry-out-change.ts';
import { affectedAwards } from './affected-awards.ts';
import { compare, decide, firstMonthOn } from './effects.ts';
import { firstDay } from '../../../kernel/base/month.ts';
import { type Happening, planChange } from './plan-change.ts';
import { effectReason, endReason, nextRunReason, recordedReason, successorReason } from './reasons.ts';
import { supposing } from './supposing.ts';

/** Working days for a proposed change, so that the coming run finds it decided. */
const DUE_WORKING_DAYS = 10;

export interface ProposalRequest extends Happening {
  readonly key: string;
  readonly kind: string;
  readonly title: Label;
  readonly about: { readonly kind: string; readonly id: string };
  readonly divisionNo: number;
  readonly eventId: string;
  readonly people: readonly string[];
  /** What happened, in words. */
  readonly told: Label;
  /** Set when the facts are on record already: what was known until then is the other side. */
  readonly recordedAt?: Instant | undefined;
  /** Further things that whoever decides should know, asked while the change is supposed. */
  readonly hints?: () => Promise<readonly Label[]>;
}

/**
 * Computes what follows from what happened and opens a task with it, reasons first, when anything does. Nothing is
 * changed by it.
 */
export async function propose(context: UseCaseContext, request: ProposalRequest): Promise<void> {
  const { tx, registry } = context;
  const from = firstDay(firstMonthOn(request.occurredOn));
  const awards = await affectedAwards(tx, request.people, request.households, request.occurredOn);
  const { change, candidates } = await planChange(tx, request, awards);
  const asked = { awards, from };
  const before = await decide(context, {
    ...asked,
    ...(request.recordedAt && { knownAt: request.recordedAt }),
  });
  const [after, hints] = await supposing(
    tx,
    () => carryOutChange(tx, change),
    async () => [await decide(context, asked), (await request.hints?.()) ?? []] as const,
  );
  const effects = compare(registry, awards, before, after);
  const ending = awards.filter((award) => change.endAwards.includes(award.id));
  const succession = change.succeed.awards.length + change.succeed.households.length > 0;
  if (effects.length + ending.length + hints.length === 0 && !succession) return;
  const toDo = change.facts.length + ending.length > 0 || succession;
  const places = new Set([request.divisionNo, ...awards.map((award) => award.divisionNo)].map(streetOf));
  await openTask(tx, {
    key: request.key,
    kind: request.kind,
    title: request.title,
    about: request.about,
    divisionNo: request.divisionNo,
    role: roleFor(ending.length > 0 || places.size > 1),
    dueOn: await dueDay(context),
    reasons: [
      request.told,
      ...effects.map(effectReason),
      ...ending.map((award) => endReason(award, plainDate(change.endFrom))),
      ...(succession ? [successorWords(candidates, change.successorId)] : []),
      ...hints,
      toDo ? nextRunReason : recordedReason,
    ],
    ...(toDo ? { proposal: { useCase: applyChange.id, input: change } } : {}),
    eventId: request.eventId,
  });
}

/** To end an award takes the right to confirm one, and so does what concerns two streets: the bureau. */
const roleFor = (bureau: boolean): Role => (bureau ? 'bureau_clerk' : 'street_clerk');

export function streetOf(divisionNo: number): number {
  let at = division(divisionNo);
  while (['community', 'grid'].includes(divisionLevel(at))) at = parentDivision(at) ?? at;
  return at;
}

const successorWords = (
  candidates: readonly { readonly id: string; readonly name: string }[],
  successorId: string | undefined,
): Label => {
  const chosen = candidates.find((candidate) => candidate.id === successorId);
  return successorReason(
    candidates.map((candidate) => maskName(candidate.name)),
    chosen === undefined ? undefined : maskName(chosen.name),
  );
};

/** Ten working days for what is proposed. */
export const dueDay = ({ tx, clock }: UseCaseContext): Promise<PlainDate> =>
  dueIn(tx, clock, DUE_WORKING_DAYS);
