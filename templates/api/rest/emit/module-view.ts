/** Names for the modules of a resource: the parts they put together. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf, type Include } from './includes.js';
import { cachedView } from './model-view.js';
import { liesUnderAnother } from './offers.js';
import { checkedReferences } from './references-view.js';
import { collaborators } from './service-imports.js';
import { fit } from './text.js';

/** What the file is made from. */
interface Parts {
  spec: ResourceSpec;
  /** Resources whose repositories the service asks, beside its own. */
  asked: readonly NameForms[];
  /** Resources whose repositories the relations come from. */
  included: readonly NameForms[];
  cached: boolean;
  /** Suffix of files with repositories. */
  persistence: string;
}

/** What the file of the modules says. */
export function moduleView(
  spec: ResourceSpec,
  includes: readonly Include[],
  cached: boolean,
  context: ResourceContext,
): Record<string, unknown> {
  const { names, parent } = spec;
  const stem = nestedStem(spec);
  const parts = partsOf(spec, includes, cached, context);
  return {
    nested: stem && { stem, path: `/${parent?.target.route}/:${parent?.field}/${names.route}` },
    parent: parent?.target.human ?? '',
    imports: importsOf(parts),
    from: containerOf(parts),
    statements: [...repositoriesOf(parts), ...(isPlain(parts) ? [] : [`const service = ${serviceOf(parts)};`])],
    controller: `new ${names.class}Controller(${isPlain(parts) ? serviceOf(parts) : 'service'})`,
  };
}

/** How the service of a resource is made of the container, where a framework has modules of its own. */
export interface Assembly {
  /** What it takes out of the container: `{ database }`. */
  from: string;
  /** Declare the repositories. */
  statements: string[];
  /** What its constructor takes. */
  collaborators: string[];
  /** Import declarations, in the order of their files. */
  imports: Record<'others' | 'repositories' | 'service', string[]>;
}

export function assemblyOf(spec: ResourceSpec, context: ResourceContext): Assembly {
  const parts = partsOf(spec, includesOf(spec, context), cachedView(spec, context.has).used, context);
  return {
    from: containerOf(parts),
    statements: repositoriesOf(parts),
    collaborators: argumentsOf(parts),
    imports: {
      others: otherImports(parts),
      repositories: repositoryImports(parts),
      service: serviceImports(parts),
    },
  };
}

function partsOf(spec: ResourceSpec, includes: readonly Include[], cached: boolean, context: ResourceContext): Parts {
  return {
    spec,
    asked: collaborators(spec, checkedReferences(spec, context)),
    included: distinct(includes.map(({ target }) => target)),
    cached,
    persistence: context.facts.persistence ?? '',
  };
}

function containerOf({ cached }: Parts): string {
  return cached ? '{ cache, database }' : '{ database }';
}

/** `commentsOfPost`: what the names for the collection below a parent begin with. */
export function nestedStem(spec: ResourceSpec): string | undefined {
  return spec.parent && liesUnderAnother(spec)
    ? `${spec.names.variablePlural}Of${spec.parent.target.class}`
    : undefined;
}

function repositoriesOf(parts: Parts): string[] {
  const { spec, cached } = parts;
  const { class: name, variablePlural } = spec.names;
  return [
    `const ${cached ? 'stored' : variablePlural} = ${stored(spec.names)};`,
    ...(cached ? [`const ${variablePlural} = new Cached${name}Repository(stored, cache);`] : []),
    ...othersOf(parts).map((other) => `const ${other.variablePlural} = ${stored(other)};`),
  ];
}

function stored({ class: name }: NameForms): string {
  return `create${name}Repository(database.client)`;
}

function serviceOf(parts: Parts): string {
  return `new ${parts.spec.names.class}Service(${argumentsOf(parts).join(', ')})`;
}

function argumentsOf({ spec: { names }, asked, included, cached }: Parts): string[] {
  // What is included comes fresh from the database, whatever the cache holds.
  const source = (target: NameForms) => (cached && target.key === names.key ? 'stored' : target.variablePlural);
  const related = `new ${names.class}Relations(${included.map(source).join(', ')})`;
  const repositories = [names, ...asked].map(({ variablePlural }) => variablePlural);
  return [...repositories, ...(included.length > 0 ? [related] : [])];
}

/** Whether the service needs nothing but its own repository. */
function isPlain({ asked, included }: Parts): boolean {
  return asked.length === 0 && included.length === 0;
}

function othersOf({ spec, asked, included }: Parts): NameForms[] {
  return distinct([...asked, ...included]).filter(({ key }) => key !== spec.names.key);
}

function distinct(resources: readonly NameForms[]): NameForms[] {
  return [...new Map(resources.map((names) => [names.key, names])).values()];
}

function importsOf(parts: Parts): string[] {
  const { class: name, file, variable } = parts.spec.names;
  const stem = nestedStem(parts.spec);
  const routes = [`${variable}Routes`, ...(stem ? [`${stem}Routes`] : [])];
  const paths = [`${variable}Paths`, ...(stem ? [`${stem}Paths`] : [])];
  return [
    ...(stem ? ["import type { Container } from '../../container.js';"] : []),
    "import type { ApiModule } from '../../platform/http/module.js';",
    ...otherImports(parts),
    importOf(`${name}Controller`, `./${file}.controller.js`),
    fit('import {', paths.sort(), `} from './${file}.openapi.js';`),
    ...repositoryImports(parts),
    fit('import {', routes.sort(), `} from './${file}.routes.js';`),
    ...serviceImports(parts),
  ];
}

function otherImports(parts: Parts): string[] {
  return othersOf(parts)
    .map((other) =>
      importOf(`create${other.class}Repository`, `../${other.file}/${other.file}.repository.${parts.persistence}.js`),
    )
    .sort((a, b) => (a.slice(a.indexOf(' from ')) < b.slice(b.indexOf(' from ')) ? -1 : 1));
}

function repositoryImports({ spec, cached, persistence }: Parts): string[] {
  const { class: name, file } = spec.names;
  return [
    ...(cached ? [importOf(`Cached${name}Repository`, `./${file}.repository.cached.js`)] : []),
    importOf(`create${name}Repository`, `./${file}.repository.${persistence}.js`),
  ];
}

function serviceImports({ spec, included }: Parts): string[] {
  const { class: name, file } = spec.names;
  return [
    importOf(`${name}Service`, `./${file}.service.js`),
    ...(included.length > 0 ? [importOf(`${name}Relations`, `./${file}.view.js`)] : []),
  ];
}

function importOf(name: string, from: string): string {
  return `import { ${name} } from '${from}';`;
}
