import { systemClock } from '../../kernel/base/clock.ts';
import type { UseCaseContext } from '../../kernel/module/define-use-case.ts';
import { loadPlaceNames } from '../../kernel/party/place-names.ts';
import { type CommonOptions, type Context, openContext } from './context.ts';

/** Opens the installation, works with it and closes it, whatever happens. */
export async function inInstallation<T>(
  options: CommonOptions,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const context = await openContext(options);
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** Works in one transaction of the acting account, with what every use case gets. */
export const inUseCase = <T>(
  options: CommonOptions,
  work: (context: UseCaseContext) => Promise<T>,
): Promise<T> =>
  inInstallation(options, async (opened) => {
    const { registry, keyring } = opened;
    const places = await loadPlaceNames(opened.db.pool);
    return opened.within((tx) => work({ tx, registry, keyring, places, clock: systemClock }));
  });
