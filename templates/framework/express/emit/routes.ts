/** What the templates of a resource's routes and controller are told beside the resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { AccessRule, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf } from '../../../api/rest/emit/includes.js';
import { fit } from '../../../api/rest/emit/text.js';
import { nestedView, type NestedView } from './nested.js';

interface Verb {
  operation: Operation;
  /** Method of an Express route. */
  verb: string;
  /** Whether the request carries a body. */
  body?: true;
  /** Whether it may carry an Idempotency-Key: sent twice, it would do twice. */
  repeats?: true;
}

/** A path below the place where a router is mounted, and what can be done there. */
interface Path {
  variable: string;
  pattern: string;
  verbs: readonly Verb[];
}

const collection: Path = {
  variable: 'collection',
  pattern: '/',
  verbs: [
    { operation: 'list', verb: 'get' },
    { operation: 'create', verb: 'post', body: true, repeats: true },
  ],
};

const item: Path = {
  variable: 'item',
  pattern: '/:id',
  verbs: [
    { operation: 'get', verb: 'get' },
    { operation: 'replace', verb: 'put', body: true },
    { operation: 'update', verb: 'patch', body: true },
    { operation: 'delete', verb: 'delete' },
  ],
};

const allOperations = [collection, item].flatMap(({ verbs }) => verbs.map(({ operation }) => operation));

/** Names everything the files import, and only what the resource's operations use. */
export function routesView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, operations, owner } = spec;
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const nested = nestedView(spec);
  const newSchema = `new${names.class}Schema`;
  const changesSchema = `${names.variable}ChangesSchema`;
  const listRules = `${names.variable}ListRules`;
  return {
    offers: Object.fromEntries(allOperations.map((operation) => [operation, offers(operation)])),
    caller: owner ? ', principalOf(req).id' : '',
    // The service looks at the query only where there is something to include.
    asked: includesOf(spec, context).length > 0 ? ', query' : '',
    nested,
    routers: [routerView(spec), ...(nested ? [nestedRouterView(spec, nested)] : [])],
    guards: guardsOf(spec),
    takesBody: offers('create', 'replace', 'update'),
    takesKey: offers('create'),
    readers: offers('list', 'get') ? (spec.access.read.kind === 'public' ? 'public' : 'private') : undefined,
    nestedCreate: nested !== undefined && offers('create'),
    conditional: offers('replace', 'update', 'delete'),
    newSchema,
    changesSchema,
    listRules,
    schemas: named({
      [newSchema]: offers('create', 'replace'),
      ...(nested && { [nested.newSchema]: offers('create') }),
      [changesSchema]: offers('update'),
      [listRules]: offers('list', 'get'),
    }),
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    queries: named({ parseItemQuery: offers('get'), parseListQuery: offers('list') }),
    validation: named({
      idParams: offers('get', 'replace', 'update', 'delete'),
      parse: nested !== undefined || operations.some((operation) => operation !== 'list'),
    }),
  };
}

function routerView(spec: ResourceSpec): Record<string, unknown> {
  const paths = [collection, item].map((path) => pathView(path, spec, (operation) => operation));
  return {
    signature: signature(`${spec.names.variable}Routes`, spec),
    options: '',
    paths: paths.filter(({ calls }) => calls.length > 0),
  };
}

function nestedRouterView(spec: ResourceSpec, nested: NestedView): Record<string, unknown> {
  const methods = { list: nested.list, create: nested.create };
  return {
    signature: signature(nested.routes, spec),
    options: '{ mergeParams: true }',
    paths: [pathView(collection, spec, (operation) => methods[operation as keyof typeof methods])],
  };
}

function signature(name: string, { names }: ResourceSpec): string {
  return fit(`export function ${name}(`, [`controller: ${names.class}Controller`], '): Router {');
}

/** The path with a statement for each operation the resource offers there. */
function pathView({ variable, pattern, verbs }: Path, spec: ResourceSpec, method: (operation: Operation) => string) {
  const offered = verbs.filter(({ operation }) => spec.operations.includes(operation));
  const calls = offered.map(({ operation, verb, body, repeats }) => {
    const guard = guardOf(operation, spec);
    const handlers = [
      ...(guard ? [guard.call] : []),
      ...(verb === 'get' ? ['caching'] : []),
      ...(body ? ['jsonBody'] : []),
      ...(repeats ? ['idempotent'] : []),
      `controller.${method(operation)}`,
    ];
    return fit(`${variable}.${verb}(`, handlers, ');', '  ');
  });
  return { variable, pattern, calls };
}

function guardsOf(spec: ResourceSpec): string {
  const used = spec.operations.flatMap((operation) => guardOf(operation, spec)?.name ?? []);
  return [...new Set(used)].sort().join(', ');
}

/** The guard an operation needs: its name, and the expression that is the guard. */
function guardOf(operation: Operation, { access }: ResourceSpec): { name: string; call: string } | undefined {
  const rule: AccessRule = operation === 'list' || operation === 'get' ? access.read : access.write;
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
