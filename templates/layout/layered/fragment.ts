/** One folder a layer. A map of paths only: what the files say is the same in every layout. */
import { defineFragment } from '../../../src/catalog/fragment.js';

/** The first pattern that matches a default path moves it. `$1` is the feature, as in src/modules/<feature>/. */
const moves: readonly (readonly [pattern: RegExp, target: string])[] = [
  [/^src\/modules\/([^/]+)\/(\1(?:\.[^/]+)?\.test\.ts)$/, 'test/modules/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.factory\.ts)$/, 'src/factories/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:model|table)\.ts)$/, 'src/models/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.repository(?:\.[^/]+)?\.ts)$/, 'src/repositories/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.service\.ts)$/, 'src/services/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.schema\.ts)$/, 'src/schemas/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.controller\.ts)$/, 'src/controllers/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:routes|module|openapi)\.ts)$/, 'src/routes/$2'],
  [/^src\/modules\/([^/]+)\/(.+)$/, 'src/services/$1/$2'],
  [/^src\/modules\.ts$/, 'src/routes/index.ts'],
  [/^src\/middleware\.ts$/, 'src/middleware/index.ts'],
  [/^src\/platform\/http\/(.+)$/, 'src/middleware/$1'],
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
