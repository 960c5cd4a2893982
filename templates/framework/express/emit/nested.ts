/** What the templates are told of a resource that also lies under another: `/posts/:postId/comments`. */
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';

/** Names and statements of the nested collection. */
export interface NestedView {
  /** Name of the path parameter, and of the field it fills: `postId`. */
  field: string;
  /** Words for the parent: `post`. */
  parent: string;
  /** Name of the function that makes the router: `commentsOfPostRoutes`. */
  routes: string;
  /** Names of the methods for the two verbs, of controller and service alike. */
  list: string;
  create: string;
  newSchema: string;
  listCall: string;
  parseNew: string;
  createCall: string;
  location: string;
}

/** Undefined for a resource that lies under no other, or offers nothing there. */
export function nestedView({ names, operations, owner, parent }: ResourceSpec): NestedView | undefined {
  if (!parent || !(operations.includes('list') || operations.includes('create'))) return undefined;
  const { field, target } = parent;
  const caller = owner ? ['principalOf(req).id'] : [];
  const list = `listOf${target.class}`;
  const create = `createIn${target.class}`;
  const newSchema = `new${names.class}In${target.class}Schema`;
  return {
    field,
    parent: target.human,
    routes: `${names.variablePlural}Of${target.class}Routes`,
    list,
    create,
    newSchema,
    listCall: statement(`const page = await this.service.${list}(`, [field, 'query', ...caller]),
    parseNew: statement('const input = parse(', [newSchema, 'req.body']),
    createCall: statement(`const created = await this.service.${create}(`, [field, 'input', ...caller]),
    location: locationOf(names),
  };
}

/** The statement that tells where a new record is, in the version of the API that was asked. */
function locationOf({ route }: NameForms): string {
  const calls = ['.status(201)', `.location(\`\${apiRoot(req.baseUrl)}/${route}/\${created.id}\`);`];
  const line = `    res${calls.join('')}`;
  return line.length <= 100 ? line : ['    res', ...calls.map((call) => `      ${call}`)].join('\n');
}

function statement(head: string, args: readonly string[]): string {
  return fit(head, args, ');', '    ');
}
