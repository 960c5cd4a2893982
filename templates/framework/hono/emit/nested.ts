/** What the templates are told of a resource that also lies under another: `/posts/:postId/comments`. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';

/** Names and statements of the nested collection. */
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
  listCall: string;
  createCall: string;
}

/** Undefined for a resource that lies under no other, or offers nothing there. */
export function nestedView({ names, operations, owner, parent }: ResourceSpec): NestedView | undefined {
  if (!parent || !(operations.includes('list') || operations.includes('create'))) return undefined;
  const { field, target } = parent;
  const caller = owner ? ['principalOf(c).id'] : [];
  const list = `listOf${target.class}`;
  const create = `createIn${target.class}`;
  return {
    field,
    parent: target.human,
    routes: `${names.variablePlural}Of${target.class}Routes`,
    params: fit('export const parentParams = z.strictObject({', [`${field}: z.guid()`], '});'),
    newSchema: `new${names.class}In${target.class}Schema`,
    list,
    create,
    listCall: statement(`const page = await this.service.${list}(`, [field, 'query', ...caller]),
    createCall: statement(`const created = await this.service.${create}(`, [field, 'input', ...caller]),
  };
}

function statement(head: string, args: readonly string[]): string {
  return fit(head, args, ');', '    ');
}
