/**
 * Answers in place of a handler that takes too long; what it answers later is lost. One timer for all
 * requests: Fastify's `handlerTimeout` sets one, and an AbortController, for each.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { AppError } from '../../shared/errors.js';
import type { PipelinePlugin } from './pipeline.js';

/** Time a request has until its answer begins, and how often it is looked at; in milliseconds. */
const limit = 30_000;
const interval = 1_000;

const plugin: PipelinePlugin = async (app) => {
  /** Those without an answer, the oldest first. */
  const pending = new Map<FastifyRequest, { reply: FastifyReply; since: number }>();

  app.addHook('onRequest', (request, reply, done) => {
    pending.set(request, { reply, since: performance.now() });
    done();
  });
  app.addHook('onSend', (request, _reply, payload, done) => {
    pending.delete(request);
    done(null, payload);
  });

  const sweep = setInterval(() => {
    for (const [request, { reply, since }] of pending) {
      if (performance.now() - since < limit) break;
      pending.delete(request);
      if (!reply.sent && !reply.raw.headersSent) reply.send(tookTooLong());
    }
  }, interval).unref();
  app.addHook('onClose', async () => clearInterval(sweep));
};

function tookTooLong(): AppError {
  return new AppError('DEPENDENCY_UNAVAILABLE', 'The request took too long', {
    headers: { connection: 'close' },
  });
}

export const timeLimit = fp(plugin, { name: 'time-limit' });
