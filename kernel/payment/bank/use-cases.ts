import { sql } from 'drizzle-orm';
import { getProgramme } from '../../module/get-programme.ts';
import { defineUseCase, type UseCase, type UseCaseContext } from '../../module/define-use-case.ts';
import type { Programme } from '../../policy/define-programme.ts';
import { reissueRun, sendRun } from '../bank-file.ts';
import { getRun, type RunRow } from '../run-store.ts';
import { reissueRunContract, sendRunContract, setBankLimitsContract } from './contract.ts';
import { requireWholeDistrict } from '../whole-district.ts';

async function runWithProgramme(
  { tx, registry }: UseCaseContext,
  id: string,
): Promise<{ run: RunRow; programme: Programme }> {
  const run = await getRun(tx, id);
  return { run, programme: getProgramme(registry, run.programme) };
}

const sendFiles = defineUseCase({
  id: 'payment.send-files',
  label: { zh: '生成银行代发文件', en: 'write the files for the bank' },
  contract: sendRunContract,
  run: async (context, { id, format }) => {
    const { run, programme } = await runWithProgramme(context, id);
    const { manifest } = await sendRun(context.tx, context.keyring, programme, run.id, context.clock, {
      format,
    });
    return {
      output: manifest,
      about: { objectKind: 'payment_run', objectId: run.id, details: { manifest: manifest.name } },
    };
  },
});

const reissueFiles = defineUseCase({
  id: 'payment.reissue-files',
  label: { zh: '重发退回明细', en: 'send returned payments again' },
  contract: reissueRunContract,
  run: async (context, { id, format, confirmed }) => {
    const { run, programme } = await runWithProgramme(context, id);
    const { manifest } = await reissueRun(context.tx, context.keyring, programme, run.id, context.clock, {
      format,
      confirmed,
    });
    return {
      output: manifest,
      about: { objectKind: 'payment_run', objectId: run.id, details: { manifest: manifest.name } },
    };
  },
});

export const setBankLimits = defineUseCase({
  id: 'payment.set-bank-limits',
  label: { zh: '设定单个代发文件的上限', en: 'set what one file for the bank may hold' },
  contract: setBankLimitsContract,
  run: async ({ tx, clock }, { itemsPerFileMax, amountPerFileMaxFen }) => {
    await requireWholeDistrict(tx);
    await tx.db.execute(sql`
      update bank_limit set items_per_file_max = ${itemsPerFileMax}, amount_per_file_max_fen = ${amountPerFileMaxFen},
             changed_by = ${tx.actor.accountId}, changed_at = ${clock.now().toISOString()}::timestamptz`);
    const limits = { itemsPerFileMax, amountPerFileMaxFen };
    return { output: limits, about: { objectKind: 'bank_limit', objectId: 'bank', details: limits } };
  },
});

export const useCases: readonly UseCase[] = [sendFiles, reissueFiles, setBankLimits];
