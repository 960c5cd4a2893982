/**
 * Answers in place of a handler that takes too long; what it answers later is lost. Fastify's own
 * `handlerTimeout` makes an AbortController for each request, which costs several times as much.
 */
import type { FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import { AppError } from '../../shared/errors.js';
import type { PipelinePlugin } from './pipeline.js';

declare module 'fastify' {
  interface FastifyReply {
    timeLimit: NodeJS.Timeout | undefined;
  }
}

/** Time a request has until its answer begins, in milliseconds. */
const limit = 30_000;

const plugin: PipelinePlugin = async (app) => {
  app.decorateReply('timeLimit', undefined);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.timeLimit = setTimeout(giveUp, limit, reply);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    clearTimeout(reply.timeLimit);
    done(null, payload);
  });
};

function giveUp(reply: FastifyReply): void {
  if (!reply.sent && !reply.raw.headersSent) reply.send(tookTooLong());
}

function tookTooLong(): AppError {
  return new AppError('DEPENDENCY_UNAVAILABLE', 'The request took too long', {
    headers: { connection: 'close' },
  });
}

export const timeLimit = fp(plugin, { name: 'time-limit' });
