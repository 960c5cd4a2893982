/** Routes and controllers of resources, in every framework: in Prettier's form, and with nothing they do not need. */
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { renderFolder } from '../../src/render/render.js';
import { nameForms } from '../../src/resource/names.js';
import { parseResourceLine } from '../../src/resource/parse.js';
import type { ResourceContext } from '../../src/catalog/fragment.js';
import type { Access, AccessRule, Operation, ResourceSpec } from '../../src/resource/spec.js';
import { catalog, compose } from '../support/compose.js';
import { guarded } from './resource-support.js';

const style = { printWidth: 100, singleQuote: true, trailingComma: 'all', parser: 'typescript' } as const;

const longest = 'considerably-internationalised-resources';
const role = { kind: 'role', role: 'admin' } as const;
const [open, known, own] = (['public', 'authenticated', 'owner'] as const).map((kind): AccessRule => ({ kind }));
const accesses = [
  { read: open, write: open },
  { read: open, write: known },
  { read: known, write: role },
  { read: own, write: own },
] as Access[];
const offers: Operation[][] = [
  ['list', 'get', 'create', 'replace', 'update', 'delete'],
  ['list'],
  ['get'],
  ['create'],
  ['list', 'create', 'delete'],
  ['get', 'replace'],
  ['update', 'delete'],
];

/** Every kind of access with every choice of operations, with and without a parent, with short and long names. */
const specs = ['comment', longest].flatMap((name) =>
  [undefined, 'post', longest.replace('resources', 'publisher')].flatMap((parent) =>
    accesses.flatMap((access) => offers.map((operations) => specOf(name, parent, access, operations))),
  ),
);

function specOf(name: string, parent: string | undefined, access: Access, operations: Operation[]): ResourceSpec {
  const spec: ResourceSpec = { ...parseResourceLine(`${name} body:string`, guarded), access, operations };
  if (access.read.kind === 'owner') spec.owner = 'ownerId';
  if (parent) spec.parent = { field: `${nameForms(parent).variable}Id`, target: nameForms(parent) };
  return spec;
}

describe.each(catalog.ofKind('framework').map(({ id }) => id))('%s', async (framework) => {
  const { plan, tree } = await compose({ framework, auth: 'jwt' });
  const fragment = catalog.ofKind('framework').find(({ id }) => id === framework);
  if (!fragment) throw new Error('no fragment');

  const files = specs.flatMap((spec) => {
    const context: ResourceContext = { ...plan.context, resources: [spec], tree };
    const view = { ...context, resource: spec, ...fragment.resource?.view?.(spec, context) };
    return renderFolder({ fragment, view, context, names: spec.names, folder: 'resource' });
  });

  it('writes routes and a controller as Prettier has them', { timeout: 60_000 }, async () => {
    expect(files).toHaveLength(specs.length * 2);
    for (const { content } of files) expect(content).toBe(await prettier.format(content, style));
  });

  it('imports and declares nothing that is not used', () => {
    for (const { content } of files) {
      const imported = [...content.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
        names.split(',').map((name) => name.replace('type ', '').trim()),
      );
      const declared = [...content.matchAll(/^(?:type|const) (\w+)/gm)].map(([, name = '']) => name);
      for (const name of [...imported, ...declared].filter(Boolean)) {
        expect(content.match(new RegExp(`\\b${name}\\b`, 'g'))?.length, `${name}\n${content}`).toBeGreaterThan(1);
      }
    }
  });
});
