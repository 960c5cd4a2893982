/** The HTTP application: Nest on Fastify, and the request pipeline in front of the routes. */
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { endUnknownPath } from './platform/http/not-found.js';
import { serverOptions } from './platform/http/server-options.js';
import { NestLogger } from './platform/log/nest-logger.js';

/** Builds the app; the caller decides where it listens. */
export async function createApp(container: Container): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(serverOptions(container));
  const server = adapter.getInstance();
  // Before Nest adds hooks for its own middleware.
  for (const plugin of middleware) {
    await server.register(plugin, { container });
  }
  server.addHook('onRequest', endUnknownPath);

  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(container),
    adapter,
    { logger: new NestLogger(container.logger), abortOnError: false, bodyParser: false },
  );
  return app.init();
}
