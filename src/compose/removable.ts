/** Which resources the words of `destroy resource` mean, and whether the project can do without them. */
import { UserError, type Problem } from '../errors.js';
import type { ResourceRecord } from '../manifest/manifest.js';
import { resourceKey } from '../resource/names.js';
import type { ResourceSpec } from '../resource/spec.js';
import { printable } from '../selection/printable.js';
import { nearest } from '../suggest.js';

/**
 * The records of the resources that are named, in any spelling, the one made last first.
 *
 * @param brought resources that fragments bring, which cannot go
 * @throws UserError `RESOURCE_NOT_FOUND`, or `RESOURCE_IN_USE` for one that a fragment brings
 */
export function findRecords(
  names: readonly string[],
  records: readonly ResourceRecord[],
  brought: readonly ResourceSpec[],
): ResourceRecord[] {
  const keys = names.map((name) => ({ name, key: resourceKey(name) ?? name }));
  const fixed = keys.filter(({ key }) => brought.some((spec) => spec.names.key === key));
  if (fixed.length > 0) throw belongsToProject(fixed.map(({ key }) => key));
  const own = records.map(({ resource }) => resource.names.key);
  const unknown = keys.filter(({ key }) => !own.includes(key));
  if (unknown.length > 0) throw notFound(unknown, own);
  return records.filter(({ resource }) => keys.some(({ key }) => key === resource.names.key)).toReversed();
}

/**
 * Checks that no resource that stays refers to one that goes.
 *
 * @throws UserError `RESOURCE_IN_USE` with each resource and field that does
 */
export function refuseDependents(going: readonly ResourceSpec[], staying: readonly ResourceSpec[]): void {
  const keys = new Set(going.map(({ names }) => names.key));
  const problems = staying.flatMap((spec): Problem[] =>
    relationsOf(spec)
      .filter(({ target }) => keys.has(target))
      .map(({ target, word }) => ({ where: spec.names.key, message: `refers to ${target}: ${word}` })),
  );
  if (problems.length === 0) return;
  const users = [...new Set(problems.flatMap(({ where }) => where ?? []))];
  const named = [...keys].join(', ');
  throw new UserError({
    code: 'RESOURCE_IN_USE',
    message: `${named} cannot go while other resources refer to ${keys.size === 1 ? 'it' : 'them'}. Nothing was changed.`,
    hint: `Destroy them together, if they are to go too: destroy resource ${[...keys, ...users].join(' ')}`,
    problems,
  });
}

/** Each way in which a resource refers to another, as it is written in its line. */
function relationsOf({ fields, relations, parent }: ResourceSpec): { target: string; word: string }[] {
  const words = [
    ...fields.flatMap(({ ref }) =>
      ref ? [{ target: ref.target.key, word: `${ref.relation}:ref=${ref.target.key}` }] : [],
    ),
    ...relations.map(({ relation, target }) => ({ target: target.key, word: `${relation}:refs=${target.key}` })),
  ];
  return parent ? [...words, { target: parent.target.key, word: `--under ${parent.target.key}` }] : words;
}

function belongsToProject(keys: readonly string[]): UserError {
  const verb = keys.length === 1 ? 'belongs' : 'belong';
  return new UserError({
    code: 'RESOURCE_IN_USE',
    message: `${keys.join(', ')} ${verb} to the project's authentication and cannot be destroyed.`,
  });
}

function notFound(unknown: readonly { name: string; key: string }[], own: readonly string[]): UserError {
  const problems = unknown.map(({ name, key }): Problem => {
    const near = nearest(key, own);
    return {
      where: printable(name),
      message: 'there is no such resource',
      ...(near ? { hint: `did you mean ${near}?` } : {}),
    };
  });
  const names = unknown.map(({ name }) => `"${printable(name)}"`).join(', ');
  return new UserError({
    code: 'RESOURCE_NOT_FOUND',
    message: `The project has no resource ${names}. Nothing was changed.`,
    hint: own.length === 0 ? 'It has no resources yet.' : `It has: ${own.toSorted().join(', ')}.`,
    ...(problems.some(({ hint }) => hint) ? { problems } : {}),
  });
}
