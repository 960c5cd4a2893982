/** What the tests of Drizzle's emitters share. */
import { parseResources } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import type { TreeReader } from '../../src/workspace/types.js';
import { columnType } from '../../templates/database/postgresql/emit/column-type.js';
import { columnsOf } from '../../templates/orm/drizzle/emit/columns.js';
import { constraintsOf } from '../../templates/orm/drizzle/emit/constraints.js';

const dialect = { name: 'postgresql', columnType };

/** The last of the resources that the lines describe. */
export function specOf(...lines: string[]): ResourceSpec {
  const spec = parseResources(lines, { resources: [], hasAuth: false }).at(-1);
  if (!spec) throw new Error('no resource');
  return spec;
}

/** A resource's table, as every emitter is given it. */
export function tableOf(spec: ResourceSpec) {
  const columns = columnsOf(spec, dialect);
  return [spec, columns, constraintsOf(spec, columns)] as const;
}

/** A tree with these files. */
export function treeOf(files: Readonly<Record<string, string>>): TreeReader {
  return { read: (path) => files[path], exists: (path) => path in files, list: () => Object.keys(files) };
}
