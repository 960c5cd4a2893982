/** Near misses: «did you mean …?». */

/**
 * The candidate closest to a word, when it is close enough to be a typing error.
 *
 * @param limit the most edits and swaps of neighbours that are; without it a third of the word's length
 */
export function nearest(word: string, candidates: readonly string[], limit?: number): string | undefined {
  const wanted = word.toLowerCase().slice(0, 64);
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (!best || distance < best.distance) best = { candidate, distance };
  }
  if (!best) return undefined;
  return best.distance <= (limit ?? Math.max(1, Math.floor(wanted.length / 3))) ? best.candidate : undefined;
}

/** A hint sentence for an unknown word: the near miss, or all that exists. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate ? `did you mean ${candidate}?` : `use one of: ${candidates.join(', ')}`;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, cell(row - 1, column - 1) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        value = Math.min(value, cell(row - 2, column - 2) + 1);
      }
      line.push(value);
    }
  }
  return cell(a.length, b.length);
}
