/** One log line a request, written when its answer is out. Fastify's own two are turned off. */
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { pathOf } from './path.js';
import type { PipelinePlugin } from './pipeline.js';

/** Logged in place of a status when the client left before it had an answer (nginx's convention). */
const clientClosedRequest = 499;

const plugin: PipelinePlugin = async (app) => {
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply.statusCode, Math.round(reply.elapsedTime));
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    logRequest(request, clientClosedRequest);
    done();
  });
};

export const requestLog = fp(plugin, { name: 'request-log' });

export function logRequest(request: FastifyRequest, status: number, durationMs?: number): void {
  const { method, log } = request;
  log.info({ method, path: pathOf(request), status, durationMs }, 'request');
}
