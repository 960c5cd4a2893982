/** Turns what PostgreSQL and its driver report into the errors of this application. */
import { DrizzleQueryError } from 'drizzle-orm/errors';
import pg from 'pg';
import {
  conflict,
  missingReference,
  stillReferenced,
  unavailable,
} from '../../shared/errors.js';

/** Classes of SQLSTATE that say the server cannot be used: no connection, no access, no resources, shutdown. */
const unusable = new Set(['08', '28', '3D', '53', '57']);

/** What the driver says without a code when there is no connection, or no longer. */
const connectionLost =
  /^(Connection terminated|timeout expired|timeout exceeded|Query read timeout|Client (has encountered a connection error|was closed))/;

/** The same repository, whose methods fail with an AppError where the database tells what is wrong. */
export function withDatabaseErrors<T extends object>(repository: T): T {
  const methods = Object.entries<(...args: unknown[]) => Promise<unknown>>({ ...repository });
  const guarded = methods.map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw translate(error);
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}

/** Drizzle's own error is left behind: its message holds the query's values, which belong in no log. */
function translate(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error)) return error;
  if (cause instanceof pg.DatabaseError) return translateDatabaseError(cause);
  const lost = ('syscall' in cause) || connectionLost.test(cause.message);
  return lost ? unavailable(cause) : cause;
}

function translateDatabaseError(error: pg.DatabaseError): Error {
  const code = error.code ?? '';
  const field = fieldOf(error);
  switch (code) {
    case '23505':
      return conflict(field);
    case '23001':
    case '23503':
      // Every foreign key refers to an id, so the id is at fault only when its own row is deleted.
      return field === 'id' ? stillReferenced() : missingReference(field);
    default:
      return unusable.has(code.slice(0, 2)) ? unavailable(error) : error;
  }
}

/** From `Key (author_id)=(…) …`, in whatever language the server speaks; empty when it does not say. */
function fieldOf({ detail = '' }: pg.DatabaseError): string {
  const column = /\("?(\w+)"?\)=\(/.exec(detail)?.[1] ?? '';
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
