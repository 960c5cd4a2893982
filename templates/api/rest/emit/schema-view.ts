/** Names for the schemas of a resource. */
import type { ManyReference, ResourceSpec } from '../../../../src/resource/spec.js';
import { defaultCall, inputSchema, listRule, outputSchema } from './field-types.js';
import type { Include } from './includes.js';
import { enumsOf } from './model-view.js';
import { fit, literal, objectLiteral, withArticle } from './text.js';

/** A property of a body: its schema, and what completes it where a request may leave it out. */
interface Input {
  name: string;
  schema: string;
  helper: string | undefined;
  call: string | undefined;
}

/** What the schemas say: of requests, of answers and of lists. */
export function schemaView(spec: ResourceSpec, includes: readonly Include[]): Record<string, unknown> {
  const { operations } = spec;
  const creates = operations.includes('create') || operations.includes('replace');
  const takesBody = creates || operations.includes('update');
  const input = takesBody ? inputsOf(spec) : [];
  const helpers = [...new Set(input.flatMap(({ helper }) => helper ?? []))].sort();
  return {
    creates,
    shows: operations.some((operation) => operation !== 'delete'),
    reads: operations.includes('list') || operations.includes('get'),
    input,
    output: outputsOf(spec),
    takesBody,
    defaults: input.filter(({ call }) => call !== undefined),
    helpers: helpers.length === 0 ? '' : fit('import {', helpers, "} from '../../shared/fields.js';"),
    values: valuesImport(spec, takesBody),
    nested: nestedView(spec),
    included: includes.map((include) => includedProperty(include)),
    imports: schemaImports(spec, includes),
    includes: fit(
      'includes: [',
      includes.map(({ relation }) => literal(relation)),
      '],',
      '  ',
    ),
    nullable: nullableFields(spec),
  };
}

/** The body of what is made below a parent: undefined where nothing is. */
function nestedView({ names, operations, parent }: ResourceSpec): Record<string, string> | undefined {
  if (!parent || !operations.includes('create')) return undefined;
  const name = `New${names.class}In${parent.target.class}`;
  const calls = [`.omit({ ${parent.field}: true })`, `.meta({ id: '${name}' });`];
  const start = `export const n${name.slice(1)}Schema = new${names.class}Schema`;
  const line = start + calls.join('');
  return {
    parent: withArticle(parent.target.human),
    declaration: line.length <= 100 ? line : [start, ...calls.map((call) => `  ${call}`)].join('\n'),
  };
}

function inputsOf({ fields, names, relations }: ResourceSpec): Input[] {
  const own = fields
    .filter((field) => !field.readonly)
    .map((field) => {
      const { schema, helper } = inputSchema(field, names);
      const nullable = field.optional ? `${schema}.nullable()` : schema;
      return { name: field.name, schema: nullable, helper, call: defaultCall(field) };
    });
  const lists = relations
    .filter((relation) => !relation.readonly)
    .map((relation) => ({
      name: relation.name,
      schema: `ids(${boundsOf(relation)})`,
      helper: 'ids',
      call: relation.min === 0 ? '.default([])' : undefined,
    }));
  return [...own, ...lists];
}

function boundsOf({ min, max }: ManyReference): string {
  return objectLiteral({ min: min === 0 ? undefined : min, max });
}

function outputsOf({ fields, names, relations }: ResourceSpec): { name: string; schema: string; rule: string }[] {
  const own = fields.map((field) => ({
    name: field.name,
    hidden: field.hidden,
    schema: `${outputSchema(field, names)}${field.optional ? '.nullable()' : ''}`,
    rule: listRule(field, names),
  }));
  const lists = relations.map(({ name, hidden }) => ({ name, hidden, schema: 'z.array(z.guid())', rule: "'ids'" }));
  return [...own, ...lists].filter(({ hidden }) => !hidden);
}

/** Property of a list's rules with the fields to sort by that may be null; empty where there are none. */
function nullableFields({ fields }: ResourceSpec): string {
  const names = fields.filter(({ hidden, optional, type }) => optional && !hidden && type !== 'json');
  return names.length === 0
    ? ''
    : fit(
        'nullable: [',
        names.map(({ name }) => literal(name)),
        '],',
        '  ',
      );
}

function valuesImport(spec: ResourceSpec, takesBody: boolean): string {
  const used = spec.fields.filter((field) => !field.hidden || (takesBody && !field.readonly));
  const constants = enumsOf({ ...spec, fields: used }).map(({ constant }) => constant);
  const { file } = spec.names;
  return constants.length === 0 ? '' : fit('import {', constants.sort(), `} from './${file}.model.js';`);
}

/** Property of an answer; looked up late where the file of its schema may be the one that is being loaded. */
function includedProperty({ relation, spec, many, circular }: Include): string {
  const one = spec.shown ? shownSchema(spec, spec.shown) : `${spec.names.variable}Schema`;
  const schema = many ? `z.array(${one}).optional()` : `${one}.nullish()`;
  return circular && !spec.shown
    ? [`get ${relation}() {`, `      return ${schema};`, '    },'].join('\n')
    : `${relation}: ${schema},`;
}

/** Schema of the few fields that others may see. */
function shownSchema({ fields, names }: ResourceSpec, shown: readonly string[]): string {
  const seen = fields.filter(({ name }) => shown.includes(name));
  const properties = seen.map(
    (field) => `${field.name}: ${outputSchema(field, names)}${field.optional ? '.nullable()' : ''}`,
  );
  return `z.object({ ${['id: z.guid()', ...properties].join(', ')} })`;
}

/** Schemas of what is included and seen whole. */
function schemaImports({ names }: ResourceSpec, includes: readonly Include[]): string[] {
  const others = includes.filter(({ spec }) => !spec.shown && spec.names.key !== names.key);
  const lines = others.map(
    ({ target: { file, variable } }) => `import { ${variable}Schema } from '../${file}/${file}.schema.js';`,
  );
  return [...new Set(lines)].sort();
}
