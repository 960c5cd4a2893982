/** Names for the service of a resource. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import type { Include } from './includes.js';
import { resourceOf, type Resources } from './known-resources.js';
import { liesUnderAnother, offers } from './offers.js';
import { checkedReferences, ownerSeen, referenceChecks, type CheckedReference } from './references-view.js';
import { collaborators, serviceImports } from './service-imports.js';
import { constructorOf, hides, shownType } from './shown-view.js';
import { capital, fit } from './text.js';

/** What the service says. */
export function serviceView(
  spec: ResourceSpec,
  includes: readonly Include[],
  context: Resources,
): Record<string, unknown> {
  const { names, owner } = spec;
  const references = checkedReferences(spec, context);
  const finds = offers(spec, 'get', 'replace', 'update', 'delete');
  return {
    shown: shownType(spec, includes),
    hides: hides(spec),
    includes: includes.length > 0,
    imports: serviceImports(spec, includes, references),
    constructor: constructorOf(
      [names, ...collaborators(spec, references)],
      includes.length > 0 ? [`related: ${names.class}Relations`] : [],
    ),
    caller: owner ? `, ${owner}: string` : '',
    passCaller: owner ? `, ${owner}` : '',
    owner,
    finds,
    findsOwn: finds && owner !== undefined,
    query: owner ? `matching(query, '${owner}', ${owner})` : 'query',
    input: without(spec, owner ? [owner] : []),
    created: owner ? `{ ...input, ${owner} }` : 'input',
    itemQuery: includes.length > 0 ? ', query: ItemQuery' : '',
    get: getStatements(spec, includes),
    ...conditionalView(spec, includes),
    write: writeStatements(spec, references),
    result: hides(spec) ? `show${names.class}(${names.variable})` : names.variable,
    nested: nestedView(spec, includes, context),
    ...referencesView(spec, references),
  };
}

/** The statements that answer with one row, and with the relations that were asked for. */
function getStatements(spec: ResourceSpec, includes: readonly Include[]): string[] {
  const { class: name, variable } = spec.names;
  const hidden = hides(spec);
  if (includes.length === 0 && spec.owner) {
    const found = `this.find(id, ${spec.owner})`;
    return [hidden ? `return show${name}(await ${found});` : `return ${found};`];
  }
  const find = findStatements(spec, includes.length > 0 && !hidden ? `${name}View` : undefined);
  if (includes.length === 0) return [...find, `return ${hidden ? `show${name}(${variable})` : variable};`];
  const shown = hidden ? 'shown' : variable;
  return [
    ...find,
    ...(hidden ? [`const shown = show${name}(${variable});`] : []),
    `await this.related.include([${shown}], query.include);`,
    `return ${shown};`,
  ];
}

/** The statements that find one row; `type` is what it becomes, where that is more than what is found. */
function findStatements({ names, owner }: ResourceSpec, type: string | undefined): string[] {
  const { human, variable, variablePlural } = names;
  if (owner) return [`const ${variable}${type ? `: ${type}` : ''} = await this.find(id, ${owner});`];
  return [
    `const ${variable}${type ? `: ${type} | undefined` : ''} = await this.${variablePlural}.findById(id);`,
    `if (!${variable}) throw notFound('${capital(human)}');`,
  ];
}

/** The statements that write changes to a row. */
function writeStatements(spec: ResourceSpec, references: readonly CheckedReference[]): string[] {
  const { names, operations, owner } = spec;
  const { human, variable, variablePlural } = names;
  const changes = operations.includes('update') ? 'changes' : 'input';
  const caller = references.some((reference) => reference.owner !== undefined) ? `, ${owner}` : '';
  return [
    ...(owner ? [`await this.find(id, ${owner});`] : []),
    ...(references.length > 0 ? [`await this.requireReferences(${changes}${caller});`] : []),
    fit(
      `const ${variable} = await this.${variablePlural}.update(`,
      ['id', changes, checkOf(spec)],
      ');',
      '    ',
    ).trim(),
    `if (!${variable}) throw notFound('${capital(human)}');`,
  ];
}

/** What changes a row only when it is as the caller has seen it: heads of methods, and what they pass on. */
function conditionalView(spec: ResourceSpec, includes: readonly Include[]): Record<string, string> {
  const { names, owner } = spec;
  const shown = shownType(spec, includes);
  const caller = owner ? [`${owner}: string`] : [];
  const head = (method: string, parameters: readonly string[], answer: string) =>
    fit(
      `async ${method}(`,
      ['id: string', ...parameters, ...caller, `check?: Check<${shown}>`],
      `): Promise<${answer}> {`,
      '  ',
    );
  return {
    replaceHead: head('replace', [`input: ${without(spec, owner ? [owner] : [])}`], shown),
    updateHead: head('update', [`changes: ${names.class}Changes`], shown),
    deleteHead: head('delete', [], 'void'),
    deletion: fit(`const deleted = await this.${names.variablePlural}.delete(`, ['id', checkOf(spec)], ');', '    '),
  };
}

/** The check of a stored row: the caller's, of what callers see. */
function checkOf(spec: ResourceSpec): string {
  return hides(spec) ? `check && ((row) => check(show${spec.names.class}(row)))` : 'check';
}

function referencesView(spec: ResourceSpec, references: readonly CheckedReference[]): Record<string, unknown> {
  const fields = references.map(({ field }) => field);
  const owned = references.some(({ owner }) => owner !== undefined);
  const changes = spec.repository.update ? `${spec.names.class}Changes` : `Partial<New${spec.names.class}>`;
  const reasons = [
    ...(references.some(({ softDelete }) => softDelete) ? ['was deleted'] : []),
    ...(owned ? ['belongs to somebody else'] : []),
  ];
  return {
    references: references.length > 0,
    referencesCaller: owned ? `, ${spec.owner}` : '',
    referencesHead: owned
      ? fit(
          'private async requireReferences(',
          [`{ ${fields.join(', ')} }: ${changes}`, `${spec.owner}: string`],
          '): Promise<void> {',
          '  ',
        )
      : fit('private async requireReferences({', fields, `}: ${changes}): Promise<void> {`, '  '),
    referenceChecks: referenceChecks(references, spec.owner),
    referencesWhy: `What ${reasons.join(' or ')} is still there for the database.`,
  };
}

/** What is said of the collection below a parent. */
function nestedView(
  spec: ResourceSpec,
  includes: readonly Include[],
  context: Resources,
): Record<string, unknown> | undefined {
  const { owner, parent } = spec;
  if (!parent || !liesUnderAnother(spec)) return undefined;
  const { class: name, human, variable, variablePlural } = parent.target;
  const input = without(spec, [...(owner ? [owner] : []), parent.field]);
  const shown = shownType(spec, includes);
  const caller = owner ? [`${owner}: string`] : [];
  const head = (start: string, parameter: string, answer: string) =>
    fit(start, [`${parent.field}: string`, parameter, ...caller], `): Promise<${answer}> {`, '  ');
  const theirs = ownerSeen(spec, resourceOf(parent.target, context));
  return {
    name,
    human,
    title: capital(human),
    variable,
    repository: variablePlural,
    field: parent.field,
    listHead: head(`async listOf${name}(`, 'query: ListQuery', `Page<${shown}>`),
    createHead: head(`async createIn${name}(`, `input: ${input}`, shown),
    missing: theirs ? `${variable}?.${theirs} !== ${owner}` : `!${variable}`,
    caller: theirs ? `, ${owner}: string` : '',
    passCaller: theirs ? `, ${owner}` : '',
  };
}

/** Type of input without properties that are known from elsewhere. */
function without({ names }: ResourceSpec, fields: readonly string[]): string {
  const type = `New${names.class}`;
  return fields.length === 0 ? type : `Omit<${type}, ${fields.map((field) => `'${field}'`).join(' | ')}>`;
}
