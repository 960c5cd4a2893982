/** Probes: whether the process runs, and whether it can do its work. */
import type { FastifyPluginAsync } from 'fastify';
import type { Container } from '../../container.js';
import { liveness, readiness } from './health.js';

export const healthRoutes: FastifyPluginAsync<{ container: Container }> = async (
  app,
  { container },
) => {
  app.get('/health/live', async () => liveness);

  app.get('/health/ready', async (_request, reply) => {
    const answer = await readiness(container.dependencies, app.draining);
    return reply.code(answer.status === 'up' ? 200 : 503).send(answer);
  });
};
