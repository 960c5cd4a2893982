/** `addImport` and `addExport` in files as people leave them. */
import { describe, it } from 'vitest';
import type { ImportNeed } from '../../src/wiring/ops.js';
import { expectRoundTrip } from './support.js';

interface Fixture {
  name: string;
  before: string;
  after: string;
  need?: Partial<ImportNeed>;
}

const file = 'src/app.ts';
const use = `\nrun();\n`;

const fixtures: Fixture[] = [
  {
    name: 'behind the last of its sort: own file',
    before: `import fs from 'node:fs';\nimport x from 'x';\n\nimport a from './a.js'; // a\n\nimport 'side-effect';\n${use}`,
    after: `import fs from 'node:fs';\nimport x from 'x';\n\nimport a from './a.js'; // a\nimport { one } from './one.js';\n\nimport 'side-effect';\n${use}`,
  },
  {
    name: 'behind the last of its sort: package',
    before: `import fs from 'node:fs';\nimport x from 'x';\n\nimport a from './a.js';\n${use}`,
    after: `import fs from 'node:fs';\nimport x from 'x';\nimport { one } from '@scope/one/deep';\n\nimport a from './a.js';\n${use}`,
    need: { from: '@scope/one/deep' },
  },
  {
    name: 'a sort that comes before all others, under a header',
    before: `/** What this file is. */\nimport a from './a.js';\n${use}`,
    after: `/** What this file is. */\nimport { one } from 'node:one';\nimport a from './a.js';\n${use}`,
    need: { from: 'node:one' },
  },
  {
    name: 'no place before a comment that belongs to the first import',
    before: `// eslint-disable-next-line import/order\nimport a from './a.js';\n${use}`,
    after: `// eslint-disable-next-line import/order\nimport a from './a.js';\nimport { one } from 'one';\n${use}`,
    need: { from: 'one' },
  },
  {
    name: 'no place before a comment on the line of the first import',
    before: `/* first */ import a from './a.js';\nimport b from './b.js';\n${use}`,
    after: `/* first */ import a from './a.js';\nimport b from './b.js';\nimport { one } from 'one';\n${use}`,
    need: { from: 'one' },
  },
  {
    name: 'a place between a comment set off by a blank line and the first import',
    before: `// Runs.\n\nimport a from './a.js';\n${use}`,
    after: `// Runs.\n\nimport { one } from 'one';\nimport a from './a.js';\n${use}`,
    need: { from: 'one' },
  },
  {
    name: 'a file without imports, with all that stays on top',
    before: `#!/usr/bin/env node\n'use strict';\n/*\n * Licence.\n */\n\n/** Runs. */\nrun();\n`,
    after: `#!/usr/bin/env node\n'use strict';\n/*\n * Licence.\n */\n\nimport { one } from './one.js';\n\n/** Runs. */\nrun();\n`,
  },
  { name: 'an empty file', before: '', after: `import { one } from './one.js';\n` },
  {
    name: 'into a declaration of the same module',
    before: `import { two } from './one.js';\nimport b from './b.js';\n${use}`,
    after: `import { two, one } from './one.js';\nimport b from './b.js';\n${use}`,
  },
  {
    name: 'into one that is spelled without extension and has comments',
    before: `import {\n  two, // the second\n  /* three */ three\n} from "./one"\n${use}`,
    after: `import {\n  two, // the second\n  /* three */ three,\n  one\n} from "./one"\n${use}`,
  },
  {
    name: 'into one that becomes too long',
    before: `import { anImportWithALongName, anotherImportWithALongName, aThirdWithALongName } from './one.js';\n${use}`,
    after: `import {\n  anImportWithALongName,\n  anotherImportWithALongName,\n  aThirdWithALongName,\n  one,\n} from './one.js';\n${use}`,
  },
  {
    name: 'into one of several lines that would fit on one',
    before: `import {\n  two,\n  three,\n} from './one.js';\n${use}`,
    after: `import {\n  two,\n  three,\n  one,\n} from './one.js';\n${use}`,
  },
  {
    name: 'empty braces stay as they are',
    before: `import {} from './one.js';\n${use}`,
    after: `import {} from './one.js';\nimport { one } from './one.js';\n${use}`,
  },
  {
    name: 'beside a default import',
    before: `import all from './one.js';\n${use}`,
    after: `import all, { one } from './one.js';\n${use}`,
  },
  {
    name: 'a default beside named ones',
    before: `import { two } from './one.js';\n${use}`,
    after: `import one, { two } from './one.js';\n${use}`,
    need: { names: [], default: 'one' },
  },
  {
    name: 'a default beside names, not beside types or a namespace',
    before: `import type { Two } from './one.js';\nimport * as all from './one.js';\nimport { three } from './one.js';\n${use}`,
    after: `import type { Two } from './one.js';\nimport * as all from './one.js';\nimport one, { three } from './one.js';\n${use}`,
    need: { names: [], default: 'one' },
  },
  {
    name: 'beside a default import, in braces without spaces',
    before: `import {b} from './b.js';\nimport all from './one.js';\n${use}`,
    after: `import {b} from './b.js';\nimport all, {one} from './one.js';\n${use}`,
  },
  {
    name: 'a value beside a default that is a type',
    before: `import type All from './one.js';\n${use}`,
    after: `import type All from './one.js';\nimport { one } from './one.js';\n${use}`,
  },
  {
    name: 'an import with attributes stays as it is',
    before: `import { two } from './one.js' with { type: 'x' };\n${use}`,
    after: `import { two } from './one.js' with { type: 'x' };\nimport { one } from './one.js';\n${use}`,
  },
  {
    name: 'a default and names at once',
    before: `import a from './a.js';\n${use}`,
    after: `import a from './a.js';\nimport one, { two, three } from './one.js';\n${use}`,
    need: { default: 'one', names: ['two', 'three'] },
  },
  {
    name: 'a namespace stays as it is',
    before: `import * as all from './one.js';\nimport b from './b.js';\n${use}`,
    after: `import * as all from './one.js';\nimport { one } from './one.js';\nimport b from './b.js';\n${use}`,
  },
  {
    name: 'a side effect stays as it is',
    before: `import './one.js';\nimport b from './b.js';\n${use}`,
    after: `import './one.js';\nimport { one } from './one.js';\nimport b from './b.js';\n${use}`,
  },
  {
    name: 'a value beside types',
    before: `import type { Two } from './one.js';\nimport b from './b.js';\n${use}`,
    after: `import type { Two } from './one.js';\nimport { one } from './one.js';\nimport b from './b.js';\n${use}`,
  },
  {
    name: 'a type among types',
    before: `import { two } from './one.js';\nimport type { Two } from './one.js';\n${use}`,
    after: `import { two } from './one.js';\nimport type { Two, one } from './one.js';\n${use}`,
    need: { typeOnly: true },
  },
  {
    name: 'a type beside values',
    before: `import { two } from './one.js';\n${use}`,
    after: `import { two } from './one.js';\nimport type { one } from './one.js';\n${use}`,
    need: { typeOnly: true },
  },
  {
    name: 'a type among values where the file marks types one by one',
    before: `import { a, type B } from './a.js';\nimport { two } from './one.js';\n${use}`,
    after: `import { a, type B } from './a.js';\nimport { two, type one } from './one.js';\n${use}`,
    need: { typeOnly: true },
  },
  {
    name: 'a module for its side effect',
    before: `import b from './b.js';\n${use}`,
    after: `import b from './b.js';\nimport './one.js';\n${use}`,
    need: { names: [] },
  },
  {
    name: 'specifiers without extension',
    before: `import b from './b';\nimport json from './c.json';\n${use}`,
    after: `import b from './b';\nimport json from './c.json';\nimport { one } from './one';\n${use}`,
  },
  {
    name: 'specifiers with .ts',
    before: `import b from './b.ts';\n${use}`,
    after: `import b from './b.ts';\nimport { one } from './one.ts';\n${use}`,
  },
];

describe('addImport', () => {
  it.each(fixtures)('$name', async ({ before, after, need }) => {
    const whole = { from: 'src/one.ts', names: ['one'], ...need };
    await expectRoundTrip({ [file]: before }, [{ op: 'addImport', file, import: whole }], { [file]: after });
  });
});

const exports: Fixture[] = [
  { name: 'an empty file', before: '', after: `export * from './one.js';\n` },
  { name: 'a comment alone', before: `// Tables.\n`, after: `// Tables.\nexport * from './one.js';\n` },
  {
    name: 'no final line end',
    before: `export * from './a.js';`,
    after: `export * from './a.js';\nexport * from './one.js';`,
  },
  {
    name: 'behind the last one, in the file’s style',
    before: `// all\r\nexport * from "./a" // a\r\nexport { b } from "./b"\r\n\r\nexport const c = 1\r\n`,
    after: `// all\r\nexport * from "./a" // a\r\nexport { b } from "./b"\r\nexport * from "./one"\r\n\r\nexport const c = 1\r\n`,
  },
  {
    name: 'behind imports',
    before: `import './a.js';\n\nexport const c = 1;\n`,
    after: `import './a.js';\nexport * from './one.js';\n\nexport const c = 1;\n`,
  },
  { name: 'an empty module', before: `export {};\n`, after: `export {};\nexport * from './one.js';\n` },
  {
    name: 'beside chosen names of the same module',
    before: `export { two } from './one.js';\n`,
    after: `export { two } from './one.js';\nexport * from './one.js';\n`,
  },
];

describe('addExport', () => {
  it.each(exports)('$name', async ({ before, after }) => {
    await expectRoundTrip({ [file]: before }, [{ op: 'addExport', file, from: 'src/one.ts' }], { [file]: after });
  });
});
