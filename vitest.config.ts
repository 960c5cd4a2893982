import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,wiring,contract}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
