import { isDeepStrictEqual } from "node:util";
import { joinPath, type Path } from "../../config/problem.ts";

/** What two trees of data have not in common, at the highest place where that can be said. */
export interface LeafChange {
  readonly path: string;
  /** Absent: not there. What holds several values is one text. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Every value in which two trees differ, in their order. Entries of lists that have names are found by them. */
export function leafChanges(from: unknown, to: unknown): readonly LeafChange[] {
  return changes(from, to, []);
}

function changes(from: unknown, to: unknown, path: Path): readonly LeafChange[] {
  if (isDeepStrictEqual(from, to)) return [];
  const [before, after] = [from, to].map(asValue);
  const areTrees = isTree(from) && isTree(to) && before === undefined && after === undefined;
  if (!areTrees || Array.isArray(from) !== Array.isArray(to)) {
    const texts = [from, to].map((each) => (each === undefined ? undefined : compact(each)));
    return texts[0] === texts[1] ? [] : [{ path: joinPath(path), from: texts[0], to: texts[1] }];
  }
  const [left, right] = entriesOf(from, to);
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys.flatMap((key) => changes(left.get(key), right.get(key), [...path, key]));
}

const isTree = (value: unknown): value is object => typeof value === "object" && value !== null;

type Entries = ReadonlyMap<PropertyKey, unknown>;

function entriesOf(from: object, to: object): readonly [Entries, Entries] {
  if (!Array.isArray(from) || !Array.isArray(to))
    return [new Map(Object.entries(from)), new Map(Object.entries(to))];
  const name = NAMES.find((each) => isNamedBy(from, each) && isNamedBy(to, each));
  if (name !== undefined) {
    const named = (list: readonly Record<string, unknown>[]) =>
      new Map(list.map((each) => [String(each[name]), each] as const));
    return [named(from), named(to)];
  }
  if (from.length === to.length) return [new Map(from.entries()), new Map(to.entries())];
  // One more or less must not make all that follow it look changed.
  const others = (list: readonly unknown[], known: readonly unknown[]) =>
    new Map([...list.entries()].filter(([, each]) => !known.some((one) => isDeepStrictEqual(one, each))));
  return [others(from, to), others(to, from)];
}

const NAMES = ["name", "uid", "key", "id"] as const;

function isNamedBy(list: readonly unknown[], name: string): boolean {
  const names = list.map((each) => (each as Record<string, unknown> | null)?.[name]);
  return names.every((each) => typeof each === "string") && new Set(names).size === names.length;
}

/** What is one value, as a stack file would say it; undefined for what holds several. */
function asValue(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isTree(value)) return String(value);
  // Durations and quantities are kept with the text they were written as.
  if ("text" in value && typeof value.text === "string") return value.text;
  const isPlain = Array.isArray(value) && value.length > 0 && value.every((each) => !isTree(each));
  return isPlain ? JSON.stringify(value) : undefined;
}

/** A whole tree on a line, as YAML's flow style has it. */
function compact(value: unknown): string {
  const text = asValue(value);
  if (text !== undefined) return text;
  if (Array.isArray(value)) return `[${value.map(compact).join(", ")}]`;
  const entries = Object.entries(value as object).filter(([, inner]) => !isEmpty(inner));
  return `{${entries.map(([key, inner]) => `${key}: ${compact(inner)}`).join(", ")}}`;
}

const isEmpty = (value: unknown) => isTree(value) && Object.keys(value).length === 0;
