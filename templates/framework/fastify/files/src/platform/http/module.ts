/** What a folder of src/modules/ offers to the app. */
import type { Container } from '../../container.js';
import type { OpenApiPaths } from './openapi.js';
import type { ZodPlugin } from './zod-provider.js';

export interface ApiModule {
  /** Where its routes are mounted below /api/v1: `/posts`. */
  path: string;
  openapi: OpenApiPaths;
  routes(container: Container): ZodPlugin;
}
