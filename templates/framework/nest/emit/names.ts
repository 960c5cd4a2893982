/** Names of what a resource has in Nest. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { nestedStem } from '../../../api/rest/emit/module-view.js';
import { capital } from '../../../api/rest/emit/text.js';

/** Its controllers: its own, and that of its collection below a parent. */
export function controllersOf(spec: ResourceSpec): string[] {
  const stem = nestedStem(spec);
  return [`${spec.names.class}Controller`, ...(stem ? [`${capital(stem)}Controller`] : [])];
}
