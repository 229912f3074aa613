import { requirePermission } from '../../../kernel/access/permission.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { Language } from '../../../kernel/base/label.ts';
import { month } from '../../../kernel/base/month.ts';
import { type Position, readPosition } from '../../../kernel/payment/read-position.ts';
import { checkDataMonth } from '../../../kernel/party/district.ts';
import { findSubject } from '../../../kernel/policy/find-subject.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print, table } from '../output.ts';

type Standing = Position['entries'][number]['standing'];

const STANDINGS: Readonly<Record<Standing, Readonly<Record<Language, string>>>> = {
  received: { zh: '享受中', en: 'received' },
  lapsed: { zh: '有待遇，当月不应发', en: 'award, nothing due' },
  entitled: { zh: '符合条件未享受', en: 'entitled, no award' },
  excluded: { zh: '因其他待遇不享受', en: 'excluded' },
  'not-entitled': { zh: '不符合条件', en: 'not entitled' },
  unknown: { zh: '无法判定', en: 'cannot be decided' },
};

/** `huimin position SUBJECT [--month M]`: everything a household or person receives, would be due and is kept out of. */
export async function positionCommand(
  subject: string,
  options: CommonOptions & { readonly month?: string },
): Promise<void> {
  const context = await openContext(options);
  try {
    if (options.month !== undefined) checkDataMonth(context.district, month(options.month));
    const position = await context.within(async (tx) => {
      requirePermission(tx.actor, 'payment.read');
      const { kind, id } = await findSubject(tx, context.keyring, subject);
      if (kind === 'award') throw wantsSubject();
      return readPosition(tx, context, { kind, id, month: options.month });
    });
    print(position, options.json, () => textOf(position, context.language));
  } finally {
    await context.close();
  }
}

const wantsSubject = () =>
  inputError(
    'position.subject',
    '请给出家庭编号、身份证号或记录标识，而不是待遇编号。',
    'Give a household number, an identity number or an id, not the number of an award.',
  );

const yuanOf = (amountFen: number): string => formatYuan(fen(amountFen));

function textOf({ entries, month: of, totals, conflicts }: Position, language: Language): string[] {
  const zh = language === 'zh';
  const rows = entries.map((entry) => [
    entry.programmeLabel[language],
    entry.name,
    STANDINGS[entry.standing][language],
    yuanOf(entry.dueFen),
    yuanOf(entry.paidFen),
    [entry.reason?.[language], ...entry.excludedBy.map(({ label }) => label[language])]
      .filter((text) => text !== undefined)
      .join(zh ? '；' : '; '),
  ]);
  const head = zh
    ? ['项目', '对象', '情况', '应发', '已发', '说明']
    : ['programme', 'for', 'standing', 'due', 'paid', 'note'];
  const open = entries.flatMap((entry) =>
    entry.differences.map(
      (line) =>
        `  ${entry.programmeLabel[language]} ${line.month} ${line.componentLabel[language]} ${yuanOf(line.amountFen)} ${line.reason[language]}`,
    ),
  );
  return [
    of,
    ...table([head, ...rows]),
    zh
      ? `当月应发 ${yuanOf(totals.dueFen)}，已发 ${yuanOf(totals.paidFen)}；待补 ${yuanOf(totals.backPayFen)}，待追 ${yuanOf(totals.recoverFen)}，相抵 ${yuanOf(totals.netFen)}`
      : `due ${yuanOf(totals.dueFen)}, paid ${yuanOf(totals.paidFen)}; to pay ${yuanOf(totals.backPayFen)}, to recover ${yuanOf(totals.recoverFen)}, net ${yuanOf(totals.netFen)}`,
    ...open,
    ...conflicts.map(({ name, label }) => `! ${name} ${label[language]}`),
  ];
}
