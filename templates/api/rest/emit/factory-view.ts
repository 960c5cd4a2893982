/** Names for the test data factory of a resource. */
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { modelImport } from './model-view.js';
import { sample } from './samples.js';
import { fit } from './text.js';

/** A row that has to be there before the resource's own. */
interface Needed {
  /** Property that refers to it: `authorId`, `tagIds`. */
  field: string;
  /** Source text of its id, or of a list of ids. */
  value: string;
  target: NameForms;
}

/** What the factory says: a value for each field that has no default; rows for references that must be there. */
export function factoryView(spec: ResourceSpec): Record<string, unknown> {
  const { fields, names, operations, owner } = spec;
  const given = fields.filter((field) => field.default === undefined && !field.readonly && !field.ref);
  const samples = given.map((field) => ({ name: field.name, value: sample(field) }));
  const needed = neededRows(spec);
  const source = samples.map(({ value }) => value).join();
  const crypto = ['randomInt', 'randomUUID'].filter((name) => source.includes(`${name}(`));
  const asked = operations.includes('create') || operations.includes('replace') ? 'export ' : '';
  const ownerTarget = ownerOf(spec);
  const targets = [...needed.map(({ target }) => target), ...(ownerTarget ? [ownerTarget] : [])];
  return {
    samples,
    needed,
    imports: targetImports(spec, targets),
    crypto: crypto.join(', '),
    modelImports: modelImport(names, [names.class, `New${names.class}`]),
    newSignature: newSignature(spec, needed.length > 0, asked),
    createSignature: createSignature(spec),
    owner: owner && ownerTarget ? { field: owner, class: ownerTarget.class } : undefined,
    newCall: needed.length > 0 ? `await new${names.class}(container, overrides)` : `new${names.class}(overrides)`,
  };
}

/** Type of what a request may give: the owner is known from elsewhere. */
export function inputType({ names, owner }: ResourceSpec): string {
  return owner ? `Omit<New${names.class}, '${owner}'>` : `New${names.class}`;
}

/** Whether input refers to rows that must be there first. */
export function needsRows(spec: ResourceSpec): boolean {
  return neededRows(spec).length > 0;
}

function neededRows({ fields, relations }: ResourceSpec): Needed[] {
  const single = fields.flatMap((field) => {
    if (!field.ref || field.optional || field.readonly) return [];
    const { target } = field.ref;
    return [{ field: field.name, value: `(await create${target.class}(container)).id`, target }];
  });
  const lists = relations.flatMap(({ name, target, min, readonly }) => {
    if (min === 0 || readonly) return [];
    const one = `(await create${target.class}(container)).id`;
    const value = min === 1 ? `[${one}]` : `await Promise.all(Array.from({ length: ${min} }, async () => ${one}))`;
    return [{ field: name, value, target }];
  });
  return [...single, ...lists];
}

function ownerOf({ fields, owner }: ResourceSpec): NameForms | undefined {
  return fields.find(({ name }) => name === owner)?.ref?.target;
}

function targetImports({ names }: ResourceSpec, targets: readonly NameForms[]): string[] {
  const others = targets.filter(({ key }) => key !== names.key);
  return [...new Map(others.map((target) => [target.key, target])).values()].map(
    (target) => `import { create${target.class} } from '../${target.file}/${target.file}.factory.js';`,
  );
}

function newSignature(spec: ResourceSpec, waits: boolean, asked: string): string {
  const type = inputType(spec);
  const overrides = `overrides: Partial<${type}> = {}`;
  const name = `new${spec.names.class}`;
  return waits
    ? fit(`${asked}async function ${name}(`, ['container: Container', overrides], `): Promise<${type}> {`)
    : fit(`${asked}function ${name}(`, [overrides], `): ${type} {`);
}

function createSignature({ names, owner }: ResourceSpec): string {
  const overrides = owner ? `{ ${owner}, ...overrides }` : 'overrides';
  return fit(
    `export async function create${names.class}(`,
    ['container: Container', `${overrides}: Partial<New${names.class}> = {}`],
    `): Promise<${names.class}> {`,
  );
}
