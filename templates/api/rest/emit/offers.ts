/** What a resource offers, asked for in several places. */
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';

/** Whether it offers any of the operations. */
export function offers({ operations }: ResourceSpec, ...wanted: Operation[]): boolean {
  return wanted.some((operation) => operations.includes(operation));
}

/** Whether there is a collection of it below a parent, too. */
export function liesUnderAnother(spec: ResourceSpec): boolean {
  return spec.parent !== undefined && offers(spec, 'list', 'create');
}
