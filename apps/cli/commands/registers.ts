import { getAccount } from '../../../kernel/access/account.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { yuan } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import { period } from '../../../kernel/base/period.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { getProgramme } from '../../../kernel/module/get-programme.ts';
import type { Registry } from '../../../kernel/module/registry.ts';
import { importPeople } from '../../../kernel/party/import-people.ts';
import { AWARD_STATUS } from '../../../kernel/policy/case-file.ts';
import type { FactDefinition } from '../../../kernel/party/define-fact.ts';
import { confirmAward } from '../../../kernel/policy/confirm-award.ts';
import { findSubject } from '../../../kernel/policy/find-subject.ts';
import { endFact, recordFact } from '../../../kernel/party/record-fact.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print } from '../output.ts';
import { readInputFile } from './pay.ts';

interface FactOptions extends CommonOptions {
  readonly from: string;
  readonly to?: string;
  readonly source: string;
  readonly reason?: string;
}

/** `huimin fact record SUBJECT KIND VALUE --from DATE`: a dated fact; money in yuan, yes/no for flags, codes by name. */
export async function factRecordCommand(
  subject: string,
  kind: string,
  value: string,
  options: FactOptions,
): Promise<void> {
  const context = await openContext(options);
  try {
    const definition = getFact(context.registry, kind);
    const valid = period(plainDate(options.from), options.to === undefined ? null : plainDate(options.to));
    const found = await context.within(async (tx) => {
      requirePermission(tx.actor, 'party.write');
      const on = await findSubject(tx, context.keyring, subject);
      if (on.kind !== definition.subject) throw wrongSubject(definition);
      await recordFact(tx, {
        subjectKind: on.kind,
        subjectId: on.id,
        kind,
        valid,
        ...readFactValue(definition, value),
        source: options.source,
        ...(options.reason === undefined ? {} : { reason: options.reason }),
      });
      await audit(tx, { action: 'fact.record', objectKind: on.kind, objectId: on.id, details: { kind } });
      return on;
    });
    print({ subject: found.id, kind, value, from: valid.from, to: valid.to }, options.json, () => [
      `已记录：${definition.label.zh} ${value}，自 ${valid.from} 起。下一次发放会自动计算差额。`,
    ]);
  } finally {
    await context.close();
  }
}

/** `huimin award end AWARD --from DATE --reason TEXT`: the award is no longer in force from that day on. */
export async function awardEndCommand(awardNo: string, options: FactOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const from = plainDate(options.from);
    await context.within(async (tx) => {
      requirePermission(tx.actor, 'award.confirm');
      const on = await findSubject(tx, context.keyring, awardNo);
      if (on.kind !== 'award') throw inputError('award.number', '请填待遇编号。', 'Give an award number.');
      await endFact(
        tx,
        {
          subjectKind: 'award',
          subjectId: on.id,
          kind: AWARD_STATUS,
          source: options.source,
          reason: options.reason ?? '终止',
        },
        from,
      );
      await audit(tx, { action: 'award.end', objectKind: 'award', objectId: on.id });
    });
    print({ awardNo, endedFrom: from }, options.json, () => [
      `待遇 ${awardNo} 自 ${from} 起终止；已多发的月份会在下一次发放中列为应追缴。`,
    ]);
  } finally {
    await context.close();
  }
}

interface AwardOptions extends CommonOptions {
  readonly from: string;
  readonly basis: string;
  readonly recordedBy: string;
}

/** `huimin award confirm PROGRAMME SUBJECT --from MONTH --as APPROVER --recorded-by CLERK`. */
export async function awardConfirmCommand(
  programmeId: string,
  subject: string,
  options: AwardOptions,
): Promise<void> {
  const context = await openContext({ ...options, as: options.as ?? 'chief' });
  try {
    const programme = getProgramme(context.registry, programmeId);
    const recorder = await getAccount(context.db.pool, options.recordedBy);
    const award = await context.within(async (tx) =>
      confirmAward(tx, programme, {
        subject: await findSubject(tx, context.keyring, subject),
        from: month(options.from),
        basis: options.basis,
        recordedBy: recorder.accountId,
      }),
    );
    print(award, options.json, () => [`已确认待遇 ${award.awardNo}，自 ${options.from} 起。`]);
  } finally {
    await context.close();
  }
}

/** `huimin import people FILE [--dry-run]`: people and households from CSV, everything or nothing. */
export async function importPeopleCommand(
  path: string,
  options: CommonOptions & { readonly dryRun?: boolean },
): Promise<void> {
  const context = await openContext(options);
  try {
    const content = readInputFile(path);
    const result = await context.within((tx) =>
      importPeople(tx, context.keyring, content, systemClock.today(), options.dryRun === true),
    );
    print(result, options.json, () => [
      result.dryRun
        ? `检查通过：${result.people} 人、${result.households.length} 户，未写入。`
        : `已导入 ${result.people} 人、${result.households.length} 户：${result.households.map((h) => h.no).join('、')}`,
    ]);
  } finally {
    await context.close();
  }
}

function getFact(registry: Registry, kind: string): FactDefinition {
  const definition = registry.facts.get(kind);
  if (definition !== undefined) return definition;
  const kinds = [...registry.facts.keys()].join('、');
  throw inputError(
    'fact.unknown',
    `没有事实种类“${kind}”：可用种类为 ${kinds}。`,
    `There is no kind of fact "${kind}"; there are: ${kinds}.`,
  );
}

const wrongSubject = (definition: FactDefinition) => {
  const names = {
    person: ['个人', 'a person'],
    household: ['家庭', 'a household'],
    award: ['待遇', 'an award'],
  } as const;
  const [zh, en] = names[definition.subject];
  return inputError(
    'fact.subject',
    `“${definition.label.zh}”是${zh}的事实，请填${zh}的编号。`,
    `"${definition.label.en}" is a fact of ${en}.`,
  );
};

/** A value as it is written on the command line, in the form the register keeps. */
function readFactValue(
  definition: FactDefinition,
  text: string,
): { readonly num: number } | { readonly code: string } {
  const spec = definition.value;
  const wrong = (zh: string, en: string) =>
    inputError('fact.value', `“${definition.label.zh}”${zh}。`, `"${definition.label.en}" ${en}.`);
  switch (spec.type) {
    case 'money': {
      const amount = yuan(text);
      if (amount < 0) throw wrong('不能为负数', 'may not be negative');
      return { num: amount };
    }
    case 'count': {
      if (!/^\d{1,6}$/.test(text)) throw wrong('应为非负整数', 'must be a whole number');
      return { num: Number(text) };
    }
    case 'flag': {
      if (!/^(yes|no|是|否)$/.test(text)) throw wrong('应为 yes（是）或 no（否）', 'must be yes or no');
      return { num: text === 'yes' || text === '是' ? 1 : 0 };
    }
    case 'code': {
      if (!Object.hasOwn(spec.codes, text))
        throw wrong(
          `应为 ${Object.keys(spec.codes).join('、')} 之一`,
          `must be one of ${Object.keys(spec.codes).join(', ')}`,
        );
      return { code: text };
    }
  }
}
