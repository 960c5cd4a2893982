/** Names for the test of rows that belong to whoever made them. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { NameForms, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { givesValues } from './factory-view.js';
import { changeOf } from './test-change.js';
import { creation, factoryImports, importLines, newInput, signInCall } from './test-words.js';
import { fit, literal } from './text.js';

/** What the test says; undefined when rows belong to nobody. */
export function ownerTestView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> | undefined {
  const { names, owner, access, fields, operations } = spec;
  if (owner === undefined) return undefined;
  const methods = (wanted: Partial<Record<Operation, string>>) =>
    Object.entries(wanted).flatMap(([operation, method]) =>
      operations.some((offered) => offered === operation) ? [literal(method)] : [],
    );
  const writes = methods({ replace: 'PUT', update: 'PATCH' }).join(', ');
  const change = changeOf(spec, context);
  const whole = operations.includes('replace') && givesValues(spec, context);
  const changed = `{ ${change?.name}: ${change?.value} }`;
  const view = {
    signIn: signInCall(access.write, access.read),
    lists: operations.includes('list'),
    gets: operations.includes('get'),
    creates: operations.includes('create') && fields.some(({ name, hidden }) => name === owner && !hidden),
    owner,
    own: creation(spec),
    theirs: `create${names.class}(app.container, { ${owner}: other.user.id })`,
    removes: methods({ get: 'GET', delete: 'DELETE' }).join(', '),
    writes,
    input: writes === '' ? '' : whole ? newInput(spec, context) : changed,
    newInput: newInput(spec, context),
    target: whole || writes === '' ? undefined : change?.target,
  };
  if (![view.lists, view.creates, view.removes, view.writes].some(Boolean)) return undefined;
  const parts = [view.lists && view.own, view.creates && view.newInput, view.input].join();
  const callerId = view.creates || parts.includes('callerId');
  return { ...view, callerId, imports: imports(spec, { ...view, parts }) };
}

interface Parts {
  lists: boolean;
  creates: boolean;
  removes: string;
  writes: string;
  target: NameForms | undefined;
  parts: string;
}

function imports({ names }: ResourceSpec, view: Parts): string {
  const { lists, creates, removes, writes, target, parts } = view;
  const own = [
    ...(lists || removes || writes ? [`create${names.class}`] : []),
    ...(parts.includes(`new${names.class}(`) ? [`new${names.class}`] : []),
  ];
  const bodies = [...(creates ? ['ItemBody'] : []), ...(lists ? ['ListBody'] : [])];
  const crypto = ['randomInt', 'randomUUID'].filter((name) => parts.includes(`${name}(`));
  return importLines([
    [crypto.length > 0, `import { ${crypto.join(', ')} } from 'node:crypto';`],
    [true, "import { afterAll, beforeAll, expect, it } from 'vitest';"],
    [true, "import { startTestApp, type TestApp } from '../../../test/support/app.js';"],
    [true, "import { signIn, type SignedIn } from '../../../test/support/auth.js';"],
    [bodies.length > 0, fit('import type {', bodies, "} from '../../platform/http/responses.js';")],
    ...factoryImports(target ? [target] : [], names),
    [true, fit('import {', own, `} from './${names.file}.factory.js';`)],
    [bodies.length > 0, `import type { ${names.class} } from './${names.file}.model.js';`],
  ]);
}
