/** What the templates of a resource's routes and controller are told beside the resource. */
import type { Access, AccessRule, Operation, ResourceSpec } from '../../../../src/resource/spec.js';

interface Verb {
  operation: Operation;
  /** Method of an Express route. */
  verb: string;
}

/** The two paths of a resource and what can be done there. */
const allRoutes: readonly { variable: string; pattern: string; verbs: readonly Verb[] }[] = [
  {
    variable: 'collection',
    pattern: '/',
    verbs: [
      { operation: 'list', verb: 'get' },
      { operation: 'create', verb: 'post' },
    ],
  },
  {
    variable: 'item',
    pattern: '/:id',
    verbs: [
      { operation: 'get', verb: 'get' },
      { operation: 'replace', verb: 'put' },
      { operation: 'update', verb: 'patch' },
      { operation: 'delete', verb: 'delete' },
    ],
  },
];

/** Names everything the files import, and only what the resource's operations use. */
export function routesView({ names, operations, access }: ResourceSpec): Record<string, unknown> {
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const newSchema = `new${names.class}Schema`;
  const changesSchema = `${names.variable}ChangesSchema`;
  const listRules = `${names.variable}ListRules`;
  const routes = allRoutes.map(({ variable, pattern, verbs }) => ({
    variable,
    pattern,
    verbs: verbs.filter(({ operation }) => offers(operation)).map((verb) => verbView(verb, access)),
  }));
  return {
    offers: Object.fromEntries(allOperations.map((operation) => [operation, offers(operation)])),
    routes: routes.filter(({ verbs }) => verbs.length > 0),
    guards: guardsOf(operations, access),
    newSchema,
    changesSchema,
    listRules,
    schemas: named({
      [newSchema]: offers('create', 'replace'),
      [changesSchema]: offers('update'),
      [listRules]: offers('list'),
    }),
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    validation: named({
      idParams: offers('get', 'replace', 'update', 'delete'),
      parse: operations.some((operation) => operation !== 'list'),
    }),
  };
}

const allOperations = allRoutes.flatMap(({ verbs }) => verbs.map(({ operation }) => operation));

function verbView({ operation, verb }: Verb, access: Access): Record<string, string> {
  const guard = guardOf(operation, access);
  return { verb, handlers: [...(guard ? [guard.call] : []), `controller.${operation}`].join(', ') };
}

function guardsOf(operations: readonly Operation[], access: Access): string {
  const used = operations.flatMap((operation) => guardOf(operation, access)?.name ?? []);
  return [...new Set(used)].sort().join(', ');
}

/** The guard an operation needs: its name, and the expression that is the guard. */
function guardOf(operation: Operation, access: Access): { name: string; call: string } | undefined {
  const rule: AccessRule = operation === 'list' || operation === 'get' ? access.read : access.write;
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
