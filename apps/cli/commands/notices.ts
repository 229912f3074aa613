import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import { absentRecord } from '../../../kernel/module/reading.ts';
import { getPaymentNotice } from '../../../kernel/payment/notice/contract.ts';
import { readPaymentNotice } from '../../../kernel/payment/notice/read-notice.ts';
import { renderNotices, stateText } from '../../../kernel/payment/notice/render-notice.ts';
import { runNotices } from '../../../kernel/payment/notice/run-notices.ts';
import { getRun } from '../../../kernel/payment/run-store.ts';
import { findSubject } from '../../../kernel/policy/find-subject.ts';
import type { CommonOptions } from '../context.ts';
import { print } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

interface NoticeOptions extends CommonOptions {
  readonly month?: string;
  readonly out?: string;
}

/** `huimin pay notice SUBJECT [--month M] [--out FOLDER]`: what a family or person was paid, and the sheet for them. */
export async function payNoticeCommand(subject: string, options: NoticeOptions): Promise<void> {
  const { out, month } = options;
  const answer = await inUseCase(options, async (context) => {
    const { tx, keyring, clock } = context;
    requirePermission(tx.actor, getPaymentNotice.permission);
    const { kind, id } = await findSubject(tx, keyring, subject);
    if (kind === 'award') {
      throw inputError(
        'payment.notice-subject',
        '告知单按家庭或个人打印：请给出户编号或身份证号。',
        'A notice is for a household or a person: give its number or the identity number.',
      );
    }
    const asked = { kind, id, ...(month === undefined ? {} : { month }) };
    const found = await readPaymentNotice(tx, context, readInput(getPaymentNotice.input, asked));
    if (found.notice === null) throw absentRecord();
    if (out === undefined) return { ...found.notice, path: null };
    mkdirSync(out, { recursive: true });
    const path = join(out, `发放告知单${found.notice.householdNo ?? id}-${found.notice.month}.docx`);
    writeFileSync(path, await renderNotices([found.notice], clock.today()), { mode: 0o600 });
    return { ...found.notice, path };
  });
  print(answer, options.json, () => [
    `${answer.name} ${answer.divisionName} ${answer.month}`,
    ...answer.grants.map((grant) => `${grant.programmeLabel.zh}：${stateText(grant)}`),
    ...(answer.path === null ? [] : [`已存为 ${answer.path}`]),
  ]);
}

/** `huimin pay notices RUN [--out FOLDER]`: the sheets of a whole run. */
export async function payNoticesCommand(
  runNo: string,
  options: CommonOptions & { readonly out: string },
): Promise<void> {
  const answer = await inUseCase(options, async (context) => {
    requirePermission(context.tx.actor, getPaymentNotice.permission);
    const run = await getRun(context.tx, runNo);
    const { stream, fileName } = await runNotices(context.tx, context, run.id);
    mkdirSync(options.out, { recursive: true });
    const path = join(options.out, fileName);
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
    return { run: run.runNo, path };
  });
  print(answer, options.json, () => [`${answer.run} 的告知单已存为 ${answer.path}`]);
}
