/** What a folder of src/modules/ offers to the app. */
import type { Hono } from 'hono';
import type { Container } from '../../container.js';
import type { OpenApiPaths } from './openapi.js';
import type { AppEnv } from './pipeline.js';
import type { Deprecation } from './versions.js';

export interface ApiModule {
  /** Where its routes are mounted below /api/v1: `/posts`. */
  path: string;
  /** Of the API, when it is not the first: 2 mounts below /api/v2. */
  version?: number;
  /** Says of its routes that they are going to go. */
  deprecation?: Deprecation;
  openapi: OpenApiPaths;
  routes(container: Container): Hono<AppEnv>;
}
