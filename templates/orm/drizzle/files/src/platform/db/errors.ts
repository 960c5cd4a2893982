/** Turns what PostgreSQL and its driver report into the errors of this application. */
import { getTableName } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { DatabaseError } from 'pg';
import { conflict, missingReference, stillReferenced, unavailable } from '../../shared/errors.js';
import type { Relations } from './relations.js';

/**
 * Classes of SQLSTATE: no connection, no access, no such database, given up for another
 * transaction, no resources, shutting down.
 */
const unusable = new Set(['08', '28', '3D', '40', '53', '57']);

/** How the driver's messages begin when there is no connection, or none any more. */
const connectionMessages = [
  'Client has encountered a connection error',
  'Client was closed',
  'Connection terminated',
  'Query read timeout',
  'timeout exceeded',
  'timeout expired',
];

type Method = (...args: unknown[]) => Promise<unknown>;

/** The same repository, failing with an AppError wherever the database says what is wrong. */
export function withDatabaseErrors<T extends object>(repository: T, relations: Relations = {}): T {
  const methods = Object.entries(repository as Record<string, Method>);
  const guarded = methods.map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw translate(error, relations);
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}

/** Whether a transaction was given up for another one, and may be tried again: a deadlock, mostly. */
export function isGivenUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const givenUp = error instanceof DatabaseError && /^40(?:001|P01)$/.test(error.code ?? '');
  return givenUp || isGivenUp(error.cause);
}

/** Drizzle's own error goes no further: its message holds the values, which belong in no log. */
function translate(error: unknown, relations: Relations): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error)) return error;
  if (cause instanceof DatabaseError) return translateDatabaseError(cause, relations);
  return isConnectionLoss(cause) ? unavailable(cause) : cause;
}

/** ECONNREFUSED, ENOTFOUND and the like from the system, or a text from the driver. */
function isConnectionLoss(error: Error & { code?: unknown }): boolean {
  const reported = connectionMessages.some((beginning) => error.message.startsWith(beginning));
  return reported || /^E[A-Z]+$/.test(String(error.code));
}

function translateDatabaseError(error: DatabaseError, relations: Relations): Error {
  const code = error.code ?? '';
  const field = fieldOf(error, relations);
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

/** The list of ids whose table it is, else the column. */
function fieldOf({ table, detail = '' }: DatabaseError, relations: Relations): string {
  const relation = Object.entries(relations).find(([, { to }]) => getTableName(to.table) === table);
  return relation?.[0] ?? columnOf(detail);
}

/** From `Key (author_id)=(…) …`, in any language of the server; empty when it does not say. */
function columnOf(detail: string): string {
  const column = /\("?(\w+)"?\)=\(/.exec(detail)?.[1] ?? '';
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
