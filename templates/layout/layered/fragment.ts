/** One folder a layer. A map of paths only: what the files say is the same in every layout. */
import { defineFragment } from '../../../src/catalog/fragment.js';

/** Files of platform/http that serve the server and the routes; all others are steps of the request pipeline. */
const serving = [
  'compression',
  'cors',
  'docs',
  'etag',
  'health',
  'idempotency',
  'json-body',
  'module',
  'network',
  'openapi',
  'openapi-components',
  'openapi-document',
  'openapi-errors',
  'openapi-info',
  'openapi-parameters',
  'overload',
  'parser-errors',
  'path',
  'pipeline',
  'rate-limits',
  'request-id',
  'responses',
  'security-headers',
  'send',
  'server',
  'server-options',
  'silent-connections',
  'versions',
  'zod-provider',
].join('|');

/** The first pattern that matches a default path moves it. `$1` is the feature where there is one. */
const moves: readonly (readonly [pattern: RegExp, target: string])[] = [
  [/^src\/modules\/([^/]+)\/(\1\.service\.test\.ts)$/, 'test/services/$2'],
  [/^src\/modules\/([^/]+)\/(\1(?:\.[^/]+)?\.test\.ts)$/, 'test/api/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.factory\.ts)$/, 'test/factories/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:model|table)\.ts)$/, 'src/models/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.repository(?:\.[^/]+)?\.ts)$/, 'src/repositories/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.schema\.ts)$/, 'src/schemas/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.controller\.ts)$/, 'src/controllers/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:routes|module|openapi)\.ts)$/, 'src/routes/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.[^/]+)$/, 'src/services/$2'],
  [/^src\/modules\.ts$/, 'src/routes/index.ts'],
  [/^src\/middleware\.ts$/, 'src/middleware/index.ts'],
  [new RegExp(String.raw`^src/platform/http/((?!(?:${serving})\.)[^/.]+(?:\.test)?\.ts)$`), 'src/middleware/$1'],
  [/^src\/platform\/http\/(.+)$/, 'src/http/$1'],
  [/^src\/platform\/db\/(.+)$/, 'src/database/$1'],
  [/^src\/platform\/(.+)$/, 'src/utils/$1'],
  [/^src\/shared\/(.+)$/, 'src/utils/$1'],
];

export default defineFragment({
  kind: 'layout',
  id: 'layered',
  title: 'Layered',
  help: 'One folder a layer: src/controllers, src/services, src/repositories, src/models',
  paths(path) {
    const move = moves.find(([pattern]) => pattern.test(path));
    return move ? path.replace(...move) : path;
  },
});
