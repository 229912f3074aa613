import { getAccount } from '../../../kernel/access/account.ts';
import { requirePermission } from '../../../kernel/access/permission.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { yuan } from '../../../kernel/base/fen.ts';
import { period } from '../../../kernel/base/period.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { enactParameter } from '../../../kernel/policy/parameter-store.ts';
import { readParameters } from '../../../kernel/policy/read-parameters.ts';
import type { ParameterDefinition } from '../../../kernel/policy/define-parameter.ts';
import type { Registry } from '../../../kernel/module/registry.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print, table } from '../output.ts';

/** `huimin standards list`: every parameter with its values over time and their documents. */
export async function standardsListCommand(options: CommonOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const { parameters } = await context.within((tx) => {
      requirePermission(tx.actor, 'policy.read');
      return readParameters(tx, context);
    });
    print(parameters, options.json, () =>
      table(
        parameters.flatMap((parameter) => [
          ...parameter.values.map((value) => [
            parameter.key,
            parameter.variants[value.variant]?.[context.language] ?? '',
            String(parameter.unit === 'fen' ? value.value / 100 : value.value),
            `${value.effectiveFrom} – ${value.effectiveTo ?? ''}`,
            value.documentNo,
            value.certainty === 'assumption' ? '演示假设' : '',
          ]),
          ...parameter.derived.map((derivation) => [
            parameter.key,
            parameter.variants[derivation.variant]?.[context.language] ?? '',
            derivation.formula[context.language],
            `${derivation.effectiveFrom} –`,
            derivation.documentNo,
            derivation.certainty === 'assumption' ? '演示假设' : '',
          ]),
        ]),
      ),
    );
  } finally {
    await context.close();
  }
}

interface EnactOptions extends CommonOptions {
  readonly variant: string;
  readonly from: string;
  readonly to?: string;
  readonly title: string;
  readonly number: string;
  readonly article: string;
  readonly issued?: string;
  readonly assumption?: string;
  readonly proposedBy: string;
}

/** `huimin standards enact KEY VALUE`: approves a value for a period; money in yuan. Past months are paid the difference. */
export async function standardsEnactCommand(
  key: string,
  value: string,
  options: EnactOptions,
): Promise<void> {
  const context = await openContext({ ...options, as: options.as ?? 'chief' });
  try {
    const definition = getParameter(context.registry, key);
    const proposer = await getAccount(context.db.pool, options.proposedBy);
    const valid = period(plainDate(options.from), options.to === undefined ? null : plainDate(options.to));
    await context.within(async (tx) => {
      requirePermission(tx.actor, 'policy.approve');
      await enactParameter(
        tx,
        definition,
        {
          variant: options.variant,
          valid,
          value: readValue(definition, value),
          documentTitle: options.title,
          documentNo: options.number,
          article: options.article,
          issuedOn: options.issued === undefined ? null : plainDate(options.issued),
          certainty: options.assumption === undefined ? 'source' : 'assumption',
          note: options.assumption ?? null,
          proposedBy: proposer.accountId,
        },
        context.district.division,
      );
      await audit(tx, {
        action: 'policy.enact',
        objectKind: 'parameter',
        objectId: key,
        details: { variant: options.variant },
      });
    });
    print({ key, variant: options.variant, value, from: valid.from, to: valid.to }, options.json, () => [
      `已生效：${definition.label.zh} ${value}，自 ${valid.from} 起。已发月份的差额会在下一次发放中自动补发或核减。`,
    ]);
  } finally {
    await context.close();
  }
}

function getParameter(registry: Registry, key: string): ParameterDefinition {
  const definition = registry.parameters.get(key);
  if (definition !== undefined) return definition;
  const keys = [...registry.parameters.keys()].join('、');
  throw inputError(
    'parameter.unknown',
    `没有参数“${key}”：现有参数为 ${keys}。`,
    `There is no parameter "${key}"; there are: ${keys}.`,
  );
}

function readValue(definition: ParameterDefinition, text: string): number {
  if (definition.unit === 'fen') return yuan(text);
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) {
    throw inputError(
      'parameter.value',
      `“${definition.label.zh}”应为非负数。`,
      `"${definition.label.en}" must be a non-negative number.`,
    );
  }
  return Number(text);
}
