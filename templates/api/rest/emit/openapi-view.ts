/** Names for the OpenAPI entries of a resource. */
import type { AccessRule, Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { capital, fit, literal, withArticle } from './text.js';

interface OperationView {
  verb: string;
  operationId: string;
  summary: string;
  secured: boolean;
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

/** Paths, their operations and the imports they need. */
export function openApiView(spec: ResourceSpec): Record<string, unknown> {
  const { names, operations } = spec;
  const on = (wanted: readonly Operation[]) =>
    wanted.filter((operation) => operations.includes(operation)).map((operation) => describe(operation, spec));
  const paths = [
    { url: `/${names.route}`, operations: on(['list', 'create']) },
    { url: `/${names.route}/{id}`, operations: on(['get', 'replace', 'update', 'delete']) },
  ];
  return {
    tag: literal(capital(names.humanPlural)),
    paths: paths.filter((path) => path.operations.length > 0),
    imports: imports(operations),
    schemas: schemaImports(spec),
  };
}

function describe(operation: Operation, spec: ResourceSpec): OperationView {
  const { names, access } = spec;
  const { variable } = names;
  const bodies: Partial<Record<Operation, string>> = {
    create: `new${names.class}Schema`,
    replace: `new${names.class}Schema`,
    update: `${variable}ChangesSchema`,
  };
  const rule = operation === 'list' || operation === 'get' ? access.read : access.write;
  const words = describeWords(operation, spec);
  const shown = operation === 'delete' ? [] : [`${variable}Schema`];
  return {
    verb: verbs[operation],
    operationId: `${operation}${operation === 'list' ? names.classPlural : names.class}`,
    summary: literal(words.summary),
    secured: rule.kind !== 'public',
    query: operation === 'list' ? `listParameters(${variable}ListRules)` : undefined,
    body: bodies[operation],
    answer: `${answers[operation]}(${[literal(words.answer), ...shown].join(', ')})`,
    errors: errorsOf(operation, rule).map(literal).join(', '),
  };
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

function errorsOf(operation: Operation, rule: AccessRule): string[] {
  const writes = operation !== 'list' && operation !== 'get';
  return [
    ...(rule.kind === 'role' ? ['FORBIDDEN'] : []),
    ...(operation === 'list' || operation === 'create' ? [] : ['NOT_FOUND']),
    ...(writes ? ['CONFLICT'] : []),
  ];
}

function imports(operations: readonly Operation[]): string {
  const names = new Set(operations.map((operation) => answers[operation]));
  if (operations.includes('list')) names.add('listParameters');
  return fit('import {', ['type OpenApiPaths', ...[...names].sort()], "} from '../../platform/http/openapi.js';");
}

function schemaImports({ names, operations }: ResourceSpec): string {
  const offers = (...wanted: Operation[]) => wanted.some((operation) => operations.includes(operation));
  const used = [
    ...(offers('create', 'replace') ? [`new${names.class}Schema`] : []),
    ...(offers('update') ? [`${names.variable}ChangesSchema`] : []),
    ...(offers('list') ? [`${names.variable}ListRules`] : []),
    ...(offers('list', 'get', 'create', 'replace', 'update') ? [`${names.variable}Schema`] : []),
  ];
  return used.length === 0 ? '' : fit('import {', used.sort(), `} from './${names.file}.schema.js';`);
}
