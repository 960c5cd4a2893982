/** The handlers of a resource, as Prettier prints them. */
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';
import type { NestedView } from './nested.js';

/** A property of the controller: what is checked first, and the statements of the handler. */
interface Handler {
  operation: Operation;
  name: string;
  checks?: readonly string[];
  /** A statement is a line, or a call that may need several. */
  body: readonly (string | Call)[];
}

interface Call {
  head: string;
  args: readonly string[];
}

const idCheck = 'pathParams(idParams)';
const parentCheck = 'pathParams(parentParams)';
const takeId = "const { id } = c.req.valid('param');";
const takeInput = "const input = c.req.valid('json');";
const takeConditions = 'const check = preconditions(c.req.header());';

/** The properties that the resource's operations need, each with its text; those of one operation side by side. */
export function handlersOf(spec: ResourceSpec, nested: NestedView | undefined, includes: boolean): string[] {
  const all = [
    ...readers(spec, includes),
    ...writers(spec),
    ...changers(spec),
    ...(nested ? nestedHandlers(spec, nested) : []),
  ];
  const order: Operation[] = ['list', 'get', 'create', 'replace', 'update', 'delete'];
  return order
    .filter((operation) => spec.operations.includes(operation))
    .flatMap((operation) => all.filter((handler) => handler.operation === operation).map(print));
}

function readers({ names, owner }: ResourceSpec, includes: boolean): Handler[] {
  const rules = `${names.variable}ListRules`;
  const caller = callerOf(owner);
  return [
    {
      operation: 'list',
      name: 'list',
      body: [
        `const query = parseListQuery(queryOf(c), ${rules});`,
        `return sendJson(c, listBody(await this.service.list(query${caller}), query));`,
      ],
    },
    {
      operation: 'get',
      name: 'get',
      checks: [idCheck],
      body: [
        takeId,
        `const query = parseItemQuery(queryOf(c), ${rules});`,
        // The service looks at the query only where there is something to include.
        `return sendJson(c, itemBody(await this.service.get(id${includes ? ', query' : ''}${caller}), query));`,
      ],
    },
  ];
}

function writers({ names, owner }: ResourceSpec): Handler[] {
  const caller = callerOf(owner);
  return [
    {
      operation: 'create',
      name: 'create',
      checks: [`jsonBody(new${names.class}Schema)`],
      body: [
        `const created = await this.service.create(c.req.valid('json')${caller});`,
        'return c.json(itemBody(created), 201, { location: `${c.req.path}/${created.id}` });',
      ],
    },
    {
      operation: 'delete',
      name: 'delete',
      checks: [idCheck],
      body: [
        takeId,
        `await this.service.delete(id${caller}, preconditions(c.req.header()));`,
        'return c.body(null, 204);',
      ],
    },
  ];
}

function changers({ names, owner }: ResourceSpec): Handler[] {
  const schemas = { replace: `new${names.class}Schema`, update: `${names.variable}ChangesSchema` } as const;
  return (['replace', 'update'] as const).map((name) => ({
    operation: name,
    name,
    checks: [idCheck, `jsonBody(${schemas[name]})`],
    body: [
      takeId,
      takeInput,
      takeConditions,
      `return c.json(itemBody(await this.service.${name}(id, input${callerOf(owner)}, check)));`,
    ],
  }));
}

/** Of the resource's collection below its parent. */
function nestedHandlers({ names, owner }: ResourceSpec, { field, list, create, newSchema }: NestedView): Handler[] {
  const caller = owner ? ['principalOf(c).id'] : [];
  const takeField = `const { ${field} } = c.req.valid('param');`;
  return [
    {
      operation: 'list',
      name: list,
      checks: [parentCheck],
      body: [
        takeField,
        `const query = parseListQuery(queryOf(c), ${names.variable}ListRules);`,
        { head: `const page = await this.service.${list}(`, args: [field, 'query', ...caller] },
        'return sendJson(c, listBody(page, query));',
      ],
    },
    {
      operation: 'create',
      name: create,
      checks: [parentCheck, `jsonBody(${newSchema})`],
      body: [
        takeField,
        takeInput,
        { head: `const created = await this.service.${create}(`, args: [field, 'input', ...caller] },
        `const location = \`\${apiRoot(c.req.path)}/${names.route}/\${created.id}\`;`,
        'return c.json(itemBody(created), 201, { location });',
      ],
    },
  ];
}

function callerOf(owner: string | undefined): string {
  return owner ? ', principalOf(c).id' : '';
}

/** On as few lines as there may be: the handler is indented less when its head stands on one. */
function print({ operation, name, checks = [], body }: Handler): string {
  // A POST may come twice, which must not make two.
  const maker = operation === 'create' ? 'createIdempotentHandlers' : 'createHandlers';
  const head = `  readonly ${name} = ${maker}(`;
  const line = `${head}${[...checks, 'async (c) => {'].join(', ')}`;
  if (line.length <= 100) return [line, ...statements(body, '    '), '  });'].join('\n');
  const steps = checks.map((one) => breakCall(one, '    '));
  return [head, ...steps, '    async (c) => {', ...statements(body, '      '), '    },', '  );'].join('\n');
}

function statements(body: Handler['body'], indent: string): string[] {
  return body.map((one) => (typeof one === 'string' ? indent + one : fit(one.head, one.args, ');', indent)));
}

/** `jsonBody(schema),` as an argument on lines of its own. */
function breakCall(call: string, indent: string): string {
  const [, head = '', argument = ''] = /^(\w+\()(.*)\)$/.exec(call) ?? [];
  return fit(head, [argument], '),', indent);
}
