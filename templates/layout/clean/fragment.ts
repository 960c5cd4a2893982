/** Rings of a clean architecture, inner ones first. A map of paths only: the files say the same in every layout. */
import { defineFragment } from '../../../src/catalog/fragment.js';

/** The first pattern that matches a default path moves it. `$1` is the feature, as in src/modules/<feature>/. */
const moves: readonly (readonly [pattern: RegExp, target: string])[] = [
  [/^src\/modules\/([^/]+)\/(\1(?:\.[^/]+)?\.test\.ts)$/, 'test/modules/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:model|repository)\.ts)$/, 'src/domain/$1/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:repository\.[^/]+|table|factory)\.ts)$/, 'src/infrastructure/$1/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:controller|routes|module|openapi)\.ts)$/, 'src/presentation/$1/$2'],
  [/^src\/modules\/([^/]+)\/(.+)$/, 'src/application/$1/$2'],
  [/^src\/(app|modules|middleware)\.ts$/, 'src/presentation/$1.ts'],
  [/^src\/platform\/http\/(.+)$/, 'src/presentation/http/$1'],
  [/^src\/platform\/(.+)$/, 'src/infrastructure/$1'],
  [/^src\/shared\/(.+)$/, 'src/domain/shared/$1'],
  [/^src\/seed\.ts$/, 'src/infrastructure/db/seed.ts'],
];

export default defineFragment({
  kind: 'layout',
  id: 'clean',
  title: 'Clean',
  help: 'Rings: src/domain, src/application, src/infrastructure, src/presentation',
  paths(path) {
    const move = moves.find(([pattern]) => pattern.test(path));
    return move ? path.replace(...move) : path;
  },
});
