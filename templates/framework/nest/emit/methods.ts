/** The handlers of a resource: verb, path, parameters and statements. */
import type { NameForms, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';
import { schemaOf } from './types.js';

/** A decorator, and the parameter it is for. */
export type Parameter = readonly [decorator: string, parameter: string];

export interface Method {
  operation: Operation;
  name: string;
  /** Decorator that makes it a route. */
  verb: 'Get' | 'Post' | 'Put' | 'Patch' | 'Delete';
  /** Below that of the controller. */
  path: '' | ':id';
  parameters: readonly Parameter[];
  body: readonly string[];
}

const id: Parameter = ['@Param({ schema: idParams })', '{ id }: IdParams'];
const headers: Parameter = ['@Headers()', 'headers: IncomingHttpHeaders'];
const caller: Parameter = ['@Caller()', 'caller: Principal'];
const reply: Parameter = ['@Res({ passthrough: true })', 'reply: FastifyReply'];

/**
 * Handlers of the resource's own controller.
 *
 * @param asksQuery whether the service looks at the query for one item
 */
export function itemMethods(spec: ResourceSpec, asksQuery: boolean): Method[] {
  const { operations } = spec;
  const all = [...reads(spec, asksQuery), creates(spec), ...writes(spec)];
  return all.filter(({ operation }) => operations.includes(operation));
}

function reads({ names, owner }: ResourceSpec, asksQuery: boolean): Method[] {
  const call = callOf(owner);
  return [
    {
      operation: 'list',
      name: 'list',
      verb: 'Get',
      path: '',
      parameters: [listQuery(names), ...callerOf(owner)],
      body: [`return listBody(await this.service.${call('list', ['query'])}, query);`],
    },
    {
      operation: 'get',
      name: 'get',
      verb: 'Get',
      path: ':id',
      parameters: [id, itemQuery(names), ...callerOf(owner)],
      body: [`return itemBody(await this.service.${call('get', ['id', ...(asksQuery ? ['query'] : [])])}, query);`],
    },
  ];
}

function creates({ names, owner }: ResourceSpec): Method {
  return {
    operation: 'create',
    name: 'create',
    verb: 'Post',
    path: '',
    parameters: [bodyOf(schemaOf(names, 'new'), 'input: Input'), ...callerOf(owner), reply],
    body: creation(names, 'create', ['input', ...(owner ? ['caller.id'] : [])]),
  };
}

function writes({ names, owner }: ResourceSpec): Method[] {
  const call = (name: string, args: readonly string[]) => callOf(owner)(name, args, ['preconditions(headers)']);
  const rest = [...callerOf(owner), headers];
  return [
    {
      operation: 'replace',
      name: 'replace',
      verb: 'Put',
      path: ':id',
      parameters: [id, bodyOf(schemaOf(names, 'new'), 'input: Input'), ...rest],
      body: [`return itemBody(await this.service.${call('replace', ['id', 'input'])});`],
    },
    {
      operation: 'update',
      name: 'update',
      verb: 'Patch',
      path: ':id',
      parameters: [id, bodyOf(schemaOf(names, 'changes'), 'changes: Changes'), ...rest],
      body: [`return itemBody(await this.service.${call('update', ['id', 'changes'])});`],
    },
    {
      operation: 'delete',
      name: 'delete',
      verb: 'Delete',
      path: ':id',
      parameters: [id, ...rest],
      body: [`await this.service.${call('delete', ['id'])};`],
    },
  ];
}

/** Handlers of the controller of its collection below a parent. */
export function nestedMethods({ names, operations, owner, parent }: ResourceSpec): Method[] {
  if (!parent) return [];
  const { field, target } = parent;
  const args = (...own: string[]) => [field, ...own, ...(owner ? ['caller.id'] : [])];
  const of: Parameter = ['@Param({ schema: parentParams })', `{ ${field} }: ParentParams`];
  const newSchema = `new${names.class}In${target.class}Schema`;
  const all: Method[] = [
    {
      operation: 'list',
      name: 'list',
      verb: 'Get',
      path: '',
      parameters: [of, listQuery(names), ...callerOf(owner)],
      body: [statement('const page', `listOf${target.class}`, args('query')), 'return listBody(page, query);'],
    },
    {
      operation: 'create',
      name: 'create',
      verb: 'Post',
      path: '',
      parameters: [of, bodyOf(newSchema, 'input: NestedInput'), ...callerOf(owner), reply],
      body: creation(names, `createIn${target.class}`, args('input')),
    },
  ];
  return all.filter(({ operation }) => operations.includes(operation));
}

function callerOf(owner: string | undefined): Parameter[] {
  return owner ? [caller] : [];
}

/** Words a call of the service, who passes the caller where rows have owners. */
function callOf(owner: string | undefined) {
  return (name: string, args: readonly string[], more: readonly string[] = []) =>
    `${name}(${[...args, ...(owner ? ['caller.id'] : []), ...more].join(', ')})`;
}

/** Statements that make a record and tell where it is, in the version of the API that was asked. */
function creation({ route }: NameForms, method: string, args: readonly string[]): string[] {
  const location = ["'location'", `\`\${apiRootOf(reply.request)}/${route}/\${created.id}\``];
  return [
    statement('const created', method, args),
    fit('reply.header(', location, ');', '    ').trimStart(),
    'return itemBody(created);',
  ];
}

/** `const page = await this.service.list(query);` */
function statement(declares: string, method: string, args: readonly string[]): string {
  return fit(`${declares} = await this.service.${method}(`, args, ');', '    ').trimStart();
}

function listQuery({ variable }: NameForms): Parameter {
  return [`@Query(new ListQueryPipe(${variable}ListRules))`, 'query: ListQuery'];
}

function itemQuery({ variable }: NameForms): Parameter {
  return [`@Query(new ItemQueryPipe(${variable}ListRules))`, 'query: ItemQuery'];
}

function bodyOf(schema: string, parameter: string): Parameter {
  return [`@Body({ schema: ${schema} })`, parameter];
}
