/** Names for the templates in persistence/ and resource/. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { factoryView } from './factory-view.js';
import { includesOf } from './includes.js';
import { cachedView, enumsOf, modelView } from './model-view.js';
import { moduleView } from './module-view.js';
import { openApiView } from './openapi-view.js';
import { schemaView } from './schema-view.js';
import { serviceView } from './service-view.js';
import { shownView } from './shown-view.js';
import { concurrencyTestView } from './test-concurrency.js';
import { ownerTestView } from './test-owner.js';
import { relationsTestView } from './test-relations.js';
import { testView } from './test-view.js';
import { capital, withArticle } from './text.js';

const allOperations: readonly Operation[] = ['list', 'get', 'create', 'replace', 'update', 'delete'];

/** Everything the templates of one resource are told beside the resource itself. */
export function resourceView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, repository } = spec;
  const one = withArticle(names.human);
  const includes = includesOf(spec, context);
  const cached = cachedView(spec, context.has);
  return {
    ...names,
    article: one,
    capitalArticle: capital(one),
    capitalHuman: capital(names.human),
    capitalPlural: capital(names.humanPlural),
    operations: Object.fromEntries(allOperations.map((name) => [name, spec.operations.includes(name)])),
    repository,
    enums: enumsOf(spec),
    ...modelView(spec),
    schema: schemaView(spec, includes),
    shown: shownView(spec, includes),
    service: serviceView(spec, includes, context),
    cached,
    module: moduleView(spec, includes, cached.used, context),
    factory: factoryView(spec, context),
    openapi: openApiView(spec, includes),
    test: testView(spec, context),
    related: relationsTestView(spec, context),
    concurrency: concurrencyTestView(spec, context),
    owned: ownerTestView(spec, context),
  };
}
