import { defineConfig } from 'vitest/config';

/** They put something in the place of modules, so they share none with others. */
const mocking = ['test/unit/{asking-for-a-resource,cli,lock,prompts,transaction}.test.ts'];

/** Slow: they start processes, copy projects, compose whole ones or draw thousands of lines. */
const slow = ['test/unit/{command-line*,plop-*,post,framework-routes,skip-wiring,resource-properties}.test.ts'];

const all = ['test/{unit,wiring}/**/*.test.ts'];

const common = { testTimeout: 30_000 };

/** The tests that Stryker runs for each mutant. */
export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'alone', include: mocking } },
      { test: { ...common, name: 'together', include: all, exclude: [...mocking, ...slow], isolate: false } },
    ],
  },
});
