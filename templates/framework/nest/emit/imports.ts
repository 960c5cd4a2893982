/** Import declarations of the file of a resource's controllers: no more than what it uses. */
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { nestedStem } from '../../../api/rest/emit/module-view.js';
import { fit } from '../../../api/rest/emit/text.js';
import { guardNames } from './guards.js';
import type { Method } from './methods.js';
import { nestedSchemaOf, schemaOf } from './types.js';

/** In the order in which they are to stand. */
export function importsOf(spec: ResourceSpec, methods: readonly Method[]): string[] {
  const { names, operations, owner } = spec;
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  const conditional = offers('replace', 'update', 'delete');
  const takesId = offers('get') || conditional;
  const nested = nestedStem(spec) !== undefined;
  const lines: Record<string, string[]> = {
    'node:http': conditional ? ['type IncomingHttpHeaders'] : [],
    '@nestjs/common': [...decorators(spec, methods), ...(guardNames(spec).length > 0 ? ['UseGuards'] : [])],
    '@nestjs/platform-fastify': offers('list', 'get') ? ['RouteConfig'] : [],
    fastify: offers('create') ? ['type FastifyReply'] : [],
    zod: nested ? ['z'] : offers('create', 'replace', 'update') ? ['type z'] : [],
    '../../platform/http/etag.js': conditional ? ['preconditions'] : [],
    '../../platform/http/guards.js': [...guardNames(spec), ...(owner ? ['Caller'] : [])],
    '../../platform/http/idempotency.interceptor.js': offers('create') ? ['IdempotencyInterceptor'] : [],
    '../../platform/http/path.js': offers('create') ? ['apiRootOf'] : [],
    '../../platform/http/responses.js': [
      ...(offers('get', 'create', 'replace', 'update') ? ['itemBody'] : []),
      ...(offers('list') ? ['listBody'] : []),
    ],
    '../../platform/http/validation.pipes.js': [
      ...(takesId ? ['type IdParams'] : []),
      ...(offers('get') ? ['ItemQueryPipe'] : []),
      ...(offers('list') ? ['ListQueryPipe'] : []),
    ],
    '../../shared/auth.js': owner ? ['type Principal'] : [],
    '../../shared/list-query.js': [
      ...(offers('get') ? ['type ItemQuery'] : []),
      ...(offers('list') ? ['type ListQuery'] : []),
    ],
    '../../shared/validation.js': takesId ? ['idParams'] : [],
    [`./${names.file}.schema.js`]: schemas(spec),
    [`./${names.file}.service.js`]: [`${names.class}Service`],
  };
  return Object.entries(lines).flatMap(([from, items]) => (items.length > 0 ? [importOf(from, items)] : []));
}

/** Those of Nest that the methods and their parameters have. */
function decorators({ operations }: ResourceSpec, methods: readonly Method[]): string[] {
  const asked = new Set(
    methods.flatMap(({ parameters }) => parameters.map(([decorator]) => /\w+/.exec(decorator)?.[0])),
  );
  return [
    'Controller',
    ...methods.map(({ verb }) => verb),
    ...['Body', 'Headers', 'Param', 'Query', 'Res'].filter((name) => asked.has(name)),
    ...(operations.includes('delete') ? ['HttpCode'] : []),
    ...(operations.includes('create') ? ['UseInterceptors'] : []),
  ];
}

function schemas(spec: ResourceSpec): string[] {
  const { names, operations } = spec;
  const offers = (...some: Operation[]) => some.some((operation) => operations.includes(operation));
  return [
    ...(offers('create', 'replace') ? [schemaOf(names, 'new')] : []),
    ...(offers('update') ? [schemaOf(names, 'changes')] : []),
    ...(offers('list', 'get') ? [`${names.variable}ListRules`] : []),
    ...[nestedSchemaOf(spec) ?? []].flat(),
  ];
}

/** `import type` where it is types alone. */
function importOf(from: string, items: readonly string[]): string {
  const names = [...new Set(items)].sort((a, b) => (plain(a) < plain(b) ? -1 : 1));
  return names.every((name) => name.startsWith('type '))
    ? fit('import type {', names.map(plain), `} from '${from}';`)
    : fit('import {', names, `} from '${from}';`);
}

function plain(item: string): string {
  return item.replace('type ', '');
}
