/**
 * Closes the app without breaking a request. From the first moment on no connection is accepted,
 * `app.draining` is true, and every answer ends its connection.
 */
import { once } from 'node:events';
import { Server } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fp from 'fastify-plugin';
import type { PipelinePlugin } from './pipeline.js';
import { watchSilentConnections } from './silent-connections.js';

declare module 'fastify' {
  interface FastifyInstance {
    draining: boolean;
  }
}

/** Time for requests that are on their way over open connections, in milliseconds. */
const notice = 100;

const plugin: PipelinePlugin = async (app) => {
  const endSilent = watchSilentConnections(app.server);
  app.decorate('draining', false);

  app.addHook('preClose', async () => {
    app.draining = true;
    if (!app.server.listening) return;
    const closed = once(app.server, 'close');
    // That of http.Server, which Fastify calls next, would cut idle connections at once.
    Server.prototype.close.call(app.server);
    await setTimeout(notice);
    app.server.closeIdleConnections();
    endSilent();
    await closed;
  });

  app.addHook('onSend', (_request, reply, payload, done) => {
    if (app.draining) reply.header('connection', 'close');
    done(null, payload);
  });
};

export const drain = fp(plugin, { name: 'drain' });
