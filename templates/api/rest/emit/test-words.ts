/** Source text that the tests of a resource share: who calls, what rows are made, how tables are written. */
import type { AccessRule, FieldSpec, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { inputNeeds } from './factory-view.js';
import { resourceOf, type Resources } from './known-resources.js';
import { fit, literal } from './text.js';

/** A call that signs in somebody whom all the rules let in; empty when anybody may come. */
export function signInCall(...rules: readonly AccessRule[]): string {
  const role = rules.find((rule) => rule.kind === 'role');
  if (role) return `signIn(app, { role: ${literal(role.role)} })`;
  return rules.some(({ kind }) => kind !== 'public') ? 'signIn(app)' : '';
}

/** A role that is not enough; empty when any will do. */
export function otherRole(rule: AccessRule): string {
  if (rule.kind !== 'role') return '';
  return literal(rule.role === 'user' ? 'guest' : 'user');
}

/** Makes a row, for the caller when rows of its kind have owners: `createNote(app.container, { ownerId: callerId })`. */
export function creation(
  { names, owner }: Pick<ResourceSpec, 'names' | 'owner'>,
  overrides: Readonly<Record<string, string>> = {},
): string {
  const given = owner === undefined ? overrides : { [owner]: 'callerId', ...overrides };
  return call(`create${names.class}`, ['app.container', properties(given)]);
}

/** As {@link creation}, of a resource known by its names: those of fragments have no owners. */
export function creationOf(target: NameForms, context: Resources): string {
  return creation(resourceOf(target, context) ?? { names: target });
}

/** Input that every rule accepts: `await newPost(app.container, { slug: taken.slug })`. */
export function newInput(spec: ResourceSpec, context: Resources, set: Readonly<Record<string, string>> = {}): string {
  const { rows, owner } = inputNeeds(spec, context);
  const args = [rows ? 'app.container' : '', owner ? 'callerId' : '', properties(set)];
  return `${rows ? 'await ' : ''}${call(`new${spec.names.class}`, args)}`;
}

/** Methods that take input of a resource, and the path each takes it at, in a test whose variable is `method`. */
export interface InputRoute {
  methods: string;
  path: string;
  /** Makes the row whose `id` is in the path; empty when there is none. */
  makes: string;
}

/** Undefined when no method takes input. */
export function inputRoute(spec: ResourceSpec): InputRoute | undefined {
  const { operations } = spec;
  const others = [
    ...(operations.includes('replace') ? ['PUT'] : []),
    ...(operations.includes('update') ? ['PATCH'] : []),
  ];
  const creates = operations.includes('create');
  if (!creates && others.length === 0) return undefined;
  const methods = [...(creates ? ['POST'] : []), ...others].map(literal).join(', ');
  if (others.length === 0) return { methods, path: "''", makes: '' };
  const path = creates ? "method === 'POST' ? '' : `/${id}`" : '`/${id}`';
  return { methods, path, makes: creation(spec) };
}

/** Input with some fields set, for any of those methods: all of it where one of them needs that. */
export function someInput(spec: ResourceSpec, context: Resources, set: Readonly<Record<string, string>>): string {
  const whole = spec.operations.includes('create') || spec.operations.includes('replace');
  return whole ? newInput(spec, context, set) : properties(set);
}

/** Fields whose values no two rows share. */
export function uniquesOf({ fields }: ResourceSpec): FieldSpec[] {
  return fields.filter(({ unique, readonly, ref, optional }) => unique && !readonly && !(ref && optional));
}

/** An expression that can be spread or go on. */
export function grouped(expression: string): string {
  return expression.startsWith('await ') ? `(${expression})` : expression;
}

/** Argument of `it.each`: Prettier breaks a matrix of two rows or more. */
export function table(rows: readonly string[]): string {
  return rows.length === 1 ? `[${rows.join()}]` : ['[', ...rows.map((row) => `    ${row},`), '  ]'].join('\n');
}

/** `const required = ['title', 'slug'];` */
export function listOf(name: string, items: readonly string[], indent = '', tail = ''): string {
  return fit(`const ${name} = [`, items.map(literal), `]${tail};`, indent);
}

/** Whether all of the imports' `from` are needed, in the order in which they are to stand. */
export function importLines(lines: readonly (readonly [boolean, string])[]): string {
  return lines.flatMap(([needed, line]) => (needed ? [line] : [])).join('\n');
}

/** Imports of other resources' factories. */
export function factoryImports(targets: readonly NameForms[], own: NameForms): (readonly [true, string])[] {
  const others = new Map(targets.map((target) => [target.key, target]));
  others.delete(own.key);
  return [...others.values()]
    .sort((one, two) => (one.file < two.file ? -1 : 1))
    .map(({ class: name, file }) => [true, `import { create${name} } from '../${file}/${file}.factory.js';`] as const);
}

/** `{ title: 'Title', authorId }`: a property that is called as its value is written once. */
function properties(values: Readonly<Record<string, string>>): string {
  const short = Object.entries(values).map(([name, value]) => (name === value ? name : `${name}: ${value}`));
  return short.length === 0 ? '' : `{ ${short.join(', ')} }`;
}

function call(name: string, args: readonly string[]): string {
  return `${name}(${args.filter((arg) => arg !== '').join(', ')})`;
}
