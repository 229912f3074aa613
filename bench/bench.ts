import type { CommonOptions } from '../apps/cli/context.ts';

export async function benchCommand(_options: CommonOptions): Promise<void> {
  await Promise.resolve();
}
