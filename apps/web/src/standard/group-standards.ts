import type { Label } from '../../../../kernel/base/label.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { listParameters } from '../../../../kernel/policy/contract.ts';

export type Standard = OutputOf<typeof listParameters>['parameters'][number];

export interface StandardGroup {
  readonly id: string;
  /** The programme; none for standards that no programme uses. */
  readonly programme: Label | undefined;
  readonly standards: readonly Standard[];
}

const textOf = ({ key, label, programmes, values }: Standard): string =>
  [
    key,
    label.zh,
    label.en,
    ...programmes.flatMap((programme) => [programme.zh, programme.en]),
    ...values.flatMap((value) => [
      value.id,
      value.documentTitle,
      value.documentNo,
      value.article,
      value.note ?? '',
    ]),
  ]
    .join(' ')
    .toLowerCase();

const isAssumed = (standard: Standard): boolean =>
  standard.values.some((value) => value.certainty === 'assumption');

/** The standards that hold every word of `query`, under the first programme that uses them. */
export function groupStandards(
  standards: readonly Standard[],
  query: string,
  onlyAssumed: boolean,
): StandardGroup[] {
  const words = query.toLowerCase().split(/\s+/);
  const found = standards.filter((standard) => {
    const text = textOf(standard);
    return words.every((word) => text.includes(word)) && (!onlyAssumed || isAssumed(standard));
  });
  const groups = Map.groupBy(found, (standard) => standard.programmes[0]?.zh ?? '');
  return [...groups].map(([name, own], index) => ({
    id: `programme-${index + 1}`,
    programme: name === '' ? undefined : own[0]?.programmes[0],
    standards: own,
  }));
}
