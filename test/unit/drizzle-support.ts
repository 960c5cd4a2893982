/** What the tests of Drizzle's emitters share. */
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
