/** What a test says of deleting the rows that a resource refers to. */
import type { FieldSpec, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { resourceOf, type Resources } from './known-resources.js';
import { creation, signInCall } from './test-words.js';
import { withArticle } from './text.js';

/** How a test deletes a row of another resource over HTTP. */
export interface Removal {
  route: string;
  /** Signs in somebody who may, when the test's caller may not. */
  signIn: string;
  /** Whose headers are sent: `headers`, `headers: remover.headers`, or nobody's. */
  headers: string;
}

/** Deleting a row that others refer to: refused, or taking them along, or emptying their reference. */
export interface Deletion {
  name: string;
  title: string;
  target: NameForms;
  /** Makes the row that is deleted. */
  make: string;
  /** Makes the row that refers to it. */
  refer: string;
  removal: Removal;
  restricts: boolean;
  cascades: boolean;
  empties: boolean;
}

/** Undefined when it cannot be deleted. */
export function removalOf(target: ResourceSpec, spec: ResourceSpec): Removal | undefined {
  if (!target.operations.includes('delete')) return undefined;
  const { route } = target.names;
  const signIn = signInCall(target.access.write);
  if (signIn === '') return { route, signIn, headers: '' };
  const same = target.access.write.kind !== 'role' || signIn === signInCall(spec.access.write, spec.access.read);
  return same ? { route, signIn: '', headers: 'headers' } : { route, signIn, headers: 'headers: remover.headers' };
}

/** One for each reference whose target can be deleted over HTTP, and goes then, and whose effect can be seen. */
export function deletionsOf(spec: ResourceSpec, context: Resources): Deletion[] {
  return spec.fields.flatMap((field) => {
    const target = field.ref && field.name !== spec.owner ? resourceOf(field.ref.target, context) : undefined;
    const removal = target && !target.softDelete ? removalOf(target, spec) : undefined;
    if (!field.ref || !target || !removal) return [];
    const { onDelete } = field.ref;
    if (onDelete !== 'restrict' && !spec.operations.includes('get')) return [];
    if (onDelete === 'set-null' && field.hidden) return [];
    return [
      {
        name: field.name,
        title: titleOf(field, spec, target),
        target: target.names,
        make: creation(target),
        refer: creation(spec, { [field.name]: 'related' }),
        removal,
        restricts: onDelete === 'restrict',
        cascades: onDelete === 'cascade',
        empties: onDelete === 'set-null',
      },
    ];
  });
}

function titleOf({ ref }: FieldSpec, { names }: ResourceSpec, target: ResourceSpec): string {
  const one = withArticle(target.names.human);
  switch (ref?.onDelete) {
    case 'cascade':
      return `takes the ${names.humanPlural} of ${one} along`;
    case 'set-null':
      return `lets the ${names.humanPlural} of ${one} go`;
    default:
      return `refuses to delete ${one} that has ${names.humanPlural}`;
  }
}
