/** The guards of a resource's routes. */
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';

/** The guard an operation needs, as it is handed to `@UseGuards`. */
export function guardOf(operation: Operation, { access }: ResourceSpec): string | undefined {
  const rule = operation === 'list' || operation === 'get' ? access.read : access.write;
  switch (rule.kind) {
    case 'public':
      return undefined;
    case 'authenticated':
    case 'owner':
      return 'AuthenticatedGuard';
    case 'role':
      return `new RoleGuard('${rule.role}')`;
  }
}

/** The decorator of the whole controller, where all of its routes have the same guard. */
export function sharedGuard(spec: ResourceSpec): string | undefined {
  const [first, ...others] = new Set(spec.operations.map((operation) => guardOf(operation, spec)));
  return first === undefined || others.length > 0 ? undefined : `@UseGuards(${first})`;
}

/** Names of the guards that the file imports. */
export function guardNames(spec: ResourceSpec): string[] {
  const guards = spec.operations.flatMap((operation) => guardOf(operation, spec) ?? []);
  return [...new Set(guards.map((guard) => /\w+Guard/.exec(guard)?.[0] ?? ''))];
}
