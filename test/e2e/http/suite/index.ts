/** The HTTP contract as a suite: registers its checks for an API, in the present `describe`. */
import { describe } from 'vitest';
import { access } from './access.js';
import { accounts } from './accounts.js';
import { conditional } from './conditional.js';
import { cursors } from './cursors.js';
import { filters } from './filters.js';
import { hostile } from './hostile/hostile.js';
import { input } from './input.js';
import { lists } from './lists.js';
import { operations } from './operations.js';
import { paths } from './paths.js';
import { recovery } from './recovery.js';
import { repeats } from './repeats.js';
import { shapes } from './shapes.js';
import type { Target } from './target.js';
import { tokens } from './tokens.js';
import { verbs } from './verbs.js';
import { versions } from './versions.js';

const sections = {
  shapes,
  verbs,
  paths,
  lists,
  filters,
  cursors,
  input,
  conditional,
  repeats,
  accounts,
  tokens,
  recovery,
  access,
  operations,
  versions,
  hostile,
};

export type Section = keyof typeof sections;

/** What a section needs that not every API has. */
const needs: Partial<Record<Section, (target: Target) => unknown>> = {
  accounts: ({ accounts }) => accounts,
  tokens: ({ accounts }) => accounts,
  access: ({ accounts }) => accounts,
  recovery: ({ mails }) => mails,
  versions: ({ versions }) => versions,
};

/** Every section, or those named. */
export function httpContract(target: Target, only: readonly Section[] = Object.keys(sections) as Section[]): void {
  const chosen = only.filter((name) => needs[name]?.(target) ?? !(name in needs));
  describe.each(chosen)('HTTP contract: %s', (name) => sections[name](target));
}
