/** Names for the test of a resource below its parent: `/posts/:postId/comments`. */
import type { AccessRule, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { resourceOf, type Resources } from './known-resources.js';
import { creation, newInput, otherRole } from './test-words.js';
import { literal, withArticle } from './text.js';

/** What the nested routes offer, and whom they let in. */
export interface NestedTest {
  parent: NameForms;
  /** Name of the reference, and of the path parameter. */
  field: string;
  article: string;
  make: string;
  /** A row of the parent, and one of another. */
  below: string;
  apart: string;
  /** One of the same parent that belongs to somebody else; empty where rows belong to nobody. */
  foreign: string;
  input: string;
  /** Input of another parent. */
  elsewhere: string;
  methods: string;
  /** Last argument of a call by any of those methods. */
  body: string;
  lists: boolean;
  creates: boolean;
  /** What the answer to a creation has. */
  created: string;
  guarded: string;
  refused: string;
  /** Makes a parent that the caller may not see; empty when all may be seen. */
  hidden: string;
}

/** One, or none when the resource lies below no other or offers nothing there. */
export function nestedTestView(spec: ResourceSpec, context: Resources): NestedTest[] {
  const { names, operations, owner, parent, access } = spec;
  const [lists, creates] = [operations.includes('list'), operations.includes('create')];
  const target = parent && resourceOf(parent.target, context);
  if (!parent || !target || !(lists || creates)) return [];
  const { field } = parent;
  const guarded = [...guard('GET', lists, access.read), ...guard('POST', creates, access.write)];
  const test = {
    parent: parent.target,
    field,
    article: withArticle(parent.target.human),
    make: creation(target),
    below: lists ? creation(spec, { [field]: field }) : '',
    apart: lists ? creation(spec) : '',
    foreign: lists && owner ? `create${names.class}(app.container, { ${field} })` : '',
    input: creates ? newInput(spec, context, { [field]: field }) : '',
    elsewhere: creates ? newInput(spec, context) : '',
    methods: [...(lists ? ["'GET'"] : []), ...(creates ? ["'POST'"] : [])].join(', '),
    body: creates ? (lists ? ", method === 'POST' ? input : undefined" : ', input') : '',
    lists,
    creates,
    created: creates && owner ? `{ ${field}, ${owner}: callerId }` : `{ ${field} }`,
    guarded: guarded.map(literal).join(', '),
    refused: guarded.length === 0 ? '' : otherRole(access.write),
    hidden: owner && target.owner ? `create${target.names.class}(app.container)` : '',
  };
  return [test];
}

function guard(method: string, offered: boolean, rule: AccessRule): string[] {
  return offered && rule.kind !== 'public' ? [method] : [];
}
