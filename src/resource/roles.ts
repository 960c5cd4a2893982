/**
 * Which refs of a resource the options give a meaning of their own: `--access owner` needs the field that holds a row's
 * owner, `--under` the one that holds the row it lies under. Where none is written, the parser adds one.
 */
import { relationWords } from './field.js';
import { resourceKey } from './names.js';
import { cutSegments } from './segments.js';
import type { FieldSpec } from './spec.js';
import { camelCase, splitWords } from './words.js';

/** Key of the resource that owners are. */
export const ownerKey = 'user';

/** Word of the field that `--access owner` adds. */
export const ownerWord = `owner:ref=${ownerKey}:cascade`;

/** Word of the field that `--soft-delete` adds. */
export const deletionWord = 'deletedAt:datetime:optional:hidden:readonly';

/** Names of refs to a user that say whose the row is, the clearest first. */
const ownerNames = ['owner', 'author', 'user', 'creator', 'createdBy'];

/** A ref as far as choosing among them goes. */
export interface Candidate {
  /** Where it is: index of its word or its field. */
  index: number;
  relation: string;
  optional: boolean;
}

/** Word of the field that `--under` adds. */
export function parentWord(key: string): string {
  return `${parentRelation(key)}:ref=${key}:cascade`;
}

/** Refs to a resource among words that may have faults. */
export function refWords(words: readonly string[], key: string): Candidate[] {
  return words.flatMap((word, index): Candidate[] => {
    const [name, type, ...rest] = cutSegments(word);
    if (type?.name !== 'ref' || resourceKey(type.value ?? '') !== key) return [];
    const relation = camelCase(relationWords(splitWords(name?.text ?? ''), 'ref'));
    return [{ index, relation, optional: rest.some((segment) => segment.name === 'optional') }];
  });
}

/** Refs to a resource among fields. */
export function refFields(fields: readonly FieldSpec[], key: string): Candidate[] {
  return fields.flatMap(({ ref, optional }, index) =>
    ref?.target.key === key ? [{ index, relation: ref.relation, optional }] : [],
  );
}

/** The ref that holds the owner: the one whose name says so; undefined when one must be added. */
export function chooseOwner(refs: readonly Candidate[]): Candidate | undefined {
  return ownerNames.map((name) => refs.find(({ relation }) => relation === name)).find((ref) => ref !== undefined);
}

/**
 * The ref that holds the parent: the only one that is not optional, or the one named like the parent, or the only one;
 * undefined when there is none of these.
 */
export function chooseParent(refs: readonly Candidate[], key: string): Candidate | undefined {
  const required = refs.filter(({ optional }) => !optional);
  if (required.length === 1) return required[0];
  return refs.find(({ relation }) => relation === parentRelation(key)) ?? (refs.length === 1 ? refs[0] : undefined);
}

/** Name of a ref to the parent that needs no saying: `blogPost` for `blog-post`. */
export function parentRelation(key: string): string {
  return camelCase(key.split('-'));
}
