/**
 * What a repository's template cannot say by itself: mostly where Prisma's types of a row are not those of the model.
 * Resources without such fields get rows handed through, and no mapping at all.
 */
import type { FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';

/** Extra names for the repository's template. */
export interface RepositoryView {
  /** Header sentence's subject: `Blog posts`. */
  subject: string;
  /** Head of the function that makes it. */
  signature: string;
  /** Property of the client: `database.blogPost`. */
  model: string;
  /** Names imported from Prisma's generated client, as the import statement lists them; empty when there are none. */
  clientImport: string;
  finders: readonly FieldMethod[];
  deleters: readonly FieldMethod[];
  /** Properties of the model made from a row, where they differ; empty when the row is the model. */
  reads: readonly Property[];
  createInput: WriteView;
  updateInput: WriteView;
  /** Source of the condition that a filter holds no calendar day; empty when none ever does. */
  noDay: string;
  /** Methods that another one comes before. */
  gaps: Readonly<Record<Method, boolean>>;
}

const methodOrder = ['list', 'findById', 'findBy', 'create', 'update', 'updateIf', 'delete', 'deleteBy'] as const;
type Method = (typeof methodOrder)[number];

interface FieldMethod {
  method: string;
  parameter: string;
  /** Source of the property in Prisma's `where`. */
  condition: string;
}

interface Property {
  name: string;
  value: string;
}

interface WriteView {
  /** The parameter of the method. */
  parameter: string;
  /** What the row is written from, when it is the parameter as it came. */
  plain?: string;
  /** Source lines of the data object otherwise. */
  lines?: readonly string[];
}

const lineWidth = 100;

/** The view of a resource's repository. */
export function repositoryView(spec: ResourceSpec): RepositoryView {
  const { names, fields, repository } = spec;
  refuseUncomparable(spec);
  const reads = fields.flatMap((field) => readProperty(field, names.class));
  const writesJson = (repository.create || repository.update) && fields.some(({ type }) => type === 'json');
  const days = repository.list ? fields.filter(({ type, hidden }) => type === 'date' && !hidden) : [];
  return {
    subject: names.humanPlural.charAt(0).toUpperCase() + names.humanPlural.slice(1),
    signature: signature(names.class),
    model: names.class.charAt(0).toLowerCase() + names.class.slice(1),
    clientImport: clientImport(names.class, reads.length > 0, writesJson),
    finders: repository.findBy.map((field) => methodOf('findBy', field)),
    deleters: repository.deleteBy.map((field) => methodOf('deleteBy', field)),
    reads,
    createInput: writeView('input', fields, (field) => field.optional || field.default !== undefined),
    updateInput: writeView('changes', fields, () => true),
    noDay: noDay(days.map(({ name }) => `'${name}'`)),
    gaps: gapsOf(spec),
  };
}

function signature(model: string): string {
  const [name, parameter, type] = [`create${model}Repository`, 'database: Database', `${model}Repository`];
  const line = `export function ${name}(${parameter}): ${type} {`;
  return line.length <= lineWidth ? line : `export function ${name}(\n  ${parameter},\n): ${type} {`;
}

function noDay([first, ...others]: readonly string[]): string {
  if (first === undefined) return '';
  return others.length === 0
    ? `filter.field !== ${first}`
    : `![${[first, ...others].join(', ')}].includes(filter.field)`;
}

function gapsOf({ repository }: ResourceSpec): Record<Method, boolean> {
  const has = (method: Method): boolean => {
    const wanted = repository[method];
    return typeof wanted === 'boolean' ? wanted : wanted.length > 0;
  };
  const gaps = methodOrder.map((method, index) => [method, methodOrder.slice(0, index).some(has)] as const);
  return Object.fromEntries(gaps) as Record<Method, boolean>;
}

function clientImport(model: string, reads: boolean, writesJson: boolean): string {
  const row = `${model} as ${model}Row`;
  if (writesJson) return `import { Prisma${reads ? `, type ${row}` : ''} }`;
  return reads ? `import type { ${row} }` : '';
}

function methodOf(verb: string, field: FieldSpec): FieldMethod {
  const parameter = bindingOf(field.name);
  const value = written(field, parameter, false);
  return {
    method: `${verb}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`,
    parameter,
    condition: value === field.name ? field.name : `${field.name}: ${value}`,
  };
}

/** The model's value of a field, made from a row's; nothing where Prisma has it in the same form. */
function readProperty(field: FieldSpec, model: string): Property[] {
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

function writeView(
  parameter: string,
  fields: readonly FieldSpec[],
  mayBeAbsent: (field: FieldSpec) => boolean,
): WriteView {
  const translated = fields.filter(isTranslated);
  if (translated.length === 0) return { parameter, plain: parameter };
  const bindings = translated.map(({ name }) => (bindingOf(name) === name ? name : `${name}: ${bindingOf(name)}`));
  return {
    parameter: `{ ${bindings.join(', ')}, ...rest }`,
    lines: ['...rest', ...translated.map((field) => writeLine(field, mayBeAbsent(field)))].flatMap((line) =>
      `${line},`.split('\n'),
    ),
  };
}

function writeLine(field: FieldSpec, mayBeAbsent: boolean): string {
  const binding = bindingOf(field.name);
  const property = `${field.name}: ${written(field, binding, field.optional)}`;
  if (!mayBeAbsent) return property;
  const line = `...(${binding} !== undefined && { ${property} })`;
  const indent = 10;
  if (indent + line.length < lineWidth) return line;
  return `...(${binding} !== undefined && {\n  ${property},\n})`;
}

/** Types whose values Prisma takes in another form than the model has. */
function isTranslated({ type }: FieldSpec): boolean {
  return type === 'bigint' || type === 'date' || type === 'json';
}

function written({ type }: FieldSpec, value: string, nullable: boolean): string {
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

const taken = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield ' +
    'database id rest row'
  ).split(' '),
);

/** Variable that holds a field's value. */
function bindingOf(name: string): string {
  return taken.has(name) ? `${name}Value` : name;
}

/** Only fragments ask for `updateIf`, so this meets their authors and no user. */
function refuseUncomparable({ names, fields, repository }: ResourceSpec): void {
  const field = repository.updateIf ? fields.find(isTranslated) : undefined;
  if (field) throw new Error(`${names.key}: updateIf cannot compare ${field.name} (${field.type})`);
}
