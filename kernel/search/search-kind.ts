import { inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { Actor } from '../db/actor.ts';
import type { Registry } from '../module/registry.ts';
import { isCovered } from '../register/field.ts';

/** A kind of record that the search box finds; its table is attached by `attach_search` in a migration. */
export interface SearchKind {
  /** As the migration names it. */
  readonly kind: string;
  readonly label: Label;
  /** Who may read such records. */
  readonly permission: string;
  /** Whether the title is a natural person's name and so masked. */
  readonly personal: boolean;
}

/** The kinds of the kernel; those of declared records come from the modules. */
export const KERNEL_SEARCH_KINDS = [
  { kind: 'person', label: { zh: '人员', en: 'people' }, permission: 'party.read', personal: true },
  { kind: 'household', label: { zh: '家庭', en: 'households' }, permission: 'party.read', personal: false },
  { kind: 'award', label: { zh: '待遇', en: 'awards' }, permission: 'party.read', personal: false },
  { kind: 'case', label: { zh: '办件', en: 'cases' }, permission: 'case.read', personal: false },
] as const satisfies readonly SearchKind[];

/** What the search box finds: the kernel's kinds and every declared record with a field that is searched. */
export const searchKindsOf = (registry: Pick<Registry, 'records'>): readonly SearchKind[] => [
  ...KERNEL_SEARCH_KINDS,
  ...[...registry.records.values()].flatMap((record): SearchKind[] => {
    const title = record.fields[record.title];
    const isSearched = Object.values(record.fields).some((field) => field.search !== undefined);
    const isKernels = KERNEL_SEARCH_KINDS.some(({ kind }) => kind === record.id);
    if (!isSearched || isKernels || title === undefined) return [];
    const { id: kind, label, area } = record;
    return [{ kind, label, permission: `${area}.read`, personal: isCovered(title) }];
  }),
];

/** Of the wanted kinds those that the actor may read; throws inputError for a kind that does not exist. */
export function readableKinds(
  kinds: readonly SearchKind[],
  actor: Actor,
  wanted: readonly string[] | undefined,
): SearchKind[] {
  const unknown = wanted?.find((name) => !kinds.some(({ kind }) => kind === name));
  if (unknown !== undefined) {
    const names = kinds.map(({ kind }) => kind);
    throw inputError(
      'search.kind',
      `没有这种记录可查：种类应为 ${names.join('、')}。`,
      `There is no such kind of record; kinds are: ${names.join(', ')}.`,
    );
  }
  return kinds.filter(
    ({ kind, permission }) =>
      actor.permissions.has(permission) && (wanted === undefined || wanted.includes(kind)),
  );
}
