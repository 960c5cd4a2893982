/** What the template of a resource's controllers is told beside the resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf } from '../../../api/rest/emit/includes.js';
import { fit } from '../../../api/rest/emit/text.js';
import { guardOf, sharedGuard } from './guards.js';
import { importsOf } from './imports.js';
import { itemMethods, nestedMethods, type Method } from './methods.js';
import { controllersOf } from './names.js';
import { bodiesOf, parentParams } from './types.js';

/** Names for the file of the controllers: only what the resource's operations use. */
export function controllerView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, parent } = spec;
  const asksQuery = includesOf(spec, context).length > 0;
  const [own = '', nested] = controllersOf(spec);
  const shared = sharedGuard(spec);
  const controllers = [
    { name: own, path: names.route, methods: itemMethods(spec, asksQuery) },
    ...(nested && parent
      ? [
          {
            name: nested,
            path: `${parent.target.route}/:${parent.field}/${names.route}`,
            methods: nestedMethods(spec),
          },
        ]
      : []),
  ];
  return {
    imports: importsOf(
      spec,
      controllers.flatMap(({ methods }) => methods),
    ),
    types: bodiesOf(spec),
    parentParams: nested && parent ? parentParams(parent) : undefined,
    controllers: controllers.map(({ name, path, methods }) => ({
      name,
      decorators: [fit('@Controller(', [`'${path}'`], ')'), ...(shared ? [shared] : [])],
      methods: methods.map((method) => methodView(method, spec)),
    })),
  };
}

function methodView(method: Method, spec: ResourceSpec): Record<string, unknown> {
  const { operation, verb, path, name, parameters, body } = method;
  const guard = sharedGuard(spec) ? undefined : guardOf(operation, spec);
  return {
    decorators: [
      `@${verb}(${path ? `'${path}'` : ''})`,
      ...extras(operation, spec),
      ...(guard ? [`@UseGuards(${guard})`] : []),
      ...(operation === 'create' ? ['@UseInterceptors(IdempotencyInterceptor)'] : []),
    ],
    head: headOf(name, parameters),
    body,
  };
}

function extras(operation: Operation, { access }: ResourceSpec): string[] {
  switch (operation) {
    case 'list':
    case 'get':
      return [`@RouteConfig({ cache: '${access.read.kind === 'public' ? 'public' : 'private'}' })`];
    case 'delete':
      return ['@HttpCode(204)'];
    default:
      return [];
  }
}

/** A parameter's decorator stands before it, or above it where both are too long for a line. */
function headOf(name: string, parameters: Method['parameters']): string {
  const line = `  async ${name}(${parameters.map((parts) => parts.join(' ')).join(', ')}) {`;
  if (line.length <= 100) return line;
  const lines = parameters.map(([decorator, parameter]) => {
    if (`    ${decorator} ${parameter},`.length <= 100) return `    ${decorator} ${parameter},`;
    return `${wrapped(decorator)}\n    ${parameter},`;
  });
  return [`  async ${name}(`, ...lines, '  ) {'].join('\n');
}

/** A decorator that takes a schema, broken where Prettier breaks it. */
function wrapped(decorator: string): string {
  if (`    ${decorator}`.length <= 100) return `    ${decorator}`;
  const [, head = '', schema = ''] = /^(.*\(\{) schema: (\w+) \}\)$/.exec(decorator) ?? [];
  const property = `      schema: ${schema},`;
  const lines = property.length <= 100 ? [property] : ['      schema:', `        ${schema},`];
  return [`    ${head}`, ...lines, '    })'].join('\n');
}
