/** Names the tables behind many-to-many relations. */
import type { WrittenRelation } from './context.js';
import { joinIdentifiers, resourceIdentifiers, type Neighbours } from './neighbours.js';
import { singular } from './plural.js';
import { reservedClasses, reservedVariables } from './reserved.js';
import type { JoinTable, NameForms } from './spec.js';
import { camelCase, pascalCase, splitWords } from './words.js';

/** What PostgreSQL keeps of a name, in bytes; ours have one byte a character. */
const longestTable = 63;

/**
 * Table of a relation: `post_tags`, or `post_tags_links` where that name is taken; undefined when it would be too long.
 *
 * @param taken Names of the resource's other join tables.
 */
export function joinTable(
  names: NameForms,
  relation: WrittenRelation,
  neighbours: Neighbours,
  taken: ReadonlySet<string>,
): JoinTable | undefined {
  const words = [...names.key.split('-'), ...splitWords(relation.relation)];
  for (let number = 0; ; number++) {
    const ending = number === 0 ? [] : number === 1 ? ['links'] : [`links${number}`];
    const table = tableNames([...words, ...ending]);
    if (table.table.length > longestTable) return undefined;
    if (isFree(table, names, neighbours, taken)) return { ...table, ...joinColumns(names, relation) };
  }
}

type TableNames = Pick<JoinTable, 'table' | 'class' | 'variable'>;

function tableNames(words: readonly string[]): TableNames {
  return { table: words.join('_'), class: pascalCase(words), variable: camelCase(words) };
}

function isFree(table: TableNames, names: NameForms, neighbours: Neighbours, taken: ReadonlySet<string>): boolean {
  if (reservedClasses.has(table.class) || reservedVariables.has(table.variable) || taken.has(table.table)) return false;
  const identifiers = joinIdentifiers(table);
  const own = resourceIdentifiers(names);
  return !identifiers.some((name) => own.includes(name)) && neighbours.clash(identifiers, names.key) === undefined;
}

type Columns = Pick<JoinTable, 'column' | 'property' | 'targetColumn' | 'targetProperty'>;

function joinColumns(names: NameForms, { relation, target, self }: WrittenRelation): Columns {
  const own = [...names.key.split('-'), 'id'];
  const role = splitWords(relation);
  const other = self ? [...role.slice(0, -1), singular(role.at(-1) ?? ''), 'id'] : [...target.key.split('-'), 'id'];
  const far = other.join('_') === own.join('_') ? ['related', ...other] : other;
  return {
    column: own.join('_'),
    property: camelCase(own),
    targetColumn: far.join('_'),
    targetProperty: camelCase(far),
  };
}
