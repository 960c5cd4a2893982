/** What the contract kit finds: which rule a fragment breaks, and where. */
import type { Fragment } from '../../../src/catalog/fragment.js';

export interface Violation {
  /** `kind/id` of the fragment to mend. */
  fragment: string;
  /** The file to mend, or the file of a generated project that shows it. */
  file: string;
  /** Short name of the rule. */
  rule: string;
  message: string;
}

/** One line for each, those that many projects show only once. */
export function describeViolations(violations: readonly Violation[]): string[] {
  const lines = violations.map(({ fragment, file, rule, message }) => `${fragment}: ${file}: ${rule}: ${message}`);
  return [...new Set(lines)].sort();
}

export function nameOf({ kind, id }: Pick<Fragment, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/** Where a fragment declares itself. */
export function manifestOf(fragment: Pick<Fragment, 'kind' | 'id'>): string {
  return `templates/${nameOf(fragment)}/fragment.ts`;
}
