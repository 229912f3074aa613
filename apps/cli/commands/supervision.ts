import { inLanguage } from '../../../kernel/base/label.ts';
import { runUseCase } from '../../../kernel/module/define-use-case.ts';
import { checks } from '../../../modules/benefit-supervision/use-cases/checks.ts';
import { drawSampleNow } from '../../../modules/benefit-supervision/use-cases/draw-sample.ts';
import { runChecksNow } from '../../../modules/benefit-supervision/use-cases/run-checks.ts';
import type { CommonOptions } from '../context.ts';
import { print, table } from '../output.ts';
import { inUseCase } from '../use-case-context.ts';

/** `huimin supervision checks`. */
export async function checksCommand(options: CommonOptions): Promise<void> {
  const language = options.lang ?? 'zh';
  const list = checks.map(({ id, label, severity, source }) => ({ id, label, severity, source }));
  await Promise.resolve();
  print({ checks: list }, options.json, () =>
    table(list.map((each) => [each.id, each.severity, inLanguage(each.label, language), each.source])),
  );
}

/** `huimin supervision run-checks`. */
export async function runChecksCommand(options: CommonOptions): Promise<void> {
  const output = await inUseCase({ ...options, as: options.as ?? 'chief' }, (context) =>
    runUseCase(runChecksNow, context, {}),
  );
  print(output, options.json, () => [
    `${output.day}新线索：`,
    ...table(Object.entries(output.found).map(([id, count]) => [id, String(count)])),
  ]);
}

interface SampleOptions extends CommonOptions {
  readonly seed: string;
  readonly percent: string;
  readonly day?: string;
}

/** `huimin supervision sample PROGRAMME --seed TEXT [--percent N] [--day D]`. */
export async function sampleCommand(programme: string, options: SampleOptions): Promise<void> {
  const { seed, percent, day } = options;
  const input = { programme, seed, percent: Number(percent), ...(day === undefined ? {} : { day }) };
  const output = await inUseCase({ ...options, as: options.as ?? 'chief' }, (context) =>
    runUseCase(drawSampleNow, context, input),
  );
  print(output, options.json, () => [
    `${output.day}在享${output.frame}，抽取${output.drawn.length}；名单摘要${output.frameDigest}`,
    ...table(output.drawn.map(({ id, why }) => [id, why])),
  ]);
}
