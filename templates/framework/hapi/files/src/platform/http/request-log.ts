/** One log line a request, written when its answer is out, or its client gone. */
import type { PipelinePlugin } from './pipeline.js';

/** Logged in place of a status when the client left before it had an answer (nginx's convention). */
const clientClosedRequest = 499;

export const requestLog: PipelinePlugin = {
  name: 'request-log',
  register(server, { container: { logger } }) {
    server.events.on('response', ({ requestId, raw, path, info }) => {
      const status = raw.res.writableFinished ? raw.res.statusCode : clientClosedRequest;
      const durationMs = info.completed - info.received;
      logger.info({ requestId, method: raw.req.method, path, status, durationMs }, 'request');
    });
  },
};
