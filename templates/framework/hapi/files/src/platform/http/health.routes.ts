/** Probes: whether the process runs, and whether it can do its work. */
import type { ServerRoute } from '@hapi/hapi';
import type { Container } from '../../container.js';
import { liveness, readiness } from './health.js';

export function healthRoutes({ dependencies }: Container): ServerRoute[] {
  return [
    { method: 'GET', path: '/health/live', handler: () => liveness },
    {
      method: 'GET',
      path: '/health/ready',
      handler: async ({ server }, h) => {
        const answer = await readiness(dependencies, server.app.draining);
        return h.response(answer).code(answer.status === 'up' ? 200 : 503);
      },
    },
  ];
}
