/** What a repository's template cannot say by itself. */
import type { FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';

/** Extra names for the repository's template. */
export interface RepositoryView {
  /** What it imports from drizzle-orm; empty when it compares nothing. */
  operators: string;
  finders: readonly FieldMethod[];
  deleters: readonly FieldMethod[];
  /** Whether another method, and so an empty line, stands before this one. */
  spaced: Readonly<Record<'findById' | 'create' | 'update' | 'updateIf' | 'delete', boolean>>;
}

interface FieldMethod {
  method: string;
  name: string;
  spaced: boolean;
}

/** The view of a resource's repository. */
export function repositoryView({ repository }: ResourceSpec): RepositoryView {
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
    finders: findBy.map((field, index) => methodOf('findBy', field, before.findBy || index > 0)),
    deleters: deleteBy.map((field, index) => methodOf('deleteBy', field, spaced.delete || remove || index > 0)),
    spaced,
  };
}

function methodOf(verb: string, { name }: FieldSpec, spaced: boolean): FieldMethod {
  return { method: `${verb}${name.charAt(0).toUpperCase()}${name.slice(1)}`, name, spaced };
}
