/** The imports of a resource's test: no more than what it uses. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import type { Deletion } from './test-deletions.js';
import { fit } from './text.js';

/** Parts of the test's view that decide what is imported. */
interface Parts {
  takesInput: boolean;
  signIn: string;
  guarded: string;
  shows: boolean;
  change: Record<string, string> | undefined;
  deletions: readonly Deletion[];
}

/** Import declarations, a line each. */
export function testImports(spec: ResourceSpec, parts: Parts, context: ResourceContext): string {
  const { names, operations } = spec;
  const offers = (...wanted: Operation[]) => wanted.some((operation) => operations.includes(operation));
  const bodies = [
    ...(offers('get', 'create', 'replace', 'update') ? ['ItemBody'] : []),
    ...(offers('list') ? ['ListBody'] : []),
  ];
  const signsIn = parts.signIn !== '' || parts.deletions.some(({ signIn }) => signIn !== '');
  const needsUuid = offers('get', 'create', 'replace', 'update') || parts.guarded.includes('randomUUID');
  const types = [...(bodies.length > 0 ? [names.class] : []), ...(parts.shows ? [`New${names.class}`] : [])];
  const own = [`create${names.class}`, ...(parts.takesInput ? [`new${names.class}`] : [])];
  return [
    ...(needsUuid ? ["import { randomUUID } from 'node:crypto';"] : []),
    "import { afterAll, beforeAll, describe, expect, it } from 'vitest';",
    "import { startTestApp, type TestApp } from '../../../test/support/app.js';",
    ...(signsIn ? ["import { signIn } from '../../../test/support/auth.js';"] : []),
    ...(bodies.length > 0 ? [fit('import type {', bodies, "} from '../../platform/http/responses.js';")] : []),
    ...(bodies.length > 0 ? ["import type { ErrorBody } from '../../shared/errors.js';"] : []),
    ...parentFactories(spec, parts, context),
    fit('import {', own, `} from './${names.file}.factory.js';`),
    ...(types.length > 0 ? [fit('import type {', types.sort(), `} from './${names.file}.model.js';`)] : []),
  ].join('\n');
}

function parentFactories(spec: ResourceSpec, parts: Parts, context: ResourceContext): string[] {
  const keys = new Set(parts.deletions.map(({ parent }) => parent.key));
  if (parts.change?.['target'] && spec.operations.includes('update')) keys.add(parts.change['target']);
  keys.delete(spec.names.key);
  return context.resources
    .filter(({ names }) => keys.has(names.key))
    .map(({ names }) => `import { create${names.class} } from '../${names.file}/${names.file}.factory.js';`);
}
