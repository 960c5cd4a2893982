/** One log line a request, written when its answer is out, or its client gone. */
import type { PipelinePlugin } from './pipeline.js';

export const requestLog: PipelinePlugin = {
  name: 'request-log',
  register(server, { container: { logger } }) {
    server.events.on('response', ({ requestId, raw, path, info, response }) => {
      // An error has not been sent: the client left before it had an answer, which hapi calls 499.
      const status = response instanceof Error ? response.output.statusCode : response.statusCode;
      const durationMs = info.completed - info.received;
      logger.info({ requestId, method: raw.req.method, path, status, durationMs }, 'request');
    });
  },
};
