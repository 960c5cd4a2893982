/** What the templates are told of a resource that also lies under another: `/posts/:postId/comments`. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';

/** Names of the nested collection. */
export interface NestedView {
  /** Name of the path parameter, and of the field it fills: `postId`. */
  field: string;
  /** Words for the parent: `post`. */
  parent: string;
  /** Name of the function that makes the routes: `commentsOfPostRoutes`. */
  routes: string;
  /** The schema of the path parameter. */
  params: string;
  newSchema: string;
  /** Names of the methods for the two verbs, of controller and service alike. */
  list: string;
  create: string;
}

/** Undefined for a resource that lies under no other, or offers nothing there. */
export function nestedView({ names, operations, parent }: ResourceSpec): NestedView | undefined {
  if (!parent || !(operations.includes('list') || operations.includes('create'))) return undefined;
  const { field, target } = parent;
  return {
    field,
    parent: target.human,
    routes: `${names.variablePlural}Of${target.class}Routes`,
    params: fit('const parentParams = z.strictObject({', [`${field}: z.guid()`], '});'),
    newSchema: `new${names.class}In${target.class}Schema`,
    list: `listOf${target.class}`,
    create: `createIn${target.class}`,
  };
}
