/** Names for the test of requests that have conditions, are repeated, or come at the same time. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { FieldSpec, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { givesValues } from './factory-view.js';
import { otherSample, sample } from './samples.js';
import { changeOf, type Change } from './test-change.js';
import { creation, factoryImports, importLines, newInput, signInCall, uniquesOf } from './test-words.js';
import { fit, literal, withArticle } from './text.js';

/** What the test says; undefined when nothing is read or made. */
export function concurrencyTestView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> | undefined {
  const { access, operations } = spec;
  const creates = operations.includes('create');
  const gets = operations.includes('get');
  if (!gets && !creates) return undefined;
  const change = changeOf(spec, context);
  const writes = gets ? writesOf(spec, change) : [];
  const view = {
    gets,
    creates,
    create: creation(spec),
    deletes: gets && operations.includes('delete'),
    writes: writes.map(literal).join(', '),
    input: writes.length > 0 ? inputOf(spec, context, change) : '',
    newInput: creates ? newInput(spec, context) : '',
    another: creates ? anotherInput(spec) : '',
    unique: creates ? uniqueName(spec) : '',
  };
  const sources = [gets ? view.create : '', view.input, view.newInput, view.another].join();
  const callerId = sources.includes('callerId');
  const signIn = signInCall(access.write, access.read) || (callerId ? 'signIn(app)' : '');
  return { ...view, callerId, signIn, imports: imports(spec, { creates, signIn, sources, change }) };
}

/** Methods that change a row and take a body. */
function writesOf({ operations }: ResourceSpec, change: Change | undefined): string[] {
  return [
    ...(operations.includes('replace') ? ['PUT'] : []),
    ...(operations.includes('update') && change ? ['PATCH'] : []),
  ];
}

/** A body that all of them take. */
function inputOf(spec: ResourceSpec, context: ResourceContext, change: Change | undefined): string {
  const whole = spec.operations.includes('create') || spec.operations.includes('replace');
  const empty = !givesValues(spec, context);
  return whole && !(empty && change) ? newInput(spec, context) : `{ ${change?.name}: ${change?.value} }`;
}

/** The input with another value of one field; empty when no field is sure to have one. */
function anotherInput({ fields }: ResourceSpec): string {
  const field = fields.find((candidate) => !candidate.readonly && !candidate.ref && hasAnother(candidate));
  return field ? `{ ...input, ${field.name}: ${otherSample(field)} }` : '';
}

function hasAnother(field: FieldSpec): boolean {
  const other = otherSample(field);
  const initial = typeof field.default === 'string' ? literal(field.default) : String(field.default);
  return field.unique || (other !== sample(field) && other !== initial);
}

/** Words for a value that no two rows share: `a slug`. */
function uniqueName(spec: ResourceSpec): string {
  const [field] = uniquesOf(spec);
  return field ? withArticle(field.human) : '';
}

interface Parts {
  creates: boolean;
  signIn: string;
  sources: string;
  change: Change | undefined;
}

function imports({ names }: ResourceSpec, { creates, signIn, sources, change }: Parts): string {
  const random = ['randomInt'].filter((name) => sources.includes(`${name}(`));
  const crypto = [...random, ...(creates || sources.includes('randomUUID(') ? ['randomUUID'] : [])];
  const own = [`create${names.class}`, `new${names.class}`].filter((name) => sources.includes(`${name}(`));
  const target: NameForms | undefined = change?.target;
  const factories = target && sources.includes(`create${target.class}(`) ? [target] : [];
  return importLines([
    [crypto.length > 0, `import { ${crypto.join(', ')} } from 'node:crypto';`],
    [true, "import { afterAll, beforeAll, expect, it } from 'vitest';"],
    [true, "import { startTestApp, type TestApp } from '../../../test/support/app.js';"],
    [signIn !== '', "import { signIn } from '../../../test/support/auth.js';"],
    ...factoryImports(factories, names),
    [true, fit('import {', own, `} from './${names.file}.factory.js';`)],
  ]);
}
