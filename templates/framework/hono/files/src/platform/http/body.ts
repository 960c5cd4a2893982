/**
 * Takes JSON bodies and nothing else, up to a size. Belongs in a route, behind its guard, so that a
 * stranger's body is not even read. Hono's own `validator('json')` takes more types, and JSON nested
 * without end.
 */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import type { z } from 'zod';
import {
  AppError,
  invalidJson,
  payloadTooLarge,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { parse } from '../../shared/validation.js';
import { bodyLimit, parseJsonBody, saysUtf8 } from './json-body.js';
import type { AppContext, AppEnv } from './pipeline.js';

interface JsonOf<T extends z.ZodType> {
  in: { json: z.input<T> };
  out: { json: z.output<T> };
}

/** Checks the body; handlers get it, as the schema makes it, from `c.req.valid('json')`. */
export function jsonBody<T extends z.ZodType>(
  schema: T,
): MiddlewareHandler<AppEnv, string, JsonOf<T>> {
  return async (c, next) => {
    const body = parse(schema, await readJson(c));
    c.req.addValidatedData('json', body as object);
    return next();
  };
}

/** Undefined when there is no body; a null says no more than that. */
async function readJson(c: AppContext): Promise<unknown> {
  const bytes = await readBytes(c);
  if (bytes.length === 0) return undefined;
  if (!isPlainJson(c)) throw unsupportedMediaType();
  return parseJsonBody(bytes) ?? undefined;
}

function isPlainJson({ req }: AppContext): boolean {
  const type = req.header('content-type') ?? '';
  const encoding = req.header('content-encoding') ?? 'identity';
  return /^application\/json\s*(?:;|$)/i.test(type) && saysUtf8(type) && encoding === 'identity';
}

async function readBytes(c: AppContext): Promise<Buffer> {
  const length = c.req.header('content-length');
  if (Number(length) > bodyLimit) throw payloadTooLarge();
  try {
    if (length === undefined) await countBytes(c, async () => {});
    return Buffer.from(await c.req.arrayBuffer());
  } catch (error) {
    // The client broke off.
    throw error instanceof AppError ? error : invalidJson(error);
  }
}

/** For a body that does not say its length: it is read through streams, which costs. */
const countBytes = limitBody({
  maxSize: bodyLimit,
  onError: () => {
    throw payloadTooLarge();
  },
});
