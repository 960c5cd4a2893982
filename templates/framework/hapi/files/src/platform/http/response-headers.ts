/** Puts the headers on that every answer carries, unless the route says otherwise. */
import type { PipelinePlugin } from './pipeline.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';
import { answerOf } from './response.js';
import { securityHeaders } from './security-headers.js';

declare module '@hapi/hapi' {
  interface Request {
    /** The id of `info.id` is hapi's own, which no caller knows. */
    requestId: string;
  }
}

const headers = Object.entries({ ...securityHeaders, vary: 'Accept-Encoding' });

export const responseHeaders: PipelinePlugin = {
  name: 'response-headers',
  register(server) {
    server.decorate(
      'request',
      'requestId',
      (request) => requestIdFrom(request.headers[requestIdHeader]),
      {
        apply: true,
      },
    );
    server.ext('onPreResponse', (request, h) => {
      const answer = answerOf(request).header(requestIdHeader, request.requestId);
      for (const [name, value] of headers) answer.header(name, value, { override: false });
      return h.continue;
    });
  },
};
