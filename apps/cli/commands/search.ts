import { requirePermission } from '../../../kernel/access/permission.ts';
import { loadPlaceNames } from '../../../kernel/party/place-names.ts';
import { RESULTS_MAX } from '../../../kernel/search/contract.ts';
import { searchKindsOf } from '../../../kernel/search/search-kind.ts';
import { searchRecords } from '../../../kernel/search/search-records.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print, table } from '../output.ts';

/** `huimin search TEXT`: the one search box on the command line. */
export async function searchCommand(
  text: string,
  options: CommonOptions & { readonly kind?: string },
): Promise<void> {
  const context = await openContext(options);
  try {
    const places = await loadPlaceNames(context.db.pool);
    const result = await context.within((tx) => {
      requirePermission(tx.actor, 'party.read');
      const query = { q: text, kinds: options.kind, limit: RESULTS_MAX };
      return searchRecords(tx, { keyring: context.keyring, places }, searchKindsOf(context.registry), query);
    });
    const nothing = context.language === 'zh' ? '没有找到。' : 'Nothing was found.';
    const more = context.language === 'zh' ? '还有更多，请写得更具体。' : 'There is more: say more of it.';
    print(result, options.json, () => [
      ...result.groups.flatMap(({ label, found }) => [
        label[context.language],
        ...table(
          found.map(({ title, code, divisionName, id }) => [`  ${title}`, code ?? '', divisionName, id]),
        ),
      ]),
      ...(result.groups.length === 0 ? [nothing] : []),
      ...(result.more ? [more] : []),
    ]);
  } finally {
    await context.close();
  }
}
