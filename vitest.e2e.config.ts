import { defineConfig } from 'vitest/config';

/** Those that race something against the clock, and are the only ones at work while they do. */
const timed = ['test/e2e/faults.test.ts', 'test/e2e/kills.test.ts'];

/** Only for an API that runs already. */
const ofTarget = process.env['TARGET_URL'] ? [] : ['test/e2e/http/http.test.ts'];

/** Real installs, real processes: with time to spare. */
const common = { pool: 'forks', testTimeout: 600_000, hookTimeout: 600_000 } as const;

export default defineConfig({
  test: {
    reporters: ['verbose'],
    projects: [
      { test: { ...common, name: 'timed', include: timed, maxWorkers: 1, sequence: { groupOrder: 0 } } },
      {
        test: {
          ...common,
          name: 'side by side',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...timed, ...ofTarget],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
