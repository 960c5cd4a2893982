/**
 * Names for how a service looks at rows that a request refers to, where the database alone does not tell whether they
 * are there: rows marked as deleted, and rows of somebody else.
 */
import type { NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { resourceOf, type Resources } from './known-resources.js';

/** A reference that the service looks up before it is written. */
export interface CheckedReference {
  /** Property that holds the id or the ids. */
  field: string;
  many: boolean;
  target: NameForms;
  /** Whether rows of the target are marked as deleted, and kept. */
  softDelete: boolean;
  /** Field of the target that must be the caller's id. */
  owner: string | undefined;
}

/** References in requests whose target may be there for the database, and not for the caller. */
export function checkedReferences(spec: ResourceSpec, context: Resources): CheckedReference[] {
  if (!spec.operations.some((operation) => ['create', 'replace', 'update'].includes(operation))) return [];
  const single = spec.fields.flatMap(({ name, readonly, ref }) =>
    ref && !readonly ? [{ field: name, many: false, target: ref.target }] : [],
  );
  const lists = spec.relations.flatMap(({ name, readonly, target }) =>
    readonly ? [] : [{ field: name, many: true, target }],
  );
  return [...single, ...lists].flatMap((reference) => {
    const target = resourceOf(reference.target, context);
    const owner = ownerSeen(spec, target);
    const softDelete = target?.softDelete ?? false;
    return softDelete || owner !== undefined ? [{ ...reference, softDelete, owner }] : [];
  });
}

/** Field of the target that must be the caller's id, when both belong to somebody. */
export function ownerSeen(spec: ResourceSpec, target: ResourceSpec | undefined): string | undefined {
  return spec.owner === undefined ? undefined : target?.owner;
}

/** The statements that refuse references to what is not there; `caller` is the variable with the caller's id. */
export function referenceChecks(references: readonly CheckedReference[], caller: string | undefined): string {
  return references
    .flatMap((reference) => (reference.many ? listCheck(reference, caller) : singleCheck(reference, caller)))
    .join('\n');
}

function singleCheck({ field, owner, target }: CheckedReference, caller: string | undefined): string[] {
  const found = `await this.${target.variablePlural}.findById(${field})`;
  const missing = owner === undefined ? `!(${found})` : `(${found})?.${owner} !== ${caller}`;
  return throwIf(`${field} && ${missing}`, field, '    ');
}

function listCheck({ field, owner, target }: CheckedReference, caller: string | undefined): string[] {
  const found = target.variablePlural;
  const own = `${found}.filter((${target.variable}) => ${target.variable}.${owner} === ${caller})`;
  const seen = owner === undefined ? found : own;
  return [
    `    if (${field}) {`,
    `      const ${found} = await this.${found}.findByIds(${field});`,
    ...throwIf(`${seen}.length < ${field}.length`, field, '      '),
    '    }',
  ];
}

function throwIf(condition: string, field: string, indent: string): string[] {
  const [test, refusal] = [`${indent}if (${condition})`, `throw missingReference('${field}');`];
  return `${test} ${refusal}`.length <= 100 ? [`${test} ${refusal}`] : [test, `${indent}  ${refusal}`];
}
