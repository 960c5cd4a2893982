/** Names the far ends of relations: what a post is to its author. */
import { builtInFields } from './reserved.js';
import type { FieldSpec, ManyReference, NameForms, ResourceSpec } from './spec.js';
import { camelCase, pascalCase, splitWords } from './words.js';

/** A resource as far as its relations go. */
export type Related = Pick<ResourceSpec, 'names' | 'fields' | 'relations'>;

/** One relation, whatever its kind. */
interface Relation {
  target: NameForms;
  relation: string;
  self: boolean;
  /** True when a row has at most one at the far end. */
  single: boolean;
}

/**
 * Gives every relation of a resource the name of its far end: `posts`; `postsAsAuthor` and `postsAsEditor` when the
 * resource refers to one target twice; `children` for a resource's `parent` of its own kind; the singular for a unique
 * ref. A number is added where the target has that name already.
 */
export class FarEnds {
  /** Properties by resource: fields, relations, and far ends of others' relations. */
  readonly #properties = new Map<string, Set<string>>();

  /** @param resources Resources whose relations have their far ends named, or an empty name for now. */
  constructor(resources: Iterable<Related>) {
    for (const resource of resources) this.add(resource);
  }

  /** Takes in a resource's properties and the names it gave to others. */
  add({ names, fields, relations }: Related): void {
    const own = this.#of(names.key);
    for (const { name, ref } of fields) {
      own.add(name).add(ref?.relation ?? name);
      if (ref && ref.inverse !== '') this.#of(ref.target.key).add(ref.inverse);
    }
    for (const { name, relation, target, inverse } of relations) {
      own.add(name).add(relation);
      if (inverse !== '') this.#of(target.key).add(inverse);
    }
  }

  /** The resource with all far ends named; it has been taken in before. */
  name<R extends Related>(resource: R): R {
    const targets = [...resource.fields.flatMap(({ ref }) => ref ?? []), ...resource.relations];
    const several = (key: string): boolean => targets.filter(({ target }) => target.key === key).length > 1;
    const inverse = (relation: Relation): string => {
      const taken = this.#of(relation.target.key);
      const free = firstFree(candidates(resource.names, relation, several(relation.target.key)), taken);
      taken.add(free);
      return free;
    };
    const fields = resource.fields.map((field): FieldSpec => {
      if (!field.ref) return field;
      return { ...field, ref: { ...field.ref, inverse: inverse({ ...field.ref, single: field.unique }) } };
    });
    const relations = resource.relations.map((many): ManyReference => {
      return { ...many, inverse: inverse({ ...many, single: false }) };
    });
    return { ...resource, fields, relations };
  }

  #of(key: string): Set<string> {
    const known = this.#properties.get(key);
    if (known) return known;
    const properties = new Set(builtInFields);
    this.#properties.set(key, properties);
    return properties;
  }
}

function candidates(names: NameForms, { relation, self, single }: Relation, several: boolean): string[] {
  const name = camelCase((single ? names.key : names.route).split('-'));
  const role = `${name}As${pascalCase(splitWords(relation))}`;
  if (self && !single && relation === 'parent') return ['children', role];
  return several || self ? [role] : [name, role];
}

function firstFree(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const base = names.at(-1) ?? '';
  let number = 2;
  while (taken.has(`${base}${number}`)) number++;
  return `${base}${number}`;
}
