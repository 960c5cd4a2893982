/** Import declarations of the file of a resource's controllers: no more than what it uses. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { nestedStem } from '../../../api/rest/emit/module-view.js';
import { offers } from '../../../api/rest/emit/offers.js';
import { fit } from '../../../api/rest/emit/text.js';
import { guardNames } from './guards.js';
import type { Method } from './methods.js';
import { nestedSchemaOf, schemaOf } from './types.js';

/** In the order in which they are to stand. */
export function importsOf(spec: ResourceSpec, methods: readonly Method[]): string[] {
  const { names, owner } = spec;
  const conditional = offers(spec, 'replace', 'update', 'delete');
  const takesId = offers(spec, 'get') || conditional;
  const nested = nestedStem(spec) !== undefined;
  const lines: Record<string, string[]> = {
    'node:http': conditional ? ['type IncomingHttpHeaders'] : [],
    '@nestjs/common': [...decorators(spec, methods), ...(guardNames(spec).length > 0 ? ['UseGuards'] : [])],
    '@nestjs/platform-fastify': offers(spec, 'list', 'get') ? ['RouteConfig'] : [],
    fastify: offers(spec, 'create') ? ['type FastifyReply'] : [],
    zod: nested ? ['z'] : offers(spec, 'create', 'replace', 'update') ? ['type z'] : [],
    '../../platform/http/etag.js': conditional ? ['preconditions'] : [],
    '../../platform/http/guards.js': [...guardNames(spec), ...(owner ? ['Caller'] : [])],
    '../../platform/http/idempotency.interceptor.js': offers(spec, 'create') ? ['IdempotencyInterceptor'] : [],
    '../../platform/http/path.js': offers(spec, 'create') ? ['apiRootOf'] : [],
    '../../platform/http/responses.js': [
      ...(offers(spec, 'get', 'create', 'replace', 'update') ? ['itemBody'] : []),
      ...(offers(spec, 'list') ? ['listBody'] : []),
    ],
    '../../platform/http/validation.pipes.js': [
      ...(takesId ? ['type IdParams'] : []),
      ...(offers(spec, 'get') ? ['ItemQueryPipe'] : []),
      ...(offers(spec, 'list') ? ['ListQueryPipe'] : []),
    ],
    '../../shared/auth.js': owner ? ['type Principal'] : [],
    '../../shared/list-query.js': [
      ...(offers(spec, 'get') ? ['type ItemQuery'] : []),
      ...(offers(spec, 'list') ? ['type ListQuery'] : []),
    ],
    '../../shared/validation.js': takesId ? ['idParams'] : [],
    [`./${names.file}.schema.js`]: schemas(spec),
    [`./${names.file}.service.js`]: [`${names.class}Service`],
  };
  return Object.entries(lines).flatMap(([from, items]) => (items.length > 0 ? [importOf(from, items)] : []));
}

/** Those of Nest that the methods and their parameters have. */
function decorators({ operations }: ResourceSpec, methods: readonly Method[]): string[] {
  const used = methods.flatMap(({ parameters }) => parameters.map(([decorator]) => /\w+/.exec(decorator)?.[0] ?? ''));
  return [
    'Controller',
    ...methods.map(({ verb }) => verb),
    // The caller is the project's own.
    ...used.filter((name) => name !== 'Caller'),
    ...(operations.includes('delete') ? ['HttpCode'] : []),
    ...(operations.includes('create') ? ['UseInterceptors'] : []),
  ];
}

function schemas(spec: ResourceSpec): string[] {
  const { names } = spec;
  const nested = nestedSchemaOf(spec);
  return [
    ...(offers(spec, 'create', 'replace') ? [schemaOf(names, 'new')] : []),
    ...(offers(spec, 'update') ? [schemaOf(names, 'changes')] : []),
    ...(offers(spec, 'list', 'get') ? [`${names.variable}ListRules`] : []),
    ...(nested ? [nested] : []),
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
