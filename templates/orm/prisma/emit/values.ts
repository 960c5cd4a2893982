/** Values of fields that Prisma has in another form than the model: how they are read, written and compared. */
import type { FieldSpec } from '../../../../src/resource/spec.js';

/** The source of a property. */
export interface Property {
  name: string;
  value: string;
}

const lineWidth = 100;

/** Types whose values Prisma takes in another form than the model has. */
export function isTranslated({ type }: FieldSpec): boolean {
  return type === 'bigint' || type === 'date' || type === 'json';
}

/** The model's value of a field, made from a row's; nothing where Prisma has it in the same form. */
export function readProperty(field: FieldSpec, model: string): Property[] {
  const { name, optional } = field;
  const converted = (call: string): Property[] => [
    { name, value: optional ? `row.${name}?.${call} ?? null` : `row.${name}.${call}` },
  ];
  switch (field.type) {
    case 'decimal':
      return converted(`toFixed(${field.scale ?? 2})`);
    case 'bigint':
      return converted('toString()');
    case 'date':
      return converted('toISOString().slice(0, 10)');
    case 'enum':
    case 'json':
      return [{ name, value: `row.${name} as ${model}['${name}']` }];
    default:
      return [];
  }
}

/** Prisma's value of a field, made from the model's. */
export function written({ type }: FieldSpec, value: string, nullable: boolean): string {
  const unlessNull = (expression: string): string =>
    nullable ? `${value} === null ? null : ${expression}` : expression;
  switch (type) {
    case 'bigint':
      return unlessNull(`BigInt(${value})`);
    case 'date':
      return unlessNull(`new Date(${value})`);
    case 'json':
      // Prisma tells the null of the database from that of JSON.
      return `${value} ?? Prisma.${nullable ? 'DbNull' : 'JsonNull'}`;
    default:
      return value;
  }
}

/** The condition that a field has a value. */
export function compared(field: FieldSpec, value: string): string {
  const translated = written(field, value, field.optional);
  return field.type === 'json' ? `{ equals: ${translated} }` : translated;
}

/** Lines that set a property; where the value may be left out, only if it was not. */
export function propertyLines(name: string, value: string, mayBeAbsent: boolean, indent: number): string[] {
  const property = `${name}: ${value}`;
  if (!mayBeAbsent) return [`${property},`];
  const given = `...(${bindingOf(name)} !== undefined && {`;
  const line = `${given} ${property} }),`;
  return indent + line.length <= lineWidth ? [line] : [given, `  ${property},`, '}),'];
}

/** The first line of a function, or the first lines where they are too long for one. */
export function functionHead(name: string, parameters: readonly string[], result: string): string {
  const line = `${name}(${parameters.join(', ')}): ${result} {`;
  if (line.length <= lineWidth) return line;
  return [`${name}(`, ...parameters.map((parameter) => `  ${parameter},`), `): ${result} {`].join('\n');
}

/** A pattern that takes the properties apart, each in a variable that may be called so. */
export function pattern(names: readonly string[]): string {
  return names.map((name) => (bindingOf(name) === name ? name : `${name}: ${bindingOf(name)}`)).join(', ');
}

const taken = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield ' +
    'changes check checked count database id include others rest row transaction where'
  ).split(' '),
);

/** Variable that holds a field's value. */
export function bindingOf(name: string): string {
  return taken.has(name) ? `${name}Value` : name;
}

/** What a property with an id refers to: `post`, of `postId`. */
export function endName(property: string): string {
  return property.slice(0, -'Id'.length);
}

/** Upper case first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lower case first letter. */
export function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
