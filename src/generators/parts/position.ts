/** Where a step of the request pipeline goes: before or after another one. */
import { UserError } from '../../errors.js';
import { camelCase, splitWords } from '../../resource/words.js';
import { printable } from '../../selection/printable.js';
import { nearest } from '../../suggest.js';
import { elementNames } from '../../wiring/apply.js';
import type { WiringOp } from '../../wiring/ops.js';
import type { TreeReader } from '../../workspace/types.js';

/** The step that another one stands beside, in any spelling. */
export interface StepPlace {
  before?: string;
  after?: string;
}

type Step = Extract<WiringOp, { op: 'appendElement' }>;

/**
 * The ops with the place that was asked for.
 *
 * @throws UserError `USAGE` when there is no such step, with those there are
 */
export async function placeStep(
  ops: readonly WiringOp[],
  place: StepPlace | undefined,
  tree: TreeReader,
): Promise<WiringOp[]> {
  const asked = place?.before ?? place?.after;
  if (place === undefined || asked === undefined) return [...ops];
  return Promise.all(
    ops.map(async (op) => {
      if (op.op !== 'appendElement') return op;
      const found = await stepCalled(asked, op, tree);
      return { ...op, position: place.before === undefined ? { after: found } : { before: found } };
    }),
  );
}

/** Where steps that are there stand: where they are wanted, with others between, or on the wrong side. */
export type Standing = 'placed' | 'apart' | 'elsewhere';

/** Where the steps of some ops stand; of several the worst. */
export async function standingOf(ops: readonly WiringOp[], tree: TreeReader): Promise<Standing> {
  let standing: Standing = 'placed';
  for (const op of ops) {
    if (op.op !== 'appendElement' || !op.position) continue;
    const steps = await elementNames(op.at, tree);
    const at = (name: string) => steps.findIndex((names) => names.includes(name));
    const { before, after } = op.position;
    const distance = before === undefined ? at(op.element) - at(after ?? '') : at(before) - at(op.element);
    if (distance < 0) return 'elsewhere';
    if (distance > 1) standing = 'apart';
  }
  return standing;
}

async function stepCalled(asked: string, { at, element }: Step, tree: TreeReader): Promise<string> {
  const steps = (await elementNames(at, tree)).filter((names) => names[0] !== undefined && !names.includes(element));
  const wanted = camelCase(splitWords(asked));
  const names = steps.map(([name = '']) => name);
  const found = steps.find((known) => known.some((name) => name === asked || camelCase(splitWords(name)) === wanted));
  if (found?.[0] !== undefined || names.length === 0) return found?.[0] ?? asked;
  const near = nearest(asked, names);
  throw new UserError({
    code: 'USAGE',
    message: `There is no step "${printable(asked)}" in ${at.file}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    hint: `Its steps, in order: ${names.join(', ')}`,
  });
}
