/**
 * Lets clients go before the app closes: from then on `app.draining` is true, and every answer asks for
 * its connection to be closed.
 */
import { setTimeout } from 'node:timers/promises';
import fp from 'fastify-plugin';
import type { PipelinePlugin } from './pipeline.js';

declare module 'fastify' {
  interface FastifyInstance {
    draining: boolean;
  }
}

/** Time in which a client that keeps its connection busy hears of it, in milliseconds. */
const notice = 100;

const plugin: PipelinePlugin = async (app) => {
  app.decorate('draining', false);
  app.addHook('preClose', async () => {
    app.draining = true;
    if (app.server.listening) await setTimeout(notice);
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (app.draining) reply.header('connection', 'close');
    done(null, payload);
  });
};

export const drain = fp(plugin, { name: 'drain' });
