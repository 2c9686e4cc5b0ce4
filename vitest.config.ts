import { defineConfig } from 'vitest/config';

/** Unit and simulator tests. Browser tests are Playwright's: test/journeys/*.spec.ts. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
