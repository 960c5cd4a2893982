/** What is checked before a handler runs, and how the handler knows it. */
import type { Context } from 'hono';
import { validator } from 'hono/validator';
import type { z } from 'zod';
import { parse } from '../../shared/validation.js';
import type { AppEnv } from './pipeline.js';

/** The context of a handler behind `pathParams` (`param`), `jsonBody` (`json`) or both. */
export type Checked<Schemas extends { param?: z.ZodType; json?: z.ZodType }> = Context<
  AppEnv,
  string,
  { out: { [Target in keyof Schemas]: z.output<Schemas[Target]> } }
>;

/** Checks the parameters of the path; handlers get them from `c.req.valid('param')`. */
export function pathParams<T extends z.ZodType>(schema: T) {
  return validator('param', (params) => parse(schema, params));
}
