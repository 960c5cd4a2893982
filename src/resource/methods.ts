/** Which methods a repository has: those its API needs, or those a fragment asks for. */
import type { UserError } from '../errors.js';
import { didYouMean } from '../suggest.js';
import { faultyResource } from './faults.js';
import type { FieldSpec, Operation, RepositoryMethods, ResourceSpec } from './spec.js';

const plain = ['list', 'findById', 'findByIds', 'create', 'update', 'updateIf', 'delete'] as const;
const byField = ['findBy', 'deleteBy'] as const;

/** Methods that an API with these operations calls. */
export function methodsFor(operations: readonly Operation[]): RepositoryMethods {
  const offers = (...wanted: Operation[]): boolean => wanted.some((operation) => operations.includes(operation));
  return {
    list: offers('list'),
    // Other resources look up what they refer to.
    findById: operations.length > 0,
    findByIds: operations.length > 0,
    findBy: [],
    // Tests make the rows they need, whatever the API offers.
    create: operations.length > 0,
    update: offers('replace', 'update'),
    updateIf: false,
    delete: offers('delete'),
    checks: offers('replace', 'update', 'delete'),
    deleteBy: [],
  };
}

/**
 * Methods by name: `findById`, `findBy=email`, `deleteBy=userId`.
 *
 * @throws UserError `INVALID_RESOURCE` for a method, or a field of one, that there is not.
 */
export function readMethods(methods: readonly string[], spec: ResourceSpec): RepositoryMethods {
  const read: RepositoryMethods = { ...methodsFor([]) };
  for (const method of methods) {
    const [name, field] = method.split('=');
    const flag = plain.find((candidate) => candidate === name);
    const finder = byField.find((candidate) => candidate === name);
    if (flag && field === undefined) read[flag] = true;
    else if (finder) read[finder] = [...read[finder], fieldOf(finder, field ?? '', spec)];
    else throw refusal(spec, `there is no repository method ${method}`, didYouMean(method, plain));
  }
  return read;
}

function fieldOf(method: (typeof byField)[number], name: string, spec: ResourceSpec): FieldSpec {
  const field = spec.fields.find((candidate) => candidate.name === name);
  if (!field) throw refusal(spec, `${method}=${name}: there is no such field`, undefined);
  if (method === 'findBy' && !field.unique)
    throw refusal(spec, `${method}=${name}: the field is not unique`, undefined);
  return field;
}

/**
 * Fields that others may see of a resource.
 *
 * @throws UserError `INVALID_RESOURCE` for a field that there is not, or that nobody may see.
 */
export function readShown(names: readonly string[], spec: ResourceSpec): readonly string[] {
  for (const name of names) {
    const field = spec.fields.find((candidate) => candidate.name === name);
    if (!field) throw refusal(spec, `shown ${name}: there is no such field`, undefined);
    if (field.hidden) throw refusal(spec, `shown ${name}: the field is hidden`, undefined);
  }
  return names;
}

function refusal(spec: ResourceSpec, message: string, hint: string | undefined): UserError {
  const { key } = spec.names;
  return faultyResource(key, [hint === undefined ? { where: key, message } : { where: key, message, hint }]);
}
