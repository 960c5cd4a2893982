/** The handlers of a resource, as Prettier prints them. */
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { fit } from '../../../api/rest/emit/text.js';
import type { NestedView } from './nested.js';

/** A property of the controller: what is checked first, and the statements of the handler. */
interface HandlerParts {
  name: string;
  /** Whether it may come twice, which must not make two. */
  repeats?: true;
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
const check = 'const check = preconditions(c.req.header());';

/** The properties that the resource's operations need, each with its text. */
export function handlersOf(spec: ResourceSpec, nested: NestedView | undefined, includes: boolean): string[] {
  const all = { ...ownHandlers(spec, includes), ...(nested && nestedHandlers(spec, nested)) };
  return Object.entries(all)
    .filter(([key]) => spec.operations.includes(key.replace('nested ', '') as Operation))
    .map(([, parts]) => print(parts));
}

function ownHandlers({ names, owner }: ResourceSpec, includes: boolean): Record<string, HandlerParts> {
  const rules = `${names.variable}ListRules`;
  const newBody = `jsonBody(new${names.class}Schema)`;
  const caller = owner ? ', principalOf(c).id' : '';
  const asked = includes ? ', query' : '';
  return {
    list: {
      name: 'list',
      body: [
        `const query = parseListQuery(queryOf(c), ${rules});`,
        `return sendJson(c, listBody(await this.service.list(query${caller}), query));`,
      ],
    },
    get: {
      name: 'get',
      checks: [idCheck],
      body: [
        takeId,
        `const query = parseItemQuery(queryOf(c), ${rules});`,
        `return sendJson(c, itemBody(await this.service.get(id${asked}${caller}), query));`,
      ],
    },
    create: {
      name: 'create',
      repeats: true,
      checks: [newBody],
      body: [
        `const created = await this.service.create(c.req.valid('json')${caller});`,
        'return c.json(itemBody(created), 201, { location: `${c.req.path}/${created.id}` });',
      ],
    },
    replace: {
      name: 'replace',
      checks: [idCheck, newBody],
      body: [
        takeId,
        "const input = c.req.valid('json');",
        check,
        `return c.json(itemBody(await this.service.replace(id, input${caller}, check)));`,
      ],
    },
    update: {
      name: 'update',
      checks: [idCheck, `jsonBody(${names.variable}ChangesSchema)`],
      body: [
        takeId,
        "const changes = c.req.valid('json');",
        check,
        `return c.json(itemBody(await this.service.update(id, changes${caller}, check)));`,
      ],
    },
    delete: {
      name: 'delete',
      checks: [idCheck],
      body: [
        takeId,
        `await this.service.delete(id${caller}, preconditions(c.req.header()));`,
        'return c.body(null, 204);',
      ],
    },
  };
}

/** Of the resource's collection below its parent. */
function nestedHandlers({ names, owner }: ResourceSpec, nested: NestedView): Record<string, HandlerParts> {
  const { field, list, create, newSchema } = nested;
  const caller = owner ? ['principalOf(c).id'] : [];
  const takeField = `const { ${field} } = c.req.valid('param');`;
  return {
    'nested list': {
      name: list,
      checks: [parentCheck],
      body: [
        takeField,
        `const query = parseListQuery(queryOf(c), ${names.variable}ListRules);`,
        { head: `const page = await this.service.${list}(`, args: [field, 'query', ...caller] },
        'return sendJson(c, listBody(page, query));',
      ],
    },
    'nested create': {
      name: create,
      repeats: true,
      checks: [parentCheck, `jsonBody(${newSchema})`],
      body: [
        takeField,
        "const input = c.req.valid('json');",
        { head: `const created = await this.service.${create}(`, args: [field, 'input', ...caller] },
        `const location = \`\${apiRoot(c.req.path)}/${names.route}/\${created.id}\`;`,
        'return c.json(itemBody(created), 201, { location });',
      ],
    },
  };
}

/** On as few lines as there may be: the handler is indented less when its head stands on one. */
function print({ name, repeats, checks = [], body }: HandlerParts): string {
  const maker = repeats ? 'createIdempotentHandlers' : 'createHandlers';
  const head = `  readonly ${name} = ${maker}(`;
  const line = `${head}${[...checks, 'async (c) => {'].join(', ')}`;
  if (line.length <= 100) return [line, ...statements(body, '    '), '  });'].join('\n');
  const steps = checks.map((one) => breakCall(one, '    '));
  return [head, ...steps, '    async (c) => {', ...statements(body, '      '), '    },', '  );'].join('\n');
}

function statements(body: HandlerParts['body'], indent: string): string[] {
  return body.map((one) => (typeof one === 'string' ? indent + one : fit(one.head, one.args, ');', indent)));
}

/** `jsonBody(schema),` as an argument on lines of its own. */
function breakCall(call: string, indent: string): string {
  const [, head = '', argument = ''] = /^(\w+\()(.*)\)$/.exec(call) ?? [];
  return fit(head, [argument], '),', indent);
}
