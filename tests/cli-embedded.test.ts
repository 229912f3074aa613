import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliHome, huimin } from './support/cli.ts';

describe('the built-in server in a folder with spaces and Chinese characters', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), '惠民 数据 (test) '));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 }));

  test('two commands at once on an empty folder both get as far as saying that there is no district', async () => {
    const here: CliHome = { home };
    for (const answer of await Promise.all([
      huimin(here, 'figures', '--json'),
      huimin(here, 'pay', 'list', '--json'),
    ])) {
      expect(answer.code, answer.err).toBe(1);
      expect(answer.err).toContain('district.missing');
    }
    expect((await huimin(here, 'figures')).err).toContain('huimin demo');
  });
});
