/** Says in words why the file system refused. */
import { UserError } from '../errors.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'symbolic links lead in a circle',
  EIO: 'the disk reports an error',
};

/** Code of a system error (`ENOENT`), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

/** Why a system call failed, for a person. */
export function reasonOf(error: unknown): string {
  const known = reasons[errorCode(error) ?? ''];
  const message = error instanceof Error ? error.message : String(error);
  return known ? `${known} (${message})` : message;
}

/** The error of a write that failed and was undone. */
export function writeFailed(target: string, cause: unknown): UserError {
  return new UserError({
    code: 'WRITE_FAILED',
    message: `${target} could not be written to: ${reasonOf(cause)}.`,
    hint: 'Everything is as it was before. Mend the cause and run the command again.',
    cause,
  });
}
