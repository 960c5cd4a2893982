/** What the templates of a resource's routes and controller are told beside the resource. */
import type { Access, AccessRule, NameForms, Operation, ResourceSpec } from '../../../../src/resource/spec.js';

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
export function routesView({ names, operations, access }: ResourceSpec): Record<string, unknown> {
  const routes = allRoutes.filter(({ operation }) => operations.includes(operation));
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const bodySchemas = unique(routes.flatMap(({ body }) => (body ? bodySchema(names, body) : [])));
  return {
    offers: Object.fromEntries(allRoutes.map(({ operation }) => [operation, offers(operation)])),
    routes: routes.map((route) => routeView(route, names, access)),
    guards: unique(routes.flatMap((route) => guardOf(route, access)?.name ?? [])).join(', '),
    bodySchemas: bodySchemas.join(', '),
    newSchema: bodySchema(names, 'new'),
    changesSchema: bodySchema(names, 'changes'),
    fastifyTypes: named({ FastifyReply: offers('create', 'delete'), FastifyRequest: offers('list') }),
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    takesId: routes.some(({ url }) => url === '/:id'),
    takesIdOnly: offers('get', 'delete'),
    isChecked: routes.some(({ operation }) => operation !== 'list'),
  };
}

function routeView(route: Route, names: NameForms, access: Access): Record<string, unknown> {
  const { operation, method, url, body } = route;
  const parts = [
    ...(url === '/:id' ? ['params: idParams'] : []),
    ...(body ? [`body: ${bodySchema(names, body)}`] : []),
  ];
  return { operation, method, url, guard: guardOf(route, access)?.call, schema: parts.join(', ') };
}

function bodySchema(names: NameForms, body: 'new' | 'changes'): string {
  return body === 'new' ? `new${names.class}Schema` : `${names.variable}ChangesSchema`;
}

/** The guard a route needs: its name, and the expression that is the guard. */
function guardOf({ method }: Route, access: Access): { name: string; call: string } | undefined {
  const rule: AccessRule = method === 'GET' ? access.read : access.write;
  switch (rule.kind) {
    case 'public':
      return undefined;
    case 'authenticated':
      return { name: 'requireAuthentication', call: 'requireAuthentication' };
    case 'role':
      return { name: 'requireRole', call: `requireRole('${rule.role}')` };
  }
}

function named(names: Record<string, boolean>): string {
  return Object.keys(names)
    .filter((name) => names[name])
    .join(', ');
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
