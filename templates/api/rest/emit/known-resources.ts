/** The resources that references lead to: those that are there, and those that the same call makes. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';

/** All resources of a project, the one in question included. */
export type Resources = Pick<ResourceContext, 'resources' | 'later'>;

/** The resource that a reference leads to. */
export function resourceOf({ key }: NameForms, { resources, later = [] }: Resources): ResourceSpec | undefined {
  return [...resources, ...later].find(({ names }) => names.key === key);
}

/** Whether a resource leads to another: it refers to it, or to one that does. */
export function leadsTo(from: ResourceSpec, { key }: NameForms, context: Resources): boolean {
  const seen = new Set<string>();
  const visit = (spec: ResourceSpec): boolean =>
    targetsOf(spec).some((target) => {
      if (target.key === key) return true;
      if (seen.has(target.key)) return false;
      seen.add(target.key);
      const next = resourceOf(target, context);
      return next !== undefined && visit(next);
    });
  return visit(from);
}

function targetsOf({ fields, relations }: ResourceSpec): NameForms[] {
  return [...fields.flatMap(({ ref }) => ref?.target ?? []), ...relations.map(({ target }) => target)];
}
