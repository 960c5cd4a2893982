/**
 * What a repository's template cannot say by itself: mostly where Prisma's types of a row are not those of the model.
 * Resources without such fields get rows handed through, and no mapping at all.
 */
import type { FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';
import {
  createInput,
  expectedView,
  linkOf,
  updateInput,
  updateMethods,
  type ExpectedView,
  type Link,
  type UpdateMethod,
  type WriteView,
} from './repository-writes.js';
import {
  bindingOf,
  capital,
  functionHead,
  pattern,
  readProperty,
  uncapital,
  written,
  type Property,
} from './values.js';

/** Extra names for the repository's template. */
export interface RepositoryView {
  /** Header sentence's subject: `Blog posts`. */
  subject: string;
  /** Head of the function that makes it. */
  signature: string;
  /** Property of the client: `database.blogPost`. */
  model: string;
  /** Import from Prisma's generated client up to its closing brace; empty when there is none. */
  clientImport: string;
  /** Source of the conditions that pick a row by its id. */
  byId: string;
  finders: readonly FieldMethod[];
  deleters: readonly FieldMethod[];
  /** Properties of the model made from a row, where they differ. */
  reads: readonly Property[];
  /** Whether rows are made into the model; where not, they are the model. */
  mapped: boolean;
  /** Many-to-many relations. */
  links: readonly Link[];
  /** The parameter of the function that makes the model from a row. */
  rowPattern: string;
  /** Whether rows that join others are written. */
  linked: boolean;
  createInput: WriteView;
  updateInput: WriteView;
  updates: readonly UpdateMethod[];
  /** Parts of the function that makes conditions from expected values, where it takes one. */
  expected: ExpectedView | undefined;
  /** Arguments of the function that reads a list's query. */
  listArguments: string;
  /** Methods that another one comes before. */
  gaps: Readonly<Record<Method, boolean>>;
}

const methodOrder = [
  'list',
  'findById',
  'findByIds',
  'findBy',
  'create',
  'update',
  'updateIf',
  'delete',
  'deleteBy',
] as const;
type Method = (typeof methodOrder)[number];

interface FieldMethod {
  method: string;
  parameter: string;
  /** Source of the property in Prisma's `where`. */
  condition: string;
}

/**
 * The view of a resource's repository.
 *
 * @param resources All resources made so far.
 */
export function repositoryView(spec: ResourceSpec, resources: readonly ResourceSpec[]): RepositoryView {
  const { names, fields, relations, repository } = spec;
  const reads = fields.flatMap((field) => readProperty(field, names.class));
  const days = repository.list ? fields.filter(({ type, hidden }) => type === 'date' && !hidden) : [];
  const links = relations.map((relation) => linkOf(relation, resources));
  const changes = updateInput(fields, links);
  const gaps = gapsOf(spec);
  return {
    subject: capital(names.humanPlural),
    signature: functionHead(
      `export function create${names.class}Repository`,
      ['database: Database'],
      `${names.class}Repository`,
    ),
    model: uncapital(names.class),
    clientImport: clientImport(spec, reads.length > 0),
    byId: spec.softDelete ? '{ id, deletedAt: null }' : '{ id }',
    finders: repository.findBy.map((field) => methodOf('findBy', field)),
    deleters: repository.deleteBy.map((field) => methodOf('deleteBy', field)),
    reads,
    mapped: reads.length > 0 || links.length > 0,
    links,
    rowPattern: links.length > 0 ? `{ ${pattern(links.map(({ relation }) => relation))}, ...row }` : 'row',
    linked: links.length > 0 && (repository.create || repository.update || repository.updateIf),
    createInput: createInput(fields, links),
    updateInput: changes,
    updates: updateMethods(spec, changes.parameter, gaps),
    expected: expectedView(spec),
    listArguments: listArguments(days, links),
    gaps,
  };
}

function listArguments(days: readonly FieldSpec[], links: readonly Link[]): string {
  const forms = [
    ...(days.length > 0 ? [`days: [${days.map(({ name }) => `'${name}'`).join(', ')}]`] : []),
    ...(links.length > 0 ? ['lists'] : []),
  ];
  return forms.length > 0 ? `query, { ${forms.join(', ')} }` : 'query';
}

function gapsOf({ repository }: ResourceSpec): Record<Method, boolean> {
  const has = (method: Method): boolean => {
    const wanted = repository[method];
    return typeof wanted === 'boolean' ? wanted : wanted.length > 0;
  };
  const gaps = methodOrder.map((method, index) => [method, methodOrder.slice(0, index).some(has)] as const);
  return Object.fromEntries(gaps) as Record<Method, boolean>;
}

function clientImport({ names, fields, relations, repository }: ResourceSpec, reads: boolean): string {
  const namesNull = repository.create || repository.update || repository.updateIf;
  const row = `${names.class} as ${names.class}Row`;
  // With relations, the type of a row follows from what is read with it.
  const types = reads && relations.length === 0 ? [row] : [];
  if (namesNull && fields.some(({ type }) => type === 'json')) {
    return `import { ${['Prisma', ...types.map((type) => `type ${type}`)].join(', ')} }`;
  }
  const imported = relations.length > 0 ? ['Prisma'] : types;
  return imported.length > 0 ? `import type { ${imported.join(', ')} }` : '';
}

function methodOf(verb: string, field: FieldSpec): FieldMethod {
  const parameter = bindingOf(field.name);
  const value = written(field, parameter, false);
  return {
    method: verb + capital(field.name),
    parameter,
    condition: value === field.name ? field.name : `${field.name}: ${value}`,
  };
}
