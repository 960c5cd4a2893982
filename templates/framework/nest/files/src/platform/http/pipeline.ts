/** What src/middleware.ts is made of. */
import type { FastifyPluginAsync } from 'fastify';
import type { Container } from '../../container.js';

/** A plugin that acts on every route; wrapped in fastify-plugin, so that it is not encapsulated. */
export type PipelinePlugin = FastifyPluginAsync<{ container: Container }>;
