/** Checks the parameters of a path. */
import { validator } from 'hono/validator';
import type { z } from 'zod';
import { parse } from '../../shared/validation.js';

/** Handlers get them, as the schema makes them, from `c.req.valid('param')`. */
export function pathParams<T extends z.ZodType>(schema: T) {
  return validator('param', (params) => parse(schema, params));
}
