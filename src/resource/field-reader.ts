/** Reads all fields of one resource, those that options add included, and checks them against each other. */
import { nearest } from '../suggest.js';
import type { FieldContext, FieldRole, WrittenRelation } from './context.js';
import { Faults, printable } from './faults.js';
import { readField, type Written } from './field.js';
import { joinTable } from './join.js';
import { resourceKey } from './names.js';
import type { Neighbours } from './neighbours.js';
import type { Segment } from './segments.js';
import type { FieldSpec, ManyReference, NameForms } from './spec.js';

/** A field's word: one of the line, or one that an option adds. */
export interface Word {
  text: string;
  /** Index in the line; of the option for a word that one adds. */
  index: number;
  role?: FieldRole;
  /** The option that adds it. */
  addedBy?: string;
}

/** What the words say. */
export interface Fields {
  fields: FieldSpec[];
  /** Far ends have no names yet. */
  relations: ManyReference[];
  /** Name of the field that holds the owner. */
  owner?: string;
  /** Name of the field that holds the parent. */
  parent?: string;
}

const mostSuggested = 20;

/** Reads the fields of one resource and notes their faults. */
export class FieldReader {
  readonly #names: NameForms;
  readonly #key: string | undefined;
  readonly #neighbours: Neighbours;
  readonly #faults: Faults;
  readonly #api: boolean;

  /** @param key Key of the resource; undefined when its name has a fault. */
  constructor(names: NameForms, key: string | undefined, neighbours: Neighbours, faults: Faults, api: boolean) {
    this.#names = names;
    this.#key = key;
    this.#neighbours = neighbours;
    this.#faults = faults;
    this.#api = api;
  }

  /** Reads words in order; what cannot be read is left out. */
  read(words: readonly Word[]): Fields {
    const taken = new Map<string, Word>();
    const result: Fields = { fields: [], relations: [] };
    for (const word of words) {
      const written = word.addedBy === undefined ? readField(word.text, this.#context(word)) : this.#readAdded(word);
      if (!written) continue;
      this.#checkNames(word, written, taken);
      if ('relation' in written) this.#addRelation(word, written.relation, result);
      else result.fields.push(written.field);
      if ('field' in written && word.role) result[word.role] = written.field.name;
      if ('field' in written && word.role === 'owner') written.field.readonly = true;
    }
    return result;
  }

  /** A word that an option adds is in no line: what is wrong with it is told at the option. */
  #readAdded(word: Word): Written | undefined {
    const faults = new Faults([word.text]);
    const written = readField(word.text, { ...this.#context(word), faults, word: 0 });
    if (!faults.any) return written;
    const message = `the field ${word.text} that ${word.addedBy} adds cannot be made`;
    this.#faults.addWord(word.index, message, 'write one with another name');
    return undefined;
  }

  #addRelation(word: Word, relation: WrittenRelation, { relations }: Fields): void {
    const taken = new Set(relations.map(({ join }) => join.table));
    const join = joinTable(this.#names, relation, this.#neighbours, taken);
    if (join) relations.push({ ...relation, inverse: '', join });
    else
      this.#faults.addWord(word.index, 'the name of the table of its links would be too long', 'choose a shorter name');
  }

  #context({ index, role }: Word): FieldContext {
    return {
      faults: this.#faults,
      word: index,
      owner: this.#key,
      role,
      api: this.#api,
      target: (segment) => this.#target(segment, index),
    };
  }

  #target(segment: Segment, word: number): NameForms | undefined {
    const name = segment.value ?? '';
    const key = resourceKey(name);
    const found = key === undefined ? undefined : key === this.#key ? this.#names : this.#neighbours.names(key);
    if (found) return found;
    const keys = [...new Set([...this.#neighbours.keys, ...(this.#key === undefined ? [] : [this.#key])])];
    const hint = targetHint(key ?? '', keys, `${segment.name}=`);
    const place = { word, start: segment.start, length: segment.text.length };
    this.#faults.add(place, `there is no resource "${printable(name)}"`, hint);
    return undefined;
  }

  /** Notes it when the names of a field are taken by one before it. */
  #checkNames(word: Word, written: Written, taken: Map<string, Word>): void {
    const names =
      'relation' in written
        ? [written.relation.name, written.relation.relation]
        : [written.field.name, written.field.ref?.relation ?? written.field.name];
    const name = names.find((candidate) => taken.has(candidate));
    const other = name === undefined ? undefined : taken.get(name);
    if (other && word.addedBy !== undefined) {
      const hint = word.addedBy === '--soft-delete' ? 'leave it out' : 'choose another name';
      this.#faults.addWord(other.index, `${word.addedBy} adds a field of the name ${name} itself`, hint);
    } else if (other) {
      const message = `the name ${name} is taken by the field ${printable(other.text)}`;
      this.#faults.addWord(word.index, message, 'choose another name');
    }
    for (const own of names) taken.set(own, word);
  }
}

/** Hint for the name of a resource that is not there. */
export function targetHint(name: string, known: readonly string[], prefix = ''): string {
  const candidate = nearest(name, known);
  if (candidate !== undefined) return `did you mean ${prefix}${candidate}?`;
  if (known.length === 0) return 'make that resource first';
  const some = known.slice(0, mostSuggested).join(', ');
  return `make that resource first, or refer to: ${some}${known.length > mostSuggested ? ', …' : ''}`;
}
