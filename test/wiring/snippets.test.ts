/** What people are given to paste, in the style of the file it is for. */
import { describe, expect, it } from 'vitest';
import { wiringSnippets } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { hostOf } from './support.js';

const file = 'src/modules.ts';
const append: WiringOp = {
  op: 'appendElement',
  at: { file, symbol: 'modules' },
  element: `postModule('/posts')`,
  imports: [{ from: 'src/post.module.ts', names: ['postModule'] }],
};

async function snippetFor(text: string): Promise<string | undefined> {
  const [snippet] = await wiringSnippets([append], hostOf({ [file]: text }));
  return snippet?.snippet;
}

describe('the snippet of an op', () => {
  it('has the imports that are missing, and the code', async () => {
    expect(await snippetFor(`export const modules = [];\n`)).toBe(
      `import { postModule } from './post.module.js';\n\npostModule('/posts'),`,
    );
  });

  it('leaves out what is imported already', async () => {
    const text = `import { postModule } from './post.module.js';\nexport const modules = [];\n`;
    expect(await snippetFor(text)).toBe(`postModule('/posts'),`);
  });

  it('takes quotes and semicolons of the file', async () => {
    const text = `import a from "./a.js"\nimport b from "./b.js"\nexport const modules = [a]\n`;
    expect(await snippetFor(text)).toBe(`import { postModule } from "./post.module.js"\n\npostModule("/posts"),`);
  });

  it('names the file the anchor has moved to, and the recorded one when there is none', async () => {
    const moved = hostOf({ 'src/http/modules.ts': `export const modules = [];\n` });
    expect(await wiringSnippets([append], moved)).toMatchObject([{ file: 'src/http/modules.ts' }]);
    expect(await wiringSnippets([append], hostOf({}))).toMatchObject([{ file }]);
  });
});
