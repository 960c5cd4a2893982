/**
 * Refuses a request that names no host, and a path that hides a NUL character or has an empty part;
 * one that cannot be decoded does not get past the router.
 */
import fp from 'fastify-plugin';
import { invalidPath, invalidRequest, routeNotFound } from '../../shared/errors.js';
import { hasHost } from './parser-errors.js';
import { pathOf } from './path.js';
import type { PipelinePlugin } from './pipeline.js';

const plugin: PipelinePlugin = async (app) => {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!hasHost(request.raw)) throw invalidRequest();
    if (request.url.includes('#')) throw invalidPath();
    const path = pathOf(request);
    if (path.includes('//')) throw routeNotFound();
    if (path.includes('%00')) throw invalidPath();
    done();
  });
};

export const wellFormedRequest = fp(plugin, { name: 'well-formed-request' });
