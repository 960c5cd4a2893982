/** Answers browsers that ask what they may do; what they may read afterwards is in server-options.ts. */
import { corsRules, isPreflight } from './cors.js';
import type { PipelinePlugin } from './pipeline.js';

const { methods, allowedHeaders, maxAge } = corsRules;

const preflightHeaders = {
  'access-control-allow-methods': methods,
  'access-control-allow-headers': allowedHeaders,
  'access-control-max-age': String(maxAge),
};

export const crossOrigin: PipelinePlugin = {
  name: 'cross-origin',
  register(server, { container }) {
    if (container.env.CORS_ORIGINS.length === 0) return;
    // Hapi's own answer would tell strangers why they may not.
    server.ext('onRequest', ({ method, headers }, h) => {
      if (method !== 'options' || !isPreflight(headers)) return h.continue;
      const answer = h.response().code(204).takeover();
      Object.assign(answer.headers, preflightHeaders);
      return answer;
    });
  },
};
