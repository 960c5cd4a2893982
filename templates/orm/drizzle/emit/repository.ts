/** What a repository's template cannot say by itself. */
import type { FieldSpec, ManyReference, ResourceSpec } from '../../../../src/resource/spec.js';
import { width } from './table-source.js';

/** Methods in the order of the template; the first stands without an empty line before it. */
const order = [
  'list',
  'findById',
  'findByIds',
  'findBy',
  'create',
  'update',
  'updateIf',
  'delete',
  'deleteBy',
] as const;

type Method = (typeof order)[number];
type Query = Exclude<Method, 'list' | 'findById' | 'findBy' | 'deleteBy'>;

/** Extra names for the repository's template. */
export interface RepositoryView {
  /** What it imports from drizzle-orm; empty when it compares nothing. */
  operators: string;
  /** What it imports from the file of its tables. */
  tables: string;
  /** Fields that have the ids of many-to-many relations, with the columns that keep them. */
  related: readonly Related[];
  /** Imports of the tables that those lead to, as far as they are needed. */
  targets: readonly string[];
  /** Names of those fields, to be taken out of an input: `tagIds, `. */
  relatedNames: string;
  /** Argument of `select`: the columns, where they are not just the table's. */
  columns: string;
  /** The query for a row by its id, put together once; empty where that is not all it takes. */
  byId: string;
  /** Condition of a list. */
  listed: string;
  queries: Readonly<Record<Query, string>>;
  /** The function that finds a row by its id, in a transaction or outside of one. */
  find: { signature: string; query: string };
  finders: readonly FieldMethod[];
  deleters: readonly FieldMethod[];
  /** Whether another method, and so an empty line, stands before this one. */
  spaced: Readonly<Record<Method, boolean>>;
}

interface Related {
  name: string;
  from: string;
  to: string;
  /** The table they lead to, where deleted rows stay in it. */
  target: string | undefined;
}

interface FieldMethod {
  method: string;
  query: string;
  spaced: boolean;
}

/**
 * The view of a resource's repository.
 *
 * @param resources All resources made so far.
 */
export function repositoryView(spec: ResourceSpec, resources: readonly ResourceSpec[]): RepositoryView {
  const { repository, relations, names } = spec;
  const kept = relations.filter(({ target }) =>
    resources.some((other) => other.names.key === target.key && other.softDelete),
  );
  const table = names.variablePlural;
  const spaced = spacing(spec);
  const hasValue = ({ name }: FieldSpec) => `eq(${table}.${name}, value)`;
  return {
    operators: operators(spec).join(', '),
    tables: [table, ...relations.map(({ join }) => join.variable)].join(', '),
    related: relations.map((relation) => relatedOf(relation, kept)),
    targets: targetImports(kept),
    relatedNames: relations.map(({ name }) => `${name}, `).join(''),
    columns: columnsOf(spec),
    byId: repository.findById && relations.length === 0 ? prepared(spec) : '',
    listed: listed(spec),
    queries: queriesOf(spec),
    find: { signature: findSignature(names.class), query: findOne(spec, `eq(${table}.id, id)`, '  ') },
    finders: repository.findBy.map((field, index) => ({
      ...methodOf('findBy', field),
      query: findOne(spec, hasValue(field)),
      spaced: spaced.findBy || index > 0,
    })),
    deleters: repository.deleteBy.map((field, index) => ({
      ...methodOf('deleteBy', field),
      query: remove(spec, hasValue(field)),
      spaced: spaced.deleteBy || index > 0,
    })),
    spaced,
  };
}

function relatedOf(relation: ManyReference, kept: readonly ManyReference[]): Related {
  const { name, join, target } = relation;
  return {
    name,
    from: `${join.variable}.${join.property}`,
    to: `${join.variable}.${join.targetProperty}`,
    target: kept.includes(relation) ? target.variablePlural : undefined,
  };
}

function targetImports(relations: readonly ManyReference[]): string[] {
  const others = relations.filter(({ self }) => !self);
  const lines = others.map(
    ({ target: { file, variablePlural } }) => `import { ${variablePlural} } from '../${file}/${file}.table.js';`,
  );
  return [...new Set(lines)].sort();
}

function operators({ repository, relations, softDelete }: ResourceSpec): string[] {
  const { findById, findByIds, findBy, update, updateIf, delete: removes, deleteBy } = repository;
  const compares = findById || update || updateIf || removes || findBy.length > 0 || deleteBy.length > 0;
  const marks = softDelete && (removes || deleteBy.length > 0);
  const used: Readonly<Record<string, boolean>> = {
    and: updateIf || softDelete,
    eq: compares || relations.length > 0,
    getTableColumns: relations.length > 0,
    inArray: findByIds,
    isNull: softDelete,
    sql: relations.length > 0 ? marks || update : marks || findById,
  };
  return Object.keys(used).filter((name) => used[name]);
}

function columnsOf({ relations }: ResourceSpec): string {
  return relations.length > 0 ? 'selection' : '';
}

function listed({ names: { variablePlural: table }, relations, softDelete }: ResourceSpec): string {
  const filtered = `whereOf(${table}, query${relations.length > 0 ? ', manyToMany' : ''})`;
  return softDelete ? `and(isLive, ${filtered})` : filtered;
}

function queriesOf(spec: ResourceSpec): RepositoryView['queries'] {
  const table = spec.names.variablePlural;
  const isRow = `eq(${table}.id, id)`;
  const update = (...conditions: string[]) =>
    chain('const [row] = await database', [
      `update(${table})`,
      'set(input)',
      `where(${live(spec, ...conditions)})`,
      'returning()',
    ]);
  return {
    findByIds: chain('return database', select(spec, `inArray(${table}.id, ids)`)),
    create: chain('const [row] = await database', [`insert(${table})`, 'values(input)', 'returning()']),
    update:
      spec.relations.length === 0
        ? update(isRow)
        : chain(
            'const { rowCount } = await transaction',
            [`update(${table})`, 'set({ ...changes, updatedAt: sql`now()` })', `where(${live(spec, isRow)})`],
            '        ',
          ),
    updateIf: update(isRow, `...unchanged(${table}, expected)`),
    delete: remove(spec, isRow),
  };
}

function findSignature(type: string): string {
  const line = `async function find(database: Database, id: string): Promise<${type} | undefined> {`;
  return line.length <= width ? line : line.replace(/\((.*), (.*)\):/, '(\n  $1,\n  $2,\n):');
}

function findOne(spec: ResourceSpec, condition: string, indent?: string): string {
  return chain('const [row] = await database', select(spec, condition), indent);
}

function prepared(spec: ResourceSpec): string {
  const id = `eq(${spec.names.variablePlural}.id, sql.placeholder('id'))`;
  return (
    ['  const byId = database', ...[...select(spec, id), "prepare('')"].map((call) => `.${call}`)].join('\n    ') + ';'
  );
}

function select(spec: ResourceSpec, condition: string): string[] {
  return [`select(${columnsOf(spec)})`, `from(${spec.names.variablePlural})`, `where(${live(spec, condition)})`];
}

/** Deleting marks the row where deleted rows are kept. */
function remove(spec: ResourceSpec, condition: string): string {
  const table = spec.names.variablePlural;
  const verb = spec.softDelete ? [`update(${table})`, 'set({ deletedAt: sql`now()` })'] : [`delete(${table})`];
  return chain('const { rowCount } = await database', [...verb, `where(${live(spec, condition)})`]);
}

/** All of the conditions, and that the row is not deleted. */
function live({ softDelete }: ResourceSpec, ...conditions: string[]): string {
  const all = [...conditions, ...(softDelete ? ['isLive'] : [])];
  return all.length === 1 ? all.join('') : `and(${all.join(', ')})`;
}

/** A statement as Prettier prints it: on one line where it fits and its arguments are simple, else one call a line. */
function chain(head: string, calls: readonly string[], indent = '      '): string {
  const parts = [`${indent}${head}`, ...calls.map((call) => `.${call}`)];
  const line = `${parts.join('')};`;
  return line.length <= width && !/\.\.\.|\band\(/.test(line) ? line : `${parts.join(`\n${indent}  `)};`;
}

function methodOf(verb: string, { name }: FieldSpec): Pick<FieldMethod, 'method'> {
  return { method: `${verb}${name.charAt(0).toUpperCase()}${name.slice(1)}` };
}

function spacing({ repository }: ResourceSpec): RepositoryView['spaced'] {
  const has = (method: Method): boolean => {
    const value = repository[method];
    return typeof value === 'boolean' ? value : value.length > 0;
  };
  const entries = order.map((method, index) => [method, order.slice(0, index).some(has)]);
  return Object.fromEntries(entries) as RepositoryView['spaced'];
}
