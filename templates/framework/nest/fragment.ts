/** NestJS 12 on its Fastify adapter: the app, its pipeline, modules and controllers, guards and the test client. */
import { defineFragment } from '../../../src/catalog/fragment.js';
import type { WiringOp } from '../../../src/wiring/ops.js';
import { controllerView } from './emit/controller.js';
import { featureView } from './emit/feature.js';

/** The caller must be known before requests are counted: the limit is the caller's. */
const authentication: WiringOp = {
  op: 'appendElement',
  at: { file: 'src/middleware.ts', symbol: 'middleware' },
  element: 'authentication',
  imports: [{ from: 'src/platform/http/authentication.ts', names: ['authentication'] }],
  position: { before: 'rateLimit' },
};

/** Adds a module class to what the root module imports. */
function importModule(name: string, file: string): WiringOp {
  return {
    op: 'appendElement',
    at: { file: 'src/modules.ts', symbol: 'modules' },
    element: `${name}Module`,
    imports: [{ from: `src/modules/${file}/${file}.module.ts`, names: [`${name}Module`] }],
  };
}

export default defineFragment({
  kind: 'framework',
  id: 'nest',
  title: 'NestJS',
  help: 'The structured one: modules, controllers, guards and injection, on Fastify',
  provides: ['decorators', 'injector'],
  dependencies: [
    '@fastify/cors',
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    'fastify',
    'fastify-plugin',
    'reflect-metadata',
    'rxjs',
  ],
  devDependencies: ['tsc-watch'],
  // Injection needs the types of constructor parameters at run time, which tsx leaves out.
  scripts: ({ path, facts }) => {
    const first = facts.codegen === undefined ? '' : `${facts.codegen} && `;
    const main = path('src/main.ts')
      .replace(/^src\//, 'dist/')
      .replace(/\.ts$/, '.js');
    const run = `node --enable-source-maps ${main}`;
    return { dev: `${first}tsc-watch --noClear -p tsconfig.build.json --onSuccess "${run}"` };
  },
  wiring: ({ has }) => [
    ...(has['auth'] ? [authentication] : []),
    ...(has['accounts'] ? [importModule('Auth', 'auth')] : []),
  ],
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
  resource: {
    view: (spec, context) => ({ ...controllerView(spec, context), feature: featureView(spec, context) }),
    wiring: ({ names, operations }) => (operations.length === 0 ? [] : [importModule(names.class, names.file)]),
  },
});
