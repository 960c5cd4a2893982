/** Names for the OpenAPI entries of a resource. */
import type { AccessRule, Operation, ParentReference, ResourceSpec } from '../../../../src/resource/spec.js';
import type { Include } from './includes.js';
import { nestedStem } from './module-view.js';
import { exampleOf, wordsOfAccess } from './openapi-words.js';
import { capital, fit, literal, withArticle } from './text.js';

interface OperationView {
  verb: string;
  operationId: string;
  words: string;
  summary: string;
  secured: boolean;
  /** Takes If-Match, as what changes an item does. */
  conditional: boolean;
  /** Takes an Idempotency-Key. */
  idempotent: boolean;
  query: string | undefined;
  body: string | undefined;
  answer: string;
  errors: string;
}

const verbs: Readonly<Record<Operation, string>> = {
  list: 'get',
  get: 'get',
  create: 'post',
  replace: 'put',
  update: 'patch',
  delete: 'delete',
};

/** Functions of src/platform/http/openapi.ts that describe the answer of each operation. */
const answers: Readonly<Record<Operation, string>> = {
  list: 'listAnswer',
  get: 'itemAnswer',
  create: 'createdAnswer',
  replace: 'itemAnswer',
  update: 'itemAnswer',
  delete: 'emptyAnswer',
};

/** Functions of the same file that describe what a query string may ask for. */
const parameters: Readonly<Partial<Record<Operation, string>>> = { list: 'listParameters', get: 'itemParameters' };

/** Paths, their operations and the imports they need. */
export function openApiView(spec: ResourceSpec, includes: readonly Include[]): Record<string, unknown> {
  const { names, parent } = spec;
  const on = (wanted: readonly Operation[]) =>
    wanted
      .filter((operation) => spec.operations.includes(operation))
      .map((operation) => describe(operation, spec, includes));
  const collection = on(['list', 'create']);
  const paths = [
    { url: `/${names.route}`, operations: collection },
    { url: `/${names.route}/{id}`, operations: on(['get', 'replace', 'update', 'delete']) },
  ];
  const own = { name: `${names.variable}Paths`, paths: paths.filter((path) => path.operations.length > 0) };
  const below = parent && { url: `/${parent.target.route}/{${parent.field}}/${names.route}`, parent };
  return {
    tag: literal(capital(names.humanPlural)),
    description: literal(wordsOfAccess(spec)),
    example: exampleOf(spec),
    constants: [own, ...(below && collection.length > 0 ? [nestedPaths(below, collection, spec)] : [])],
    imports: imports(spec.operations),
    schemas: schemaImports(spec, includes),
  };
}

/** The collection as it is below a parent. */
function nestedPaths(
  { url, parent }: { url: string; parent: ParentReference },
  collection: readonly OperationView[],
  spec: ResourceSpec,
): Record<string, unknown> {
  const { names } = spec;
  const { class: name, human } = parent.target;
  const operations = collection.map((operation) => {
    const place = operation.verb === 'get' ? 'of' : 'in';
    return {
      ...operation,
      operationId: `${operation.operationId}${capital(place)}${name}`,
      summary: literal(`${operation.words} ${place} ${withArticle(human)}`),
      body: operation.body && `new${names.class}In${name}Schema`,
      errors: ["'NOT_FOUND'", operation.errors].filter((codes) => codes !== '').join(', '),
    };
  });
  return { name: `${nestedStem(spec)}Paths`, paths: [{ url, operations }] };
}

function describe(operation: Operation, spec: ResourceSpec, includes: readonly Include[]): OperationView {
  const { names, access } = spec;
  const { variable } = names;
  const bodies: Partial<Record<Operation, string>> = {
    create: `new${names.class}Schema`,
    replace: `new${names.class}Schema`,
    update: `${variable}ChangesSchema`,
  };
  const rule = reads(operation) ? access.read : access.write;
  const words = describeWords(operation, spec);
  const shown = operation === 'delete' ? [] : [answerSchema(operation, spec, includes)];
  return {
    verb: verbs[operation],
    operationId: `${operation}${operation === 'list' ? names.classPlural : names.class}`,
    words: words.summary,
    summary: literal(words.summary),
    secured: rule.kind !== 'public',
    conditional: ['replace', 'update', 'delete'].includes(operation),
    idempotent: operation === 'create',
    query: parameters[operation] && `${parameters[operation]}(${variable}ListRules)`,
    body: bodies[operation],
    answer: `${answers[operation]}(${[literal(words.answer), ...shown].join(', ')})`,
    errors: errorsOf(operation, rule, spec).map(literal).join(', '),
  };
}

/** What is read may carry relations. */
function answerSchema(operation: Operation, { names }: ResourceSpec, includes: readonly Include[]): string {
  return `${names.variable}${reads(operation) && includes.length > 0 ? 'WithRelations' : ''}Schema`;
}

function reads(operation: Operation): boolean {
  return operation === 'list' || operation === 'get';
}

function describeWords(operation: Operation, { names }: ResourceSpec): { summary: string; answer: string } {
  const one = withArticle(names.human);
  const the = `The ${names.human}`;
  switch (operation) {
    case 'list':
      return { summary: `List ${names.humanPlural}`, answer: `A page of ${names.humanPlural}` };
    case 'get':
      return { summary: `Get ${one}`, answer: the };
    case 'create':
      return { summary: `Create ${one}`, answer: `${the}, and where it is` };
    case 'replace':
      return { summary: `Replace all of ${one}`, answer: `${the} as it is now` };
    case 'update':
      return { summary: `Change some of ${one}`, answer: `${the} as it is now` };
    case 'delete':
      return { summary: `Delete ${one}`, answer: 'It is gone' };
  }
}

function errorsOf(operation: Operation, rule: AccessRule, { softDelete }: ResourceSpec): string[] {
  // A row that stays breaks no reference.
  const conflicts = operation === 'delete' ? !softDelete : !reads(operation);
  return [
    ...(rule.kind === 'role' ? ['FORBIDDEN'] : []),
    ...(operation === 'list' || operation === 'create' ? [] : ['NOT_FOUND']),
    ...(conflicts ? ['CONFLICT'] : []),
  ];
}

function imports(operations: readonly Operation[]): string {
  const names = new Set(operations.flatMap((operation) => [answers[operation], parameters[operation] ?? []].flat()));
  return fit(
    'import {',
    ['type OpenApiTopic', ...[...names, 'describePaths'].sort()],
    "} from '../../platform/http/openapi.js';",
  );
}

function schemaImports(spec: ResourceSpec, includes: readonly Include[]): string {
  const { names, operations, parent } = spec;
  const offers = (...wanted: Operation[]) => wanted.some((operation) => operations.includes(operation));
  const shown = operations.filter((operation) => operation !== 'delete');
  const used = [
    ...(offers('create', 'replace') ? [`new${names.class}Schema`] : []),
    ...(offers('update') ? [`${names.variable}ChangesSchema`] : []),
    ...(offers('list', 'get') ? [`${names.variable}ListRules`] : []),
    ...(parent && offers('create') ? [`new${names.class}In${parent.target.class}Schema`] : []),
    ...new Set(shown.map((operation) => answerSchema(operation, spec, includes))),
  ];
  return used.length === 0 ? '' : fit('import {', used.sort(), `} from './${names.file}.schema.js';`);
}
