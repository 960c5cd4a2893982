/**
 * What holds for every project the catalog can make, over selections that have every pair of choices. A new fragment
 * is covered by being there.
 */
import { builtinModules } from 'node:module';
import path from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { compose, coveringSelections, filesOf } from '../support/compose.js';

/** Names and fields that stretch lines, plurals and types. */
const resources = [
  'category name:string:unique:min=2 parent:ref=category:optional:set-null',
  'post title:string:min=3:max=120 body:text:optional views:integer:default=0 price:decimal=10,2 category:ref=category',
  'very-long-resource-name-of-some-kind aVeryLongFieldNameThatGoesOnAndOn:string:optional published:boolean:default=false day:date at:datetime:optional kind:enum=alpha,beta:default=alpha secret:string:hidden:optional meta:json:optional big:bigint ratio:float contact:email site:url:optional code:slug:unique token:uuid stamp:datetime:readonly:optional',
  'news a:string',
];

/** Peers and runtimes of code that is generated at install. */
const needsNoImport = new Set(['vite', '@prisma/client']);

const selections = coveringSelections();
const label = (choices: object) => Object.values(choices).join(' ');

describe.each(selections.map((choices) => [label(choices), choices] as const))('%s', async (_, choices) => {
  const composed = await compose(choices, resources);
  const files = filesOf(composed.tree);
  const sources = Object.entries(files).filter(([file]) => file.endsWith('.ts'));
  const manifest = JSON.parse(files['package.json'] ?? '') as Record<'dependencies' | 'devDependencies', object>;

  it('is as Prettier prints it', async () => {
    const options = JSON.parse(files['.prettierrc.json'] ?? '') as prettier.Options;
    const ignored = (files['.prettierignore'] ?? '')
      .split('\n')
      .filter(Boolean)
      .map((entry) => entry.replace(/^\//, ''));
    const unstable: string[] = [];
    for (const [file, content] of Object.entries(files)) {
      if (ignored.some((entry) => file === entry || file.startsWith(`${entry}/`))) continue;
      const { inferredParser } = await prettier.getFileInfo(file);
      if (!inferredParser) continue;
      if (!(await prettier.check(content, { ...options, filepath: file }))) unstable.push(file);
    }
    expect(unstable).toEqual([]);
  });

  it('imports files that are there, and packages it declares, and uses each of those', () => {
    const faults: string[] = [];
    const used = new Set<string>();
    for (const [file, content] of sources) {
      for (const { specifier, lazy } of importsOf(content)) {
        if (specifier.startsWith('.')) {
          const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts');
          if (!files[target] && !target.startsWith('src/generated/')) faults.push(`${file}: no file ${specifier}`);
          continue;
        }
        const name = packageOf(specifier);
        if (specifier.startsWith('node:') || builtinModules.includes(name)) continue;
        used.add(name);
        const production = file.startsWith('src/') && !file.endsWith('.test.ts') && !/factory/.test(file) && !lazy;
        const declared = { ...manifest.dependencies, ...(production ? {} : manifest.devDependencies) };
        if (!Object.hasOwn(declared, name)) faults.push(`${file}: ${name} is not declared`);
      }
    }
    expect(faults).toEqual([]);
    const text = Object.entries(files)
      .map(([file, content]) => (file === 'package.json' ? scriptsOf(content) : content))
      .join('\n');
    const unused = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      (name) => !used.has(name) && !name.startsWith('@types/') && !text.includes(name) && name !== 'create-backend-app',
    );
    expect(unused.filter((name) => !needsNoImport.has(name))).toEqual([]);
  });

  it('declares the environment it reads, and reads what it declares', () => {
    const code = sources.filter(([file]) => !file.endsWith('.test.ts'));
    const schema = sources.find(([, content]) => content.includes('export const envSchema'))?.[1] ?? '';
    const declared = new Set([...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]));
    const read = new Set(
      code.flatMap(([, content]) =>
        [...content.matchAll(/(?<!process\.)\benv\.([A-Z][A-Z0-9_]+)/g)].map((match) => match[1]),
      ),
    );
    const destructured = code.flatMap(([, content]) =>
      [...content.matchAll(/\b([A-Z][A-Z0-9_]{2,})\b/g)].map((match) => match[1]),
    );
    for (const name of read) expect(declared).toContain(name);
    for (const name of declared) expect(destructured.filter((other) => other === name).length, name).toBeGreaterThan(1);
    for (const { name } of composed.plan.context.env) expect(files['.env.example']).toContain(`${name}=`);
  });

  it('is free of leftovers of templates', () => {
    const left = Object.entries(files).filter(([, content]) => /\{\{[#/]?[a-z]|__file__|\bundefined\b\./.test(content));
    expect(left.map(([file]) => file)).toEqual([]);
  });
});

function importsOf(content: string): { specifier: string; lazy: boolean }[] {
  const pattern =
    /(?:^import\s(type\s)?[^'"]*?|^export\s[^'"]*?\sfrom\s|^import\s|\b(import)\()\s*['"]([^'"\n]+)['"]/gm;
  return [...content.matchAll(pattern)].map((match) => ({
    specifier: match[3] ?? '',
    lazy: match[1] !== undefined || match[2] !== undefined,
  }));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function scriptsOf(content: string): string {
  return JSON.stringify((JSON.parse(content) as { scripts: object }).scripts);
}
