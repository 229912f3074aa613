import { compareHeads, noteHead } from '../../../kernel/audit/audit-heads.ts';
import { sealAudit, type SealAlgorithm, verifyAudit } from '../../../kernel/audit/seal.ts';
import { type CommonOptions, homeFolder, openContext } from '../context.ts';
import { print } from '../output.ts';

/** `huimin audit seal`: chains the audit rows since the last block, and notes the hash outside the database. */
export async function auditSealCommand(
  options: CommonOptions & { readonly algorithm: SealAlgorithm },
): Promise<void> {
  const context = await openContext(options);
  try {
    const block = await context.within((tx) => sealAudit(tx, options.algorithm));
    if (block !== undefined) noteHead(homeFolder(), block);
    print(block ?? { no: null }, options.json, () => [
      block === undefined
        ? '没有需要封存的审计记录。'
        : `已封存第${block.no}块：${block.rowCount} 行，摘要 ${block.hash}`,
    ]);
  } finally {
    await context.close();
  }
}

/** `huimin audit verify`: proves the chain; exit code 1 when a row was changed, removed or added. */
export async function auditVerifyCommand(options: CommonOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const result = await context.within(async (tx) => {
      const chain = await verifyAudit(tx);
      const faults = [...chain.faults, ...(await compareHeads(tx, homeFolder()))];
      return { ...chain, ok: faults.length === 0, faults };
    });
    print(result, options.json, () => [
      `${result.ok ? '✓ 审计链完整' : '✗ 审计链不完整'}：${result.blocks} 块，已封存 ${result.sealedRows} 行，未封存 ${result.unsealedRows} 行`,
      ...result.faults.map((fault) => fault[context.language]),
    ]);
    if (!result.ok) process.exitCode = 1;
  } finally {
    await context.close();
  }
}
