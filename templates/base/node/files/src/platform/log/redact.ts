/**
 * Keeps secrets out of logs, by name and at any depth that people log. Paths with wildcards, which
 * pino offers for this, cost more than the rest of a log line together.
 */

const secretNames = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'currentpassword',
  'newpassword',
  'passwordhash',
  'token',
  'accesstoken',
  'refreshtoken',
  'tokenhash',
  'secret',
  'apikey',
  'x-api-key',
]);
const maxDepth = 6;

/** A copy in which the values of secrets are replaced. */
export function redact(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const isSecret = secretNames.has(name.toLowerCase());
    copy[name] = isSecret ? '[redacted]' : redactValue(fields[name], depth + 1);
  }
  return copy;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return isPlain(value) ? redact(value, depth) : value;
}

/** Errors and other objects of a class have serializers of their own. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
