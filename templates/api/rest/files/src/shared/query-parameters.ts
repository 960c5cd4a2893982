/** Reads the parameters of a query string one by one, and tells all that are faulty at once. */
import { type ErrorDetail, validationError } from './errors.js';

const maxListItems = 100;

/** What is wrong with one parameter. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * @param read throws a Fault when the value is not what the parameter takes
 * @throws AppError VALIDATION_ERROR that names every faulty parameter.
 */
export function readParameters(
  query: Record<string, unknown>,
  read: (key: string, value: string) => void,
): void {
  const details: ErrorDetail[] = [];
  for (const [key, value] of Object.entries(query)) {
    try {
      if (typeof value !== 'string') throw new Fault('REPEATED', 'Give this parameter once');
      read(key, value);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      details.push({ field: key, code: error.code, message: error.message });
    }
  }
  if (details.length > 0) throw validationError(details);
}

/** What is joined by commas. */
export function readList(value: string): string[] {
  const items = value.split(',');
  if (items.length > maxListItems) throw new Fault('TOO_LONG', `At most ${maxListItems} values`);
  return items;
}

export function readWholeNumber(value: string, max: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max)
    throw new Fault('OUT_OF_RANGE', `Must be a whole number from 1 to ${max}`);
  return number;
}

/** `created_at` is createdAt. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
