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
  path: '/' | '/{id}';
  /** Which of the resource's schemas checks the payload. */
  payload?: 'new' | 'changes';
}

/** The head of a call, and the schema it is for: `checked(` and `idParams`. */
type Validator = readonly [head: string, schema: string];

const allRoutes: readonly Route[] = [
  { operation: 'list', method: 'GET', path: '/' },
  { operation: 'get', method: 'GET', path: '/{id}' },
  { operation: 'create', method: 'POST', path: '/', payload: 'new' },
  { operation: 'replace', method: 'PUT', path: '/{id}', payload: 'new' },
  { operation: 'update', method: 'PATCH', path: '/{id}', payload: 'changes' },
  { operation: 'delete', method: 'DELETE', path: '/{id}' },
];

/** Names everything the files import, and only what the resource's operations use. */
export function routesView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, operations, owner } = spec;
  const routes = allRoutes.filter(({ operation }) => operations.includes(operation));
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const nested = nestedView(spec);
  const schemas = unique([
    ...routes.flatMap(({ payload }) => (payload ? schemaOf(names, payload) : [])),
    ...(nested && offers('create') ? [nested.newSchema] : []),
  ]);
  const takesId = routes.some(({ path }) => path === '/{id}');
  return {
    offers: Object.fromEntries(allRoutes.map(({ operation }) => [operation, offers(operation)])),
    nested,
    adders: [adderView(spec, routes), ...(nested ? [nestedAdderView(spec, routes, nested)] : [])],
    readers: offers('list', 'get') ? (spec.access.read.kind === 'public' ? 'public' : 'private') : undefined,
    guarded: routes.some(({ method }) => guardOf(method, spec)),
    caller: owner ? ', principalOf(request).id' : '',
    // The service looks at the query only where there is something to include.
    asked: includesOf(spec, context).length > 0 ? ', query' : '',
    conditional: offers('replace', 'update', 'delete'),
    schemas: schemas.join(', '),
    schemaImport: schemaImport(names, schemas, offers('list', 'get')),
    requestTypes: requestTypes(spec, nested),
    listRules: `${names.variable}ListRules`,
    created: createdAnswer(names),
    answers: offers('create', 'delete'),
    responses: named({ itemBody: offers('get', 'create', 'replace', 'update'), listBody: offers('list') }),
    queries: named({ parseItemQuery: offers('get'), parseListQuery: offers('list') }),
    validators: named({ checked: takesId || nested !== undefined, jsonBody: schemas.length > 0 }),
    takesId,
    isChecked: nested !== undefined || routes.some(({ operation }) => operation !== 'list'),
  };
}

/** What the controller imports of the schemas: the rules of lists, and of the others their types. */
function schemaImport({ file, variable }: NameForms, schemas: readonly string[], reads: boolean): string {
  const from = `} from './${file}.schema.js';`;
  if (!reads) return schemas.length > 0 ? fit('import type {', schemas, from) : '';
  const rules = `${variable}ListRules`;
  const names = unique([...schemas, rules]).map((name) => (name === rules ? name : `type ${name}`));
  return fit('import {', names, from);
}

/** The types of the requests that the resource's handlers take. */
function requestTypes({ names, operations }: ResourceSpec, nested: NestedView | undefined): string[] {
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const [newSchema, changesSchema] = [schemaOf(names, 'new'), schemaOf(names, 'changes')];
  const Params = 'idParams';
  return [
    ...(offers('get', 'delete') ? [typeOfRequest('ItemRequest', { Params })] : []),
    ...(offers('create') ? [typeOfRequest('CreateRequest', { Payload: newSchema })] : []),
    ...(offers('replace') ? [typeOfRequest('ReplaceRequest', { Params, Payload: newSchema })] : []),
    ...(offers('update') ? [typeOfRequest('UpdateRequest', { Params, Payload: changesSchema })] : []),
    ...(nested && offers('list') ? [typeOfRequest('NestedListRequest', { Params: 'parentParams' })] : []),
    ...(nested && offers('create') ? [nested.createRequest] : []),
  ];
}

/** The function that adds the resource's routes. */
function adderView(spec: ResourceSpec, routes: readonly Route[]): Record<string, unknown> {
  const { names } = spec;
  return {
    signature: signature(`${names.variable}Routes`, names),
    routes: routes.map((route) =>
      routeView(route, spec, route.operation, [
        ...(route.path === '/{id}' ? [['params: checked(', 'idParams'] as const] : []),
        ...(route.payload ? [['payload: jsonBody(', schemaOf(names, route.payload)] as const] : []),
      ]),
    ),
  };
}

/** The one for the resource's collection below its parent. */
function nestedAdderView(spec: ResourceSpec, routes: readonly Route[], nested: NestedView): Record<string, unknown> {
  const collection = routes.filter(({ path }) => path === '/');
  return {
    signature: signature(nested.routes, spec.names),
    routes: collection.map((route) =>
      routeView(route, spec, route.payload ? nested.create : nested.list, [
        ['params: checked(', 'parentParams'],
        ...(route.payload ? [['payload: jsonBody(', nested.newSchema] as const] : []),
      ]),
    ),
  };
}

function routeView(
  { method, path }: Route,
  spec: ResourceSpec,
  name: string,
  validators: readonly Validator[],
): Record<string, unknown> {
  const guard = guardOf(method, spec);
  const options = [...(guard ? [`auth: ${guard}`] : []), ...(method === 'GET' ? ['cache'] : [])];
  return { method, pattern: path, options: optionsOf(options, validators), handler: handlerOf(method, name) };
}

/** On as many lines as Prettier takes: outer brackets are broken first. */
function optionsOf(options: readonly string[], validators: readonly Validator[]): string {
  const indent = '      ';
  const validate = validators.map(([head, schema]) => `${head}${schema})`);
  const rules = validate.length > 0 ? [`validate: { ${validate.join(', ')} }`] : [];
  if (options.length + rules.length === 0) return '';
  const text = fit('options: {', [...options, ...rules], '},', indent);
  if (text.split('\n').every((line) => line.length <= 100)) return text;
  const calls = validators.map(([head, schema]) => fit(head, [schema], '),', `${indent}    `));
  const whole = [...options.map((option) => `${indent}  ${option},`), `${indent}  validate: {`, ...calls];
  return [`${indent}options: {`, ...whole, `${indent}  },`, `${indent}},`].join('\n');
}

/** A POST may come twice, which must not make two. */
function handlerOf(method: string, name: string): string {
  const handler = `controller.${name}`;
  return method === 'POST'
    ? fit('handler: {', [`idempotent: ${handler}`], '},', '      ')
    : `      handler: ${handler},`;
}

function signature(name: string, names: NameForms): string {
  return fit(`export function ${name}(`, [`controller: ${names.class}Controller`], '): ApiRoutes {');
}

function schemaOf(names: NameForms, payload: 'new' | 'changes'): string {
  return payload === 'new' ? `new${names.class}Schema` : `${names.variable}ChangesSchema`;
}

/** The answer that tells where a new record is, in the version of the API that was asked. */
function createdAnswer({ route }: NameForms): string {
  const location = `\`\${apiRoot(path)}/${route}/\${created.id}\``;
  const calls = ['.response(itemBody(created))', '.code(201)', `.location(${location});`];
  return ['    return h', ...calls.map((call) => `      ${call}`)].join('\n');
}

/** What the `auth` of a route has to be. */
function guardOf(method: string, { access }: ResourceSpec): string | undefined {
  const rule: AccessRule = method === 'GET' ? access.read : access.write;
  switch (rule.kind) {
    case 'public':
      return undefined;
    case 'authenticated':
    case 'owner':
      return "'caller'";
    case 'role':
      return `{ strategy: 'caller', scope: '${rule.role}' }`;
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
