/** Reads the options of a resource. */
import { didYouMean } from '../suggest.js';
import { type Faults, printable } from './faults.js';
import type { ResourceOptions } from './line.js';
import type { Access, AccessRule, Operation } from './spec.js';

/** All operations, in the order in which they are always listed. */
export const operations = ['list', 'get', 'create', 'replace', 'update', 'delete'] as const satisfies Operation[];

const longestOnly = 200;

const rules = ['public', 'authenticated', 'owner', 'role=admin'] as const;

/** Roles of a generated project. */
const defaultRoles = ['user', 'admin'] as const;

/** Where an option stands in the line. */
interface OptionContext {
  faults: Faults;
  /** Index of the word that is the option's value. */
  word: number;
}

/** What `--access` depends on. */
export interface AccessContext extends OptionContext {
  hasAuth: boolean;
  roles: readonly string[] | undefined;
  /** Whether there is a resource that owners are rows of. */
  hasOwners: boolean;
}

/** Reading is open; writing needs signing in where that exists. */
export function defaultAccess(hasAuth: boolean): Access {
  return { read: { kind: 'public' }, write: { kind: hasAuth ? 'authenticated' : 'public' } };
}

/** Each caller for rows of their own. */
export const ownersOnly: Access = { read: { kind: 'owner' }, write: { kind: 'owner' } };

/** Reads the value of `--access`: one rule for reading and for writing. */
export function readAccess(text: string, context: AccessContext): Access {
  const rule = readRule(text, context);
  return rule ? { read: rule, write: rule } : defaultAccess(context.hasAuth);
}

function readRule(text: string, context: AccessContext): AccessRule | undefined {
  const { faults, word, hasAuth, hasOwners, roles = defaultRoles } = context;
  const [kind, ...rest] = text.split('=');
  const refuse = (message: string, hint?: string): undefined => void faults.addWord(word, message, hint);
  if (text === 'public') return { kind: 'public' };
  if (text !== 'authenticated' && text !== 'owner' && kind !== 'role') {
    const message = text === '' ? '--access needs a value' : `there is no access rule "${printable(text)}"`;
    return refuse(message, roles.includes(text) ? `did you mean role=${text}?` : didYouMean(kind ?? '', rules));
  }
  if (!hasAuth) return refuse('nobody can sign in to this project', 'choose an auth, or use --access public');
  if (text === 'owner' && !hasOwners) return refuse('the project has no user to own rows', 'use authenticated');
  return text === 'authenticated' || text === 'owner' ? { kind: text } : readRole(rest.join('='), context);
}

function readRole(role: string, { faults, word, roles = defaultRoles }: AccessContext): AccessRule | undefined {
  if (roles.includes(role)) return { kind: 'role', role };
  const message = role === '' ? 'role needs the name of a role' : `there is no role "${printable(role)}"`;
  faults.addWord(word, message, didYouMean(role, roles));
  return undefined;
}

/** Options of a resource, in the order in which they are always written. */
const written = ['access', 'only', 'under', 'softDelete'] as const;

/** The options of a resource as words. */
export function optionWords(options: ResourceOptions): string[] {
  return written.flatMap((name) => optionPart(name, options));
}

/** Index of an option's value among {@link optionWords}; of the option itself where it has none. */
export function optionIndex(name: (typeof written)[number], options: ResourceOptions): number {
  const before = written.slice(0, written.indexOf(name)).flatMap((other) => optionPart(other, options)).length;
  return before + optionPart(name, options).length - 1;
}

function optionPart(name: (typeof written)[number], options: ResourceOptions): string[] {
  if (name === 'softDelete') return options.softDelete ? ['--soft-delete'] : [];
  const value = options[name];
  return value === undefined ? [] : [`--${name}`, value];
}

/** Reads the value of `--only`; undefined when it has a fault. */
export function readOperations(text: string, { faults, word }: OptionContext): Operation[] | undefined {
  if (text.length > longestOnly) {
    faults.addWord(word, `--only takes at most ${longestOnly} characters`);
    return undefined;
  }
  const wanted = text.split(',');
  let start = 0;
  let sound = true;
  for (const name of wanted) {
    if (!operations.some((operation) => operation === name)) {
      sound = false;
      const message = name === '' ? 'there is an operation missing' : `there is no operation "${printable(name)}"`;
      faults.add({ word, start, length: name.length }, message, didYouMean(name, operations));
    }
    start += name.length + 1;
  }
  return sound ? operations.filter((operation) => wanted.includes(operation)) : undefined;
}
