/** What the templates of a resource's routes and controller are told beside the resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { AccessRule, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf } from '../../../api/rest/emit/includes.js';
import { fit } from '../../../api/rest/emit/text.js';
import { handlersOf } from './controller.js';
import { nestedView, type NestedView } from './nested.js';

interface Route {
  operation: Operation;
  /** Method of a Hono app. */
  verb: string;
  path: '/' | '/:id';
}

const allRoutes: readonly Route[] = [
  { operation: 'list', verb: 'get', path: '/' },
  { operation: 'create', verb: 'post', path: '/' },
  { operation: 'get', verb: 'get', path: '/:id' },
  { operation: 'replace', verb: 'put', path: '/:id' },
  { operation: 'update', verb: 'patch', path: '/:id' },
  { operation: 'delete', verb: 'delete', path: '/:id' },
];

/** Names everything the files import, and only what the resource's operations use. */
export function routesView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, operations, owner } = spec;
  const routes = allRoutes.filter(({ operation }) => operations.includes(operation));
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const nested = nestedView(spec);
  const takesId = routes.some(({ path }) => path === '/:id');
  return {
    nested,
    handlers: handlersOf(spec, nested, includesOf(spec, context).length > 0),
    apps: [appView(spec, routes), ...(nested ? [nestedAppView(spec, routes, nested)] : [])],
    readers: offers('list', 'get') ? (spec.access.read.kind === 'public' ? 'public' : 'private') : undefined,
    guards: guardsOf(spec, routes),
    asksCaller: owner !== undefined,
    conditional: offers('replace', 'update', 'delete'),
    takesBody: offers('create', 'replace', 'update'),
    takesId,
    takesParams: takesId || nested !== undefined,
    plain: routes.some(({ operation }) => operation !== 'create'),
    repeats: offers('create'),
    nestedCreate: nested !== undefined && offers('create'),
    schemas: named({
      [`new${names.class}Schema`]: offers('create', 'replace'),
      ...(nested && { [nested.newSchema]: offers('create') }),
      [`${names.variable}ChangesSchema`]: offers('update'),
      [`${names.variable}ListRules`]: offers('list', 'get'),
    }),
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    queries: named({ parseItemQuery: offers('get'), parseListQuery: offers('list') }),
  };
}

function appView(spec: ResourceSpec, routes: readonly Route[]): Record<string, unknown> {
  return {
    signature: signature(`${spec.names.variable}Routes`, spec),
    routes: routes.map((route) => routeCall(route, spec, route.operation)),
  };
}

/** The resource's collection below its parent. */
function nestedAppView(spec: ResourceSpec, routes: readonly Route[], nested: NestedView): Record<string, unknown> {
  const collection = routes.filter(({ path }) => path === '/');
  return {
    signature: signature(nested.routes, spec),
    routes: collection.map((route) => routeCall(route, spec, route.verb === 'get' ? nested.list : nested.create)),
  };
}

/** The statement that adds a route: what comes first, then the controller's handlers. */
function routeCall(route: Route, spec: ResourceSpec, handlers: string): string {
  const guard = guardOf(route, spec);
  const steps = [...(guard ? [guard.call] : []), ...(route.verb === 'get' ? ['caching'] : [])];
  return fit(`routes.${route.verb}(`, [`'${route.path}'`, ...steps, `...controller.${handlers}`], ');', '  ');
}

function signature(name: string, { names }: ResourceSpec): string {
  return fit(`export function ${name}(`, [`controller: ${names.class}Controller`], '): Hono<AppEnv> {');
}

function guardsOf(spec: ResourceSpec, routes: readonly Route[]): string {
  const used = routes.flatMap((route) => guardOf(route, spec)?.name ?? []);
  return [...new Set(used)].sort().join(', ');
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
    .sort()
    .join(', ');
}
