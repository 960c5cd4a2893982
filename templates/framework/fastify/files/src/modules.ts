/** The modules of the API; each is mounted below /api/v1. */
import type { ApiModule } from './platform/http/module.js';

export const modules: ApiModule[] = [];
