/** Names for the templates in persistence/ and resource/. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { Operation, ResourceSpec } from '../../../../src/resource/spec.js';
import { factoryView } from './factory-view.js';
import { cachedView, enumsOf, modelView } from './model-view.js';
import { openApiView } from './openapi-view.js';
import { schemaView, serviceView } from './schema-view.js';
import { testView } from './test-view.js';
import { capital, withArticle } from './text.js';

const allOperations: readonly Operation[] = ['list', 'get', 'create', 'replace', 'update', 'delete'];

/** Everything the templates of one resource are told beside the resource itself. */
export function resourceView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> {
  const { names, repository } = spec;
  const one = withArticle(names.human);
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
    schema: schemaView(spec),
    service: serviceView(spec),
    cached: cachedView(spec, context.has),
    factory: factoryView(spec),
    openapi: openApiView(spec),
    test: testView(spec, context),
  };
}
