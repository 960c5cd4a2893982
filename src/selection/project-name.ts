/** Project names: npm's rules, and the folder a name stands for. */
import path from 'node:path';
import validateName from 'validate-npm-package-name';
import { UserError } from '../errors.js';
import { printable } from './printable.js';

/** A project's name and where it goes. */
export interface ProjectPlace {
  name: string;
  /** Absolute path. */
  target: string;
}

/**
 * Reads the `[dir]` argument: a name, a path whose last part is the name, `@scope/name`, or `.` for this folder, whose
 * name is made to fit. Says nothing about whether the name is allowed.
 */
export function placeOf(dir: string, cwd: string): ProjectPlace {
  const scoped = /^@[^/\\]+\/([^/\\]+)$/.exec(dir);
  const target = path.resolve(cwd, scoped?.[1] ?? dir);
  if (dir === '') return { name: '', target };
  const name = scoped ? dir : path.basename(target);
  const isHere = target === path.resolve(cwd);
  return { name: isHere && nameFaults(name).length > 0 ? (slug(name) ?? 'my-api') : name, target };
}

/**
 * Checks a project's name.
 *
 * @throws UserError `INVALID_PROJECT_NAME` with a name that would do, where one can be made.
 */
export function checkName(name: string): void {
  const faults = nameFaults(name);
  if (faults.length === 0) return;
  const suggestion = slug(name);
  throw new UserError({
    code: 'INVALID_PROJECT_NAME',
    message: `"${printable(name)}" cannot be the name of a project: ${faults.join('; ')}.`,
    hint: suggestion ? `This name would do: ${suggestion}` : 'Use lower-case letters, digits and hyphens: my-api',
  });
}

/** What is wrong with a project name, in npm's rules; empty when nothing is. */
export function nameFaults(name: string): string[] {
  if (name === '') return ['it is empty'];
  if (/[\u0000-\u001f\u007f]/.test(name)) return ['it has control characters'];
  const result = validateName(name);
  return result.validForNewPackages ? [] : [...(result.errors ?? []), ...(result.warnings ?? [])];
}

/** The nearest valid name, or undefined when nothing of the name can be kept. */
function slug(name: string): string | undefined {
  const candidate = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .slice(0, 200)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return [candidate, `${candidate}-api`].find((name) => nameFaults(name).length === 0);
}
