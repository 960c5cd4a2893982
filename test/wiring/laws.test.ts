/** The laws of wiring over files no table thinks of: twice is once, and undoing gives every byte back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyWiring, revertWiring } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { edited, hostOf, statuses } from './support.js';

const file = 'src/app.ts';

const gap = fc.constantFrom(
  '',
  ' ',
  '\n  ',
  '\n\n\t',
  ' // c, x\n  ',
  ' /* [b], */ ',
  '\n  /* more\n  than one */\n  ',
);
const element = fc.constantFrom('a', 'b()', '...c', '{ x: 1, y: [2,] }', `f(\n    'x',\n  )`, '(d as D)', '`t${1}`');
const member = fc.constantFrom('a', 'b: b()', '...c', `'x-y': "z"`, 'm() { return 1 }', 'o: {\n    p: 1,\n  }');

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const items = fc.array(fc.tuple(item, gap, gap), { maxLength: 4 });
  return fc.tuple(gap, items, fc.boolean(), gap).map(([open, all, trailing, close]) => {
    const inside = all.map(([code, before, after], index) => {
      return code + before + (index < all.length - 1 || trailing ? `,${after}` : '');
    });
    return open + inside.join('') + close;
  });
}

const statements = fc
  .array(fc.tuple(gap, fc.constantFrom('a();', 'const b = 1;', 'if (x) { return 1; }', ';[1].map(a);', '`t`;')), {
    maxLength: 4,
  })
  .map((all) => all.flat().join(''));

const head = fc.constantFrom(
  '',
  '\n\n',
  '// head\n\n',
  '/** What follows. */\n',
  `'use strict';\n`,
  `import q from './q.js';\n`,
  `import { q } from './m'; // same\n`,
  `import {\n  q,\n  r, // r\n} from "./m.js"\n\n`,
  `import * as m from './m.js'\nimport type { T } from './m'\n`,
);

const imports = [{ from: 'src/m.ts', names: ['wired', 'other'] }];
const at = { file, symbol: 'anchor' };
const position = fc.constantFrom(undefined, { before: 'b' }, { after: 'a' });

interface Case {
  text: string;
  op: WiringOp;
}

const arrays: fc.Arbitrary<Case> = fc.tuple(list(element), position).map(([inside, where]) => ({
  text: `export const anchor = [${inside}];\n`,
  op: { op: 'appendElement', at, element: 'wired(other)', imports, ...(where && { position: where }) },
}));

const objects: fc.Arbitrary<Case> = fc
  .tuple(list(member), fc.constantFrom({}, { comment: 'Two\nlines.' }))
  // `{ }` and `{}` are one to a formatter, and to an undo.
  .filter(([inside]) => inside === '' || /\S|\n/.test(inside))
  .map(([inside, extra]) => ({
    text: `export const anchor = {${inside}};\n`,
    op: { op: 'addProperty', at, key: 'key', value: 'wired({\n  other,\n})', imports, ...extra },
  }));

const bodies: fc.Arbitrary<Case> = fc
  .tuple(statements, gap, fc.constantFrom('return {};', 'return {\n  a,\n};'), gap)
  .map(([before, lead, end, tail]) => ({
    text: `export function anchor(x) {${before}${lead}${end}${tail}}\n`,
    op: { op: 'addStatement', at, name: 'name', statement: 'const name = wired(\n  other,\n);', imports },
  }));

describe.each([
  ['appendElement', arrays],
  ['addProperty', objects],
  ['addStatement', bodies],
])('%s', (_name, cases) => {
  it('does its work once, and undoes it to the byte', { timeout: 60_000 }, async () => {
    const law = fc.asyncProperty(head, cases, fc.boolean(), fc.boolean(), async (top, { text, op }, crlf, mark) => {
      const whole = (mark ? '\uFEFF' : '') + (crlf ? (top + text).replaceAll('\n', '\r\n') : top + text);
      const files = { [file]: whole };
      const once = await applyWiring([op], hostOf(files));
      fc.pre(!/syntax error/.test(statuses(once)[0] ?? ''));
      expect(statuses(once)).toEqual(['applied']);
      const wired = edited(files, once);
      expect(statuses(await applyWiring([op], hostOf(wired)))).toEqual(['already']);
      const kept = once.results.map((result) => result.op);
      expect(edited(wired, await revertWiring(kept, hostOf(wired)))).toEqual(files);
    });
    await fc.assert(law, { numRuns: 150, seed: 20 });
  });
});
