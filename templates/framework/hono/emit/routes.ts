/** What the templates of a resource's routes and controller are told beside the resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { AccessRule, NameForms, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf } from '../../../api/rest/emit/includes.js';
import { fit } from '../../../api/rest/emit/text.js';
import { typeOfContext } from './contexts.js';
import { nestedView, type NestedView } from './nested.js';

interface Route {
  operation: Operation;
  /** Method of a Hono app. */
  verb: string;
  path: '/' | '/:id';
  /** Which of the resource's schemas checks the body. */
  body?: 'new' | 'changes';
}

const allRoutes: readonly Route[] = [
  { operation: 'list', verb: 'get', path: '/' },
  { operation: 'create', verb: 'post', path: '/', body: 'new' },
  { operation: 'get', verb: 'get', path: '/:id' },
  { operation: 'replace', verb: 'put', path: '/:id', body: 'new' },
  { operation: 'update', verb: 'patch', path: '/:id', body: 'changes' },
  { operation: 'delete', verb: 'delete', path: '/:id' },
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
  const takesId = routes.some(({ path }) => path === '/:id');
  return {
    offers: Object.fromEntries(allRoutes.map(({ operation }) => [operation, offers(operation)])),
    nested,
    nestedCreate: nested !== undefined && offers('create'),
    apps: [appView(spec, routes), ...(nested ? [nestedAppView(spec, routes, nested)] : [])],
    readers: offers('list', 'get') ? (spec.access.read.kind === 'public' ? 'public' : 'private') : undefined,
    guards: unique(routes.flatMap((route) => guardOf(route, spec)?.name ?? [])).join(', '),
    caller: owner ? ', principalOf(c).id' : '',
    // The service looks at the query only where there is something to include.
    asked: includesOf(spec, context).length > 0 ? ', query' : '',
    conditional: offers('replace', 'update', 'delete'),
    bodySchemas: bodySchemas.join(', '),
    schemaImport: schemaImport(names, bodySchemas, offers('list', 'get')),
    contextTypes: contextTypes(spec, nested),
    listRules: `${names.variable}ListRules`,
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    queries: named({ parseItemQuery: offers('get'), parseListQuery: offers('list') }),
    takesId,
    takesParams: takesId || nested !== undefined,
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

/** The types of the contexts that the resource's handlers take. */
function contextTypes({ names, operations }: ResourceSpec, nested: NestedView | undefined): string[] {
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const [newSchema, changesSchema] = [bodySchema(names, 'new'), bodySchema(names, 'changes')];
  const param = 'idParams';
  const parent = 'parentParams';
  return [
    ...(offers('get', 'delete') ? [typeOfContext('ItemContext', { param })] : []),
    ...(offers('create') ? [typeOfContext('CreateContext', { json: newSchema })] : []),
    ...(offers('replace') ? [typeOfContext('ReplaceContext', { param, json: newSchema })] : []),
    ...(offers('update') ? [typeOfContext('UpdateContext', { param, json: changesSchema })] : []),
    ...(nested && offers('list') ? [typeOfContext('NestedListContext', { param: parent })] : []),
    ...(nested && offers('create')
      ? [typeOfContext('NestedCreateContext', { param: parent, json: nested.newSchema })]
      : []),
  ];
}

function appView(spec: ResourceSpec, routes: readonly Route[]): Record<string, unknown> {
  return {
    signature: signature(`${spec.names.variable}Routes`, spec.names),
    routes: routes.map((route) => {
      const params = route.path === '/:id' ? ['pathParams(idParams)'] : [];
      const schema = route.body && bodySchema(spec.names, route.body);
      return routeCall(route, spec, { params, schema, handler: route.operation });
    }),
  };
}

/** The resource's collection below its parent. */
function nestedAppView(spec: ResourceSpec, routes: readonly Route[], nested: NestedView): Record<string, unknown> {
  const params = ['pathParams(parentParams)'];
  return {
    signature: signature(nested.routes, spec.names),
    routes: routes
      .filter(({ path }) => path === '/')
      .map((route) => {
        const [schema, handler] = route.body ? [nested.newSchema, nested.create] : [undefined, nested.list];
        return routeCall(route, spec, { params, schema, handler });
      }),
  };
}

interface RouteParts {
  params: readonly string[];
  schema: string | undefined;
  /** Method of the controller. */
  handler: string;
}

/** The statement that adds a route: its steps in order, the handler last. */
function routeCall(route: Route, spec: ResourceSpec, { params, schema, handler }: RouteParts): string {
  const guard = guardOf(route, spec);
  const steps = [
    ...(guard ? [guard.call] : []),
    ...(route.verb === 'get' ? ['caching'] : []),
    ...params,
    ...(schema ? [jsonBody(schema)] : []),
    // A POST may come twice, which must not make two.
    route.verb === 'post' ? `idempotent(controller.${handler})` : `controller.${handler}`,
  ];
  return fit(`routes.${route.verb}(`, [`'${route.path}'`, ...steps], ');', '  ');
}

/** As an argument on a line of its own, with the comma that follows. */
function jsonBody(schema: string): string {
  return fit('jsonBody(', [schema], '),', '    ').trim().slice(0, -1);
}

function signature(name: string, names: NameForms): string {
  return fit(`export function ${name}(`, [`controller: ${names.class}Controller`], '): Hono<AppEnv> {');
}

function bodySchema(names: NameForms, body: 'new' | 'changes'): string {
  return body === 'new' ? `new${names.class}Schema` : `${names.variable}ChangesSchema`;
}

/** The guard a route needs: its name, and the expression that is the guard. */
function guardOf({ verb }: Route, { access }: ResourceSpec): { name: string; call: string } | undefined {
  const rule: AccessRule = verb === 'get' ? access.read : access.write;
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
