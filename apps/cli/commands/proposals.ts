import { sql } from 'drizzle-orm';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { inLanguage } from '../../../kernel/base/label.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { listProposals } from '../../../kernel/simulation/contract.ts';
import { findProposals } from '../../../kernel/simulation/parameter-proposals.ts';
import { approveProposal, rejectProposal } from '../../../kernel/simulation/use-cases.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

interface ListOptions extends CommonOptions {
  readonly all?: boolean;
}

/** `huimin standards proposals [--all]`: values that await approval. */
export async function proposalsCommand(options: ListOptions): Promise<void> {
  const proposals = await inUseCase(options, ({ tx, registry }) => {
    requirePermission(tx.actor, listProposals.permission);
    return findProposals(tx, registry, options.all === true ? sql`true` : sql`p.state = 'proposed'`);
  });
  const language = options.lang ?? 'zh';
  print(proposals, options.json, () =>
    table(
      proposals.map((one) => [
        one.id,
        inLanguage(one.label, language),
        inLanguage(one.variantLabel, language),
        String(one.unit === 'fen' ? one.value / 100 : one.value),
        `${one.effectiveFrom} – ${one.effectiveTo ?? ''}`,
        one.documentNo,
        one.proposedBy,
        one.state,
      ]),
    ),
  );
}

/** `huimin standards approve ID`: puts a proposed value in force. */
export async function approveProposalCommand(id: string, options: CommonOptions): Promise<void> {
  const output = await inUseCase({ ...options, as: options.as ?? 'chief' }, (context) =>
    runUseCase(approveProposal, context, { id }),
  );
  print(output, options.json, () => ['已复核生效。已发月份的差额会在下一次发放中自动补发或核减。']);
}

interface RejectOptions extends CommonOptions {
  readonly reason: string;
}

/** `huimin standards reject ID --reason TEXT`. */
export async function rejectProposalCommand(id: string, options: RejectOptions): Promise<void> {
  const output = await inUseCase({ ...options, as: options.as ?? 'chief' }, (context) =>
    runUseCase(rejectProposal, context, { id, reason: options.reason }),
  );
  print(output, options.json, () => ['已退回，标准未改动。']);
}
