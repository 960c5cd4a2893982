/**
 * The files of real projects after people had their way with them: what fragments and resources wire in is applied,
 * applied again, and taken back; no byte outside of the edit moves.
 */
import { diffLines } from 'diff';
import { describe, expect, it } from 'vitest';
import type { WiringOp } from '../../src/wiring/ops.js';
import { applyWiring } from '../../src/wiring/apply.js';
import { compose, filesOf } from '../support/compose.js';
import { editsOfAnyFile, editsOfModels, editsOfModules, type Edit } from './hand-edited/edits.js';
import { edited, expectRoundTrip, hostOf, statuses, type Files } from './support.js';

const drizzle = filesOf((await compose({ orm: 'drizzle', auth: 'jwt' }, ['category name:string'])).tree);
const prisma = filesOf((await compose({ orm: 'prisma', auth: 'jwt' })).tree);

const modules: WiringOp = {
  op: 'appendElement',
  at: { file: 'src/modules.ts', symbol: 'modules' },
  element: 'postModule',
  imports: [{ from: 'src/modules/post/post.module.ts', names: ['postModule'] }],
};
const tables: WiringOp = {
  op: 'addExport',
  file: 'src/platform/db/schema.ts',
  from: 'src/modules/post/post.table.ts',
};
const container: WiringOp[] = [
  {
    op: 'addStatement',
    at: { file: 'src/container.ts', symbol: 'createContainer' },
    name: 'search',
    statement: `const search = new Search(env, 'hello');`,
    imports: [{ from: 'src/platform/search/search.ts', names: ['Search'] }],
  },
  { op: 'addProperty', at: { file: 'src/container.ts', symbol: 'createContainer', path: ['return'] }, key: 'search' },
];
const environment: WiringOp = {
  op: 'addProperty',
  at: { file: 'src/config/env.ts', symbol: 'envSchema' },
  key: 'SEARCH_URL',
  value: `z.url().default('http://localhost:9200')`,
  comment: 'Where mail goes.',
};
const farEnd: WiringOp = {
  op: 'addBlockLine',
  file: 'prisma/models/user.prisma',
  block: 'model User',
  key: 'posts',
  line: 'posts Post[]',
};

const suites: readonly [file: string, project: Files, ops: WiringOp[], edits: readonly Edit[]][] = [
  ['src/modules.ts', drizzle, [modules], [...editsOfAnyFile, ...editsOfModules]],
  ['src/platform/db/schema.ts', drizzle, [tables], editsOfAnyFile],
  ['src/container.ts', drizzle, container, editsOfAnyFile],
  ['src/config/env.ts', drizzle, [environment], editsOfAnyFile],
  ['prisma/models/user.prisma', prisma, [farEnd], editsOfModels],
];

describe.each(suites)('%s', (file, project, ops, edits) => {
  const text = project[file] ?? '';
  it.each(edits.filter(([, rewrite]) => rewrite(text) !== text))('%s', async (_name, rewrite) => {
    const before = rewrite(text);
    const files = { [file]: before };
    const after = edited(files, await applyWiring(ops, hostOf(files)));
    await expectRoundTrip(files, ops, after, true);
    expectOnlyAdditions(before, after[file] ?? '');
  });
});

describe('src/modules.ts moved elsewhere', () => {
  it.each(['src/http/modules.ts', 'src/api/index.ts'])('to %s', async (moved) => {
    const files = { [moved]: (drizzle['src/modules.ts'] ?? '').replaceAll(`'./`, `'../`) };
    const outcome = await applyWiring([modules], hostOf(files));
    expect(statuses(outcome)).toEqual(['applied']);
    expect(outcome.edits.get(moved)).toContain(`from '../modules/post/post.module.js';`);
  });
});

/** Whatever went from the text is there again in what came, in its order: a line that grew, or that was broken up. */
function expectOnlyAdditions(before: string, after: string): void {
  const changes = diffLines(before, after);
  expect(changes.filter(({ removed }) => removed).length).toBeLessThan(4);
  for (const [index, { removed, value }] of changes.entries()) {
    if (!removed) continue;
    const instead = changes[index + 1]?.added ? changes[index + 1]?.value : '';
    expect(isWithin(value.replaceAll(/\s/g, ''), instead ?? '')).toBe(true);
  }
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
