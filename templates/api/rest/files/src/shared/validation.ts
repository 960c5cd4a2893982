/** Checks what comes from outside against a zod schema and says what is wrong in stable codes. */
import { z } from 'zod';
import { type ErrorDetail, validationError } from './errors.js';

/** Path parameters of one record. */
export const idParams = z.strictObject({ id: z.guid() });

/**
 * @returns the value as the schema makes it.
 * @throws AppError VALIDATION_ERROR that names every faulty field.
 */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw validationError(faultsOf(schema, value).flatMap(toDetails));
}

/** With the input, which tells a missing field from a wrong one but slows valid requests down. */
function faultsOf(schema: z.ZodType, value: unknown): Issue[] {
  const issues = schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  const isWrongType = ({ code }: Issue) => code === 'invalid_type';
  const wrong = new Set(issues.filter(isWrongType).map(fieldOf));
  // Of a value of the wrong type, zod also tells the length.
  return issues.filter((issue) => isWrongType(issue) || !wrong.has(fieldOf(issue)));
}

/**
 * The schema of a PATCH body: any of the fields, at least one, none of them filled in by a default.
 */
export function changesOf<T extends z.ZodRawShape>(fields: T) {
  const optional = Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, z.exactOptional(schema)]),
  ) as { [K in keyof T]: z.ZodExactOptional<T[K]> };
  return z.strictObject(optional).refine((changes) => Object.keys(changes).length > 0, {
    message: 'At least one field is required',
    params: { code: 'EMPTY' },
    when: ({ issues }) => issues.length === 0,
  });
}

type Issue = z.core.$ZodIssue;

function fieldOf({ path }: Issue): string {
  return path.join('.');
}

function toDetails(issue: Issue): ErrorDetail[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      code: 'UNKNOWN_FIELD',
      message: 'This field is not known here',
    }));
  }
  const field = fieldOf(issue);
  if (issue.input === undefined) {
    return [{ field, code: 'REQUIRED', message: 'This field is required' }];
  }
  return [{ field, code: codeOf(issue), message: issue.message }];
}

function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'INVALID_TYPE';
    case 'invalid_format':
      return 'INVALID_FORMAT';
    case 'too_small':
      return issue.origin === 'string' ? 'TOO_SHORT' : 'TOO_SMALL';
    case 'too_big':
      return issue.origin === 'string' ? 'TOO_LONG' : 'TOO_BIG';
    case 'custom':
      return typeof issue.params?.code === 'string' ? issue.params.code : 'INVALID_VALUE';
    default:
      return 'INVALID_VALUE';
  }
}
