/** The methods of a repository that write, as far as they depend on the fields. */
import type { FieldSpec, ManyReference, ResourceSpec } from '../../../../src/resource/spec.js';
import {
  bindingOf,
  capital,
  compared,
  endName,
  functionHead,
  isTranslated,
  pattern,
  propertyLines,
  uncapital,
  written,
} from './values.js';

/** A many-to-many relation as the repository reads and writes it. */
export interface Link {
  /** Property of the model: `tagIds`, and the variable that holds it. */
  name: string;
  relation: string;
  /** Variable that holds the rows of the relation. */
  rows: string;
  /** Property of the client for the rows that join: `postTags`. */
  model: string;
  /** Properties of those rows: `postId`, `tagId`. */
  own: string;
  target: string;
  /** Source of the condition that the row it leads to is not deleted, where deleted rows are kept. */
  live: string | undefined;
  /** Name of the function that adds some: `linkTags`. */
  adder: string;
  /** Head of that function. */
  adderHead: string;
}

/** What rows are written from. */
export interface WriteView {
  /** The parameter of the method. */
  parameter: string;
  /** What the row is written from, when it is one expression. */
  plain?: string;
  /** Source lines of the data object otherwise. */
  lines?: readonly string[];
}

/** `update` or `updateIf`. */
export interface UpdateMethod {
  /** Name and parameters. */
  head: string;
  /** Whether it takes a check of the row. */
  checked: boolean;
  /** What it takes the changes apart with, where it does and its parameters do not. */
  changes: string | undefined;
  /** Source of the conditions that the row must meet. */
  where: string;
  /** Whether a method comes before it. */
  gap: boolean;
}

/** The function that makes conditions from expected values. */
export interface ExpectedView {
  pattern: string;
  lines: readonly string[];
}

/**
 * The view of a relation.
 *
 * @param resources All resources made so far.
 */
export function linkOf({ name, relation, join, target }: ManyReference, resources: readonly ResourceSpec[]): Link {
  const kept = resources.some((other) => other.names.key === target.key && other.softDelete);
  const adder = `link${capital(relation)}`;
  return {
    name,
    relation,
    rows: bindingOf(relation),
    model: uncapital(join.class),
    own: join.property,
    target: join.targetProperty,
    live: kept ? `{ ${endName(join.targetProperty)}: { deletedAt: null } }` : undefined,
    adder,
    adderHead: functionHead(
      `async function ${adder}`,
      ['transaction: Database', `${join.property}: string`, `${name}: readonly string[]`],
      'Promise<void>',
    ),
  };
}

/** What a new row is written from. */
export function createInput(fields: readonly FieldSpec[], links: readonly Link[]): WriteView {
  const translated = fields.filter(isTranslated);
  const lists = links.map(({ name }) => `${name} = []`);
  if (translated.length === 0 && lists.length === 0) return { parameter: 'input', plain: 'input' };
  const parameter = `{ ${[...lists, ...bindings(translated), '...rest'].join(', ')} }`;
  if (translated.length === 0) return { parameter, plain: 'rest' };
  return {
    parameter,
    lines: dataLines(translated, (field) => field.optional || field.default !== undefined, links.length > 0 ? 12 : 10),
  };
}

/** What an update is written from. */
export function updateInput(fields: readonly FieldSpec[], links: readonly Link[]): WriteView {
  const translated = fields.filter(isTranslated);
  const lists = links.map(({ name }) => name);
  if (translated.length === 0 && lists.length === 0) return { parameter: 'changes', plain: 'changes' };
  const parameter = `{ ${[...lists, ...bindings(translated), '...rest'].join(', ')} }`;
  const touch = links.length > 0 ? ['updatedAt: new Date()'] : [];
  if (translated.length === 0) return { parameter, plain: `{ ${['...rest', ...touch].join(', ')} }` };
  const lines = dataLines(translated, () => true, links.length > 0 ? 12 : 10);
  return { parameter, lines: [...lines, ...touch.map((line) => `${line},`)] };
}

/** The methods that change a row; they differ in their conditions. */
export function updateMethods(
  spec: ResourceSpec,
  changes: string,
  gaps: Readonly<Record<'update' | 'updateIf', boolean>>,
): UpdateMethod[] {
  const { repository, softDelete } = spec;
  const expected = expectedView(spec) ? 'matching(expected)' : 'expected';
  const own = ['id', ...(softDelete ? ['deletedAt: null'] : [])].join(', ');
  const { checks: checked } = repository;
  const plain = {
    head: checked ? 'update(id, changes, check)' : `update(id, ${changes})`,
    checked,
    changes: checked && changes !== 'changes' ? changes : undefined,
    where: `{ ${own} }`,
    gap: gaps.update,
  };
  const conditional = {
    head: `updateIf(id, ${changes}, expected)`,
    checked: false,
    changes: undefined,
    where: `{ ...${expected}, ${own} }`,
    gap: gaps.updateIf,
  };
  return [...(repository.update ? [plain] : []), ...(repository.updateIf ? [conditional] : [])];
}

function bindings(fields: readonly FieldSpec[]): string[] {
  return fields.length === 0 ? [] : [pattern(fields.map(({ name }) => name))];
}

function dataLines(
  fields: readonly FieldSpec[],
  mayBeAbsent: (field: FieldSpec) => boolean,
  indent: number,
): readonly string[] {
  const lines = fields.flatMap((field) => {
    const value = written(field, bindingOf(field.name), field.optional);
    return propertyLines(field.name, value, mayBeAbsent(field), indent);
  });
  return ['...rest,', ...lines];
}

/** Lists of ids are left out: a change of one moves `updatedAt`, which is compared. */
export function expectedView({ fields, relations, repository }: ResourceSpec): ExpectedView | undefined {
  const translated = fields.filter(isTranslated);
  if (!repository.updateIf || (translated.length === 0 && relations.length === 0)) return undefined;
  const lists = relations.map(({ name }) => `${name}: _${name}`);
  const lines = translated.flatMap((field) =>
    propertyLines(field.name, compared(field, bindingOf(field.name)), true, 4),
  );
  return {
    pattern: `{ ${[...lists, ...bindings(translated), '...rest'].join(', ')} }`,
    lines: ['...rest,', ...lines],
  };
}
