/** The imports of a resource's test: no more than what it uses. */
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import type { Change } from './test-change.js';
import { factoryImports, importLines, uniquesOf } from './test-words.js';
import { fit } from './text.js';

/** Parts of the test's view that decide what is imported. */
interface Parts {
  takesInput: boolean;
  signIn: string;
  guarded: string;
  shows: boolean;
  soft: boolean;
  change: Change | undefined;
  filters: string;
}

/** Import declarations, a line each. */
export function testImports(spec: ResourceSpec, parts: Parts): string {
  const { names, operations } = spec;
  const offers = (...wanted: Operation[]) => wanted.some((operation) => operations.includes(operation));
  const bodies = [
    ...(offers('get', 'create', 'replace', 'update') ? ['ItemBody'] : []),
    ...(offers('list') ? ['ListBody'] : []),
  ];
  const walks = offers('list') && parts.filters !== '';
  const needsUuid = offers('get', 'create', 'replace', 'update') || parts.guarded.includes('randomUUID');
  const change = offers('replace', 'update') ? (parts.change?.value ?? '') : '';
  const crypto = [...(change.includes('randomInt(') ? ['randomInt'] : []), ...(needsUuid ? ['randomUUID'] : [])];
  const types = [...(bodies.length > 0 ? [names.class] : []), ...(parts.shows ? [`New${names.class}`] : [])];
  const creates = operations.some((operation) => operation !== 'create') || uniquesOf(spec).length > 0;
  const own = [...(creates ? [`create${names.class}`] : []), ...(parts.takesInput ? [`new${names.class}`] : [])];
  const target = offers('update') ? parts.change?.target : undefined;
  return importLines([
    [crypto.length > 0, `import { ${crypto.join(', ')} } from 'node:crypto';`],
    [true, "import { afterAll, beforeAll, describe, expect, it } from 'vitest';"],
    [true, "import { startTestApp, type TestApp } from '../../../test/support/app.js';"],
    [parts.signIn !== '', "import { signIn } from '../../../test/support/auth.js';"],
    [parts.soft, "import { query } from '../../../test/support/database-server.js';"],
    [walks, "import { walkList } from '../../../test/support/walk-list.js';"],
    [bodies.length > 0, fit('import type {', bodies, "} from '../../platform/http/responses.js';")],
    [bodies.length > 0, "import type { ErrorBody } from '../../shared/errors.js';"],
    ...factoryImports(target ? [target] : [], names),
    [true, fit('import {', own, `} from './${names.file}.factory.js';`)],
    [types.length > 0, fit('import type {', types.sort(), `} from './${names.file}.model.js';`)],
  ]);
}
