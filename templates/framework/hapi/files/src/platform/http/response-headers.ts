/** Puts the headers on that every answer carries, unless the route says otherwise. */
import type { Request } from '@hapi/hapi';
import type { PipelinePlugin } from './pipeline.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';
import { answerOf } from './response.js';
import { securityHeaders } from './security-headers.js';

declare module '@hapi/hapi' {
  interface Request {
    /** The one of `info.id` is hapi's own, which no caller knows. */
    requestId: string;
    /** For the answer, whatever it will be; names in lower case. */
    answerHeaders: Record<string, string>;
  }
}

const usual = { ...securityHeaders, vary: 'Accept-Encoding' };

export const responseHeaders: PipelinePlugin = {
  name: 'response-headers',
  register(server) {
    const apply = true;
    server.decorate('request', 'requestId', idOf, { apply });
    server.decorate('request', 'answerHeaders', () => ({ ...usual }), { apply });
    server.ext('onPreResponse', (request, h) => {
      const { headers } = answerOf(request);
      const own = { ...headers };
      Object.assign(headers, request.answerHeaders, own, { [requestIdHeader]: request.requestId });
      return h.continue;
    });
  },
};

function idOf({ headers }: Request): string {
  return requestIdFrom(headers[requestIdHeader]);
}
