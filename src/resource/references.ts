/** The order in which resources can be made that refer to each other. */
import { UserError } from '../errors.js';
import type { FieldSpec, ResourceSpec } from './spec.js';

/** One resource's need of another. */
interface Edge {
  from: ResourceSpec;
  to: ResourceSpec;
  /** As it is written: `author`. */
  relation: string;
  kind: 'required' | 'optional' | 'under' | 'many';
}

type Graph = ReadonlyMap<ResourceSpec, readonly Edge[]>;

/**
 * Resources in an order in which each comes after those it refers to, else in the given order. Where they refer to each
 * other in a circle, an optional ref of it may point at a resource that comes later.
 *
 * @throws UserError `INVALID_RESOURCE` for a circle without an optional ref.
 */
export function sortByReferences(specs: readonly ResourceSpec[]): ResourceSpec[] {
  const edges = edgesOf(specs);
  const all = ordered(specs, graphOf(edges));
  if (Array.isArray(all)) return all;
  const kept = graphOf(edges.filter(({ kind }) => kind !== 'optional'));
  const order = ordered(specs, kept);
  if (!Array.isArray(order)) throw circle(order.circle);
  for (const edge of asGivenFirst(
    edges.filter(({ kind }) => kind === 'optional'),
    specs,
  )) {
    if (!reaches(kept, edge.to, edge.from)) addTo(kept, edge);
  }
  const best = ordered(specs, kept);
  return Array.isArray(best) ? best : order;
}

/**
 * Fields of resources made earlier that refer to one made now: what its table is there for them to refer to from now on.
 *
 * @param spec The resource made now.
 * @param resources All resources made so far; fields of `spec` itself are left out.
 */
export function pendingReferences(
  spec: ResourceSpec,
  resources: readonly ResourceSpec[],
): { from: ResourceSpec; field: FieldSpec }[] {
  const { key } = spec.names;
  return resources
    .filter(({ names }) => names.key !== key)
    .flatMap((from) => from.fields.filter(({ ref }) => ref?.target.key === key).map((field) => ({ from, field })));
}

/** Needs among these resources; those of their own kind are none. */
function edgesOf(specs: readonly ResourceSpec[]): Edge[] {
  const byKey = new Map(specs.map((spec) => [spec.names.key, spec]));
  const edges: Edge[] = [];
  for (const from of specs) {
    for (const { name, ref, optional } of from.fields) {
      const to = ref && !ref.self ? byKey.get(ref.target.key) : undefined;
      const kind = optional ? 'optional' : name === from.parent?.field ? 'under' : 'required';
      if (ref && to) edges.push({ from, to, relation: ref.relation, kind });
    }
    for (const { target, self, relation } of from.relations) {
      const to = self ? undefined : byKey.get(target.key);
      if (to) edges.push({ from, to, relation, kind: 'many' });
    }
  }
  return edges;
}

/** Needs that the given order meets already before all others, so that it is kept where it can be. */
function asGivenFirst(edges: readonly Edge[], specs: readonly ResourceSpec[]): Edge[] {
  const place = new Map(specs.map((spec, index) => [spec, index]));
  const met = ({ from, to }: Edge): boolean => (place.get(to) ?? 0) < (place.get(from) ?? 0);
  return [...edges.filter(met), ...edges.filter((edge) => !met(edge))];
}

function graphOf(edges: readonly Edge[]): Map<ResourceSpec, Edge[]> {
  const graph = new Map<ResourceSpec, Edge[]>();
  for (const edge of edges) addTo(graph, edge);
  return graph;
}

function addTo(graph: Map<ResourceSpec, Edge[]>, edge: Edge): void {
  const known = graph.get(edge.from);
  if (known) known.push(edge);
  else graph.set(edge.from, [edge]);
}

/** Resources after those they need; or the edges of a circle. */
function ordered(specs: readonly ResourceSpec[], graph: Graph): ResourceSpec[] | { circle: Edge[] } {
  const done = new Set<ResourceSpec>();
  const path: Edge[] = [];
  const open = new Set<ResourceSpec>();
  const visit = (spec: ResourceSpec): Edge[] | undefined => {
    open.add(spec);
    for (const edge of graph.get(spec) ?? []) {
      if (done.has(edge.to)) continue;
      path.push(edge);
      if (open.has(edge.to)) return path.slice(path.findIndex(({ from }) => from === edge.to));
      const found = visit(edge.to);
      if (found) return found;
      path.pop();
    }
    open.delete(spec);
    done.add(spec);
    return undefined;
  };
  for (const spec of specs) {
    const found = done.has(spec) ? undefined : visit(spec);
    if (found) return { circle: found };
  }
  return [...done];
}

function reaches(graph: Graph, from: ResourceSpec, wanted: ResourceSpec): boolean {
  const seen = new Set([from]);
  for (const spec of seen) {
    if (spec === wanted) return true;
    for (const { to } of graph.get(spec) ?? []) seen.add(to);
  }
  return false;
}

function circle(edges: readonly Edge[]): UserError {
  const keys = edges.map(({ from }) => from.names.key);
  const where = keys[0] ?? '';
  const named = (wanted: Edge['kind']): string[] =>
    edges.filter(({ kind }) => kind === wanted).map(({ from, relation }) => `${relation} of ${from.names.key}`);
  const [refs, many] = [named('required'), named('many')];
  const unders = edges.flatMap(({ from, kind }) => (kind === 'under' ? [`--under of ${from.names.key}`] : []));
  const why =
    many.length === edges.length
      ? 'many-to-many works from both ends, so one side is enough'
      : many.length === 0
        ? 'no first row could be made, since each needs one of the next'
        : 'none of their tables could be made first';
  const outs = many.length + unders.length > 0 ? `leave out ${either([...many, ...unders])}` : '';
  const hint = [refs.length > 0 ? `make ${either(refs)} optional` : '', outs].filter((way) => way !== '').join(', or ');
  const message = `${[...keys, where].join(' → ')} is a circle: ${why}`;
  return new UserError({
    code: 'INVALID_RESOURCE',
    message: 'The resources refer to each other in a circle.',
    problems: [{ where, message, hint }],
  });
}

function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
