/** Starts the app and stops it in order; container.ts and app.ts say what it is made of. */
import { existsSync } from 'node:fs';
import { createApp } from './app.js';
import { loadEnv } from './config/env.js';
import { type Container, createContainer } from './container.js';
import { type HttpServer, startServer } from './platform/http/server.js';
import { closeDependencies } from './shared/dependency.js';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const env = loadEnv();
  const container = await createContainer(env);
  const server = await startServer(createApp(container), container);
  container.logger.info({ port: server.port }, 'listening');
  stopOnSignal(server, container);
}

/** The first SIGTERM or SIGINT stops the app in order, the second one at once. */
function stopOnSignal(server: HttpServer, { logger, dependencies }: Container): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    await server.close();
    await closeDependencies(dependencies);
    logger.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message || error : error);
  process.exit(1);
});
