/** Lines that belong together. Between what opens and what closes them, any number of lines may be left out. */
export interface Piece {
  /** For who reads what was left out. */
  readonly name: string;
  readonly open: readonly string[];
  readonly lines: readonly string[];
  readonly close: readonly string[];
}

/**
 * As many lines of the pieces as fit.
 *
 * @param most characters, with a line break after each line.
 * @param note what stands where it was cut, of the names of the pieces that are not told, or not whole.
 */
export function fitting(
  pieces: readonly Piece[],
  most: number,
  note: (names: readonly string[]) => readonly string[],
): readonly string[] {
  const whole = pieces.flatMap(({ close, lines, open }) => [...open, ...lines, ...close]);
  if (size(whole) <= most) return whole;
  const told: string[] = [];
  for (const [index, { close, lines, open }] of pieces.entries()) {
    const end = note(pieces.slice(index).map(({ name }) => name));
    const room = most - size(told) - size([...open, ...close, ...end]);
    let used = 0;
    const some = lines.filter((each) => {
      used += size([each]);
      return used <= room;
    });
    // What follows must be able to say that it was cut.
    const rest = note(pieces.slice(index + 1).map(({ name }) => name));
    const isWhole = some.length === lines.length && index < pieces.length - 1;
    if (isWhole && room - used >= size(rest)) {
      told.push(...open, ...lines, ...close);
      continue;
    }
    return some.length === 0 ? [...told, ...end] : [...told, ...open, ...some, ...close, ...end];
  }
  return told;
}

const size = (lines: readonly string[]) => lines.reduce((sum, each) => sum + each.length + 1, 0);
