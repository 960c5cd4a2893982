/** What a module of src/modules/ offers to the app, and what it is given. */
import type { Type } from '@nestjs/common';
import type { OpenApiPaths } from './openapi.js';
import { type Deprecation, mountPath } from './versions.js';

/** Token of the container: `@Inject(CONTAINER)` in a class, `inject: [CONTAINER]` for a factory. */
export const CONTAINER = Symbol('container');

/** A module class; what the API has to know of it is in static properties. */
export interface ApiFeature extends Type {
  /** Describes its routes, with their paths below /api/v1. */
  openapi: OpenApiPaths;
  /** Of the API, when it is not the first: 2 mounts below /api/v2. */
  version?: number;
  /** Says of its routes that they are going to go. */
  deprecation?: Deprecation;
}

/** Below which path its controllers answer: `/api/v1`. */
export function rootOf({ version = 1 }: ApiFeature): string {
  return mountPath({ version, path: '' });
}

/** Its paths in full, as routers write them: `/api/v1/posts/:id`. */
export function routesOf(feature: ApiFeature): string[] {
  const root = rootOf(feature);
  return Object.keys(feature.openapi).map((path) => root + path.replaceAll(/\{(\w+)\}/g, ':$1'));
}
