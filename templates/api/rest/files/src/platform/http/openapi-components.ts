/** What operations of the OpenAPI document share: each is in it once, and only when it is used. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

export type HeaderName = keyof typeof headers;

type Section = 'schemas' | 'parameters' | 'headers' | 'responses' | 'examples';

const count = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

const headers = {
  'X-Request-Id': {
    description: 'In every log line of the request; its own, where it came with a sane one',
    schema: text,
  },
  'RateLimit-Limit': { description: 'Requests the caller may make in a minute', schema: count },
  'RateLimit-Remaining': { description: 'How many of them are left', schema: count },
  'RateLimit-Reset': { description: 'Seconds until the next minute begins', schema: count },
  'Retry-After': { description: 'Seconds to wait before the next attempt', schema: count },
  'WWW-Authenticate': { description: 'How to authenticate', schema: text },
  ETag: { description: 'Changes when the body does', schema: text, example: '"2jmj7l5rSw0yVb"' },
  Location: {
    description: 'Path of the new item',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Idempotency-Replayed': {
    description: 'Set when this is the answer that an earlier request with the same key got',
    schema: { type: 'string', const: 'true' },
  },
  Deprecation: { description: 'Since when, in seconds since 1970 (RFC 9745)', schema: text },
  Sunset: { description: 'When it is going to stop working (RFC 8594)', schema: text },
  Link: { description: 'Where to read what to use instead', schema: text },
};

/** What every answer of the API carries. */
export const apiHeaders: readonly HeaderName[] = [
  'X-Request-Id',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
];

const parameters = {
  'If-None-Match': {
    description: 'Tags of bodies that the caller has: 304 when the answer is one of them',
    schema: text,
  },
  'If-Match': {
    description:
      'The tag that GET of the item answered with, without fields or include: 412 when it has changed since',
    schema: text,
  },
  'Idempotency-Key': {
    description:
      'A new one for each new item. A request that is repeated with its key does nothing, and gets the first answer',
    schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
  },
};

export class Components {
  readonly sections: Partial<Record<Section, JsonSchema>> = {};

  /** A reference to the component of that name, which is made unless it is there. */
  refer(section: Section, name: string, make: () => JsonSchema): JsonSchema {
    const made = (this.sections[section] ??= {});
    made[name] ??= make();
    return { $ref: `#/components/${section}/${name}` };
  }

  headers(names: Iterable<HeaderName>): JsonSchema {
    const used = [...names].map((name) => [name, this.refer('headers', name, () => headers[name])]);
    return Object.fromEntries(used);
  }

  /** A parameter in the headers of a request. */
  requestHeader(name: keyof typeof parameters): JsonSchema {
    return this.refer('parameters', name, () => ({ name, in: 'header', ...parameters[name] }));
  }

  /** Schemas with an id become components. */
  schema(schema: z.ZodType): JsonSchema {
    const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io: 'input', override: tidy });
    const moved = JSON.stringify(plain).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $defs = {}, ...inline } = JSON.parse(moved) as JsonSchema & { $defs?: JsonSchema };
    for (const [name, definition] of Object.entries($defs)) {
      this.refer('schemas', name, () => definition as JsonSchema);
      if (!isDeepStrictEqual(this.sections.schemas?.[name], definition)) {
        throw new Error(`Two schemas are called ${name}`);
      }
    }
    return inline;
  }
}

/** Formats say it all: the patterns behind them are long. Anything or nothing is anything. */
function tidy({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.anyOf?.some((schema) => isDeepStrictEqual(schema, {}))) delete jsonSchema.anyOf;
}
