// biome-ignore lint/suspicious/noExplicitAny: another revision's data, of which nothing can be known beforehand
export type Tree = any;

/** A list, also where there is none. */
export function listOf(value: Tree): readonly Tree[] {
  return Array.isArray(value) ? value : [];
}

/** What two revisions have of things with names. */
export interface Pairs<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  /** In both, whether or not they differ. */
  readonly both: readonly (readonly [from: T, to: T])[];
}

export function paired<T>(from: ReadonlyMap<string, T>, to: ReadonlyMap<string, T>): Pairs<T> {
  return {
    added: [...to].filter(([key]) => !from.has(key)).map(([, each]) => each),
    removed: [...from].filter(([key]) => !to.has(key)).map(([, each]) => each),
    both: [...to].flatMap(([key, each]) => (from.has(key) ? [[from.get(key)!, each] as const] : [])),
  };
}

/** By a key; the first of two of the same. */
export function byKey<T>(list: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const each of list) if (!found.has(keyOf(each))) found.set(keyOf(each), each);
  return found;
}
