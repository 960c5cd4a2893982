/** Names for the model, the repository port and its cached form. */
import type { FragmentContext } from '../../../../src/catalog/fragment.js';
import type { FieldSpec, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { modelType, valuesName } from './field-types.js';
import { capital, fit, literal } from './text.js';

/** A constant with the values of each enum. */
export function enumsOf({ fields, names }: ResourceSpec): { constant: string; declaration: string }[] {
  return fields.flatMap((field) => {
    if (!field.values) return [];
    const constant = valuesName(field, names);
    const declaration = fit(`export const ${constant} = [`, field.values.map(literal), '] as const;');
    return [{ constant, declaration }];
  });
}

/** An import of types from the model; empty when there is nothing to import. */
export function modelImport({ file }: NameForms, types: readonly string[]): string {
  return types.length === 0 ? '' : fit('import type {', [...types].sort(), `} from './${file}.model.js';`);
}

/** What the model and the port say. */
export function modelView(spec: ResourceSpec): Record<string, unknown> {
  const { fields, names, owner, repository } = spec;
  const changes = repository.update || repository.updateIf;
  const method = (prefix: string) => (field: FieldSpec) => ({
    method: `${prefix}${capital(field.name)}`,
    name: field.name,
    modelType: modelType(field, names),
  });
  return {
    usesJson: fields.some(({ type }) => type === 'json'),
    ...propertiesOf(spec),
    changes,
    changesType: owner === undefined ? `Partial<New${names.class}>` : `Partial<Omit<New${names.class}, '${owner}'>>`,
    finders: repository.findBy.map(method('findBy')),
    deleters: repository.deleteBy.map(method('deleteBy')),
    portImports: modelImport(names, [
      names.class,
      ...(repository.create ? [`New${names.class}`] : []),
      ...(changes ? [`${names.class}Changes`] : []),
    ]),
    checks: repository.checks,
    update: updateHead(spec, ';'),
    updateIf: fit(
      'updateIf(',
      ['id: string', `changes: ${names.class}Changes`, `expected: Partial<${names.class}>`],
      `): Promise<${names.class} | undefined>;`,
      '  ',
    ),
  };
}

/** The head of the method that changes a row; `end` closes the declaration or opens the body. */
function updateHead({ names: { class: name }, repository }: ResourceSpec, end: string): string {
  const check = repository.checks ? [`check?: Check<${name}>`] : [];
  const parameters = ['id: string', `changes: ${name}Changes`, ...check];
  return fit('update(', parameters, `): Promise<${name} | undefined>${end}`, '  ');
}

/** Properties of the model, and of the input that a new one is made of: nothing is new and deleted already. */
function propertiesOf({ fields, names, relations, softDelete }: ResourceSpec): Record<string, unknown> {
  const own = fields.map((field) => ({
    name: field.name,
    optional: field.optional,
    mayBeLeftOut: field.optional || field.default !== undefined,
    modelType: modelType(field, names),
  }));
  const lists = relations.map(({ name }) => ({ name, optional: false, mayBeLeftOut: true, modelType: 'string[]' }));
  return { fields: [...own, ...lists], newFields: [...(softDelete ? own.slice(0, -1) : own), ...lists] };
}

/** Of a resource's repository with a cache before it. */
interface CachedView {
  /** Whether there is anything to keep. */
  reads: boolean;
  used: boolean;
  /** Fields that are text in the cache. */
  dates: readonly FieldSpec[];
  /** Head of the method that changes a row. */
  update: string;
}

/** What the cached repository says. */
export function cachedView(spec: ResourceSpec, has: FragmentContext['has']): CachedView {
  const { fields, operations } = spec;
  const reads = operations.includes('list') || operations.includes('get');
  return {
    reads,
    used: reads && (has['cache'] ?? false),
    dates: fields.filter(({ type }) => type === 'datetime'),
    update: updateHead(spec, ' {'),
  };
}
