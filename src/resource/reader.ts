/** Reads one resource line against the resources it lives among, and notes every fault with its place. */
import { UserError, type Problem } from '../errors.js';
import { resourceLine } from './compare.js';
import { Faults, printable } from './faults.js';
import { FieldReader, targetHint, type Fields, type Word } from './field-reader.js';
import type { ResourceInput, ResourceOptions } from './line.js';
import { methodsFor } from './methods.js';
import { nameForms, nameProblem, resourceKey } from './names.js';
import { nestedIdentifier, resourceIdentifiers, type Neighbours } from './neighbours.js';
import {
  defaultAccess,
  operations,
  optionIndex,
  optionWords,
  ownersOnly,
  readAccess,
  readOperations,
} from './options.js';
import {
  chooseOwner,
  chooseParent,
  deletionWord,
  ownerKey,
  ownerWord,
  parentRelation,
  parentWord,
  refWords,
} from './roles.js';
import type { NameForms, Operation, ResourceSpec } from './spec.js';

/** A resource as its own line tells it: the far ends of its relations have no names yet. */
export type Reading = Omit<ResourceSpec, 'line' | 'repository'>;

const mostWords = 150;
const longestCall = 40_000;
/** Endings for a name that is taken. */
const spareEndings = ['item', 'record', 'entry', 'detail'];

/** Reads one line and notes its faults. */
export class LineReader {
  readonly faults: Faults;
  readonly #words: readonly string[];
  readonly #options: ResourceOptions;
  readonly #neighbours: Neighbours;
  readonly #api: boolean;

  constructor({ words, options, where, places }: ResourceInput, neighbours: Neighbours, api: boolean) {
    const all = [...words, ...optionWords(options)];
    checkSize(all, words.length);
    this.faults = new Faults(all, (word) => places?.[word] ?? where);
    this.#words = words;
    this.#options = options;
    this.#neighbours = neighbours;
    this.#api = api;
  }

  /** Everything the line says; what cannot be read is left out, and a fault tells so. */
  read(): Reading {
    const [name = '', ...rest] = this.#words;
    const names = this.#names(name);
    const wanted = this.#operations();
    const offered = this.#api ? (wanted ?? operations) : [];
    const under = this.#under(names, offered);
    const access = this.#access(under);
    const words = rest.map((text, index): Word => ({ text, index: index + 1 }));
    if (access.write.kind === 'owner') this.#giveOwner(words, under);
    if (under) this.#giveParent(words, under);
    if (this.#options.softDelete) this.#addDeletion(words, wanted);
    if (name !== '') this.#checkEnough(rest, names);
    const forms = names ?? nameForms('unnamed');
    const reader = new FieldReader(forms, names?.key, this.#neighbours, this.faults, this.#api);
    const read = reader.read(words);
    this.#checkWritable(read, offered);
    const { fields, relations, owner, parent } = read;
    return {
      names: forms,
      fields,
      relations,
      operations: offered,
      access,
      softDelete: this.#options.softDelete ?? false,
      ...(owner === undefined ? {} : { owner }),
      ...(under && parent !== undefined ? { parent: { field: parent, target: under } } : {}),
    };
  }

  /** Notes it when nothing can lie under the parent; to be called when all resources of the call have been read. */
  checkParent({ parent }: Reading): void {
    const spec = parent && this.#neighbours.spec(parent.target.key);
    if (!spec || spec.operations.includes('list') || spec.operations.includes('get')) return;
    const { key } = spec.names;
    const message =
      spec.operations.length === 0 ? `${key} has no API of its own` : `${key} offers neither list nor get`;
    this.faults.addWord(this.#at('under'), `${message}, so nothing can lie under it`);
  }

  #at(option: 'access' | 'only' | 'under' | 'softDelete'): number {
    return this.#words.length + optionIndex(option, this.#options);
  }

  #names(name: string): NameForms | undefined {
    const problem = name.includes(':')
      ? { message: 'the first word is the name of the resource', hint: 'as in post title:string' }
      : (nameProblem(name) ?? this.#clash(nameForms(name)));
    if (!problem) return nameForms(name);
    this.faults.addWord(0, problem.message, problem.hint);
    return undefined;
  }

  /** Another resource that would need the same type, variable, table or route. */
  #clash(names: NameForms): Problem | undefined {
    const clash = (forms: NameForms) => this.#neighbours.clash(resourceIdentifiers(forms), forms.key);
    const claim = clash(names);
    if (!claim) return undefined;
    const spare = spareEndings
      .map((ending) => `${names.key}-${ending}`)
      .find((key) => !nameProblem(key) && !this.#neighbours.names(key) && !clash(nameForms(key)));
    return {
      message: `its code would clash with ${claim.by}`,
      hint: spare === undefined ? 'choose another name' : `this would work: ${spare}`,
    };
  }

  /** Access as the line has it; what lies under rows of their owners' alone is their owners' alone, too. */
  #access(under: NameForms | undefined): ResourceSpec['access'] {
    const { access } = this.#options;
    const { hasAuth, roles } = this.#neighbours;
    const hasOwners = this.#neighbours.spec(ownerKey) !== undefined;
    const owned = hasOwners && under !== undefined && this.#neighbours.owned(under.key);
    if (access === undefined) return owned ? ownersOnly : defaultAccess(hasAuth);
    const word = this.#at('access');
    const rules = readAccess(access, { faults: this.faults, word, hasAuth, roles, hasOwners });
    if (owned && (access === 'public' || access === 'authenticated')) {
      const message = `rows of ${under.key} are their owners' alone, and so must be what lies under them`;
      this.faults.addWord(word, message, 'use --access owner, or a role: role=admin');
    }
    return rules;
  }

  /** Operations the line asks for; undefined when they cannot be read. */
  #operations(): readonly Operation[] | undefined {
    const { only } = this.#options;
    return only === undefined ? operations : readOperations(only, { faults: this.faults, word: this.#at('only') });
  }

  /** Names of the parent. */
  #under(names: NameForms | undefined, offered: readonly Operation[]): NameForms | undefined {
    const { under } = this.#options;
    if (under === undefined) return undefined;
    const refuse = (message: string, hint?: string) => void this.faults.addWord(this.#at('under'), message, hint);
    const key = resourceKey(under);
    if (under === '') return refuse('--under needs a value');
    if (key !== undefined && key === names?.key) return refuse('a resource cannot lie under itself');
    const parent = key === undefined ? undefined : this.#neighbours.names(key);
    if (!parent) {
      const others = this.#neighbours.keys.filter((other) => other !== names?.key);
      return refuse(`there is no resource "${printable(under)}"`, targetHint(key ?? '', others));
    }
    if (!offered.includes('list') && !offered.includes('create')) {
      refuse('--under is for list and create, and --only leaves out both', 'add list or create to --only');
    }
    const claim = names && this.#neighbours.clash([nestedIdentifier(names, parent)], names.key);
    if (claim) refuse(`the code of its routes there would clash with ${claim.by}`);
    return parent;
  }

  #giveOwner(words: Word[], under: NameForms | undefined): void {
    const refs = refWords(
      words.map(({ text }) => text),
      ownerKey,
    );
    const word = words[chooseOwner(refs)?.index ?? -1];
    const told = this.#options.access !== undefined;
    const addedBy = told || !under ? '--access owner' : `--access owner, taken over from ${under.key},`;
    if (word) word.role = 'owner';
    else words.push({ text: ownerWord, index: this.#at(told ? 'access' : 'under'), role: 'owner', addedBy });
  }

  #giveParent(words: Word[], { key }: NameForms): void {
    const refs = refWords(
      words.filter(({ addedBy }) => !addedBy).map(({ text }) => text),
      key,
    );
    const word = words[chooseParent(refs, key)?.index ?? -1];
    if (word) word.role = 'parent';
    else if (refs.length === 0)
      words.push({ text: parentWord(key), index: this.#at('under'), role: 'parent', addedBy: '--under' });
    else {
      const fields = refs.map(({ relation }) => relation).join(' and ');
      const message = `${fields} refer to ${key}, and any of them could say what it lies under`;
      this.faults.addWord(this.#at('under'), message, `call the one ${parentRelation(key)}`);
    }
  }

  #addDeletion(words: Word[], wanted: readonly Operation[] | undefined): void {
    const index = this.#at('softDelete');
    words.push({ text: deletionWord, index, addedBy: '--soft-delete' });
    if (!wanted || wanted.includes('delete')) return;
    this.faults.addWord(index, '--soft-delete is for delete, and --only leaves it out', 'add delete to --only');
  }

  #checkEnough(rest: readonly string[], names: NameForms | undefined): void {
    if (rest.some((word) => !/^[^:]*:refs(?:$|[:=])/.test(word))) return;
    const beside = rest.length === 0 ? '' : ' beside its many-to-many relations, which have tables of their own';
    this.faults.addWord(
      0,
      `a resource needs at least one field${beside}`,
      `as in ${names?.key ?? 'post'} title:string`,
    );
  }

  /** Notes it when rows are to be written and no request could give them a value. */
  #checkWritable({ fields, owner }: Fields, offered: readonly Operation[]): void {
    const writes = offered.some((operation) => ['create', 'replace', 'update'].includes(operation));
    if (!writes || fields.length === 0 || fields.some((field) => !field.readonly)) return;
    const why =
      owner === undefined
        ? 'every field is readonly, so no request could write one'
        : `${owner} is the owner, whom no request names, and there is no other field that one could write`;
    this.faults.addWord(0, why, 'add a field, or --only list,get');
  }
}

/** What follows from a line's meaning: the methods of the repository, and the line as it is always written. */
export function completed(reading: Reading, hasAuth: boolean): ResourceSpec {
  return { ...reading, repository: methodsFor(reading.operations), line: resourceLine(reading, hasAuth) };
}

/** What is too long is not even looked at. */
function checkSize(all: readonly string[], words: number): void {
  const length = all.reduce((sum, word) => sum + word.length, 0);
  if (length <= longestCall && words <= mostWords) return;
  const message = `a resource has at most ${mostWords - 1} fields and its line at most ${longestCall} characters`;
  throw new UserError({ code: 'INVALID_RESOURCE', message: 'The resource is too long.', problems: [{ message }] });
}
