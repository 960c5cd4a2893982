/** Starts the app and stops it in order; container.ts and app.module.ts decide what it is made of. */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import { loadEnv } from './config/env.js';
import { type Container, createContainer } from './container.js';
import { closeDependencies } from './shared/dependency.js';

/** Time that requests in flight have to finish once the app stops, in milliseconds. */
const drainTimeout = 10_000;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const env = loadEnv();
  const container = await createContainer(env);
  const app = await createApp(container);
  stopOnSignal(app, container);
  await app.listen(env.PORT, env.HOST);
}

/**
 * The first SIGTERM or SIGINT stops the app in order, the second one at once. Nest's own shutdown
 * hooks would end the process by the signal, and not with exit code 0.
 */
function stopOnSignal(app: NestFastifyApplication, { logger, dependencies }: Container): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => app.getHttpServer().closeAllConnections(), drainTimeout).unref();
    await app.close();
    await closeDependencies(dependencies);
    logger.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
