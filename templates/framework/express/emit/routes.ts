/** Names for the routes and the controller of one resource. */
import type { AccessRule, Operation, ResourceSpec } from '../../../../src/resource/spec.js';

interface RouteView {
  variable: string;
  path: string;
  verbs: { verb: string; handlers: string }[];
}

/** Routes of a resource and the verbs they take, by operation. */
const routes = [
  { variable: 'collection', path: '/', verbs: { list: 'get', create: 'post' } },
  { variable: 'item', path: '/:id', verbs: { get: 'get', replace: 'put', update: 'patch', delete: 'delete' } },
] satisfies { variable: string; path: string; verbs: Partial<Record<Operation, string>> }[];

/** Adds `routes`, `guards` and `has<Operation>` to a resource's view. */
export function routesView({ operations, access }: ResourceSpec): Record<string, unknown> {
  const guardOf = (operation: Operation) => (operation === 'list' || operation === 'get' ? access.read : access.write);
  const views = routes.map(({ variable, path, verbs }): RouteView => {
    const offered = Object.entries(verbs).filter(([operation]) => operations.includes(operation as Operation));
    return {
      variable,
      path,
      verbs: offered.map(([operation, verb]) => ({
        verb,
        handlers: [...guardCall(guardOf(operation as Operation)), `controller.${operation}`].join(', '),
      })),
    };
  });
  const guards = new Set(operations.map(guardOf).flatMap(guardName));
  return {
    routes: views.filter(({ verbs }) => verbs.length > 0),
    guards: [...guards].sort().join(', '),
    operations: Object.fromEntries(allOperations.map((operation) => [operation, operations.includes(operation)])),
  };
}

const allOperations: readonly Operation[] = ['list', 'get', 'create', 'replace', 'update', 'delete'];

function guardName(rule: AccessRule): string[] {
  if (rule.kind === 'public') return [];
  return [rule.kind === 'authenticated' ? 'requireAuthentication' : 'requireRole'];
}

function guardCall(rule: AccessRule): string[] {
  return rule.kind === 'role' ? [`requireRole('${rule.role}')`] : guardName(rule);
}
