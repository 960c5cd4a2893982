/** What the templates are told of a resource that also lies under another: `/posts/:postId/comments`. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';
import { typeOfRequest } from './requests.js';

/** Names and statements of the nested collection. */
export interface NestedView {
  /** Words for the parent: `post`. */
  parent: string;
  /** Name of the function that makes the routes: `commentsOfPostRoutes`. */
  routes: string;
  /** The schema of the path parameter: `postId`, which is also the field it fills. */
  params: string;
  newSchema: string;
  /** Names of the methods for the two verbs, of controller and service alike. */
  list: string;
  create: string;
  listCall: string;
  createRequest: string;
  createHead: string;
  createCall: string;
}

/** Undefined for a resource that lies under no other, or offers nothing there. */
export function nestedView({ names, operations, owner, parent }: ResourceSpec): NestedView | undefined {
  if (!parent || !(operations.includes('list') || operations.includes('create'))) return undefined;
  const { field, target } = parent;
  const list = `listOf${target.class}`;
  const create = `createIn${target.class}`;
  const newSchema = `new${names.class}In${target.class}Schema`;
  const call = (head: string, ...args: string[]) =>
    fit(`${head}(`, [...args, ...(owner ? ['principalOf(request).id'] : [])], ');', '    ');
  return {
    parent: target.human,
    routes: `${names.variablePlural}Of${target.class}Routes`,
    params: fit('export const parentParams = z.strictObject({', [`${field}: z.guid()`], '});'),
    newSchema,
    list,
    create,
    listCall: call(`const page = await this.service.${list}`, `request.params.${field}`, 'query'),
    createRequest: typeOfRequest('NestedCreateRequest', { Params: 'parentParams', Payload: newSchema }),
    createHead: fit(`readonly ${create} = async (`, ['request: NestedCreateRequest', 'h: Toolkit'], ') => {', '  '),
    createCall: call(`const created = await this.service.${create}`, `params.${field}`, 'payload'),
  };
}
