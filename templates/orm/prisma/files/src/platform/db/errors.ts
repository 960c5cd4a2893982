/** Turns what Prisma reports into the errors of this application. */
import { Prisma } from '../../generated/prisma/client.js';
import {
  AppError,
  conflict,
  missingReference,
  stillReferenced,
  unavailable,
  validationError,
} from '../../shared/errors.js';

/**
 * Classes of SQLSTATE: no connection, no access, no such database, given up for another
 * transaction, no resources, shutting down.
 */
const lostState = /^(?:08|28|3D|40|53|57)/;

/** How the driver's messages begin when there is no connection, or none any more. */
const lostMessage =
  /^(?:Connection terminated|timeout e|Query read timeout|Client (?:has encountered|was closed))/;

/** PostgreSQL keeps that many bytes of a name; Prisma cuts the names of constraints to fit. */
const longestName = 63;

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * The same repository, failing with an AppError wherever the database says what is wrong. (An
 * extension of the client would cost every query more.)
 */
export function withDatabaseErrors<T extends object>(repository: T): T {
  const methods = Object.entries(repository as Record<string, Method>);
  const guarded = methods.map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw translate(error, name, args);
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}

/** Whether a transaction was given up for another one, and may be tried again: a deadlock, mostly. */
export function isGivenUp(error: unknown): boolean {
  if (error instanceof AppError) return isGivenUp(error.cause);
  return isKnown(error) && /^40(?:001|P01)$/.test(driverError(error).originalCode ?? '');
}

/**
 * For rows that stand for a list of ids: when one of them refers to nothing, the list is named.
 *
 * @param list `tagIds`
 */
export function missingFrom(list: string): (error: unknown) => never {
  return (error) => {
    throw isKnown(error) && error.code === 'P2003' ? missingReference(list) : error;
  };
}

function translate(error: unknown, method: string, args: unknown[]): unknown {
  if (isLost(error)) return unavailable(error);
  if (!isKnown(error)) return error;
  if (error.code === 'P2002') return conflict(fieldBehind(error, args));
  if (error.code === 'P2020') return outOfRange();
  if (error.code !== 'P2003') return error;
  if (method.startsWith('delete')) return stillReferenced();
  return missingReference(fieldBehind(error, args));
}

/** Whether Prisma has a code for it. */
function isKnown(error: unknown): error is Prisma.PrismaClientKnownRequestError {
  return error instanceof Prisma.PrismaClientKnownRequestError;
}

function isLost(error: unknown): boolean {
  if (isKnown(error)) {
    // P1xxx are Prisma's codes for a database that cannot be reached; P2028 is that of transactions.
    return (
      error.code.startsWith('P1') ||
      error.code === 'P2028' ||
      lostState.test(driverError(error).originalCode ?? '')
    );
  }
  return error instanceof Error && ('syscall' in error || lostMessage.test(error.message));
}

/** Prisma rounds to 16 digits, and the greatest numbers up to more than the database takes. */
function outOfRange(): AppError {
  const message = 'A number is out of range';
  return validationError([{ field: '', code: 'OUT_OF_RANGE', message }]);
}

/** The part of what adapter-pg reports that is read here. */
interface DriverError {
  originalCode?: string;
  constraint?: { index?: string };
}

function driverError({ meta }: Prisma.PrismaClientKnownRequestError): DriverError {
  const wrapped = meta?.driverAdapterError as { cause?: DriverError } | undefined;
  return wrapped?.cause ?? {};
}

/** Which of the fields written a constraint is about: `authorId` for `posts_author_id_fkey`. */
function fieldBehind(error: Prisma.PrismaClientKnownRequestError, args: unknown[]): string {
  const constraint = driverError(error).constraint?.index ?? '';
  const inputs = args.filter((arg): arg is object => typeof arg === 'object');
  const [field] = inputs
    .flatMap((input) => Object.keys(input))
    .map((name) => ({ name, likeness: likeness(constraint, columnOf(name)) }))
    .filter((candidate) => candidate.likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness);
  return field?.name ?? '';
}

/** How much of a column's name a constraint's has; where that was cut, the beginning will do. */
function likeness(constraint: string, column: string): number {
  const base = constraint.replace(/_f?key$/, '');
  if (base.endsWith(`_${column}`)) return column.length + 0.5;
  if (constraint.length < longestName) return 0;
  for (let length = column.length - 1; length > 0; length--) {
    if (base.endsWith(`_${column.slice(0, length)}`)) return length;
  }
  return 0;
}

function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
