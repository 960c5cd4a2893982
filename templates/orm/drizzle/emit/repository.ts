/** What a repository's template cannot say by itself. */
import type { FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';
import { width } from './table-source.js';

/** Extra names for the repository's template. */
export interface RepositoryView {
  /** What it imports from drizzle-orm; empty when it compares nothing. */
  operators: string;
  queries: Readonly<Record<'findById' | 'create' | 'update' | 'updateIf' | 'delete', string>>;
  finders: readonly FieldMethod[];
  deleters: readonly FieldMethod[];
  /** Whether another method, and so an empty line, stands before this one. */
  spaced: Readonly<Record<'findById' | 'create' | 'update' | 'updateIf' | 'delete', boolean>>;
}

interface FieldMethod {
  method: string;
  query: string;
  spaced: boolean;
}

/** The view of a resource's repository. */
export function repositoryView({ repository, names: { variablePlural: table } }: ResourceSpec): RepositoryView {
  const { list, findById, findBy, create, update, updateIf, delete: remove, deleteBy } = repository;
  const before = { findBy: list || findById, create: list || findById || findBy.length > 0 };
  const compares = findById || update || updateIf || remove || findBy.length > 0 || deleteBy.length > 0;
  const spaced = {
    findById: list,
    create: before.create,
    update: before.create || create,
    updateIf: before.create || create || update,
    delete: before.create || create || update || updateIf,
  };
  return {
    operators: [...(updateIf ? ['and'] : []), ...(compares ? ['eq'] : [])].join(', '),
    queries: queriesOf(table),
    finders: findBy.map((field, index) => ({
      ...methodOf('findBy', field),
      query: select(table, `eq(${table}.${field.name}, value)`),
      spaced: before.findBy || index > 0,
    })),
    deleters: deleteBy.map((field, index) => ({
      ...methodOf('deleteBy', field),
      query: deleteFrom(table, `eq(${table}.${field.name}, value)`),
      spaced: spaced.delete || remove || index > 0,
    })),
    spaced,
  };
}

function queriesOf(table: string): RepositoryView['queries'] {
  const isRow = `eq(${table}.id, id)`;
  const asExpected = `and(${isRow}, ...unchanged(${table}, expected))`;
  const update = (condition: string) =>
    chain('const [row]', [`update(${table})`, 'set(input)', `where(${condition})`, 'returning()']);
  return {
    findById: select(table, isRow),
    create: chain('const [row]', [`insert(${table})`, 'values(input)', 'returning()']),
    update: update(isRow),
    updateIf: update(asExpected),
    delete: deleteFrom(table, isRow),
  };
}

function select(table: string, condition: string): string {
  return chain('const [row]', ['select()', `from(${table})`, `where(${condition})`]);
}

function deleteFrom(table: string, condition: string): string {
  return chain('const { rowCount }', [`delete(${table})`, `where(${condition})`]);
}

/** A statement as Prettier prints it: on one line where it fits and spreads nothing, else one call a line. */
function chain(result: string, calls: readonly string[]): string {
  const parts = [`      ${result} = await database`, ...calls.map((call) => `.${call}`)];
  const line = `${parts.join('')};`;
  return line.length <= width && !line.includes('...') ? line : `${parts.join('\n        ')};`;
}

function methodOf(verb: string, { name }: FieldSpec): Pick<FieldMethod, 'method'> {
  return { method: `${verb}${name.charAt(0).toUpperCase()}${name.slice(1)}` };
}
