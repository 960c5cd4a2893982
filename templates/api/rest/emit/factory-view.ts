/** Names for the test data factory of a resource. */
import type { FieldSpec, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { resourceOf, type Resources } from './known-resources.js';
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
  /** Whether it must belong to the owner of the resource's own row. */
  owned: boolean;
}

/** What the factory says: a value for each field that has no default; rows for references that must be there. */
export function factoryView(spec: ResourceSpec, context: Resources): Record<string, unknown> {
  const { fields, names, operations, owner } = spec;
  const samples = fields.filter(isGiven).map((field) => ({ name: field.name, value: sample(field) }));
  const needed = neededRows(spec, context);
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
    newSignature: newSignature(spec, needed, asked),
    createSignature: createSignature(names),
    owner: owner && ownerTarget ? { field: owner, class: ownerTarget.class } : undefined,
    newCall: newCall(spec, needed),
  };
}

/** Type of what a request may give: the owner is known from elsewhere. */
export function inputType({ names, owner }: ResourceSpec): string {
  return owner ? `Omit<New${names.class}, '${owner}'>` : `New${names.class}`;
}

/** Whether the input it makes has anything in it. */
export function givesValues(spec: ResourceSpec, context: Resources): boolean {
  return spec.fields.some(isGiven) || neededRows(spec, context).length > 0;
}

function isGiven(field: FieldSpec): boolean {
  return field.default === undefined && !field.readonly && !field.ref;
}

/** What the function that makes input needs: nothing, or what it makes rows with, and whose they are to be. */
export function inputNeeds(spec: ResourceSpec, context: Resources): { rows: boolean; owner: boolean } {
  const needed = neededRows(spec, context);
  return { rows: needed.length > 0, owner: needed.some(({ owned }) => owned) };
}

function neededRows(spec: ResourceSpec, context: Resources): Needed[] {
  const single = spec.fields.flatMap((field) =>
    field.ref && !field.optional && !field.readonly
      ? [{ name: field.name, target: field.ref.target, min: undefined }]
      : [],
  );
  const lists = spec.relations.filter(({ min, readonly }) => min > 0 && !readonly);
  return [...single, ...lists].map(({ name, target, min }) => {
    const owner = resourceOf(target, context)?.owner;
    const owned = owner !== undefined && spec.owner !== undefined;
    const given = owned ? `container, { ${owner === spec.owner ? owner : `${owner}: ${spec.owner}`} }` : 'container';
    const row = `(await create${target.class}(${given})).id`;
    return { field: name, value: min === undefined ? row : rowsOf(row, min), target, owned };
  });
}

/** Source text of a list of ids, in their order. */
function rowsOf(row: string, count: number): string {
  return count === 1
    ? `[${row}]`
    : `(await Promise.all(Array.from({ length: ${count} }, async () => ${row}))).toSorted()`;
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

function newSignature(spec: ResourceSpec, needed: readonly Needed[], asked: string): string {
  const type = inputType(spec);
  const overrides = `overrides: Partial<${type}> = {}`;
  const name = `new${spec.names.class}`;
  if (needed.length === 0) return fit(`${asked}function ${name}(`, [overrides], `): ${type} {`);
  const owner = needed.some(({ owned }) => owned) ? [`${spec.owner}: string`] : [];
  const parameters = ['container: Container', ...owner, overrides];
  return fit(`${asked}async function ${name}(`, parameters, `): Promise<${type}> {`);
}

function newCall({ names, owner }: ResourceSpec, needed: readonly Needed[]): string {
  const overrides = owner === undefined ? 'overrides' : 'others';
  if (needed.length === 0) return `new${names.class}(${overrides})`;
  const owned = needed.some((row) => row.owned) ? `${owner}, ` : '';
  return `await new${names.class}(container, ${owned}${overrides})`;
}

function createSignature({ class: name }: NameForms): string {
  return fit(
    `export async function create${name}(`,
    ['container: Container', `overrides: Partial<New${name}> = {}`],
    `): Promise<${name}> {`,
  );
}
