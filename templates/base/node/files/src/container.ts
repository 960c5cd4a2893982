/** Composition root: the one place where implementations meet ports. */
import type { Env } from './config/env.js';
import { createLogger } from './platform/log/logger.js';

export async function createContainer(env: Env) {
  const logger = createLogger(env);
  return {
    env,
    logger,
    /** What readiness checks, and what shutdown closes in reverse order. */
    dependencies: {},
  };
}

export type Container = Awaited<ReturnType<typeof createContainer>>;
