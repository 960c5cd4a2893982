/** What the templates of a resource's routes and controller are told beside the resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { AccessRule, NameForms, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf } from '../../../api/rest/emit/includes.js';
import { fit } from '../../../api/rest/emit/text.js';
import { nestedView, type NestedView } from './nested.js';
import { typeOfRequest } from './requests.js';

interface Route {
  operation: Operation;
  method: string;
  url: '/' | '/:id';
  /** Which of the resource's schemas checks the body. */
  body?: 'new' | 'changes';
}

const allRoutes: readonly Route[] = [
  { operation: 'list', method: 'GET', url: '/' },
  { operation: 'get', method: 'GET', url: '/:id' },
  { operation: 'create', method: 'POST', url: '/', body: 'new' },
  { operation: 'replace', method: 'PUT', url: '/:id', body: 'new' },
  { operation: 'update', method: 'PATCH', url: '/:id', body: 'changes' },
  { operation: 'delete', method: 'DELETE', url: '/:id' },
];

/** Names everything the files import, and only what the resource's operations use. */
export function routesView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, operations, owner } = spec;
  const routes = allRoutes.filter(({ operation }) => operations.includes(operation));
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const nested = nestedView(spec);
  const bodySchemas = unique([
    ...routes.flatMap(({ body }) => (body ? bodySchema(names, body) : [])),
    ...(nested && offers('create') ? [nested.newSchema] : []),
  ]);
  return {
    offers: Object.fromEntries(allRoutes.map(({ operation }) => [operation, offers(operation)])),
    nested,
    plugins: [pluginView(spec, routes), ...(nested ? [nestedPluginView(spec, routes, nested)] : [])],
    readers: offers('list', 'get') ? (spec.access.read.kind === 'public' ? 'public' : 'private') : undefined,
    guards: unique(routes.flatMap((route) => guardOf(route, spec)?.name ?? [])).join(', '),
    caller: owner ? ', principalOf(request).id' : '',
    // The service looks at the query only where there is something to include.
    asked: includesOf(spec, context).length > 0 ? ', query' : '',
    conditional: offers('replace', 'update', 'delete'),
    bodySchemas: bodySchemas.join(', '),
    schemaImport: schemaImport(names, bodySchemas, offers('list', 'get')),
    requestTypes: requestTypes(spec, nested),
    listRules: `${names.variable}ListRules`,
    location: locationOf(names),
    fastifyTypes: named({ FastifyReply: offers('create', 'delete'), FastifyRequest: offers('list') }),
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    queries: named({ parseItemQuery: offers('get'), parseListQuery: offers('list') }),
    takesId: routes.some(({ url }) => url === '/:id'),
    isChecked: nested !== undefined || routes.some(({ operation }) => operation !== 'list'),
  };
}

/** What the controller imports of the schemas: the rules of lists, and of the others their types. */
function schemaImport({ file, variable }: NameForms, bodySchemas: readonly string[], reads: boolean): string {
  const from = `} from './${file}.schema.js';`;
  if (!reads) return bodySchemas.length > 0 ? fit('import type {', bodySchemas, from) : '';
  const rules = `${variable}ListRules`;
  const names = unique([...bodySchemas, rules]).map((name) => (name === rules ? name : `type ${name}`));
  return fit('import {', names, from);
}

/** The types of the requests that the resource's handlers take. */
function requestTypes({ names, operations }: ResourceSpec, nested: NestedView | undefined): string[] {
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const [newSchema, changesSchema] = [bodySchema(names, 'new'), bodySchema(names, 'changes')];
  const params = 'idParams';
  return [
    ...(offers('list') ? ['type ListRequest = FastifyRequest<{ Querystring: Record<string, unknown> }>;'] : []),
    ...(offers('get', 'delete') ? [typeOfRequest('ItemRequest', { params })] : []),
    ...(offers('create') ? [typeOfRequest('CreateRequest', { body: newSchema })] : []),
    ...(offers('replace') ? [typeOfRequest('ReplaceRequest', { params, body: newSchema })] : []),
    ...(offers('update') ? [typeOfRequest('UpdateRequest', { params, body: changesSchema })] : []),
    ...(nested && offers('list') ? [typeOfRequest('NestedListRequest', { params: 'parentParams' })] : []),
    ...(nested && offers('create') ? [nested.createRequest] : []),
  ];
}

function pluginView(spec: ResourceSpec, routes: readonly Route[]): Record<string, unknown> {
  const { names } = spec;
  return {
    signature: signature(`${names.variable}Routes`, names),
    routes: routes.map((route) => ({
      ...routeView(route, spec),
      schema: schemaOf([
        ...(route.url === '/:id' ? ['params: idParams'] : []),
        ...(route.body ? [`body: ${bodySchema(names, route.body)}`] : []),
      ]),
      handler: handlerOf(route, route.operation),
    })),
  };
}

/** The resource's collection below its parent. */
function nestedPluginView(spec: ResourceSpec, routes: readonly Route[], nested: NestedView): Record<string, unknown> {
  return {
    signature: signature(nested.routes, spec.names),
    routes: routes.flatMap((route) =>
      route.url === '/'
        ? {
            ...routeView(route, spec),
            schema: schemaOf(['params: parentParams', ...(route.body ? [`body: ${nested.newSchema}`] : [])]),
            handler: handlerOf(route, route.body ? nested.create : nested.list),
          }
        : [],
    ),
  };
}

function routeView(route: Route, spec: ResourceSpec): Record<string, unknown> {
  return { method: route.method, url: route.url, isRead: route.method === 'GET', guard: guardOf(route, spec)?.call };
}

/** A POST may come twice, which must not make two. */
function handlerOf({ method }: Route, name: string): string {
  const handler = `controller.${name}`;
  return method === 'POST' ? fit('handler: app.idempotent(', [handler], '),', '      ') : `      handler: ${handler},`;
}

function schemaOf(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : fit('schema: {', parts, '},', '      ');
}

function signature(name: string, names: NameForms): string {
  return fit(`export function ${name}(`, [`controller: ${names.class}Controller`], '): ZodPlugin {');
}

function bodySchema(names: NameForms, body: 'new' | 'changes'): string {
  return body === 'new' ? `new${names.class}Schema` : `${names.variable}ChangesSchema`;
}

/** The statement that tells where a new record is, in the version of the API that was asked. */
function locationOf({ route }: NameForms): string {
  const header = ["'location'", `\`\${apiRootOf(reply.request)}/${route}/\${created.id}\``];
  const line = `    reply.code(201).header(${header.join(', ')});`;
  return line.length <= 100
    ? line
    : ['    reply', '      .code(201)', fit('.header(', header, ');', '      ')].join('\n');
}

/** The guard a route needs: its name, and the expression that is the guard. */
function guardOf({ method }: Route, { access }: ResourceSpec): { name: string; call: string } | undefined {
  const rule: AccessRule = method === 'GET' ? access.read : access.write;
  switch (rule.kind) {
    case 'public':
      return undefined;
    case 'authenticated':
    case 'owner':
      return { name: 'requireAuthentication', call: 'requireAuthentication' };
    case 'role':
      return { name: 'requireRole', call: `requireRole('${rule.role}')` };
  }
}

function named(names: Readonly<Record<string, boolean>>): string {
  return Object.keys(names)
    .filter((name) => names[name])
    .join(', ');
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
