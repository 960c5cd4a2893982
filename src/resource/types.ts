/** What each field type takes: its argument, its modifiers, its limits. Data; field.ts applies it. */
import type { FieldType } from './spec.js';

/** Words after a field's type. */
export const modifiers = [
  'optional',
  'unique',
  'index',
  'hidden',
  'readonly',
  'default',
  'min',
  'max',
  'cascade',
  'restrict',
  'set-null',
] as const;

/** One of {@link modifiers}. */
export type Modifier = (typeof modifiers)[number];

/** Modifiers written with a value: `default=0`. */
export const valued: ReadonlySet<Modifier> = new Set(['default', 'min', 'max']);

/** Modifiers that say what becomes of a row whose referred row is deleted. */
export const deletions: ReadonlySet<Modifier> = new Set(['cascade', 'restrict', 'set-null']);

/** What may be written as the type of a field: a column's type, or `refs` for a relation that is no column. */
export type WrittenType = FieldType | 'refs';

/** What one type takes. */
export interface TypeRule {
  /** Example of its argument; the type takes none when absent. */
  argument?: string;
  /** What `min` and `max` bound. */
  range?: 'value' | 'length' | 'count';
  /** Greatest length, or number of ids, when the field does not say. */
  length?: number;
  /** Least value of `max`, where shorter texts would leave no room for the type's form. */
  leastMax?: number;
  /** Modifiers it cannot have, with the reason. */
  refused?: Partial<Record<Modifier, string>>;
}

const fewValues = 'there would be room for a few rows only';
const bounded = { min: 'its form has a fixed length', max: 'its form has a fixed length' };
const noRange = { min: 'its values have no order', max: 'its values have no order' };

const linksGo = 'its links go with the rows at either end';

/** Rules of all types, in the order in which they are listed to people. */
export const typeRules: Readonly<Record<WrittenType, TypeRule>> = {
  string: { range: 'length', length: 255 },
  text: { range: 'length' },
  email: { range: 'length', length: 320, leastMax: 64, refused: { min: 'its form says enough; use max' } },
  url: { range: 'length', length: 2048, leastMax: 64, refused: { min: 'its form says enough; use max' } },
  uuid: { refused: bounded },
  slug: { range: 'length', length: 255 },
  integer: { range: 'value' },
  bigint: { range: 'value' },
  float: { range: 'value' },
  decimal: { argument: 'decimal=10,2', range: 'value' },
  boolean: { refused: { ...noRange, unique: fewValues } },
  date: { range: 'value' },
  datetime: { range: 'value' },
  json: {
    refused: {
      ...noRange,
      unique: 'json values cannot be compared',
      index: 'json values cannot be compared',
      default: 'a json value cannot be written here',
    },
  },
  enum: { argument: 'enum=draft,published', refused: { ...noRange, unique: fewValues } },
  ref: { argument: 'ref=user', refused: { ...noRange, default: 'a row to refer to is not known beforehand' } },
  refs: {
    argument: 'refs=tag',
    range: 'count',
    length: 100,
    refused: {
      unique: 'rows may share what they refer to; for one row each, use ref on the other side',
      index: 'its links are indexed anyway',
      default: 'rows to refer to are not known beforehand',
      cascade: linksGo,
      restrict: linksGo,
      'set-null': linksGo,
    },
  },
};

/** Names of all types. */
export const fieldTypes = Object.keys(typeRules) as WrittenType[];

/** Names that other tools use, with ours. */
export const typeAliases: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['long', 'bigint'],
  ['number', 'integer, float or decimal=10,2'],
  ['numeric', 'decimal=10,2'],
  ['money', 'decimal=10,2'],
  ['price', 'decimal=10,2'],
  ['double', 'float'],
  ['real', 'float'],
  ['bool', 'boolean'],
  ['str', 'string'],
  ['varchar', 'string'],
  ['char', 'string'],
  ['longtext', 'text'],
  ['markdown', 'text'],
  ['timestamp', 'datetime'],
  ['timestamptz', 'datetime'],
  ['time', 'datetime'],
  ['day', 'date'],
  ['object', 'json'],
  ['jsonb', 'json'],
  ['link', 'url'],
  ['uri', 'url'],
  ['guid', 'uuid'],
  ['reference', 'ref=user'],
  ['references', 'ref=user'],
  ['relation', 'ref=user'],
  ['belongsto', 'ref=user'],
  ['many', 'refs=tag'],
  ['manytomany', 'refs=tag'],
  ['m2m', 'refs=tag'],
  ['hasmany', 'refs=tag, or a ref on the other side'],
]);

/** Modifiers that other tools use, with what to do here. */
export const modifierAliases: ReadonlyMap<string, string> = new Map([
  ['nullable', 'did you mean optional?'],
  ['null', 'did you mean optional?'],
  ['maybe', 'did you mean optional?'],
  ['required', 'leave it out: a field is required unless it is optional'],
  ['notnull', 'leave it out: a field is required unless it is optional'],
  ['primary', 'leave it out: every resource has an id'],
  ['pk', 'leave it out: every resource has an id'],
  ['private', 'did you mean hidden?'],
  ['secret', 'did you mean hidden?'],
  ['setnull', 'did you mean set-null?'],
  ['length', 'did you mean max?'],
]);
