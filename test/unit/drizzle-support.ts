/** What the tests of Drizzle's emitters share. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { templatesRoot } from '../../src/package/root.js';
import { renderTemplate } from '../../src/render/engine.js';
import { parseResources } from '../../src/resource/parse.js';
import { pendingReferences } from '../../src/resource/references.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import type { TreeReader } from '../../src/workspace/types.js';
import { columnType } from '../../templates/database/postgresql/emit/column-type.js';
import { keysOf } from '../../templates/orm/drizzle/emit/ddl.js';
import { creation } from '../../templates/orm/drizzle/emit/migration.js';
import { tablesOf } from '../../templates/orm/drizzle/emit/tables.js';

const dialect = { name: 'postgresql', columnType };

/** The resources that the lines describe, in the order they are made. */
export function specsOf(...lines: string[]): ResourceSpec[] {
  return parseResources(lines, { resources: [], hasAuth: false });
}

/** The last of them. */
export function specOf(...lines: string[]): ResourceSpec {
  const spec = specsOf(...lines).at(-1);
  if (!spec) throw new Error('no resource');
  return spec;
}

/** A resource's tables in a project with these resources, as every emitter is given them. */
export function tablesIn(specs: readonly ResourceSpec[], spec = specs.at(-1)) {
  if (!spec) throw new Error('no resource');
  return tablesOf(spec, specs, dialect);
}

/** Files of a project after the resources were made one by one. */
export function migrated(specs: readonly ResourceSpec[], before: Readonly<Record<string, string>> = {}) {
  const files = { ...before };
  for (const [index, spec] of specs.entries()) {
    const sofar = specs.slice(0, index + 1);
    const waiting = pendingReferences(spec, sofar).flatMap(({ from, field }) =>
      keysOf(tablesIn(sofar, from)[0], field.name),
    );
    for (const { path, content } of creation(tablesIn(sofar), waiting, treeOf(files))) files[path] = content;
  }
  return files;
}

/** A tree with these files. */
export function treeOf(files: Readonly<Record<string, string>>): TreeReader {
  return { read: (path) => files[path], exists: (path) => path in files, list: () => Object.keys(files) };
}

/**
 * A folder with a generated project's own code about its database, and a way to load it.
 *
 * @param packages what plays the packages that it imports, by their specifiers
 */
export function playing(packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'drizzle-played-'));
  const own = path.join(templatesRoot, 'orm/drizzle/files/src/platform');
  cpSync(own, path.join(folder, 'platform'), { recursive: true });
  mkdirSync(path.join(folder, 'shared'));
  const errors = path.join(templatesRoot, 'base/node/files/src/shared/errors.ts.hbs');
  const text = renderTemplate(errors, { has: { auth: false } }, (file) => file);
  writeFileSync(path.join(folder, 'shared/errors.ts'), text);
  for (const [specifier, exported] of Object.entries(packages)) {
    const [name = '', entry = 'index'] = specifier.split('/');
    const root = path.join(folder, 'node_modules', name);
    mkdirSync(root, { recursive: true });
    const exports = { '.': './index.js', './*': './*.js' };
    writeFileSync(path.join(root, 'package.json'), JSON.stringify({ type: 'module', exports }));
    const key = `${folder}:${specifier}`;
    const source = `export const { ${Object.keys(exported).join(', ')} } = globalThis[${JSON.stringify(key)}];\n`;
    writeFileSync(path.join(root, `${entry}.js`), source);
    Object.assign(globalThis, { [key]: exported });
  }
  return { folder, load: (file: string): Promise<unknown> => import(path.join(folder, file)) };
}
