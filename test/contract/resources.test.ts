/** Any resource the parser accepts is written in Prettier's form, and never breaks a file. */
import * as fc from 'fast-check';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import type { Choices } from '../../src/selection/types.js';
import { catalog, compose, filesOf } from '../support/compose.js';
import { resourceLine } from '../support/resource-lines.js';

const style = { printWidth: 100, singleQuote: true } satisfies prettier.Options;
const bases: Choices[] = ['fastify', 'express', 'nest'].flatMap((framework) =>
  catalog.ofKind('orm').map(({ id }) => ({ framework, orm: id, auth: 'jwt', cache: 'memory' })),
);

describe.each(bases)('$framework, $orm', (choices) => {
  it('writes every resource the parser accepts as Prettier has it', { timeout: 120_000 }, async () => {
    const parent = 'category name:string';
    const before = filesOf((await compose(choices, [parent])).tree);
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(resourceLine, async (words) => {
        const after = await compose(choices, [parent, words]).catch((error: unknown) => {
          if (error instanceof UserError && error.code === 'INVALID_RESOURCE') return undefined;
          throw error;
        });
        if (!after) return;
        accepted += 1;
        for (const [file, content] of Object.entries(filesOf(after.tree))) {
          if (before[file] === content || !/^(src|test|drizzle\/meta)\/.*\.(ts|json)$/.test(file)) continue;
          const formatted = await prettier.format(content, { ...style, filepath: file });
          expect(content, file).toBe(formatted);
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 40), seed: 7 },
    );
    expect(accepted).toBeGreaterThan(3);
  });
});
