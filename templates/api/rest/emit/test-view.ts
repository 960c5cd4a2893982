/** Names for the HTTP test of a resource. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { AccessRule, FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';
import { decimalText, unscaled } from './decimals.js';
import { refusalRows } from './refusals.js';
import { deletionsOf } from './test-deletions.js';
import { testImports } from './test-imports.js';
import { otherSample } from './samples.js';
import { fit, literal, withArticle } from './text.js';

/** What the test says; a part is empty when the resource has nothing of the kind. */
export function testView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { fields, access, operations } = spec;
  const writable = fields.filter(({ readonly }) => !readonly);
  const takesInput = operations.includes('create') || operations.includes('replace');
  const parts = {
    takesInput,
    signIn: signInCall(access.write, access.read),
    guarded: guardedRows(spec),
    change: changeOf(spec, context),
    deletions: deletionsOf(spec, context),
    ...shownView(spec, takesInput),
  };
  return {
    ...parts,
    imports: testImports(spec, parts, context),
    refused: otherRole(access.write),
    attempt: attemptOf(spec),
    rows: table(refusalRows(fields, takesInput)),
    uniques: uniquesOf(spec),
    newInput: inputCall(spec),
    hidden: fields.filter(({ hidden }) => hidden),
    requires: writable.some((field) => !field.optional && field.default === undefined),
  };
}

/** What an answer shows of the input: hidden fields are left out, dates are text, defaults filled in. */
function shownView({ fields, names }: ResourceSpec, takesInput: boolean): ShownView {
  const given = fields.filter((field) => field.default === undefined && !field.readonly);
  const hidden = given.filter((field) => field.hidden).map(({ name }) => `${name}: _${name}`);
  const converts = given.some(({ type, hidden: isHidden }) => type === 'datetime' && !isHidden);
  const shows = takesInput && (hidden.length > 0 || converts);
  const input = shows ? 'shown(input)' : 'input';
  const defaults = fields
    .filter((field) => field.default !== undefined && !field.hidden)
    .map((field) => `${field.name}: ${shownDefault(field)}`);
  const omitted = given.find((field) => field.optional && !field.hidden && !field.ref)?.name ?? '';
  const object = (...more: string[]) => (more.length === 0 ? input : `{ ${[`...${input}`, ...more].join(', ')} }`);
  const type = `New${names.class}`;
  return {
    shows,
    converts,
    omitted,
    created: object(...defaults),
    replaced: object('id', ...(omitted === '' ? [] : [`${omitted}: null`])),
    shownSignature:
      hidden.length === 0
        ? `function shown(input: ${type}): object {`
        : // A rest element takes no comma.
          fit('function shown({', [...hidden, '...input'], `}: ${type}): object {`).replace('...input,', '...input'),
  };
}

interface ShownView {
  shows: boolean;
  converts: boolean;
  omitted: string;
  created: string;
  replaced: string;
  shownSignature: string;
}

function signInCall(...rules: readonly AccessRule[]): string {
  const role = rules.find((rule) => rule.kind === 'role');
  if (role) return `signIn(app, { role: ${literal(role.role)} })`;
  return rules.some((rule) => rule.kind === 'authenticated') ? 'signIn(app)' : '';
}

/** A role that is not enough; empty when any will do. */
function otherRole(rule: AccessRule): string {
  if (rule.kind !== 'role') return '';
  return literal(rule.role === 'user' ? 'guest' : 'user');
}

/** Method and path of each operation that is not for everybody. */
function guardedRows({ access, operations }: ResourceSpec): string {
  const one = '`/${randomUUID()}`';
  const all = [
    { operation: 'list', method: 'GET', path: "''", rule: access.read },
    { operation: 'get', method: 'GET', path: one, rule: access.read },
    { operation: 'create', method: 'POST', path: "''", rule: access.write },
    { operation: 'replace', method: 'PUT', path: one, rule: access.write },
    { operation: 'update', method: 'PATCH', path: one, rule: access.write },
    { operation: 'delete', method: 'DELETE', path: one, rule: access.write },
  ] as const;
  const guarded = all.filter(({ operation, rule }) => operations.includes(operation) && rule.kind !== 'public');
  return guarded.length === 0 ? '' : table(guarded.map(({ method, path }) => `['${method}', ${path}]`));
}

/** Argument of `it.each`: Prettier breaks a matrix of two rows or more. */
function table(rows: readonly string[]): string {
  return rows.length === 1 ? `[${rows.join()}]` : ['[', ...rows.map((row) => `    ${row},`), '  ]'].join('\n');
}

/** How invalid input is sent: the operation, what comes before it, and the body. */
function attemptOf(spec: ResourceSpec): Record<string, string> | undefined {
  const { names, operations } = spec;
  const one = `const { id } = await create${names.class}(app.container);`;
  const call = inputCall(spec);
  const input = `{ ...${call.startsWith('await') ? `(${call})` : call}, [field]: value }`;
  if (operations.includes('create')) return { method: 'POST', before: '', path: "''", heading: '', input };
  if (operations.includes('replace')) return { method: 'PUT', before: one, path: '`/${id}`', heading: '/:id', input };
  if (!operations.includes('update')) return undefined;
  return { method: 'PATCH', before: one, path: '`/${id}`', heading: '/:id', input: '{ [field]: value }' };
}

/** A call of the factory's input function, with overrides when there are any. */
function inputCall({ names, fields }: ResourceSpec, overrides = ''): string {
  const hasParents = fields.some((field) => field.ref && !field.optional && !field.readonly);
  return hasParents
    ? `await new${names.class}(${['app.container', ...(overrides ? [overrides] : [])].join(', ')})`
    : `new${names.class}(${overrides})`;
}

function uniquesOf(spec: ResourceSpec): { name: string; article: string; input: string }[] {
  const sends = spec.operations.includes('create') || spec.operations.includes('replace');
  return spec.fields
    .filter((field) => field.unique && !field.readonly && !(field.ref && field.optional))
    .map(({ name, human }) => ({
      name,
      article: withArticle(human),
      input: sends ? inputCall(spec, `{ ${name}: taken.${name} }`) : `{ ${name}: taken.${name} }`,
    }));
}

function shownDefault({ type, scale = 0, default: value = '' }: FieldSpec): string {
  if (typeof value !== 'string') return String(value);
  return literal(type === 'decimal' ? decimalText(unscaled(value, scale), scale) : value);
}

/** A change of one field, and a field that stays. */
function changeOf({ fields, operations }: ResourceSpec, { has }: ResourceContext): Record<string, string> | undefined {
  const writable = fields.filter(({ readonly }) => !readonly);
  const visible = writable.filter(({ hidden }) => !hidden);
  const field = visible.find(({ ref }) => !ref) ?? visible[0] ?? writable[0];
  if (!field) return undefined;
  const kept = visible.find((other) => other !== field && other.type !== 'datetime')?.name;
  return {
    name: field.name,
    value: field.ref ? `(await create${field.ref.target.class}(app.container)).id` : jsonSample(field),
    target: field.ref?.target.key ?? '',
    shown: field.hidden ? '' : 'yes',
    seen: has['cache'] && !field.hidden && operations.includes('get') ? 'yes' : '',
    after: kept === undefined ? 'changes' : `{ ...changes, ${kept}: before.${kept} }`,
  };
}

/** As {@link otherSample}, in the form it has in JSON. */
function jsonSample(field: FieldSpec): string {
  const value = otherSample(field);
  return field.type === 'datetime' ? `${value}.toISOString()` : value;
}
