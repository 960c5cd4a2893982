/** What the lean apps have in common: the add-ons of the generated app, by hand and for one resource. */
import { createHash, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';

export const env = z
  .object({
    PORT: z.coerce.number(),
    DATABASE_URL: z.string(),
    CORS_ORIGINS: z.string().transform((origins) => origins.split(',')),
    RATE_LIMIT_PER_MINUTE: z.coerce.number(),
  })
  .parse(process.env);

export const logger = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
});

export const headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function requestId(incoming: unknown): string {
  return typeof incoming === 'string' && /^[\w.:-]{1,128}$/.test(incoming) ? incoming : randomUUID();
}

export function entityTag(body: string): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

const limiter = new RateLimiterMemory({ points: env.RATE_LIMIT_PER_MINUTE, duration: 60 });

/** Rejects with the same as it resolves to when there were too many. */
export function consume(address: string): Promise<RateLimiterRes> {
  return limiter.consume(address);
}

export function limitHeaders(result: RateLimiterRes): Record<string, string> {
  return {
    'ratelimit-limit': String(env.RATE_LIMIT_PER_MINUTE),
    'ratelimit-remaining': String(result.remainingPoints),
    'ratelimit-reset': String(Math.ceil(result.msBeforeNext / 1000)),
  };
}

export const idParams = z.strictObject({ id: z.guid() });

export const listQuery = z.strictObject({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListQuery = z.infer<typeof listQuery>;

export const newPost = z.strictObject({
  title: z.string().min(3).max(80),
  body: z.string().max(100_000).nullable().default(null),
  status: z.enum(['draft', 'published']).default('draft'),
  price: z.string().regex(/^\d{1,8}(\.\d{1,2})?$/),
  views: z.int32().default(0),
});
export type NewPost = z.infer<typeof newPost>;

export function listBody(data: unknown[], total: number, { page, limit }: ListQuery): object {
  return { data, meta: { page, limit, total, totalPages: Math.ceil(total / limit) } };
}

export function errorBody(code: string, message: string, id: string, details: unknown[] = []): object {
  return { error: { code, message, details, requestId: id } };
}
