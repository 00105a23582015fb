/** Names that are listed at most: nobody reads more in an error. */
const MOST = 40;

/**
 * `did you mean "retention"?`. When nothing is near, all that is allowed or, where that is much, where it is written.
 *
 * @param reference the file that lists every name.
 */
export function suggest(word: string, known: readonly string[], reference = "docs/settings.md"): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length > MOST ? `check its spelling in ${reference}` : `allowed: ${known.join(", ")}`;
}

/** What a misspelt word most likely means, if anything. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return known
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= Math.max(1, Math.floor(each.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.each;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length]!;
}
