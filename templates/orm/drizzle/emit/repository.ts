/** What a repository's template cannot say by itself. */
import type { FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';

/** Extra names for the repository's template. */
export interface RepositoryView {
  /** What it imports from drizzle-orm; empty when it compares nothing. */
  operators: string;
  finders: readonly FieldMethod[];
  deleters: readonly FieldMethod[];
}

interface FieldMethod {
  method: string;
  name: string;
}

/** The view of a resource's repository. */
export function repositoryView({ repository }: ResourceSpec): RepositoryView {
  const { findById, findBy, update, updateIf, delete: remove, deleteBy } = repository;
  const compares = findById || update || updateIf || remove || findBy.length > 0 || deleteBy.length > 0;
  return {
    operators: [...(updateIf ? ['and'] : []), ...(compares ? ['eq'] : [])].join(', '),
    finders: findBy.map((field) => methodOf('findBy', field)),
    deleters: deleteBy.map((field) => methodOf('deleteBy', field)),
  };
}

function methodOf(verb: string, { name }: FieldSpec): FieldMethod {
  return { method: `${verb}${name.charAt(0).toUpperCase()}${name.slice(1)}`, name };
}
