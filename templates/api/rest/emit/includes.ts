/** Which relations of a resource a caller may ask to be answered along with it: `?include=author`. */
import type { AccessRule, FieldSpec, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { leadsTo, resourceOf, type Resources } from './known-resources.js';

/** A relation that may be included. */
export interface Include {
  /** Name in the query string, and property of the answer: `author`, `tags`. */
  relation: string;
  /** Property that holds the id or the ids: `authorId`, `tagIds`. */
  field: string;
  /** Whether it is a list. */
  many: boolean;
  /** Whether there may be none. */
  optional: boolean;
  target: NameForms;
  /** Fields that are answered, beside `id`; undefined: all of the target that are not {@link hidden}. */
  shown: readonly string[] | undefined;
  /** Fields of the target that nobody sees. */
  hidden: readonly FieldSpec[];
  /** All there is to know of the target. */
  spec: ResourceSpec;
  /** Whether the target leads back to the resource: their files import each other. */
  circular: boolean;
}

/** Relations whose target everybody may read who may read the resource; none where nothing is read. */
export function includesOf(spec: ResourceSpec, context: Resources): Include[] {
  if (!reads(spec)) return [];
  const single = spec.fields.flatMap(({ name, optional, hidden, readonly, ref }) =>
    ref && !hidden ? [{ ...ref, field: name, many: false, optional, readonly }] : [],
  );
  const lists = spec.relations.flatMap((relation) =>
    relation.hidden ? [] : [{ ...relation, field: relation.name, many: true, optional: false }],
  );
  return [...single, ...lists].flatMap(({ relation, field, many, optional, readonly, target: names }) => {
    const target = resourceOf(names, context);
    if (!target || !mayBeSeen(target, spec)) return [];
    // Whose row it is was looked at where a request set it, and only there.
    if (target.access.read.kind === 'owner' && readonly) return [];
    const hidden = target.fields.filter((other) => other.hidden);
    const circular = names.key !== spec.names.key && leadsTo(target, spec.names, context);
    return [{ relation, field, many, optional, target: names, shown: target.shown, hidden, spec: target, circular }];
  });
}

function reads({ operations }: ResourceSpec): boolean {
  return operations.includes('list') || operations.includes('get');
}

function mayBeSeen(target: ResourceSpec, from: ResourceSpec): boolean {
  if (!target.repository.findByIds) return false;
  return target.operations.length === 0
    ? target.shown !== undefined
    : reads(target) && covers(from.access.read, target.access.read);
}

/** Whether everybody whom the one rule lets in is let in by the other; what owners refer to is their own. */
function covers(own: AccessRule, other: AccessRule): boolean {
  switch (other.kind) {
    case 'public':
      return true;
    case 'authenticated':
      return own.kind !== 'public';
    case 'role':
      return own.kind === 'role' && own.role === other.role;
    case 'owner':
      return own.kind === 'owner';
  }
}
