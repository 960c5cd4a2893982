/** Rings of a clean architecture, inner ones first. A map of paths only: the files say the same in every layout. */
import { defineFragment } from '../../../src/catalog/fragment.js';

/** The first pattern that matches a default path moves it. `$1` is the feature where there is one. */
const moves: readonly (readonly [pattern: RegExp, target: string])[] = [
  [/^src\/modules\/([^/]+)\/(\1\.service\.test\.ts)$/, 'test/application/$2'],
  [/^src\/modules\/([^/]+)\/(\1(?:\.[^/]+)?\.test\.ts)$/, 'test/api/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.factory\.ts)$/, 'test/factories/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:model|repository)\.ts)$/, 'src/domain/$1/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:repository\.[^/]+|table)\.ts)$/, 'src/infrastructure/$1/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.(?:controller|routes|module|openapi)\.ts)$/, 'src/presentation/$1/$2'],
  [/^src\/modules\/([^/]+)\/(\1\.[^/]+)$/, 'src/application/$1/$2'],
  [/^src\/(app(?:\.module)?|modules|middleware)\.ts$/, 'src/presentation/$1.ts'],
  [/^src\/platform\/http\/(.+)$/, 'src/presentation/http/$1'],
  // Rules about passwords and tokens are the application's own; reading them off a request is not.
  [
    /^src\/platform\/auth\/((?:passwords|secrets|access-tokens|refresh-tokens)\.(?:test\.)?ts)$/,
    'src/application/auth/$1',
  ],
  [/^src\/platform\/(.+)$/, 'src/infrastructure/$1'],
  [
    /^src\/shared\/((?:auth|background|cache|dependency|mailer|validation)\.(?:test\.)?ts)$/,
    'src/application/shared/$1',
  ],
  [/^src\/shared\/(.+)$/, 'src/domain/shared/$1'],
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
