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
export function modelView({ fields, names, repository }: ResourceSpec): Record<string, unknown> {
  const changes = repository.update || repository.updateIf;
  const method = (prefix: string) => (field: FieldSpec) => ({
    method: `${prefix}${capital(field.name)}`,
    name: field.name,
    modelType: modelType(field, names),
  });
  return {
    usesJson: fields.some(({ type }) => type === 'json'),
    fields: fields.map((field) => ({
      name: field.name,
      optional: field.optional,
      mayBeLeftOut: field.optional || field.default !== undefined,
      modelType: modelType(field, names),
    })),
    changes,
    finders: repository.findBy.map(method('findBy')),
    deleters: repository.deleteBy.map(method('deleteBy')),
    portImports: modelImport(names, [
      names.class,
      ...(repository.create ? [`New${names.class}`] : []),
      ...(changes ? [`${names.class}Changes`] : []),
    ]),
    updateIf: fit(
      'updateIf(',
      ['id: string', `changes: ${names.class}Changes`, `expected: Partial<${names.class}>`],
      `): Promise<${names.class} | undefined>;`,
      '  ',
    ),
  };
}

/** What the cached repository says. */
export function cachedView({ fields, repository }: ResourceSpec, has: FragmentContext['has']): Record<string, unknown> {
  const reads = repository.list || repository.findById;
  return {
    reads,
    used: reads && has['cache'],
    dates: fields.filter(({ type }) => type === 'datetime'),
  };
}
