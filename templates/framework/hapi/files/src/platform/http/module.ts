/** What a folder of src/modules/ offers to the app. */
import type { Server } from '@hapi/hapi';
import type { Container } from '../../container.js';
import type { OpenApiPaths } from './openapi.js';
import type { Deprecation } from './versions.js';

/** Adds the routes of a module to the app. */
export type ApiRoutes = (app: Server) => void;

export interface ApiModule {
  /** Where its routes are mounted below /api/v1: `/posts`. */
  path: string;
  /** Of the API, when it is not the first: 2 mounts below /api/v2. */
  version?: number;
  /** Says of its routes that they are going to go. */
  deprecation?: Deprecation;
  openapi: OpenApiPaths;
  routes(container: Container): ApiRoutes;
}
