import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { systemClock } from '../../../kernel/base/clock.ts';
import { sha256Hex } from '../../../kernel/base/digest.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { fen, formatYuan, yuan } from '../../../kernel/base/fen.ts';
import { month } from '../../../kernel/base/month.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { reissueRun, sendRun } from '../../../kernel/payment/bank-file.ts';
import { readBankResults } from '../../../kernel/payment/bank-results.ts';
import type { BankSending } from '../../../kernel/payment/bank/hand-over.ts';
import { readBankLimits } from '../../../kernel/payment/bank/limits.ts';
import { manifestText, parseManifest, verifyManifest } from '../../../kernel/payment/bank/manifest.ts';
import type { Manifest } from '../../../kernel/payment/bank/manifest-schema.ts';
import { settlementSheet } from '../../../kernel/payment/bank/settlement-sheet.ts';
import { monthSettlement, runSettlement, type Settlement } from '../../../kernel/payment/bank/settlement.ts';
import { readStatement } from '../../../kernel/payment/bank/statement.ts';
import { setBankLimits } from '../../../kernel/payment/bank/use-cases.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inInstallation, inUseCase } from '../use-case-context.ts';
import { readInputFile, withProgramme } from './pay.ts';

const yuanText = (amount: number): string => formatYuan(fen(amount));
const asFinance = <T extends CommonOptions>(options: T): T => ({ ...options, as: options.as ?? 'finance' });

interface FileOptions extends CommonOptions {
  readonly out: string;
  readonly format?: string;
}

/** `huimin pay bank-file RUN --out DIR [--format F]`. */
export const payBankFileCommand = (runNo: string, options: FileOptions): Promise<void> =>
  inInstallation(asFinance(options), async (context) => {
    const written = await withProgramme(context, runNo, async (tx, programme) =>
      writeSending(await sendRun(tx, context.keyring, programme, runNo, systemClock, options), options.out),
    );
    printSending(runNo, written, options);
  });

/** `huimin pay reissue RUN --out DIR [--format F] [--same-account ITEM…]`. */
export const payReissueCommand = (
  runNo: string,
  options: FileOptions & { readonly sameAccount?: readonly string[] },
): Promise<void> =>
  inInstallation(asFinance(options), async (context) => {
    const written = await withProgramme(context, runNo, async (tx, programme) =>
      writeSending(
        await reissueRun(tx, context.keyring, programme, runNo, systemClock, {
          format: options.format,
          confirmed: options.sameAccount,
        }),
        options.out,
      ),
    );
    printSending(runNo, written, options);
  });

interface Written {
  readonly sending: BankSending;
  readonly paths: readonly string[];
  readonly manifest: string;
}

/** The files are on disk before the run says that it was sent; if writing fails, nothing has happened. */
function writeSending(sending: BankSending, folder: string): Written {
  mkdirSync(folder, { recursive: true });
  // Account numbers are in clear in these files: only their owner may read them.
  const write = (name: string, content: Buffer | string): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  return {
    sending,
    paths: sending.files.map(({ name, content }) => write(name, content)),
    manifest: write(sending.manifest.name, manifestText(sending.manifest)),
  };
}

function printSending(runNo: string, { sending, paths, manifest }: Written, options: CommonOptions): void {
  const files = sending.files.map(({ items, totalFen, hashTotal, sha256 }, i) => ({
    file: paths[i] ?? '',
    items,
    totalFen,
    hashTotal,
    sha256,
  }));
  const output = {
    run: runNo,
    file: paths[0] ?? '',
    items: sending.items,
    totalFen: sending.totalFen,
    sha256: files[0]?.sha256 ?? '',
    format: sending.manifest.bankFormat,
    files,
    manifest,
  };
  print(output, options.json, () => [
    ...files.map(
      ({ file, items, totalFen, sha256 }) =>
        `${file}：${items} 笔，合计 ${yuanText(totalFen)} 元，SHA-256 ${sha256}`,
    ),
    `${manifest}：已签名的文件清单，${sending.items} 笔，合计 ${yuanText(sending.totalFen)} 元`,
  ]);
}

/** `huimin pay results RUN FILE [--format F]`. */
export const payResultsCommand = (
  runNo: string,
  path: string,
  options: CommonOptions & { readonly format?: string },
): Promise<void> =>
  inInstallation(asFinance(options), async (context) => {
    const content = readInputFile(path);
    const result = await withProgramme(context, runNo, (tx, programme) =>
      readBankResults(tx, programme, runNo, content, systemClock, { format: options.format }),
    );
    print(result, options.json, () => [
      `批次 ${result.run}：到账 ${result.paid} 笔，退回 ${result.returned} 笔，银行暂不能确定 ${result.unknown} 笔，此前已处理 ${result.unchanged} 笔，状态 ${result.state}`,
    ]);
  });

type FileState = 'unchanged' | 'changed' | 'absent';

/** `huimin pay verify-manifest FILE`: the signature, and the files that lie beside it; exit code 1 when one is wrong. */
export const payVerifyManifestCommand = (path: string, options: CommonOptions): Promise<void> =>
  inInstallation(options, async (context) => {
    const manifest = parseManifest(readInputFile(path));
    const signature = await context.within((tx) => verifyManifest(tx, context.keyring, manifest));
    const files = manifest.files.map(({ name, sha256 }) => ({
      name,
      state: fileState(join(dirname(path), name), sha256),
    }));
    const ok = signature === 'valid' && files.every(({ state }) => state !== 'changed');
    const { run, items, totalFen, madeBy, madeAt } = manifest;
    print(
      { ok, signature, keyId: manifest.signature.keyId, run, items, totalFen, files },
      options.json,
      () => [
        `${SIGNATURES[signature]}：批次 ${run}，${items} 笔，合计 ${yuanText(totalFen)} 元，${madeBy.name} ${madeAt}`,
        ...files.map(({ name, state }) => `${name}：${FILE_STATES[state]}`),
      ],
    );
    if (!ok) process.exitCode = 1;
  });

const SIGNATURES = {
  valid: '签名有效',
  invalid: '签名无效：清单内容被改动',
  'unknown-key': '签名密钥不属于本系统',
} as const;
const FILE_STATES = { unchanged: '一致', changed: '已被改动', absent: '不在同一文件夹，未核对' } as const;

function fileState(path: string, sha256: Manifest['files'][number]['sha256']): FileState {
  if (!existsSync(path)) return 'absent';
  return sha256Hex(readFileSync(path)) === sha256 ? 'unchanged' : 'changed';
}

interface SettlementOptions extends CommonOptions {
  readonly month?: string;
  readonly xlsx?: string;
}

/** `huimin pay settlement [RUN] [--month M] [--xlsx FILE]`: exit code 1 when something does not tie. */
export const paySettlementCommand = (runNo: string | undefined, options: SettlementOptions): Promise<void> =>
  inUseCase(options, async ({ tx, registry }) => {
    requirePermission(tx.actor, 'payment.read');
    if ((runNo === undefined) === (options.month === undefined)) {
      throw inputError(
        'cli.settlement',
        '请给出批次号，或用 --month 给出月份（二者取一）。',
        'Name a run, or a month with --month: one of the two.',
      );
    }
    const report =
      runNo === undefined
        ? await monthSettlement(tx, { registry }, month(options.month ?? ''))
        : await runSettlement(tx, { registry }, runNo);
    if (options.xlsx !== undefined)
      await pipeline(settlementSheet(report), createWriteStream(options.xlsx, { mode: 0o600 }));
    print(report, options.json, () => settlementLines(report));
    if (report.ties === false) process.exitCode = 1;
  });

function settlementLines(report: Settlement): string[] {
  const sum = (label: string, { items, amountFen }: Settlement['sent']): string[] => [
    label,
    String(items),
    yuanText(amountFen),
  ];
  return [
    ...table([
      sum('送银行', report.sent),
      sum('已到账', report.paid),
      sum('退回', report.returned),
      sum('待回盘', report.waiting),
      sum('其中银行暂不能确定', report.unknown),
      sum('重发', report.reissued),
      sum('退回待重发', report.toReissue),
      sum('暂缓', report.held),
    ]),
    ...report.files.map(
      (file) =>
        `${file.fileNo}：${file.items} 笔 ${yuanText(file.totalFen)} 元，到账 ${yuanText(file.paidFen)}，退回 ${yuanText(file.returnedFen)}，待回盘 ${yuanText(file.waitingFen)}`,
    ),
    ...report.returnCodes.map(({ label, items }) => `退回原因 ${label.zh}：${items} 笔`),
    ...report.differences.map(
      ({ what, reference, oursFen, theirsFen }) =>
        `✗ ${what.zh} ${reference ?? ''}：本系统 ${yuanText(oursFen)}，对方 ${yuanText(theirsFen)}`,
    ),
    ...(report.ties === true
      ? [report.statement === null ? '✓ 与总账核对一致（尚未导入对账单）' : '✓ 与总账、银行对账单核对一致']
      : []),
  ];
}

/** `huimin pay statement FILE`: reads a statement of the treasury account. */
export const payStatementCommand = (path: string, options: CommonOptions): Promise<void> =>
  inInstallation(asFinance(options), async (context) => {
    const content = readInputFile(path);
    const result = await context.within((tx) => readStatement(tx, content));
    print(result, options.json, () => [
      `对账单 ${result.rows} 行，新增 ${result.added} 笔流水，其中 ${result.assigned} 笔对应代发文件`,
    ]);
  });

interface LimitOptions extends CommonOptions {
  readonly items?: string;
  readonly amount?: string;
}

/** `huimin pay bank-limits [--items N] [--amount YUAN]`: shows or sets what one file may hold. */
export const payBankLimitsCommand = (options: LimitOptions): Promise<void> =>
  inUseCase(asFinance(options), async (context) => {
    requirePermission(context.tx.actor, 'payment.bank');
    const before = await readBankLimits(context.tx);
    const asked = options.items !== undefined || options.amount !== undefined;
    if (asked) {
      await runUseCase(setBankLimits, context, {
        itemsPerFileMax: options.items === undefined ? before.itemsPerFileMax : Number(options.items),
        amountPerFileMaxFen: options.amount === undefined ? before.amountPerFileMaxFen : yuan(options.amount),
      });
    }
    const limits = asked ? await readBankLimits(context.tx) : before;
    print(limits, options.json, () => [
      `单个代发文件最多 ${limits.itemsPerFileMax} 笔、${yuanText(limits.amountPerFileMaxFen)} 元${limits.assumed ? '（系统假设值，请按银行要求设定）' : ''}`,
    ]);
  });
