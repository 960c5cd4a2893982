/** What readers of a field share: where they are in the line, and how they note a fault. */
import type { Faults } from './faults.js';
import type { Segment } from './segments.js';
import type { ManyReference, NameForms } from './spec.js';

/** What `--access owner` and `--under` make of a ref. */
export type FieldRole = 'owner' | 'parent';

/** A many-to-many relation as it is written; its far end and its table are named when its neighbours are known. */
export type WrittenRelation = Omit<ManyReference, 'inverse' | 'join'>;

/** What reading a field needs to know beside its word. */
export interface FieldContext {
  faults: Faults;
  /** Index of the word in the line. */
  word: number;
  /** Names of the resource a ref refers to, in any spelling; notes a fault when there is none. */
  target(segment: Segment): NameForms | undefined;
  /** Key of the resource the field belongs to. */
  owner: string | undefined;
  /** What an option makes of the field: it holds the row's owner, or the parent the row lies under. */
  role?: FieldRole | undefined;
  /** True when an API makes the rows, so that a field it cannot set needs a value from elsewhere. */
  api: boolean;
}

/** Why something is refused, and what would work. */
export type Refusal = [message: string, hint?: string];

/** Notes a fault of a part of the field. */
export function fault(segment: Segment, context: FieldContext, message: string, hint?: string): void {
  context.faults.add({ word: context.word, start: segment.start, length: segment.text.length }, message, hint);
}
