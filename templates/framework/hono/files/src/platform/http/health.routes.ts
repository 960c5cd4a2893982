/** Probes: whether the process runs, and whether it can do its work. */
import { Hono } from 'hono';
import type { Container } from '../../container.js';
import { liveness, readiness } from './health.js';
import type { AppEnv } from './pipeline.js';

export function healthRoutes({ dependencies }: Container): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/health/live', (c) => c.json(liveness));

  routes.get('/health/ready', async (c) => {
    const answer = await readiness(dependencies, c.env.lifecycle.draining);
    return c.json(answer, answer.status === 'up' ? 200 : 503);
  });

  return routes;
}
