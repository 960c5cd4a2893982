/** Lets routes check requests by zod schemas: `validate: { params: checked(idParams), payload: jsonBody(newPost) }`. */
import type { Readable } from 'node:stream';
import type { Lifecycle, Request } from '@hapi/hapi';
import type { z } from 'zod';
import { parse } from '../../shared/validation.js';
import { readJson } from './body.js';

type Schemas = Partial<Record<'Params' | 'Payload', z.ZodType>>;

/** A request as the schemas of its route leave it; its query string is for the handler to check. */
export type ZodRequest<S extends Schemas> = Request<{ [Part in keyof S]: z.output<S[Part]> }>;

/** A validator for path parameters. */
export function checked(schema: z.ZodType) {
  return (value: unknown) => asCause(() => parse(schema, value));
}

/** A validator for a payload: reads it as JSON. A null says no more than a body that is not there. */
export function jsonBody(schema: z.ZodType) {
  return (body: Readable, { context }: { context: Pick<Request, 'headers'> }) =>
    asCause(async () => parse(schema, (await readJson(body, context.headers)) ?? undefined));
}

/** For `failAction`. */
export const throwFault: Lifecycle.Method = (_request, _h, error) => {
  throw error?.cause ?? error;
};

/** What is thrown travels as a cause: of its own, hapi would read `details` as those of Joi. */
async function asCause<T>(check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (cause) {
    throw new Error('The request is not valid', { cause });
  }
}
