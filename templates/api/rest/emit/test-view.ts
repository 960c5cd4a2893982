/** Names for the test of a resource's operations, its rules and its guards. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { FieldSpec, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { decimalText, unscaled } from './decimals.js';
import { inputType } from './factory-view.js';
import { refusalRows } from './refusals.js';
import { changeOf, type Change } from './test-change.js';
import { testImports } from './test-imports.js';
import {
  creation,
  grouped,
  inputRoute,
  listOf,
  newInput,
  otherRole,
  signInCall,
  someInput,
  table,
  uniquesOf,
} from './test-words.js';
import { fit, literal, withArticle } from './text.js';

/** What the test says; a part is empty when the resource has nothing of the kind. */
export function testView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { access, operations } = spec;
  const offers = (...wanted: Operation[]) => wanted.some((operation) => operations.includes(operation));
  const takesInput = offers('create', 'replace');
  const change = changeOf(spec, context);
  const sources = [
    ...(operations.some((operation) => operation !== 'create') ? [creation(spec)] : []),
    ...(takesInput ? [newInput(spec, context)] : []),
    ...(offers('update') && change ? [change.value] : []),
  ];
  const callerId = sources.join().includes('callerId');
  const view = {
    takesInput,
    signIn: signInCall(access.write, access.read) || (callerId ? 'signIn(app)' : ''),
    callerId,
    create: creation(spec),
    guarded: guardedRows(spec),
    change,
    input: inputView(spec, context),
    soft: spec.softDelete && offers('delete'),
    freed: freedOf(spec),
    filters: filtersOf(spec),
    ...shownView(spec, context, change),
  };
  return {
    ...view,
    imports: testImports(spec, view),
    refused: otherRole(access.write),
    hidden: hiddenNames(spec),
    newInput: newInput(spec, context),
    required: requiredNames(spec),
    ...defaultsView(spec, context),
  };
}

/** Properties that no answer has. */
export function hiddenNames({ fields, relations }: Pick<ResourceSpec, 'fields' | 'relations'>): string[] {
  return [...fields, ...relations].filter(({ hidden }) => hidden).map(({ name }) => name);
}

/** Names of fields to filter by that have a value in every row of the factory. */
function filtersOf({ fields }: ResourceSpec): string {
  const filled = fields.filter(
    ({ type, hidden, optional, readonly, ref, default: value }) =>
      !hidden && type !== 'json' && (value !== undefined || !(optional && (readonly || ref))),
  );
  return filled.length === 0
    ? ''
    : listOf(
        'filters',
        filled.map(({ name }) => name),
        '  ',
        ' as const',
      );
}

function requiredNames({ fields, relations }: ResourceSpec): string {
  const needed = [
    ...fields.filter(({ readonly, optional, default: value }) => !readonly && !optional && value === undefined),
    ...relations.filter(({ readonly, min }) => !readonly && min > 0),
  ];
  return needed.length === 0
    ? ''
    : listOf(
        'required',
        needed.map(({ name }) => name),
      );
}

/** Rows `['views', 0]`: what a request gets that leaves the field out; shown as the answer has it. */
function defaultsView(spec: ResourceSpec, context: ResourceContext): Record<string, string> {
  const rows = spec.fields
    .filter(({ hidden, optional, default: value }) => !hidden && (value !== undefined || optional))
    .map((field) => `['${field.name}', ${field.default === undefined ? 'null' : shownDefault(field)}]`);
  return {
    defaults: rows.length === 0 ? '' : table(rows),
    defaultsInput: `{ ...${grouped(newInput(spec, context))}, [field]: undefined }`,
  };
}

/** What an answer shows of the input: hidden fields are left out, dates are text. */
function shownView(spec: ResourceSpec, context: ResourceContext, change: Change | undefined): ShownView {
  const takesInput = spec.operations.includes('create') || spec.operations.includes('replace');
  const given = spec.fields.filter((field) => field.default === undefined && !field.readonly);
  const lists = spec.relations.filter(({ readonly, min }) => !readonly && min > 0);
  const hidden = hiddenNames({ fields: given, relations: lists }).map((name) => `${name}: _${name}`);
  const converts = given.some(({ type, hidden: isHidden }) => type === 'datetime' && !isHidden);
  const shows = takesInput && (hidden.length > 0 || converts);
  const input = shows ? 'shown(input)' : 'input';
  const omitted = given.find(
    (field) => field.optional && !field.hidden && !field.ref && field.name !== change?.name,
  )?.name;
  const more = ['id', ...(omitted === undefined ? [] : [`${omitted}: null`])].join(', ');
  const type = inputType(spec);
  return {
    shows,
    converts,
    omitted: omitted ?? '',
    created: input,
    replacing: newInput(spec, context, change && !change.target && !change.json ? { [change.name]: change.value } : {}),
    replaced: `{ ...${input}, ${more} }`,
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
  replacing: string;
  replaced: string;
  shownSignature: string;
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

/** How invalid input is sent: to which methods, at which path, and what it is. */
function inputView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> | undefined {
  const route = inputRoute(spec);
  const faulty = someInput(spec, context, {});
  return (
    route && {
      ...route,
      rows: table(refusalRows(spec)),
      faulty: faulty === '' ? '{ [field]: value }' : `{ ...${grouped(faulty)}, [field]: value }`,
      uniques: uniquesOf(spec).map(({ name, human }) => ({
        name,
        article: withArticle(human),
        input: someInput(spec, context, { [name]: `taken.${name}` }),
      })),
    }
  );
}

/** Makes a row with the unique values of another, `before`; empty when there are none. */
function freedOf(spec: ResourceSpec): string {
  const values = uniquesOf(spec).map(({ name }) => [name, `before.${name}`] as const);
  return values.length === 0 ? '' : creation(spec, Object.fromEntries(values));
}

function shownDefault({ type, scale = 0, default: value = '' }: FieldSpec): string {
  if (typeof value !== 'string') return String(value);
  return literal(type === 'decimal' ? decimalText(unscaled(value, scale), scale) : value);
}
