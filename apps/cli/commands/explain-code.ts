import { notFound } from '../../../kernel/base/errors.ts';
import type { Language } from '../../../kernel/base/label.ts';
import type { Lifecycle } from '../../../kernel/case/define-lifecycle.ts';
import { targetsOf } from '../../../kernel/case/define-lifecycle.ts';
import { permissionLabel, ROLES, permissionsOf } from '../../../kernel/access/permission.ts';
import type { Contract } from '../../../kernel/module/define-contract.ts';
import type { UseCase } from '../../../kernel/module/define-use-case.ts';
import type { Registry } from '../../../kernel/module/registry.ts';
import { columnsOfField } from '../../../kernel/register/columns.ts';
import { type RecordDefinition, tableOf } from '../../../kernel/register/define-record.ts';
import { recordUseCases } from '../../../kernel/register/use-cases.ts';
import { useCases as caseUseCases } from '../../../kernel/case/use-cases.ts';
import { takeUpUseCases } from '../../../kernel/simulation/take-up-use-cases.ts';
import { useCases as simulationUseCases } from '../../../kernel/simulation/use-cases.ts';
import { useCases as eventUseCases } from '../../../kernel/event/use-cases.ts';
import { useCases as bankUseCases } from '../../../kernel/payment/bank/use-cases.ts';
import { useCases as financeUseCases } from '../../../kernel/payment/finance/use-cases.ts';
import { registry } from '../../../modules/index.ts';
import { routesOf } from '../../server/routes.ts';
import type { CommonOptions } from '../context.ts';
import { print } from '../output.ts';
import { readSourceIndex, type SourceIndex } from '../source-index.ts';

/** One thing that the code declares: what it is, where, who may, what does it, which tables hold it. */
interface Explained {
  readonly what: string;
  readonly label: string;
  readonly declaredIn: readonly string[];
  readonly permission: string | null;
  readonly roles: readonly string[];
  readonly useCase: string | null;
  readonly route: string | null;
  readonly tables: readonly string[];
  readonly notes: readonly string[];
}

const allUseCases = (): readonly UseCase[] => [
  ...caseUseCases,
  ...simulationUseCases,
  ...takeUpUseCases,
  ...eventUseCases,
  ...bankUseCases,
  ...financeUseCases,
  ...registry.useCases.values(),
  ...[...registry.records.values()].flatMap(recordUseCases),
];

/** `huimin explain-code NAME`: from a route, an action or a field to its declaration, permission, use case, tables. */
export async function explainCodeCommand(name: string, options: CommonOptions): Promise<void> {
  const language = options.lang ?? 'zh';
  const index = readSourceIndex();
  const found = [
    ...explainRoutes(name, language, index),
    ...explainUseCases(name, language, index),
    ...explainFields(name, language, index, registry),
    ...explainActions(name, language, index, registry),
    ...explainPolicy(name, language, index, registry),
  ];
  if (found.length === 0) {
    throw notFound(
      'code.unknown',
      `没有声明“${name.slice(0, 80)}”：请给出接口（如 "GET /api/tasks"）、业务操作、办件动作（流程.动作）、字段（记录.字段）、参数、事实或指标的名称。`,
      `Nothing is declared as "${name.slice(0, 80)}": give a route, a use case, an action (life-cycle.action), a field (record.field), a parameter, fact or figure.`,
    );
  }
  print({ found }, options.json, () => found.flatMap(lines));
}

const lines = (each: Explained): string[] => [
  `${each.what}：${each.label}`,
  `  声明 / declared    ${each.declaredIn.join(', ') || '—'}`,
  ...(each.route === null ? [] : [`  接口 / route       ${each.route}`]),
  `  权限 / permission  ${each.permission ?? '—'}${each.roles.length === 0 ? '' : `（${each.roles.join('、')}）`}`,
  `  操作 / use case    ${each.useCase ?? '—'}`,
  `  表 / tables        ${each.tables.join(', ') || '—'}`,
  ...each.notes.map((note) => `  ${note}`),
];

function rolesOf(permission: string | null, language: Language): string[] {
  if (permission === null) return [];
  return Object.entries(ROLES)
    .filter(([role]) => permissionsOf(role).has(permission))
    .map(([, { label }]) => label[language]);
}

const fileOf = (place: string | undefined): string => place?.split(':')[0] ?? '';

function explained(
  given: Partial<Explained> & Pick<Explained, 'what' | 'label' | 'declaredIn'>,
  language: Language,
  index: SourceIndex,
): Explained {
  const permission = given.permission ?? null;
  return {
    permission,
    roles: rolesOf(permission, language),
    useCase: null,
    route: null,
    tables: index.tablesOf(fileOf(given.declaredIn[0])),
    notes: permission === null ? [] : [`${permission} = ${permissionLabel(permission)?.[language] ?? '?'}`],
    ...given,
  };
}

const routeName = ({ method, path }: Contract): string => `${method} ${path}`;

function explainRoutes(name: string, language: Language, index: SourceIndex): Explained[] {
  return routesOf(registry)
    .map(({ contract }) => contract)
    .filter((contract) => routeName(contract) === name || contract.path === name)
    .map((contract) => {
      const useCase = allUseCases().find((each) => routeName(each.contract) === routeName(contract));
      const declaredIn = index.placesOf(contract.path);
      const fromRecord = ['kernel/register/contract.ts', 'kernel/register/use-cases.ts'];
      const answering = [
        ...index.handlersOf(contract.path),
        ...(useCase === undefined ? [] : index.placesOf(useCase.id).map(fileOf)),
      ];
      return explained(
        {
          what: 'route',
          label: contract.summary,
          declaredIn: declaredIn.length > 0 ? declaredIn : fromRecord,
          tables: [
            ...new Set((answering.length > 0 ? answering : fromRecord).flatMap(index.tablesOf)),
          ].toSorted(),
          route: routeName(contract),
          permission: contract.permission,
          useCase: useCase?.id ?? null,
        },
        language,
        index,
      );
    });
}

function explainUseCases(name: string, language: Language, index: SourceIndex): Explained[] {
  return allUseCases()
    .filter(({ id }) => id === name)
    .map((useCase) => {
      const record = registry.records.get(name.split('.')[0] ?? '');
      const declared = index.placesOf(name);
      const own = declared.length > 0 ? declared : ['kernel/register/use-cases.ts'];
      const tables = index.tablesOf(fileOf(own[0]));
      return explained(
        {
          what: 'use case',
          label: useCase.label[language],
          declaredIn: own,
          permission: useCase.contract.permission,
          useCase: name,
          route: routeName(useCase.contract),
          tables: record === undefined || declared.length > 0 ? tables : [tableOf(record), ...tables],
        },
        language,
        index,
      );
    });
}

function explainFields(name: string, language: Language, index: SourceIndex, from: Registry): Explained[] {
  const [recordId = '', fieldName = ''] = name.split('.');
  const record: RecordDefinition | undefined = from.records.get(recordId);
  const field = record?.fields[fieldName];
  if (record === undefined || field === undefined || !Object.hasOwn(record.fields, fieldName)) return [];
  const columns = columnsOfField(fieldName, field).map(
    (column) => `${tableOf(record)}.${column.name} ${column.type}`,
  );
  const validation = [
    field.required === true ? 'required' : 'optional',
    field.fixed === true ? 'fixed' : 'editable',
  ];
  return [
    explained(
      {
        what: 'field',
        label: `${record.label[language]} · ${field.label[language]}`,
        declaredIn: index.placesOf(recordId),
        permission: `${record.area}.write`,
        useCase: `${recordId}.edit`,
        tables: columns,
        notes: [`${field.type}, ${field.sensitivity}, ${validation.join(', ')}`],
      },
      language,
      index,
    ),
  ];
}

function explainActions(name: string, language: Language, index: SourceIndex, from: Registry): Explained[] {
  const [lifecycleId = '', actionId = ''] = name.split('.');
  const lifecycle: Lifecycle | undefined = from.lifecycles.get(lifecycleId);
  const action = lifecycle?.actions[actionId];
  if (lifecycle === undefined || action === undefined) return [];
  return [
    explained(
      {
        what: 'action',
        label: `${lifecycle.label[language]} · ${action.label[language]}`,
        declaredIn: index.placesOf(lifecycleId),
        permission: action.permission,
        useCase: 'case.act',
        route: 'POST /api/cases/:id/actions',
        notes: [
          `${action.from.join(' | ')} → ${targetsOf(action).join(' | ')}`,
          ...(action.notBy.length === 0 ? [] : [`not by who did: ${action.notBy.join(', ')}`]),
        ],
      },
      language,
      index,
    ),
  ];
}

function explainPolicy(name: string, language: Language, index: SourceIndex, from: Registry): Explained[] {
  const declared = [
    { what: 'parameter', label: from.parameters.get(name)?.label, tables: ['parameter_value'] },
    { what: 'fact', label: from.facts.get(name)?.label, tables: ['fact'] },
    { what: 'figure', label: from.indicators.get(name)?.label, tables: undefined },
    { what: 'programme', label: from.programmes.get(name)?.label, tables: ['award', 'fact'] },
  ] as const;
  return declared.flatMap(({ what, label, tables }) =>
    label === undefined
      ? []
      : [
          explained(
            {
              what,
              label: label[language],
              declaredIn: index.placesOf(name),
              ...(tables === undefined ? {} : { tables }),
            },
            language,
            index,
          ),
        ],
  );
}
