/** How controllers make handlers: together with the checks before them, which type what they get. */
import { createFactory } from 'hono/factory';
import type { AppEnv } from './pipeline.js';

export const { createHandlers } = createFactory<AppEnv>();
