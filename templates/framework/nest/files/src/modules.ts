/** The feature modules of the API; each is mounted below /api/v1, or below the version it names. */
import type { ApiFeature } from './platform/http/module.js';

export const modules: ApiFeature[] = [];
