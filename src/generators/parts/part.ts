/** Stages a middleware or a service: its files, and its place in the project. */
import type { FragmentGenerators, PartNames } from '../../catalog/fragment.js';
import type { OpenProject } from '../../compose/open.js';
import { placeOp } from '../../compose/place.js';
import { stageRendered } from '../../compose/stage.js';
import { snippetsFor, wire } from '../../compose/wire.js';
import { UserError } from '../../errors.js';
import type { Plan } from '../../plan/plan.js';
import { renderFolder, type RenderedFile } from '../../render/render.js';
import { applyWiring, type WiringSnippet } from '../../wiring/apply.js';
import type { WiringOp } from '../../wiring/ops.js';
import { partNames } from './names.js';
import { placeStep, standingOf, type StepPlace } from './position.js';

/** What to make. */
export interface PartRequest {
  kind: 'middleware' | 'service';
  /** In any spelling. */
  name: string;
  /** Where a middleware goes; at the end when absent. */
  place?: StepPlace;
  /** Leaves existing files alone. */
  skipWiring: boolean;
}

/** What was made, or was there. */
export interface Part {
  /** `rate-window` */
  name: string;
  /** Its own file, not its test. */
  file: string;
  snippets: readonly WiringSnippet[];
  /** It was there already, and others stand between it and the step it was to stand beside. */
  apart: boolean;
}

/**
 * Stages a part. One that is there already, and in its place, stays as it is.
 *
 * @throws UserError `FILE_EXISTS` when a file is in the way, `WIRING_BLOCKED`, `USAGE` for a name or a place
 */
export async function stagePart({ plan, tree }: OpenProject, request: PartRequest): Promise<Part> {
  const { kind, place, skipWiring } = request;
  const names = partNames(request.name, kind);
  const files = filesOf(plan, kind, names);
  const file = files.find(({ path }) => !path.endsWith('.test.ts'))?.path;
  if (file === undefined) throw notMade(kind);
  const ops = await placeStep(wiringOf(plan, kind, names), place, tree);
  const made = { name: names.file, file, snippets: [], apart: false };
  if (tree.exists(file)) {
    const { results } = await applyWiring(ops, tree);
    const standing = await standingOf(ops, tree);
    const there = results.every(({ status }) => status === 'already') && standing !== 'elsewhere';
    if (there) return { ...made, apart: standing === 'apart' };
    throw inTheWay(
      file,
      kind,
      results.some(({ status }) => status === 'already'),
    );
  }
  await stageRendered(tree, files, new Map());
  if (skipWiring) return { ...made, snippets: await snippetsFor(tree, ops) };
  await wire(tree, ops);
  return made;
}

function filesOf(plan: Plan, kind: PartRequest['kind'], part: PartNames): RenderedFile[] {
  const { context } = plan;
  return plan.fragments.flatMap((fragment) =>
    renderFolder({ fragment, folder: kind, view: { ...context, part }, context, names: { file: part.file } }),
  );
}

function wiringOf(plan: Plan, kind: keyof FragmentGenerators & PartRequest['kind'], names: PartNames): WiringOp[] {
  return plan.fragments
    .flatMap(({ generators }) => generators?.[kind]?.(names) ?? [])
    .map((op) => placeOp(op, plan.context.path));
}

function notMade(kind: string): UserError {
  return new UserError({ code: 'USAGE', message: `No part of this project makes a ${kind}.` });
}

function inTheWay(file: string, kind: string, elsewhere: boolean): UserError {
  const hint = elsewhere
    ? 'It is in the pipeline at another place: move it there by hand.'
    : `Choose another name, or wire it in by hand, if it is the ${kind} that is meant.`;
  return new UserError({ code: 'FILE_EXISTS', message: `${file} exists already. Nothing was changed.`, hint });
}
