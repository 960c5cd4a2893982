/** What each type of field is in TypeScript, in zod and in a list's rules. */
import type { FieldSpec, NameForms } from '../../../../src/resource/spec.js';
import { capital, literal, objectLiteral } from './text.js';

/** Longest text of a field that sets no bound. */
const lengths: Partial<Record<FieldSpec['type'], number>> = {
  string: 255,
  text: 100_000,
  email: 320,
  url: 2048,
  slug: 255,
};

/** Greatest number of characters of a text; undefined for what is no text. */
export function maxLength(field: FieldSpec): number | undefined {
  const standard = lengths[field.type];
  return standard === undefined ? undefined : Number(field.max ?? standard);
}

/** Name of the constant that holds the values of an enum. */
export function valuesName(field: FieldSpec, names: NameForms): string {
  return `${names.variable}${capital(field.name)}Values`;
}

/** Type in the model, without null. */
export function modelType(field: FieldSpec, names: NameForms): string {
  switch (field.type) {
    case 'integer':
    case 'float':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'datetime':
      return 'Date';
    case 'json':
      return 'JsonValue';
    case 'enum':
      return `(typeof ${valuesName(field, names)})[number]`;
    default:
      return 'string';
  }
}

/** Schema of a value in a request. `helper` is the function of src/shared/fields.ts that it calls. */
export function inputSchema(field: FieldSpec, names: NameForms): { schema: string; helper?: string } {
  const { min, max } = field;
  switch (field.type) {
    case 'string':
    case 'text':
    case 'email':
    case 'url':
    case 'slug':
      return call(field.type === 'string' ? 'text' : field.type, { min, max: digits(maxLength(field)) });
    case 'integer':
      return call('integer', { min, max });
    case 'float':
      return { schema: `z.number()${bound('min', min)}${bound('max', max)}` };
    case 'decimal':
      return call('decimal', { precision: field.precision, scale: field.scale, min: quoted(min), max: quoted(max) });
    case 'bigint':
    case 'date':
    case 'datetime':
      return call(field.type, { min: quoted(min), max: quoted(max) });
    case 'json':
      return call('json', {});
    case 'boolean':
      return { schema: 'z.boolean()' };
    case 'enum':
      return { schema: `z.enum(${valuesName(field, names)})` };
    case 'uuid':
    case 'ref':
      return { schema: 'z.guid()' };
  }
}

function call(helper: string, options: Parameters<typeof objectLiteral>[0]): { schema: string; helper: string } {
  return { schema: `${helper}(${objectLiteral(options)})`, helper };
}

/** Schema of a value in an answer, for the OpenAPI document. */
export function outputSchema(field: FieldSpec, names: NameForms): string {
  switch (field.type) {
    case 'email':
    case 'url':
    case 'boolean':
      return `z.${field.type}()`;
    case 'integer':
      return 'z.int32()';
    case 'float':
      return 'z.number()';
    case 'date':
    case 'datetime':
      return `z.iso.${field.type}()`;
    case 'json':
      return 'z.unknown()';
    case 'enum':
      return `z.enum(${valuesName(field, names)})`;
    case 'uuid':
    case 'ref':
      return 'z.guid()';
    default:
      return 'z.string()';
  }
}

/** How a list compares it: a kind of src/shared/filter-values.ts, or the values of an enum. */
export function listRule(field: FieldSpec, names: NameForms): string {
  switch (field.type) {
    case 'enum':
      return valuesName(field, names);
    case 'ref':
      return "'uuid'";
    case 'text':
    case 'email':
    case 'url':
    case 'slug':
      return "'string'";
    default:
      return `'${field.type}'`;
  }
}

/** Completes a field's schema with what a request gets that leaves it out. */
export function defaultCall(field: FieldSpec): string | undefined {
  if (field.default === undefined) return field.optional ? '.default(null)' : undefined;
  const value = typeof field.default === 'string' ? literal(field.default) : String(field.default);
  // A datetime's schema turns text into a Date, and its default is text.
  return field.type === 'datetime' ? `.prefault(${value})` : `.default(${value})`;
}

function digits(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value).replace(/(?<=\d)(?=(?:\d{3})+$)/g, value > 9999 ? '_' : '');
}

function quoted(value: number | string | undefined): string | undefined {
  return value === undefined ? undefined : literal(String(value));
}

function bound(name: string, value: number | string | undefined): string {
  return value === undefined ? '' : `.${name}(${value})`;
}
