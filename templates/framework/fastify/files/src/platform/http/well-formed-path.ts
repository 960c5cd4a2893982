/** Refuses a path that hides a NUL character; one that cannot be decoded does not get past the router. */
import fp from 'fastify-plugin';
import { invalidPath } from '../../shared/errors.js';
import { pathOf } from './path.js';
import type { PipelinePlugin } from './pipeline.js';

const plugin: PipelinePlugin = async (app) => {
  app.addHook('onRequest', (request, _reply, done) => {
    done(pathOf(request).includes('%00') ? invalidPath() : undefined);
  });
};

export const wellFormedPath = fp(plugin, { name: 'well-formed-path' });
