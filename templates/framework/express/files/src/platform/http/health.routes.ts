/** Probes: whether the process runs, and whether it can do its work. */
import { Router } from 'express';
import type { Container } from '../../container.js';
import { liveness, readiness } from './health.js';
import { otherMethods } from './not-found.js';

export function healthRoutes({ dependencies }: Container): Router {
  const router = Router({ caseSensitive: true });

  const live = router.route('/health/live');
  live.get((_req, res) => {
    res.json(liveness);
  });
  live.all(otherMethods);

  const ready = router.route('/health/ready');
  ready.get(async (req, res) => {
    const answer = await readiness(dependencies, req.app.enabled('draining'));
    res.status(answer.status === 'up' ? 200 : 503).json(answer);
  });
  ready.all(otherMethods);

  return router;
}
