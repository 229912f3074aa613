import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';

const PATIENCE = { timeout: 60_000, interval: 200 };
const HEARD_WITHIN_MS = 8_000;

/** Presses until the page shows that it was heard: while something moves under it a busy browser may lose a press. */
export const pressUntil = (button: Locator, heard: Locator): Promise<void> =>
  vi.waitFor(async () => {
    if (await heard.isVisible()) return;
    await button.click({ timeout: HEARD_WITHIN_MS });
    await heard.waitFor({ timeout: HEARD_WITHIN_MS });
  }, PATIENCE);

/** Chooses an option of a list that opens under its field. */
export const chooseOption = (page: Page, field: Locator, option: string): Promise<void> => {
  const shown = page.locator(`.ant-select-item-option[title="${option}"]:visible`);
  return vi.waitFor(async () => {
    if ((await shown.count()) === 0) await field.click({ timeout: HEARD_WITHIN_MS });
    await shown.click({ timeout: HEARD_WITHIN_MS });
    await shown.waitFor({ state: 'hidden', timeout: HEARD_WITHIN_MS });
  }, PATIENCE);
};
