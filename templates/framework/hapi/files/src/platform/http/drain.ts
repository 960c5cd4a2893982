/**
 * Closes the app without breaking a request. From the first moment on no connection is accepted,
 * `server.app.draining` is true, and every answer ends its connection.
 */
import { once } from 'node:events';
import { Server as NetServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Lifecycle } from '@hapi/hapi';
import type { PipelinePlugin } from './pipeline.js';
import { answerOf } from './response.js';
import { watchSilentConnections } from './silent-connections.js';

declare module '@hapi/hapi' {
  interface ServerApplicationState {
    draining: boolean;
  }
}

/** Time for requests that are on their way over open connections, in milliseconds. */
const notice = 100;

export const drain: PipelinePlugin = {
  name: 'drain',
  register(server) {
    const { listener } = server;
    const endSilent = watchSilentConnections(listener);
    server.app.draining = false;

    server.ext('onPreStop', async () => {
      server.app.draining = true;
      server.ext('onPreResponse', endConnection);
      if (!listener.listening) return;
      const closed = once(listener, 'close');
      // That of http.Server would cut idle connections at once, as hapi does next.
      NetServer.prototype.close.call(listener);
      await setTimeout(notice);
      listener.closeIdleConnections();
      endSilent();
      await closed;
    });
  },
};

const endConnection: Lifecycle.Method = (request, h) => {
  answerOf(request).header('connection', 'close');
  return h.continue;
};
