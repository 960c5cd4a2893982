/** Names for what callers see of a resource: without its hidden fields, with the relations they asked for. */
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import type { Include } from './includes.js';
import { modelImport } from './model-view.js';
import { capital, fit } from './text.js';

/** Whether callers see less of it than is stored. */
export function hides(spec: ResourceSpec): boolean {
  return hiddenNames(spec).length > 0 && spec.operations.some((operation) => operation !== 'delete');
}

/** Name of the type of what callers see. */
export function shownType(spec: ResourceSpec, includes: readonly Include[]): string {
  return hides(spec) || includes.length > 0 ? `${spec.names.class}View` : spec.names.class;
}

/** What the file says that makes of a resource what callers see. */
export function shownView(spec: ResourceSpec, includes: readonly Include[]): Record<string, unknown> {
  const { names } = spec;
  const hidden = hiddenNames(spec);
  const base =
    hidden.length > 0 ? `Omit<${names.class}, ${hidden.map((name) => `'${name}'`).join(' | ')}>` : names.class;
  const targets = targetsOf(includes);
  return {
    needed: hides(spec) || includes.length > 0,
    hides: hides(spec),
    base,
    rest: fit('const {', [...hidden.map((name) => `${name}: _${name}`), '...shown'], `} = ${names.variable};`, '  '),
    imports: importsOf(spec, targets),
    includes: includes.map(includeView),
    targets: targets.map((target) => targetView(target.spec, includes)),
    constructor: constructorOf(targets.map(({ target }) => target)),
  };
}

/** A constructor that takes repositories, as Prettier prints it. */
export function constructorOf(resources: readonly NameForms[], others: readonly string[] = []): string {
  const repositories = resources.map((names) => `${names.variablePlural}: ${names.class}Repository`);
  const parameters = [...repositories, ...others].map((parameter) => `private readonly ${parameter}`);
  if (parameters.length === 1) return `  constructor(${parameters.join()}) {}`;
  return ['  constructor(', ...parameters.map((parameter) => `    ${parameter},`), '  ) {}'].join('\n');
}

function hiddenNames({ fields, relations }: ResourceSpec): string[] {
  return [...fields, ...relations].filter(({ hidden }) => hidden).map(({ name }) => name);
}

/** One include for each resource that is included. */
function targetsOf(includes: readonly Include[]): Include[] {
  return [...new Map(includes.map((include) => [include.target.key, include])).values()];
}

function includeView({ relation, field, many, optional, target, spec }: Include): Record<string, unknown> {
  const found = target.variablePlural;
  const ids = many || optional ? 'flatMap' : 'map';
  const type = typeOf(spec);
  return {
    relation,
    type: many ? `${type}[]` : `${type} | null`,
    method: `include${capital(relation)}`,
    found,
    load: `this.${found}ById(items.${ids}(({ ${field} }) => ${field}${optional ? ' ?? []' : ''}))`,
    value: many ? `item.${field}.flatMap((id) => ${found}.get(id) ?? [])` : `${found}.get(item.${field}) ?? null`,
  };
}

/** Type of what is seen of an included row. */
function typeOf(spec: ResourceSpec): string {
  if (spec.shown) return `Pick<${spec.names.class}, ${['id', ...spec.shown].map((name) => `'${name}'`).join(' | ')}>`;
  return hides(spec) ? `${spec.names.class}View` : spec.names.class;
}

function targetView(spec: ResourceSpec, includes: readonly Include[]): Record<string, unknown> {
  const { names, shown } = spec;
  const one = names.variable;
  const fields = ['id', ...(shown ?? [])].join(', ');
  const pair = shown
    ? `({ ${fields} }) => [id, { ${fields} }]`
    : `(${one}) => [${one}.id, ${hides(spec) ? `show${names.class}(${one})` : one}]`;
  // Asked for with the id of a relation that there may be none of.
  const mayBeNull = includes.some(({ target, optional }) => target.key === names.key && optional);
  return {
    plural: names.variablePlural,
    map: `new Map${mayBeNull ? `<string | null, ${typeOf(spec)}>` : ''}(${names.variablePlural}.map(${pair}))`,
  };
}

/** What it imports: models, repositories and what is shown of others. */
function importsOf({ names }: ResourceSpec, targets: readonly Include[]): string[] {
  const others = targets.filter(({ target }) => target.key !== names.key);
  const fromOthers = others.flatMap(({ spec, target: { class: name, file } }) => [
    hides(spec) && !spec.shown
      ? `import { type ${name}View, show${name} } from '../${file}/${file}.view.js';`
      : `import type { ${name} } from '../${file}/${file}.model.js';`,
    `import type { ${name}Repository } from '../${file}/${file}.repository.js';`,
  ]);
  const itself = others.length < targets.length;
  return [
    ...fromOthers.sort((a, b) => (specifier(a) < specifier(b) ? -1 : 1)),
    modelImport(names, [names.class]),
    ...(itself ? [`import type { ${names.class}Repository } from './${names.file}.repository.js';`] : []),
  ];
}

function specifier(line: string): string {
  return line.slice(line.indexOf(' from '));
}
