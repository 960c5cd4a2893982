/** Hapi 21: the server, its request pipeline, routes and controllers, the auth strategy and the test client. */
import { defineFragment } from '../../../src/catalog/fragment.js';
import type { WiringOp } from '../../../src/wiring/ops.js';
import { routesView } from './emit/routes.js';

/** The caller must be known before requests are counted: the limit is the caller's. */
const authentication: WiringOp = {
  op: 'appendElement',
  at: { file: 'src/middleware.ts', symbol: 'middleware' },
  element: 'authentication',
  imports: [{ from: 'src/platform/http/authentication.ts', names: ['authentication'] }],
  position: { before: 'rateLimit' },
};

const accounts: WiringOp = {
  op: 'appendElement',
  at: { file: 'src/modules.ts', symbol: 'modules' },
  element: 'authModule',
  imports: [{ from: 'src/modules/auth/auth.module.ts', names: ['authModule'] }],
};

export default defineFragment({
  kind: 'framework',
  id: 'hapi',
  title: 'Hapi',
  help: 'The steady one: plugins, route options and a fixed lifecycle',
  dependencies: ['@hapi/hapi'],
  wiring: ({ has }) => [...(has['auth'] ? [authentication] : []), ...(has['accounts'] ? [accounts] : [])],
  generators: {
    middleware: ({ file, variable }) => [
      {
        op: 'appendElement',
        at: { file: 'src/middleware.ts', symbol: 'middleware' },
        element: variable,
        imports: [{ from: `src/platform/http/${file}.ts`, names: [variable] }],
      },
    ],
  },
  resource: { view: routesView },
});
