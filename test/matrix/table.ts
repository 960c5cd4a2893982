/** What the matrix came to, as Markdown. */
import { combinationsIn, combinationsOf, type Axis } from '../support/covering.js';
import { steps, type Outcome } from './case.js';

/** One row a case, and a line that sums up. */
export function describeOutcomes(outcomes: readonly Outcome[], axes: readonly Axis[], seconds: number): string {
  // Where there is nothing to choose, there is nothing to show.
  const shown = axes.filter(({ ids }) => ids.length > 1).map(({ kind }) => kind);
  const head = ['#', ...shown, ...steps.map((step) => `${step} s`), 'tests', 'failed'];
  const rows = outcomes.map((outcome, index) => [
    index + 1,
    ...shown.map((kind) => Object.entries(outcome.choices).find(([name]) => name === kind)?.[1]),
    ...steps.map((step) => outcome.seconds[step]?.toFixed(1) ?? ''),
    outcome.tests,
    outcome.failure?.step ?? '',
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const all = combinationsOf(axes);
  const covered = new Set(outcomes.flatMap(({ choices }) => combinationsIn(choices)));
  const failures = outcomes.filter(({ failure }) => failure).length;
  const sum = `${outcomes.length} cases, ${all.filter((name) => covered.has(name)).length} of ${all.length} combinations`;
  return [...lines, '', `${sum}, ${seconds.toFixed(0)} s, ${failures} failed`].join('\n');
}
