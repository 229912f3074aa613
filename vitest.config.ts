import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{kernel,modules,apps,demo,bench,tests,tools}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.huimin/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 150_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    reporters: process.env.VITEST_JSON === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: process.env.VITEST_JSON ?? '.test-results/vitest.json' },
  },
});
