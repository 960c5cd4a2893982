/** Relations between resources: names of their far ends, and the order in which resources can be made. */
import { UserError } from '../errors.js';
import { builtInFields } from './reserved.js';
import type { FieldReference, FieldSpec, NameForms, ResourceSpec } from './spec.js';
import { camelCase, pascalCase, splitWords } from './words.js';

/** A resource as far as its relations go. */
type Related = Pick<ResourceSpec, 'names' | 'fields'>;

/**
 * Gives every ref of a resource the name of its far end: `posts`; `postsAsAuthor` and `postsAsEditor` when the resource
 * refers to one target twice; `children` for a resource's `parent` of its own kind; the singular for a unique ref. A
 * number is added where the target has that name already.
 */
export function nameInverses(resource: Related, others: readonly Related[]): FieldSpec[] {
  const own = { ...resource, fields: withoutInverses(resource.fields) };
  const known = [own, ...others.filter(({ names }) => names.key !== resource.names.key)];
  const given = new Map<string, Set<string>>();
  return resource.fields.map((field) => {
    if (!field.ref) return field;
    const { key } = field.ref.target;
    const taken = given.get(key) ?? namesOn(key, known);
    given.set(key, taken);
    const inverse = firstFree(candidates(resource, field, field.ref), taken);
    taken.add(inverse);
    return { ...field, ref: { ...field.ref, inverse } };
  });
}

/** Fields whose far ends are to be named anew. */
export function withoutInverses(fields: readonly FieldSpec[]): FieldSpec[] {
  return fields.map((field) => (field.ref ? { ...field, ref: { ...field.ref, inverse: '' } } : field));
}

/** Every property a target has: fields, relations, and far ends of others' relations. */
function namesOn(key: string, known: readonly Related[]): Set<string> {
  const taken = new Set(builtInFields);
  for (const { names, fields } of known) {
    for (const { name, ref } of fields) {
      if (names.key === key) taken.add(name).add(ref?.relation ?? name);
      if (ref?.target.key === key && ref.inverse !== '') taken.add(ref.inverse);
    }
  }
  return taken;
}

function candidates(resource: Related, field: FieldSpec, ref: FieldReference): string[] {
  const { names, fields } = resource;
  const name = camelCase((field.unique ? names.key : names.route).split('-'));
  const role = `${name}As${pascalCase(splitWords(ref.relation))}`;
  const several = fields.filter((other) => other.ref?.target.key === ref.target.key).length > 1;
  if (ref.self && !field.unique && ref.relation === 'parent') return ['children', role];
  return several || ref.self ? [role] : [name, role];
}

function firstFree(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const base = names.at(-1) ?? '';
  let number = 2;
  while (taken.has(`${base}${number}`)) number++;
  return `${base}${number}`;
}

/**
 * Resources in an order in which each comes after those it refers to, else in the given order.
 *
 * @throws UserError `INVALID_RESOURCE` when resources refer to each other in a circle.
 */
export function sortByReferences(specs: readonly ResourceSpec[]): ResourceSpec[] {
  const byKey = new Map(specs.map((spec) => [spec.names.key, spec]));
  const sorted = new Set<ResourceSpec>();
  const visit = (spec: ResourceSpec, path: readonly string[]): void => {
    const { key } = spec.names;
    if (sorted.has(spec)) return;
    if (path.includes(key)) throw circle([...path.slice(path.indexOf(key)), key]);
    for (const target of targetsOf(spec)) {
      const other = byKey.get(target.key);
      if (other) visit(other, [...path, key]);
    }
    sorted.add(spec);
  };
  for (const spec of specs) visit(spec, []);
  return [...sorted];
}

function targetsOf(spec: ResourceSpec): NameForms[] {
  return spec.fields.flatMap(({ ref }) => (ref && !ref.self ? [ref.target] : []));
}

function circle(keys: readonly string[]): UserError {
  const message = `Resources refer to each other in a circle: ${keys.join(' → ')}.`;
  return new UserError({
    code: 'INVALID_RESOURCE',
    message,
    hint: 'Leave out one of the refs, or put it into a resource of its own.',
    problems: [{ where: keys[0] ?? '', message }],
  });
}
