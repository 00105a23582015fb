/** Lines that belong together. Between what opens and what closes them, any number of lines may be left out. */
export interface Piece {
  /** For who reads what was left out. */
  readonly name: string;
  readonly open: readonly string[];
  readonly lines: readonly string[];
  readonly close: readonly string[];
}

/** What stands where something is left out. */
export interface Notes {
  /** In place of so many lines of a piece. */
  readonly within: (left: number) => string;
  /** At the end, of the pieces that are not told whole. */
  readonly atEnd: (names: readonly string[]) => readonly string[];
}

/**
 * As many lines of the pieces as fit. The longest pieces are cut first, all to the same size, so that none crowds out
 * another.
 *
 * @param most characters, with a line break after each line.
 */
export function fitting(pieces: readonly Piece[], most: number, notes: Notes): readonly string[] {
  const whole = pieces.flatMap(linesOf);
  if (size(whole) <= most) return whole;
  // The largest size of a piece with which all of them fit.
  let [low, high] = [0, most];
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (size(cutTo(middle, pieces, notes)) <= most) low = middle;
    else high = middle;
  }
  return cutTo(low, pieces, notes);
}

function cutTo(limit: number, pieces: readonly Piece[], notes: Notes): readonly string[] {
  const cut = pieces.map((each) => {
    if (size(linesOf(each)) <= limit) return { told: linesOf(each), isCut: false, name: each.name };
    const { close, lines, name, open } = each;
    let used = size([...open, ...close, notes.within(lines.length)]);
    const some = lines.filter((line) => {
      used += line.length + 1;
      return used <= limit;
    });
    return {
      told: [...open, ...some, notes.within(lines.length - some.length), ...close],
      isCut: true,
      name,
    };
  });
  const names = cut.filter(({ isCut }) => isCut).map(({ name }) => name);
  return [...cut.flatMap(({ told }) => told), ...notes.atEnd(names)];
}

const linesOf = ({ close, lines, open }: Piece) => [...open, ...lines, ...close];
const size = (lines: readonly string[]) => lines.reduce((sum, each) => sum + each.length + 1, 0);
