import { describe, expect, it } from 'vitest';
import { importersOf } from '../../src/compose/importers.js';
import { VirtualTree } from '../../src/workspace/tree.js';
import { compose, filesOf } from '../support/compose.js';
import { destroy } from '../support/projects.js';

/** What is said of one more file when some others go. */
function importsIn(path: string, text: string, gone = ['src/post/post.service.ts', 'src/post/index.ts']): string[] {
  const files: Record<string, string> = { [path]: text, ...Object.fromEntries(gone.map((file) => [file, ''])) };
  const tree = new VirtualTree({
    read: (file) => files[file],
    list: (folder) => Object.keys(files).filter((file) => file.startsWith(`${folder}/`)),
  });
  for (const file of gone) tree.remove(file);
  const [importer, ...others] = importersOf(tree);
  expect(others).toEqual([]);
  expect(importer?.path ?? path).toBe(path);
  return importer?.imports ?? [];
}

describe('files that import what goes', () => {
  it.each([
    ['src/mine/a.ts', `import { a } from '../post/post.service.js';`],
    ['src/mine/a.ts', `import { a } from "../post/post.service";`],
    ['src/mine/a.ts', `import {\n  type A,\n} from\n  '../post/post.service.ts';`],
    ['src/a.ts', `import './post/post.service.js';`],
    ['src/a.ts', `export * from './../src/post/post.service.js'`],
    ['src/post/a.mts', `const a = await import(\n  \`./post.service.js\`\n);`],
    ['test/a/b.ts', `vi.mock('../../src/post/post.service.js', () => ({}));`],
    ['test/a.ts', `await importActual<typeof import('../src/post/post.service.js')>('../src/post/post.service.js')`],
    ['test/a.cjs', `const { a } = require("../src/post/post.service")`],
  ])('are found: %s with %j', (path, text) => {
    expect(importsIn(path, text)).toEqual(['src/post/post.service.ts']);
  });

  it.each(['.', './', './index.js', './index'])('are found where they name the folder: %s', (specifier) => {
    expect(importsIn('src/post/mine.ts', `import { a } from '${specifier}';`)).toEqual(['src/post/index.ts']);
  });

  it.each([
    ['src/a.ts', `// import { a } from './post/post.service.js';`],
    ['src/a.ts', `/**\n * import { a } from './post/post.service.js';\n */`],
    ['src/a.ts', `import { a } from './posts/post.service.js';`],
    ['src/b/a.ts', `import { a } from './post/post.service.js';`],
    ['src/a.ts', `import { a } from 'post/post.service.js';`],
    ['src/a.md', `import { a } from './post/post.service.js';`],
    ['bench/a.ts', `import { a } from '../src/post/post.service.js';`],
  ])('are not taken for some: %s with %j', (path, text) => {
    expect(importsIn(path, text)).toEqual([]);
  });

  it.each(['modules', 'layered', 'clean'])('are none of those that are generated, in layout %s', async (layout) => {
    const lines = [
      'tag name:string',
      'post title:string tags:refs=tag',
      'comment text:text post:ref=post --under post',
    ];
    const { plan, tree } = await compose({ framework: 'fastify', orm: 'drizzle', auth: 'jwt', layout }, lines);
    const { tree: after } = await destroy(plan, filesOf(tree), ['comment', 'post']);
    expect(importersOf(after)).toEqual([]);
  });
});
