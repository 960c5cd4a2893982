/** Names for the test of what a resource has to do with others. */
import type { ResourceContext } from '../../../../src/catalog/fragment.js';
import type { ManyReference, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { includesOf, type Include } from './includes.js';
import { resourceOf } from './known-resources.js';
import { deletionsOf, removalOf, type Deletion, type Removal } from './test-deletions.js';
import { nestedTestView, type NestedTest } from './test-nested.js';
import { changeOf } from './test-change.js';
import {
  creation,
  creationOf,
  factoryImports,
  importLines,
  inputRoute,
  type InputRoute,
  newInput,
  signInCall,
  someInput,
} from './test-words.js';
import { fit, withArticle } from './text.js';

/** What the test says; undefined when there is nothing to say. */
export function relationsTestView(spec: ResourceSpec, context: ResourceContext): Record<string, unknown> | undefined {
  const parts = {
    lists: spec.relations
      .filter(({ hidden }) => !hidden)
      .map((relation) => listView(relation, spec, context))
      .filter(({ refer, creates, before }) => refer !== '' || creates !== '' || before !== ''),
    includes: includesOf(spec, context).map((include) => includeView(include, spec)),
    refused: refusedOf(spec, context),
    deletions: deletionsOf(spec, context),
    nested: nestedTestView(spec, context),
  };
  const all = Object.values(parts).flat();
  if (all.length === 0) return undefined;
  const calls =
    all.length > parts.nested.length + parts.deletions.length || parts.deletions.some(({ restricts }) => !restricts);
  const route = parts.refused.length > 0 ? inputRoute(spec) : undefined;
  const source = JSON.stringify([parts, route]);
  const callerId = source.includes('callerId');
  const sent = source.includes('"headers":"headers"');
  const headers = calls || sent || parts.nested.length > 0;
  const own = headers ? signInCall(spec.access.write, spec.access.read) : '';
  const view = { ...parts, route, calls, callerId, headers, signIn: own || (callerId || sent ? 'signIn(app)' : '') };
  return { ...view, imports: imports(spec, view) };
}

/** Many to many: what goes with a new row, what changes it, what finds by it and what undoes it. */
function listView(relation: ManyReference, spec: ResourceSpec, context: ResourceContext): ListTest {
  const { name, target, min, max } = relation;
  const { operations } = spec;
  const known = resourceOf(target, context);
  const change = changeOf(spec, context);
  const methods = [
    ...(operations.includes('replace') ? ["'PUT'"] : []),
    ...(operations.includes('update') ? ["'PATCH'"] : []),
  ];
  const takes = !relation.readonly;
  const filters = operations.includes('list');
  const replaces = takes ? methods.join(', ') : '';
  const keeps = takes && operations.includes('update') ? change : undefined;
  const clears = takes && min === 0 && operations.includes('replace') ? newInput(spec, context) : '';
  const creates = takes && operations.includes('create');
  const removal = known && operations.includes('get') ? removalOf(known, spec) : undefined;
  return {
    name,
    target,
    count: Math.min(Math.max(2, min), max),
    make: creationOf(target, context),
    filters,
    refer: filters || removal ? creation(spec, { [name]: name }) : '',
    other: filters ? creation(spec) : '',
    creates: creates ? newInput(spec, context, { [name]: `${name}.toReversed()` }) : '',
    before: replaces || clears || keeps ? creation(spec, { [name]: 'await someIds()' }) : '',
    replaces,
    replacement: replaces ? someInput(spec, context, { [name]: name }) : '',
    clears,
    keeps: keeps ? `{ ${keeps.name}: ${keeps.value} }` : '',
    changed: keeps?.target,
    removal,
  };
}

interface ListTest {
  name: string;
  target: NameForms;
  count: number;
  make: string;
  filters: boolean;
  refer: string;
  other: string;
  creates: string;
  before: string;
  replaces: string;
  replacement: string;
  clears: string;
  keeps: string;
  /** The resource that a row is made of for a change of something else. */
  changed: NameForms | undefined;
  removal: Removal | undefined;
}

interface IncludeTest {
  relation: string;
  /** Absent where it is the caller. */
  target: NameForms | undefined;
  make: string;
  refer: string;
  /** What is answered for the relation, all of it or a part. */
  seen: string;
  matches: string;
  /** Properties that are not answered. */
  hidden: string[];
  none: string;
}

/** `?include=author`: the row as others may see it, or nothing. */
function includeView(include: Include, spec: ResourceSpec): IncludeTest {
  const { relation, field, many, optional, spec: target } = include;
  if (field === spec.owner) return ownerView(include, spec);
  const { fields, shown } = target;
  const seen = shown ?? fields.filter(({ hidden, type }) => !hidden && type !== 'datetime').map(({ name }) => name);
  const properties = ['id', ...seen].map((name) => `${name}: related.${name}`);
  const one = `{ ${(shown ? properties : properties.slice(0, 2)).join(', ')} }`;
  return {
    relation,
    target: target.names,
    make: creation(target),
    refer: creation(spec, { [field]: many ? '[related.id]' : 'related.id' }),
    seen: many ? `[${one}]` : one,
    matches: shown ? `toHaveProperty('${relation}', seen)` : `toMatchObject({ ${relation}: seen })`,
    hidden: shown
      ? []
      : fields.flatMap(({ name, hidden }) => (hidden ? [`${relation}${many ? '[0]' : ''}.${name}`] : [])),
    none: optional ? creation(spec, { [field]: 'null' }) : '',
  };
}

/** Rows are the caller's, who was made by signing in. */
function ownerView({ relation, shown = [], target }: Include, spec: ResourceSpec): IncludeTest {
  const properties = ['id: callerId', ...shown.map((name) => `${name}: related?.${name}`)];
  return {
    relation,
    target: undefined,
    make: `app.container.${target.variablePlural}.findById(callerId)`,
    refer: creation(spec),
    seen: `{ ${properties.join(', ')} }`,
    matches: `toHaveProperty('${relation}', seen)`,
    hidden: [],
    none: '',
  };
}

interface RefusedReference {
  field: string;
  title: string;
  target: NameForms;
  make: string;
  input: string;
  /** How the row is deleted before; absent when it is there, and somebody else's. */
  removal: Removal | undefined;
}

/** References to rows that the database has, and that are not there for the caller. */
function refusedOf(spec: ResourceSpec, context: ResourceContext): RefusedReference[] {
  if (!inputRoute(spec)) return [];
  const single = spec.fields.flatMap((field) =>
    field.ref ? [{ ...field, target: field.ref.target, many: false }] : [],
  );
  const lists = spec.relations.map((relation) => ({ ...relation, many: true }));
  return [...single, ...lists].flatMap(({ name, readonly, target: names, many }) => {
    const target = resourceOf(names, context);
    if (!target || readonly) return [];
    const refused = {
      field: name,
      target: target.names,
      input: someInput(spec, context, { [name]: many ? '[related]' : 'related' }),
    };
    const one = withArticle(target.names.human);
    const removal = target.softDelete ? removalOf(target, spec) : undefined;
    const deleted = { ...refused, title: `refuses ${one} that was deleted`, make: creation(target), removal };
    const make = `create${target.names.class}(app.container)`;
    const foreign = { ...refused, title: `refuses ${one} of somebody else`, make, removal: undefined };
    return [...(removal ? [deleted] : []), ...(spec.owner && target.owner ? [foreign] : [])];
  });
}

interface Parts {
  lists: readonly ListTest[];
  includes: readonly IncludeTest[];
  refused: readonly RefusedReference[];
  deletions: readonly Deletion[];
  nested: readonly NestedTest[];
  route: InputRoute | undefined;
  signIn: string;
}

function imports({ names, operations }: ResourceSpec, parts: Parts): string {
  const { lists, includes, refused, deletions, nested, signIn } = parts;
  const get = operations.includes('get');
  const item =
    (get && includes.length > 0) ||
    lists.some(({ removal }) => removal) ||
    deletions.some(({ empties }) => empties) ||
    lists.some(({ creates, replaces }) => creates !== '' || replaces !== '') ||
    nested.some(({ creates }) => creates);
  const list = operations.includes('list') && (includes.length > 0 || lists.length > 0 || nested.length > 0);
  const bodies = [...(item ? ['ItemBody'] : []), ...(list ? ['ListBody'] : [])];
  const targets = [...lists, ...includes, ...refused, ...deletions].flatMap(({ target }) => target ?? []);
  const others = [...lists.flatMap(({ changed }) => changed ?? []), ...nested.map(({ parent }) => parent)];
  const source = JSON.stringify(parts);
  const own = [`create${names.class}`, `new${names.class}`].filter((name) => source.includes(`${name}(`));
  const random = source.includes('randomInt(') ? ['randomInt'] : [];
  const crypto = [...random, ...(nested.length > 0 || source.includes('randomUUID(') ? ['randomUUID'] : [])];
  return importLines([
    [crypto.length > 0, `import { ${crypto.join(', ')} } from 'node:crypto';`],
    [true, "import { afterAll, beforeAll, describe, expect, it } from 'vitest';"],
    [true, "import { startTestApp, type TestApp } from '../../../test/support/app.js';"],
    [signIn !== '' || source.includes('"signIn":"signIn('), "import { signIn } from '../../../test/support/auth.js';"],
    [bodies.length > 0, fit('import type {', bodies, "} from '../../platform/http/responses.js';")],
    [
      refused.length > 0 || nested.some(({ creates }) => creates),
      "import type { ErrorBody } from '../../shared/errors.js';",
    ],
    ...factoryImports([...targets, ...others], names),
    [own.length > 0, fit('import {', own, `} from './${names.file}.factory.js';`)],
    [bodies.length > 0, `import type { ${names.class} } from './${names.file}.model.js';`],
  ]);
}
