/**
 * Lets routes declare zod schemas: `schema: { params, body }` checks the request before its handler
 * runs and types what the handler gets.
 */
import type { IncomingMessage } from 'node:http';
import type {
  FastifyPluginAsync,
  FastifyRequest,
  FastifySchema,
  FastifySchemaCompiler,
  FastifyTypeProvider,
  RawServerDefault,
  RouteGenericInterface,
} from 'fastify';
import type { z } from 'zod';
import { toAppError } from '../../shared/errors.js';
import { parse } from '../../shared/validation.js';

interface ZodTypeProvider extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
}

/** A plugin whose routes are typed by their schemas. */
export type ZodPlugin = FastifyPluginAsync<Record<never, never>, RawServerDefault, ZodTypeProvider>;

interface ZodRoute extends RouteGenericInterface {
  Querystring: Record<string, unknown>;
}

/** A request as the schemas of its route leave it; its query string is for the handler to check. */
export type ZodRequest<Schema extends FastifySchema> = FastifyRequest<
  ZodRoute,
  RawServerDefault,
  IncomingMessage,
  Schema,
  ZodTypeProvider
>;

/** Checks by the shared rules, so that faults read the same wherever they are found. */
const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (value) => {
    try {
      // Fastify hands over null for a body that is not there.
      return { value: parse(schema, value ?? undefined) };
    } catch (error) {
      return { error: toAppError(error) };
    }
  };

/** Instead of Fastify's own, which it would load although no route has a JSON Schema. */
export const compilersFactory = {
  // The types know validators made by Ajv alone.
  buildValidator: () => validatorCompiler as never,
  buildSerializer: () => () => JSON.stringify,
};
