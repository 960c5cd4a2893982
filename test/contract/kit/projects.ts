/** Rules of generated projects, as their text shows them: imports, packages, environment, format, leftovers. */
import { builtinModules } from 'node:module';
import path from 'node:path';
import * as prettier from 'prettier';
import { valueOf } from '../../../src/plan/plan.js';
import type { Observed } from './observed.js';
import { manifestOf, nameOf, type Violation } from './violation.js';

/** Peers and runtimes of code that is generated at install. */
const needsNoImport = new Set(['vite', '@prisma/client']);

type Sources = readonly (readonly [file: string, text: string])[];

/** Every rule that one project can break. */
export async function projectViolations(project: Observed): Promise<Violation[]> {
  const sources = Object.entries(project.files).filter(([file]) => file.endsWith('.ts'));
  return [
    ...importViolations(project, sources),
    ...packageViolations(project, sources),
    ...environmentViolations(project, sources),
    ...leftovers(project),
    ...(await unformatted(project)),
  ];
}

/** Imports lead to files that are there, and to packages that are declared for where they are used. */
function importViolations({ files, owners }: Observed, sources: Sources): Violation[] {
  const manifest = packagesOf(files);
  return sources.flatMap(([file, text]) =>
    importsOf(text).flatMap(({ specifier, lazy }) => {
      const fault = (message: string) => [{ fragment: owners.get(file) ?? 'core', file, rule: 'imports', message }];
      if (specifier.startsWith('.')) {
        const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts');
        const isThere = files[target] !== undefined || target.startsWith('src/generated/');
        return isThere ? [] : fault(`there is no file ${specifier}`);
      }
      const name = packageOf(specifier);
      if (specifier.startsWith('node:') || builtinModules.includes(name)) return [];
      const production = file.startsWith('src/') && !file.endsWith('.test.ts') && !/factory/.test(file) && !lazy;
      const declared = { ...manifest.dependencies, ...(production ? {} : manifest.devDependencies) };
      return Object.hasOwn(declared, name) ? [] : fault(`${name} is not declared as a dependency`);
    }),
  );
}

/** Packages that a fragment declares are imported, or run by a script or a tool's settings. */
function packageViolations({ files, plan }: Observed, sources: Sources): Violation[] {
  const imported = new Set(sources.flatMap(([, text]) => importsOf(text).map(({ specifier }) => packageOf(specifier))));
  const text = Object.entries(files)
    .map(([file, content]) => (file === 'package.json' ? scriptsOf(content) : content))
    .join('\n');
  return plan.fragments.flatMap((fragment) => {
    const { dependencies, devDependencies } = fragment;
    const declared = [dependencies, devDependencies].flatMap((values) => valueOf(values, plan.context) ?? []);
    return declared
      .filter((name) => !imported.has(name) && !name.startsWith('@types/') && !text.includes(name))
      .filter((name) => !needsNoImport.has(name))
      .map((name) => ({
        fragment: nameOf(fragment),
        file: manifestOf(fragment),
        rule: 'used packages',
        message: `nothing uses ${name}`,
      }));
  });
}

/** The environment that is read is declared, what is declared is read, and .env.example shows it. */
function environmentViolations({ files, owners, plan }: Observed, sources: Sources): Violation[] {
  const code = sources.filter(([file]) => !file.endsWith('.test.ts'));
  const schema = sources.find(([, text]) => text.includes('export const envSchema'))?.[1] ?? '';
  const declared = new Set([...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? ''));
  const undeclared = code.flatMap(([file, text]) =>
    [...text.matchAll(/(?<!process\.)\benv\.([A-Z][A-Z0-9_]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !declared.has(name))
      .map((name) => ({
        fragment: owners.get(file) ?? 'core',
        file,
        rule: 'environment',
        message: `${name} is read, but not declared`,
      })),
  );
  const words = code.flatMap(([, text]) => text.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? []);
  const needless = plan.fragments.flatMap((fragment) =>
    (valueOf(fragment.env, plan.context) ?? []).flatMap(({ name }) => {
      const faults = [
        words.filter((word) => word === name).length < 2 && `${name} is declared, but not read`,
        !files['.env.example']?.includes(`${name}=`) && `${name} is not in .env.example`,
      ];
      return faults
        .filter((fault) => fault !== false)
        .map((message) => ({ fragment: nameOf(fragment), file: manifestOf(fragment), rule: 'environment', message }));
    }),
  );
  return [...undeclared, ...needless];
}

function leftovers({ files, owners }: Observed): Violation[] {
  return Object.entries(files)
    .filter(([, text]) => /\{\{[#/]?[a-z]|__file__|\bundefined\b\./.test(text))
    .map(([file]) => ({
      fragment: owners.get(file) ?? 'core',
      file,
      rule: 'leftovers',
      message: 'it shows the template that it came from',
    }));
}

/** Files that Prettier would print otherwise, with the project's own settings. */
async function unformatted({ files, owners }: Observed): Promise<Violation[]> {
  const options = JSON.parse(files['.prettierrc.json'] ?? '') as prettier.Options;
  const ignored = (files['.prettierignore'] ?? '')
    .split('\n')
    .filter(Boolean)
    .map((entry) => entry.replace(/^\//, ''));
  const found: Violation[] = [];
  for (const [file, text] of Object.entries(files)) {
    if (ignored.some((entry) => file === entry || file.startsWith(`${entry}/`))) continue;
    const { inferredParser } = await prettier.getFileInfo(file);
    if (!inferredParser || (await prettier.check(text, { ...options, filepath: file }).catch(() => false))) continue;
    const fragment = owners.get(file) ?? 'core';
    found.push({ fragment, file, rule: 'format', message: 'Prettier would print it otherwise' });
  }
  return found;
}

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

function packagesOf(files: Observed['files']): Record<'dependencies' | 'devDependencies', object> {
  return JSON.parse(files['package.json'] ?? '') as Record<'dependencies' | 'devDependencies', object>;
}

function scriptsOf(content: string): string {
  return JSON.stringify((JSON.parse(content) as { scripts: object }).scripts);
}
