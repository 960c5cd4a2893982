/** Import declarations of the service of a resource: no more than what it uses. */
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import type { Include } from './includes.js';
import { modelImport } from './model-view.js';
import { liesUnderAnother, offers } from './offers.js';
import type { CheckedReference } from './references-view.js';
import { hides, shownType } from './shown-view.js';
import { fit } from './text.js';

/** In the order in which they are to stand. */
export function serviceImports(
  spec: ResourceSpec,
  includes: readonly Include[],
  references: readonly CheckedReference[],
): string[] {
  const { names } = spec;
  const finds = offers(spec, 'get', 'replace', 'update', 'delete');
  const errors = [
    ...(references.length > 0 ? ['missingReference'] : []),
    ...(finds || liesUnderAnother(spec) ? ['notFound'] : []),
  ];
  return [
    ...(offers(spec, 'replace', 'update', 'delete') ? ["import type { Check } from '../../shared/check.js';"] : []),
    ...(errors.length > 0 ? [`import { ${errors.join(', ')} } from '../../shared/errors.js';`] : []),
    ...queryImports(spec, includes),
    ...collaborators(spec, references)
      .map((other) => `import type { ${other.class}Repository } from '../${other.file}/${other.file}.repository.js';`)
      .sort(),
    ...modelImports(spec, includes, references),
    `import type { ${names.class}Repository } from './${names.file}.repository.js';`,
    ...viewImports(spec, includes),
  ];
}

/** Resources whose repositories the service asks, beside its own. */
export function collaborators(spec: ResourceSpec, references: readonly CheckedReference[]): NameForms[] {
  const parents = spec.parent && liesUnderAnother(spec) ? [spec.parent.target] : [];
  const targets = [...parents, ...references.map(({ target }) => target)];
  return [...new Map(targets.map((target) => [target.key, target])).values()].filter(
    ({ key }) => key !== spec.names.key,
  );
}

function queryImports({ operations, owner, parent }: ResourceSpec, includes: readonly Include[]): string[] {
  const item = operations.includes('get') && includes.length > 0 ? ['ItemQuery'] : [];
  const list = operations.includes('list');
  const types = [...item, ...(list ? ['ListQuery', 'Page'] : [])];
  const from = "} from '../../shared/list-query.js';";
  if (types.length === 0) return [];
  if (!list || (!owner && !parent)) return [fit('import type {', types, from)];
  return [fit('import {', [...item.map(typed), typed('ListQuery'), 'matching', typed('Page')], from)];
}

function typed(name: string): string {
  return `type ${name}`;
}

function modelImports(
  spec: ResourceSpec,
  includes: readonly Include[],
  references: readonly CheckedReference[],
): string[] {
  const { class: name } = spec.names;
  const seenAsStored = shownType(spec, includes) === name;
  const finds = spec.owner !== undefined && offers(spec, 'get', 'replace', 'update', 'delete');
  const partial = references.length > 0 && !spec.repository.update;
  const types = [
    ...(seenAsStored || finds ? [name] : []),
    ...(offers(spec, 'create', 'replace') || partial ? [`New${name}`] : []),
    ...(offers(spec, 'update') || (references.length > 0 && spec.repository.update) ? [`${name}Changes`] : []),
  ];
  return types.length > 0 ? [modelImport(spec.names, types)] : [];
}

function viewImports(spec: ResourceSpec, includes: readonly Include[]): string[] {
  const { class: name, file } = spec.names;
  const type = shownType(spec, includes);
  if (type === name) return [];
  const types = [...(includes.length > 0 ? [`${name}Relations`] : []), type];
  const from = `} from './${file}.view.js';`;
  return [
    hides(spec)
      ? fit('import {', [...types.map((shown) => `type ${shown}`), `show${name}`], from)
      : fit('import type {', types, from),
  ];
}
