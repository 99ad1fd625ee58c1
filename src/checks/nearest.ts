/** Number of single edits between two words (Levenshtein), swaps of neighbours counted as one. */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    const row = rows[i] as number[];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, at(i - 2, j - 2) + 1);
      row[j] = best;
    }
  }
  return at(a.length, b.length);
}

/** The word that was probably meant, or null where none is near. Case counts for nothing. */
export function nearest(word: string, known: readonly string[]): string | null {
  // A stranger chooses the word: the cost of comparing grows with its length.
  if (word.length > 100) return null;
  const near = known
    .map((candidate) => ({
      candidate,
      edits: distance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(
      ({ candidate, edits }) =>
        edits <= Math.max(1, Math.floor(candidate.length / 3)) ||
        (word.length > 2 && candidate.startsWith(`${word}_`)),
    )
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate ?? null;
}
