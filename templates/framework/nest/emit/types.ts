/** The types of what the handlers of a resource take, as Prettier prints them. */
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { nestedStem } from '../../../api/rest/emit/module-view.js';
import { offers } from '../../../api/rest/emit/offers.js';
import { fit } from '../../../api/rest/emit/text.js';

/** Name of the schema of a whole body, or of one that says what changes. */
export function schemaOf(names: NameForms, body: 'new' | 'changes'): string {
  return body === 'new' ? `new${names.class}Schema` : `${names.variable}ChangesSchema`;
}

/** Name of the schema of a body that leaves the parent to the path; undefined where none is taken. */
export function nestedSchemaOf(spec: ResourceSpec): string | undefined {
  if (!nestedStem(spec) || !spec.operations.includes('create')) return undefined;
  return `new${spec.names.class}In${spec.parent?.target.class}Schema`;
}

/** One type for each kind of body. */
export function bodiesOf(spec: ResourceSpec): string[] {
  const { names } = spec;
  const nested = nestedSchemaOf(spec);
  return [
    ...(offers(spec, 'create', 'replace') ? [typeOf('Input', schemaOf(names, 'new'))] : []),
    ...(offers(spec, 'update') ? [typeOf('Changes', schemaOf(names, 'changes'))] : []),
    ...(nested ? [typeOf('NestedInput', nested)] : []),
  ];
}

/** Path parameters of a collection below a parent. */
export function parentParams({ field, target }: NonNullable<ResourceSpec['parent']>): string {
  return [
    `/** Path parameters of those that lie under one ${target.human}. */`,
    fit('const parentParams = z.strictObject({', [`${field}: z.guid()`], '});'),
    typeOf('ParentParams', 'parentParams'),
  ].join('\n');
}

function typeOf(name: string, schema: string): string {
  const line = `type ${name} = z.output<typeof ${schema}>;`;
  return line.length <= 100 ? line : `type ${name} = z.output<\n  typeof ${schema}\n>;`;
}
