/** Insertions, deletions, substitutions and swaps of neighbours between two short words. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] && row > 1 && column > 1) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      }
      current[column] = best;
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

const WORD_CHARS_MAX = 100;
/** A word that another begins with counts as near from this length on: `warning`, `warn`. */
const PREFIX_CHARS_MIN = 3;

/** The candidate that someone who wrote `word` most likely meant; undefined where none is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  // A long word is no slip of the finger, and comparing it would cost its length times that of every candidate.
  if (word.length > WORD_CHARS_MAX) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const cut = Math.min(known.length, wanted.length) >= PREFIX_CHARS_MIN;
    const begins = cut && (known.startsWith(wanted) || wanted.startsWith(known));
    const steps = begins ? 1 : distance(wanted, known);
    if (steps < bestDistance) {
      best = candidate;
      bestDistance = steps;
    }
  }
  return best;
}
