import { requirePermission } from '../../../kernel/access/permission.ts';
import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import { inLanguage } from '../../../kernel/base/label.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { readInput } from '../../../kernel/module/read-input.ts';
import { listFindings } from '../../../kernel/simulation/take-up-contract.ts';
import { declineFinding, findPeople, readFindings } from '../../../kernel/simulation/take-up-use-cases.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

interface FindOptions extends CommonOptions {
  readonly division?: string;
}

/** `huimin find-people PROGRAMME [--division D]`: opens a task for each who appears entitled, and lists them. */
export async function findPeopleCommand(programme: string, options: FindOptions): Promise<void> {
  const { division } = options;
  const place = division === undefined ? {} : { division: Number(division.padEnd(15, '0')) };
  const output = await inUseCase({ ...options, as: options.as ?? 'clerk' }, async (context) => {
    const search = await runUseCase(findPeople, context, { programme, ...place });
    const { tx, ...reading } = context;
    requirePermission(tx.actor, listFindings.permission);
    const list = await readFindings(
      tx,
      reading,
      readInput(listFindings.input, { programme, ...place, limit: 200 }),
    );
    return { ...search, findings: list.findings };
  });
  const language = options.lang ?? 'zh';
  print(output, options.json, () => [
    `已比对 ${output.looked}，符合而未享受 ${output.entitled}：新线索 ${output.found}，已有待办 ${output.open}，已处理过 ${output.settled}。`,
    ...table(
      output.findings.map((finding) => [
        finding.divisionName,
        finding.name,
        formatYuan(fen(finding.amountFen)),
        inLanguage(finding.reason, language),
        finding.id,
      ]),
    ),
  ]);
}

interface DeclineOptions extends CommonOptions {
  readonly reason: string;
}

/** `huimin decline-finding ID --reason TEXT`. */
export async function declineFindingCommand(id: string, options: DeclineOptions): Promise<void> {
  const output = await inUseCase({ ...options, as: options.as ?? 'clerk' }, (context) =>
    runUseCase(declineFinding, context, { id, reason: options.reason }),
  );
  print(output, options.json, () => ['已标为不采纳：情况没有变化的，不再提示。']);
}
