/** Reads resources that are described in one call and may refer to each other in any order. */
import { UserError, type Problem } from '../errors.js';
import { describeDifference } from './compare.js';
import { FarEnds } from './far-ends.js';
import { faultyResource, placeName, printable } from './faults.js';
import { splitLine, type ResourceInput } from './line.js';
import { resourceKey } from './names.js';
import { Neighbours, type ResourceProject } from './neighbours.js';
import { completed, LineReader, type Reading } from './reader.js';
import { sortByReferences } from './references.js';
import type { ResourceSpec } from './spec.js';

/** What a call describes. */
export interface Described {
  /** Resources to make, in an order in which they can be made. */
  specs: ResourceSpec[];
  /** Resources of the project that are described again with the same meaning. */
  present: ResourceSpec[];
}

/** One resource of the call, as far as it could be read. */
interface Item {
  name: string;
  where: string | undefined;
  input: ResourceInput | undefined;
  problems: Problem[];
}

/**
 * Reads resources to begin a project with. The same resource twice with the same meaning is one.
 *
 * @returns Resources in an order in which each comes after those it refers to.
 * @throws UserError `INVALID_RESOURCE` with the faults of all of them; one that the project has is a fault.
 */
export function parseResources(inputs: readonly (string | ResourceInput)[], project: ResourceProject): ResourceSpec[] {
  return read(inputs, project, false).specs;
}

/**
 * Reads resources for a project that may have some of them already.
 *
 * @throws UserError as {@link parseResources}; one that the project has with another meaning is a fault.
 */
export function readResources(inputs: readonly (string | ResourceInput)[], project: ResourceProject): Described {
  return read(inputs, project, true);
}

function read(inputs: readonly (string | ResourceInput)[], project: ResourceProject, again: boolean): Described {
  const items = inputs.map((input) => itemOf(input, inputs.length > 1));
  const pending = items.map(({ name }) => name);
  const neighbours = new Neighbours({ ...project, pending, pendingOwned: ownedOf(items, project) });
  const present = new Map(project.resources.map((spec) => [spec.names.key, spec]));
  const found = new Map<string, ResourceSpec>();
  const same = new Set<ResourceSpec>();
  const checks: (() => void)[] = [];
  for (const item of items) {
    const reading = item.input && readItem(item, item.input, neighbours, checks);
    if (!reading) continue;
    const spec = completed(reading, project.hasAuth);
    const { key } = spec.names;
    const earlier = found.get(key);
    const there = present.get(key);
    const problems: Problem[] = [];
    if (there) problems.push(...(again ? differences(there, spec) : [alreadyThere(key)]));
    else if (earlier && earlier.line !== spec.line) problems.push({ message: `${key} is described twice` });
    else if (!earlier) neighbours.add(spec);
    item.problems.push(...problems.map((problem) => wholeFault(item, key, problem)));
    if (there) same.add(there);
    else found.set(key, earlier ?? spec);
  }
  for (const check of checks) check();
  throwFaults(items);
  const specs = sortByReferences([...found.values()]);
  const farEnds = new FarEnds([...project.resources, ...specs]);
  return { specs: specs.map((spec) => farEnds.name(spec)), present: [...same] };
}

/** @param several Whether a fault has to say which line it is in. */
function itemOf(input: string | ResourceInput, several: boolean): Item {
  if (typeof input !== 'string') return { name: input.words[0] ?? '', where: input.where, input, problems: [] };
  const name = input.trim().split(/\s/, 1)[0] ?? '';
  const where = several ? printable(name) : undefined;
  try {
    return { name, where, input: { ...splitLine(input), ...(where === undefined ? {} : { where }) }, problems: [] };
  } catch (error) {
    const problems = problemsOf(error).map((problem) => ({ ...problem, where: placeName(where, problem.where) }));
    return { name, where, input: undefined, problems };
  }
}

/** Keys of resources whose rows are their owners' alone: told so, or told nothing and under one that is. */
function ownedOf(items: readonly Item[], { resources }: ResourceProject): ReadonlySet<string> {
  const owned = new Set(resources.filter(({ access }) => access.read.kind === 'owner').map(({ names }) => names.key));
  const heirs = new Map<string, string[]>();
  for (const { name, input } of items) {
    const { access, under = '' } = input?.options ?? {};
    const [key, parent] = [resourceKey(name), resourceKey(under)];
    if (key !== undefined && access === 'owner') owned.add(key);
    if (key === undefined || parent === undefined || access !== undefined) continue;
    heirs.set(parent, [...(heirs.get(parent) ?? []), key]);
  }
  for (const key of owned) for (const heir of heirs.get(key) ?? []) owned.add(heir);
  return owned;
}

/** What a resource's words say; undefined when they have a fault. */
function readItem(
  item: Item,
  input: ResourceInput,
  neighbours: Neighbours,
  checks: (() => void)[],
): Reading | undefined {
  try {
    const line = new LineReader(input, neighbours, true);
    const reading = line.read();
    const had = line.faults.any;
    checks.push(() => {
      line.checkParent(reading);
      item.problems.unshift(...line.faults.problems);
    });
    return had ? undefined : reading;
  } catch (error) {
    item.problems.push(...problemsOf(error).map((problem) => wholeFault(item, printable(item.name), problem)));
    return undefined;
  }
}

/** @throws whatever is no refusal. */
function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof UserError) return error.problems;
  throw error;
}

function throwFaults(items: readonly Item[]): void {
  const faulty = items.filter(({ problems }) => problems.length > 0);
  const problems = faulty.flatMap((item) => item.problems);
  const [first] = faulty;
  if (!first) return;
  if (faulty.length === 1) throw faultyResource(first.name, problems);
  throw new UserError({
    code: 'INVALID_RESOURCE',
    message: `The resources have ${problems.length} faults.`,
    problems,
  });
}

/** A fault of a resource as a whole. */
function wholeFault({ where }: Item, key: string, problem: Problem): Problem {
  return { ...problem, where: placeName(where, key) };
}

function alreadyThere(key: string): Problem {
  return { message: `the project has a resource ${key} already`, hint: `this would work: ${key}-profile` };
}

/** Why a resource that is there cannot be taken for the one described. */
function differences(present: ResourceSpec, wanted: ResourceSpec): Problem[] {
  const { key } = present.names;
  if (present.operations.length === 0) return [{ code: 'RESOURCE_EXISTS', ...alreadyThere(key) }];
  return describeDifference(present, wanted).map((message) => ({
    code: 'RESOURCE_EXISTS',
    message: `the project has a resource ${key} already, and ${message}`,
  }));
}
