/** Resource lines at random: most of them are refused, some are accepted. */
import * as fc from 'fast-check';

const word = fc.constantFrom(
  'a',
  'go',
  'title',
  'order',
  'user-name',
  'really',
  'considerably',
  'internationalisation',
  'x1',
  'class',
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-'));
const type = fc.constantFrom(
  'string',
  'text',
  'email',
  'url',
  'uuid',
  'slug',
  'integer',
  'bigint',
  'float',
  'decimal=10,2',
  'boolean',
  'date',
  'datetime',
  'json',
  'enum=draft,published',
  'enum=one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve',
  'ref=category',
  'ref=user',
  'refs=category',
);
const modifiers = fc.uniqueArray(
  fc.constantFrom(
    'optional',
    'unique',
    'index',
    'hidden',
    'min=2',
    'max=40',
    'default=true',
    'default=draft',
    'cascade',
    'readonly',
  ),
  { maxLength: 3 },
);
const field = fc.tuple(name, type, modifiers).map(([...parts]) => parts.flat().join(':'));
const access = fc.constantFrom(
  '',
  ' --access public',
  ' --access role=admin',
  ' --access authenticated',
  ' --access owner',
);
const only = fc.constantFrom('', ' --only list', ' --only get,delete', ' --only create', ' --only list,create,update');
const under = fc.constantFrom('', '', ' --under category');
const softDelete = fc.constantFrom('', '', ' --soft-delete');

/** A line of any resource, for a project that has `user` and `category`. */
export const resourceLine = fc
  .tuple(name, fc.array(field, { minLength: 1, maxLength: 9 }), access, only, under, softDelete)
  .map(([resource, fields, ...options]) => `${resource} ${fields.join(' ')}${options.join('')}`);
