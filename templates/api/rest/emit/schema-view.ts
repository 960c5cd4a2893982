/** Names for the schemas and the service of a resource. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { defaultCall, inputSchema, listRule, outputSchema } from './field-types.js';
import { enumsOf, modelImport } from './model-view.js';
import { fit } from './text.js';

/** What the schemas say: of requests, of answers and of lists. */
export function schemaView(spec: ResourceSpec): Record<string, unknown> {
  const { fields, names, operations } = spec;
  const creates = operations.includes('create') || operations.includes('replace');
  const takesBody = creates || operations.includes('update');
  const shows = operations.some((operation) => operation !== 'delete');
  const input = fields
    .filter((field) => takesBody && !field.readonly)
    .map((field) => {
      const { schema, helper } = inputSchema(field, names);
      return { name: field.name, schema: field.optional ? `${schema}.nullable()` : schema, helper, field };
    });
  const helpers = [...new Set(input.flatMap(({ helper }) => helper ?? []))].sort();
  const output = fields
    .filter(({ hidden }) => !hidden)
    .map((field) => ({
      name: field.name,
      schema: `${outputSchema(field, names)}${field.optional ? '.nullable()' : ''}`,
      rule: listRule(field, names),
    }));
  return {
    creates,
    shows,
    input,
    output,
    takesBody,
    defaults: input.flatMap(({ name, field }) => {
      const call = defaultCall(field);
      return call === undefined ? [] : [{ name, call }];
    }),
    helpers: helpers.length === 0 ? '' : fit('import {', helpers, "} from '../../shared/fields.js';"),
    values: valuesImport(spec, takesBody),
  };
}

function valuesImport(spec: ResourceSpec, takesBody: boolean): string {
  const used = spec.fields.filter((field) => !field.hidden || (takesBody && !field.readonly));
  const constants = enumsOf({ ...spec, fields: used }).map(({ constant }) => constant);
  const { file } = spec.names;
  return constants.length === 0 ? '' : fit('import {', constants.sort(), `} from './${file}.model.js';`);
}

/** What the service says. */
export function serviceView({ fields, names, operations }: ResourceSpec): Record<string, unknown> {
  const offers = (...wanted: typeof operations) => wanted.some((operation) => operations.includes(operation));
  const hidden = fields.filter((field) => field.hidden);
  const shows = offers('list', 'get', 'create', 'replace', 'update');
  const name = names.class;
  return {
    finds: offers('get', 'replace', 'update', 'delete'),
    hides: hidden.length > 0 && shows,
    hiddenNames: hidden.map((field) => `'${field.name}'`).join(' | '),
    rest: fit(
      'const {',
      [...hidden.map((field) => `${field.name}: _${field.name}`), '...view'],
      `} = ${names.variable};`,
      '  ',
    ),
    shown: hidden.length > 0 ? `${name}View` : name,
    result: hidden.length > 0 ? `show${name}(${names.variable})` : names.variable,
    modelImports: modelImport(names, [
      ...(shows ? [name] : []),
      ...(offers('create', 'replace') ? [`New${name}`] : []),
      ...(offers('update') ? [`${name}Changes`] : []),
    ]),
  };
}
