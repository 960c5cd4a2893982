/** What a test says of deleting the rows that a resource refers to. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { AccessRule, FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';
import { literal, withArticle } from './text.js';

/** Deleting a parent: refused, or taking the rows along, or emptying their reference. */
export interface Deletion {
  name: string;
  title: string;
  /** Names of the parent. */
  parent: ResourceSpec['names'];
  signIn: string;
  restricts: boolean;
  cascades: boolean;
  empties: boolean;
}

/** One for each reference whose parent can be deleted over HTTP and whose effect can be seen. */
export function deletionsOf(spec: ResourceSpec, context: ResourceContext): Deletion[] {
  return spec.fields.flatMap((field) => {
    const parent = context.resources.find(({ names }) => names.key === field.ref?.target.key);
    if (!field.ref || !parent?.operations.includes('delete')) return [];
    const { onDelete } = field.ref;
    if (onDelete !== 'restrict' && !spec.operations.includes('get')) return [];
    if (onDelete === 'set-null' && field.hidden) return [];
    return [
      {
        name: field.name,
        title: titleOf(field, spec, parent),
        parent: parent.names,
        signIn: signInCall(parent.access.write),
        restricts: onDelete === 'restrict',
        cascades: onDelete === 'cascade',
        empties: onDelete === 'set-null',
      },
    ];
  });
}

function titleOf({ ref }: FieldSpec, { names }: ResourceSpec, parent: ResourceSpec): string {
  const one = withArticle(parent.names.human);
  switch (ref?.onDelete) {
    case 'cascade':
      return `takes the ${names.humanPlural} of ${one} along`;
    case 'set-null':
      return `lets the ${names.humanPlural} of ${one} go`;
    default:
      return `refuses to delete ${one} that has ${names.humanPlural}`;
  }
}

function signInCall(rule: AccessRule): string {
  if (rule.kind === 'public') return '';
  return rule.kind === 'role' ? `signIn(app, { role: ${literal(rule.role)} })` : 'signIn(app)';
}
